"""Months that people write as a word: "Feb", "févr.", "septiembre".

In: what was typed, in the active language or English. Out: the month's number in digits; what is no month, or could be
two, stays as it was typed.
"""

from collections.abc import Iterator
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS

from intake.form_raw import Raw
from intake.questionnaire.written import written_words

ENGLISH, LEAST_LETTERS = "en", 3
BOX = "-month"


def with_numbers(raw: Raw) -> Raw:
    """A form as posted, with a number in each box of a month where a word tells one."""
    return {name: list(map(as_number, typed)) if name.endswith(BOX) else typed for name, typed in raw.items()}


def as_number(typed: str) -> str:
    """ "2" for "Feb"; "jui" is juin or juillet, so it stays."""
    words = written_words(typed)
    if len(words) != 1 or len(words[0]) < LEAST_LETTERS:
        return typed
    fitting = {number for name, number in _named(translation.get_language() or ENGLISH) if name.startswith(words[0])}
    return str(fitting.pop()) if len(fitting) == 1 else typed


@cache
def _named(language: str) -> tuple[tuple[str, int], ...]:
    return (*_months(language), *_months(ENGLISH))


def _months(language: str) -> Iterator[tuple[str, int]]:
    with translation.override(language):
        yield from [(written_words(str(name))[0], number) for number, name in MONTHS.items()]
