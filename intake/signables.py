"""What a clinical lead can sign: the rules and questions, each language's wording, and what other packages register.

In: the packaged files. Out: a Signable for each subject, the same for every clinic, worked out once per process.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from clinic.page_words import page_words
from intake import protocol_store
from intake.questionnaire.source_file import DataFolder
from intake.routing.protocol import STAFF_LANGUAGE, Protocol
from intake.routing.rules import Rule

PROTOCOL, LIBRARY, WORDING = "protocol", "library", "wording:"
PAGE_WORDS = "pages, fixed words"
SECTIONS = ("derived",)  # mappings of many small things, shown one by one


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind nobody has verified: `unverified` of `total`, and in `words` what they are and lack."""

    unverified: int
    total: int
    words: str

    def __str__(self) -> str:
        return f"{self.unverified} of {self.total} {self.words}"


@dataclass(frozen=True, slots=True)
class Signable:
    """One thing to sign. `parts` are its pieces by name as JSON text, `digest` names exactly this content."""

    subject: str
    version: str
    digest: str
    parts: Mapping[str, str]
    counts: tuple[Count, ...]

    @property
    def language(self) -> str:
        """The language of a wording, "" for anything else."""
        return self.subject.removeprefix(WORDING) if self.subject.startswith(WORDING) else ""

    @property
    def is_translation(self) -> bool:
        """Whether its words were translated from the language the rules were written in."""
        return self.language not in ("", STAFF_LANGUAGE)


_registered: dict[str, Callable[[], Signable]] = {}
_words: list[Callable[[str], Mapping[str, str]]] = []


def register(subject: str, source: Callable[[], Signable]) -> None:
    """Add something that intake does not know of itself; a package above calls this when the apps are ready."""
    _registered[subject] = source


def add_words(source: Callable[[str], Mapping[str, str]]) -> None:
    """Add more that is translated, so that who signs a translation signs it too: language -> parts by name."""
    _words.append(source)


def signables() -> tuple[Signable, ...]:
    """Everything there is to sign, the rules first."""
    return (*_own(), *(source() for source in _registered.values()))


def signable(subject: str) -> Signable | None:
    """The signable of that subject, or None where there is none."""
    return next((one for one in signables() if one.subject == subject), None)


def wording_subject(language: str) -> str:
    """The subject of a language's wording."""
    return f"{WORDING}{language}"


def digest_of_parts(subject: str, parts: Mapping[str, str]) -> str:
    """The sha256 over the names and texts of all parts."""
    return hashlib.sha256(json.dumps([subject, sorted(parts.items())], ensure_ascii=False).encode()).hexdigest()


def part_text(value: Any) -> str:
    """A part as text that does not depend on the order or layout of its file."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@cache
def _own() -> tuple[Signable, ...]:
    data, protocol = DataFolder(protocol_store.FOLDER), protocol_store.protocol()
    rules = MappingProxyType(dict(_rule_parts(data)))
    wordings = (_wording(data, protocol, language) for language in protocol.languages)
    return (
        Signable(PROTOCOL, protocol.version, digest_of_parts(PROTOCOL, rules), rules, tuple(_counts(protocol))),
        *wordings,
    )


def _wording(data: DataFolder, protocol: Protocol, language: str) -> Signable:
    subject = wording_subject(language)
    plain = data.source(f"wording/{language}.yaml").plain()
    spoken = {**dict(_pieces("", plain, tuple(plain))), PAGE_WORDS: part_text(dict(page_words(language)))}
    if language != STAFF_LANGUAGE:
        spoken |= {name: text for source in _words for name, text in source(language).items()}
    parts = MappingProxyType(spoken)
    return Signable(subject, protocol.version, digest_of_parts(subject, parts), parts, ())


def _rule_parts(data: DataFolder) -> Iterator[tuple[str, str]]:
    """Everything in the folder but the wordings: each rule, page and source by itself, each drawing by its sha256."""
    for name in data.names("**/*.yaml"):
        if not name.startswith("wording/"):
            yield from _pieces(name.removesuffix(".yaml"), data.source(name).plain(), SECTIONS)
    for name in data.names("**/*.svg"):
        yield name, part_text(hashlib.sha256((data.path / name).read_bytes()).hexdigest())


def _pieces(name: str, value: Mapping[str, Any], split: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The entries of a file's mapping; lists of things with an id, and the mappings named in `split`, one by one."""
    for key, entry in value.items():
        place = f"{name} {key}".strip()
        if isinstance(entry, list) and all(isinstance(one, dict) and "id" in one for one in entry):
            yield from ((f"{place} {one['id']}", part_text(one)) for one in entry)
        elif isinstance(entry, dict) and key in split:
            yield from ((f"{place} {inner}", part_text(one)) for inner, one in entry.items())
        else:
            yield place, part_text(entry)


def _counts(protocol: Protocol) -> Iterator[Count]:
    rules, sources = rules_of(protocol), protocol.sources
    yield Count(sum(not rule.signed for rule in rules), len(rules), "rules name no clinician who checked them")
    unread = sum(not any(sources[name].read for name in rule.sources) for rule in rules)
    yield Count(unread, len(rules), "rules rest only on sources that nobody has read")
    yield Count(sum(not one.read for one in sources.values()), len(sources), "sources have not been read")


def rules_of(protocol: Protocol) -> tuple[Rule, ...]:
    """Every rule of every kind."""
    return (
        *protocol.red_flags,
        *protocol.phrase_flags.values(),
        *protocol.decision.review_rules,
        *protocol.blocks.rules,
        *protocol.scores,
    )
