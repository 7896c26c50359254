"""Prose files of the library. In: en.md: front matter between --- lines, then the body. Out: the front matter as a
Node, its lines those of the file, and the body's lines with their numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import Node, source_of

FENCE = "---"
LEAST_STEPS, MOST_STEPS = 3, 5
_STEP = re.compile(r"(\d+)\. (\S.*)")


@dataclass(frozen=True, slots=True)
class Prose:
    """One prose file: its front matter, and the lines of the body that hold words, each with its number."""

    name: str
    front: Node
    body: tuple[tuple[int, str], ...]

    def error(self, line: int, message: str) -> ProtocolError:
        """The error to raise about a line."""
        return ProtocolError(self.name, line, message)


def read_text(folder: Path, name: str) -> str:
    """A file of the library as text."""
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ProtocolError(name, 1, f"cannot be read: {type(problem).__name__}") from problem


def read_prose(folder: Path, name: str) -> Prose:
    """The prose file `name`, a path relative to the library."""
    lines = read_text(folder, name).splitlines()
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise ProtocolError(name, 1, "expected front matter between two lines ---")
    end = lines.index(FENCE, 1)
    # The opening fence becomes an empty line, so that every line keeps its number.
    front = source_of(name, "\n".join(["", *lines[1:end]]))
    body = tuple(
        (number, line.strip()) for number, line in enumerate(lines, start=1) if number > end + 1 and line.strip()
    )
    return Prose(name, front, body)


def steps_of(prose: Prose) -> tuple[str, ...]:
    """The numbered steps of an activity, 3 to 5."""
    steps = tuple(_steps(prose))
    if not LEAST_STEPS <= len(steps) <= MOST_STEPS:
        raise prose.error(1, f"expected {LEAST_STEPS} to {MOST_STEPS} steps, found {len(steps)}")
    return steps


def _steps(prose: Prose) -> Iterator[str]:
    for expected, (line, words) in enumerate(prose.body, start=1):
        found = _STEP.fullmatch(words)
        if found is None or int(found[1]) != expected:
            raise prose.error(line, f"expected the step '{expected}. ...'")
        yield found[2]


def tip_of(prose: Prose) -> str:
    """The one paragraph of a habit."""
    if not prose.body:
        raise prose.error(1, "expected a tip below the front matter")
    return " ".join(words for _, words in prose.body)
