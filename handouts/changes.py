"""What changed since something was signed, in words: each aspect as it was beside what it is now.

In: a part's name, its text as it was signed and as it is. Out: frozen values; the exact lines come with them.
"""

import difflib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from handouts import library_words
from intake.models import Signature
from intake.signables import LIBRARY, Signable
from intake.signed_words import parts as signed_words
from intake.signed_words.rows import Line, Row

ADDED, GONE, CHANGED = "Added", "Taken away", "Changed"
LONGEST_WHOLE = 600  # characters: a longer aspect is shown by what differs, with one line around it
FILE_FOLDER = "library/"  # of the parts of a wording that come from the library


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of one side; `differs` where the other side has no such line, `gap` where lines were left out."""

    line: Line
    differs: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect that is not as it was: how it was signed, and how it is. A side it did not have is empty."""

    label: str
    before: tuple[Marked, ...]
    now: tuple[Marked, ...]
    flow: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is not as it was signed: in words where it changed, whole where it came or went, and exactly."""

    part: str
    title: str
    what: str
    aspects: tuple[Aspect, ...]
    rows: tuple[Row, ...]
    lines: tuple[str, ...]


def changes_since(last: Signature | None, one: Signable) -> list[Change]:
    """Every part that is not as it was signed, in the order of today's content; nothing when it was never signed."""
    before: Mapping[str, str] = last.content.parts if last else {}
    return [change_of(one.subject, name, before.get(name), one.parts.get(name)) for name in changed_parts(last, one)]


def changed_parts(last: Signature | None, one: Signable) -> dict[str, str]:
    """The names of those parts, each with Added, Taken away or Changed."""
    if last is None or last.digest == one.digest:
        return {}
    before: Mapping[str, str] = last.content.parts
    names = (*one.parts, *(name for name in before if name not in one.parts))
    return {
        name: ADDED if name not in before else GONE if name not in one.parts else CHANGED
        for name in names
        if before.get(name) != one.parts.get(name)
    }


def change_of(subject: str, name: str, before: str | None, now: str | None) -> Change:
    """One part's change; one side is None where the part came or went."""
    there = now if now is not None else before or "null"
    whole = rows_of(subject, name, there) if before is None or now is None else ()
    aspects = () if whole or before is None or now is None else tuple(_aspects(subject, name, before, now))
    what = ADDED if before is None else GONE if now is None else CHANGED
    return Change(name, title_of(subject, name, there), what, aspects, whole, _lines(before, now))


def counted(changed: Mapping[str, str]) -> str:
    """ "2 changed, 1 added", or "" when nothing changed."""
    numbers = [(what, [*changed.values()].count(what)) for what in (CHANGED, ADDED, GONE)]
    return ", ".join(f"{number} {what.lower()}" for what, number in numbers if number)


def rows_of(subject: str, name: str, text: str) -> tuple[Row, ...]:
    """A part of any subject in words."""
    return (library_words.rows_of if _is_file(subject, name) else signed_words.rows_of)(name, text)


def title_of(subject: str, name: str, text: str) -> str:
    """What a part of any subject is called."""
    return library_words.title_of(name) if _is_file(subject, name) else signed_words.title_of(name, text)


def _is_file(subject: str, name: str) -> bool:
    return subject == LIBRARY or name.startswith(FILE_FOLDER)


def _aspects(subject: str, name: str, before: str, now: str) -> Iterator[Aspect]:
    """The aspects that differ; key by key where the words of both are the same, so that no change stays unseen."""

    def differing(read: Callable[[str], tuple[Row, ...]]) -> Iterator[Aspect]:
        old, new = ({row.label: row for row in read(text)} for text in (before, now))
        for label in (*new, *(label for label in old if label not in new)):
            if old.get(label) != new.get(label):
                yield _aspect(label, old.get(label), new.get(label))

    found = list(differing(lambda text: rows_of(subject, name, text)))
    if found or _is_file(subject, name):
        yield from found
    else:
        yield from differing(signed_words.rows_key_by_key)


def _aspect(label: str, before: Row | None, now: Row | None) -> Aspect:
    old, new = (row.lines if row else () for row in (before, now))
    flow = all(row.flow for row in (before, now) if row)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    same_old, same_new = set(), set()
    for block in matcher.get_matching_blocks():
        same_old |= set(range(block.a, block.a + block.size))
        same_new |= set(range(block.b, block.b + block.size))
    return Aspect(label, _marked(old, same_old), _marked(new, same_new), flow)


def _marked(lines: tuple[Line, ...], same: set[int]) -> tuple[Marked, ...]:
    marked = [Marked(line, place not in same) for place, line in enumerate(lines)]
    size = sum(len(line.text) for line in lines)
    return tuple(marked if size <= LONGEST_WHOLE else _without_the_same(marked))


def _without_the_same(marked: list[Marked]) -> Iterator[Marked]:
    """The lines that differ with one around each; how many were left out stands in their place."""
    near = {place + step for place, one in enumerate(marked) if one.differs for step in (-1, 0, 1)}
    left_out = 0
    for place, one in enumerate([*marked, None]):
        if one is not None and place not in near:
            left_out += 1
            continue
        if left_out:
            yield Marked(Line(f"{left_out} more, as before"), gap=True)
        left_out = 0
        if one is not None:
            yield one


def _lines(before: str | None, now: str | None) -> tuple[str, ...]:
    """The exact lines that went and came, with two lines around each."""
    old, new = (readable(text).splitlines() if text is not None else [] for text in (before, now))
    changed = [*difflib.unified_diff(old, new, lineterm="", n=2)][2:]
    return tuple(line for line in changed if not line.startswith("@@"))


def readable(text: str) -> str:
    """A part's JSON text as its file would say it: words as they are, anything else as YAML."""
    value = json.loads(text)
    if isinstance(value, str):
        return value.strip()
    dumped = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    return str(dumped).strip().removesuffix("\n...")
