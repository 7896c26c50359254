"""The gates that every text for patients passes. In: sections of lines and a language. Out: what is wrong, in words.
The limits are those of the project's own rules; a formula says how hard a text looks, not whether it is understood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handouts.reading import runs
from handouts.reading.banned import Banned
from handouts.reading.patient_text import every_line
from handouts.reading.scores import SMOG_SENTENCES, Reading, read

WHOLE_GRADE, SECTION_GRADE, MOST_SMOG = 5.0, 6.0, 7.0
MOST_LONG, MOST_WORDS = 4.0, 18
LEAST_EASE = {"es": 65.0, "fr": 70.0}
FEWEST_WORDS = 12  # a section shorter than this has no grade of its own


def entry_faults(lines: Sequence[str], language: str, banned: Banned) -> Iterator[str]:
    """What is wrong with the words of one entry."""
    found = read(lines, language)
    if found.language == "en" and found.grade > SECTION_GRADE:
        yield f"grade {found.grade:.1f}, at most {SECTION_GRADE:g}"
    yield from _easy(found)
    yield from _words(lines, banned)


def sheet_faults(sections: Mapping[str, Sequence[str]], language: str, banned: Banned) -> Iterator[str]:
    """What is wrong with the words of one whole sheet."""
    lines = every_line(sections)
    found = read(lines, language)
    yield from _easy(found)
    if found.language == "en":
        if found.grade > WHOLE_GRADE:
            yield f"grade {found.grade:.1f}, at most {WHOLE_GRADE:g}"
        if found.sentences >= SMOG_SENTENCES and found.smog > MOST_SMOG:
            yield f"SMOG {found.smog:.1f}, at most {MOST_SMOG:g}"
        yield from _sections(sections)
    yield from _words(lines, banned)


def _sections(sections: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, lines in sections.items():
        part = read(lines, "en")
        if part.words >= FEWEST_WORDS and part.grade > SECTION_GRADE:
            yield f"{name}: grade {part.grade:.1f}, at most {SECTION_GRADE:g}"


def _easy(found: Reading) -> Iterator[str]:
    least = LEAST_EASE.get(found.language)
    if least is not None:
        if found.ease < least:
            yield f"reading ease {found.ease:.0f}, at least {least:g}"
        return
    if found.long_share > MOST_LONG:
        yield f"{found.long_share:.1f} % long words, at most {MOST_LONG:g} %"
    if found.longest > MOST_WORDS:
        yield f"a sentence of {found.longest} words, at most {MOST_WORDS}"


def _words(lines: Iterable[str], banned: Banned) -> Iterator[str]:
    text = "\n".join(lines)
    yield from (f"the banned phrase '{phrase}'" for phrase in banned.found_in(text))
    yield from (f"eight words in a row from a source: '{run}'" for run in runs.shared(text))
