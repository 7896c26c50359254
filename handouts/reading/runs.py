"""Runs of eight words that the library must not share with the articles it learned from. In: text. Out: the runs found.
They are not here: source_runs.txt holds a digest of each run. `python -m handouts.reading.runs FOLDER` made it."""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

LENGTH = 8
DIGEST_BYTES = 6
FILE = Path(__file__).with_name("source_runs.txt")
_WORD = re.compile(r"[^\W_]+")


def runs_in(text: str) -> Iterator[str]:
    """Every run of eight words, in small letters, without signs."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def digest(run: str) -> str:
    """What stands for a run in the file."""
    return hashlib.sha256(run.encode()).hexdigest()[: 2 * DIGEST_BYTES]


@cache
def known() -> frozenset[str]:
    """The digests of the articles' runs."""
    return frozenset(FILE.read_text("ascii").split())


def shared(text: str) -> list[str]:
    """The runs that a text shares with the articles."""
    return [run for run in runs_in(text) if digest(run) in known()]


def digests_of(texts: Iterable[str]) -> list[str]:
    """The lines of the file for some articles, sorted, so that nobody can read the articles back."""
    return sorted({digest(run) for text in texts for run in runs_in(text)})


if __name__ == "__main__":
    articles = sorted(Path(sys.argv[1]).glob("*.txt"))
    FILE.write_text("\n".join(digests_of(path.read_text("utf-8") for path in articles)) + "\n", "ascii")
