"""Finding a person of the clinic by name, code, phone or birth date, whether their case stands on the board or is done.

In: what was typed, from a form: never in an address or a log. Out: the clinic's cases, open ones first.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Expression, F, Q, TextField, Value
from django.db.models.functions import Replace

from clinic.models import Clinic
from intake.models import TriageCase
from intake.models.case import CaseStatus

MOST_TYPED = 60
MOST_WORDS = 6
MOST_FOUND = 50
LEAST_OF_CODE = 3  # characters, of a phone number too
ROW = ("patient", "response__patient", "response__clinic", "decision__author", "owner", "clinic")
MARKS = "[\u0300-\u036f]*"
LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
WITHOUT_MARKS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h"}  # letters that no decomposition takes apart
ALIKE = {"'": "['\u2018\u2019\u02bc]", "\u2019": "['\u2018\u2019\u02bc]", "-": "[- \u2010\u2011]"}


class Found(NamedTuple):
    """Cases that fit. `more`: some were left out, so the words were too few."""

    waiting: list[TriageCase]
    done: list[TriageCase]
    more: bool


def find(clinic: Clinic, typed: str) -> Found:
    """The clinic's cases in which every word typed stands in the name, the code or the phone number.

    Case and accents do not matter. Nothing typed finds nobody.
    """
    words = words_of(typed)
    if not words:
        return Found([], [], more=False)
    rows = TriageCase.objects.for_clinic(clinic).alias(code=_bare("response__code"), digits=_bare("patient__phone"))
    for word in words:
        rows = rows.filter(_fits(word))
    rows = rows.select_related(*ROW)
    waiting = list(rows.waiting()[: MOST_FOUND + 1])
    done = list(rows.filter(status=CaseStatus.ACCEPTED).order_by("-accepted_at", "id")[: MOST_FOUND + 1])
    return Found(waiting[:MOST_FOUND], done[:MOST_FOUND], more=max(len(waiting), len(done)) > MOST_FOUND)


def words_of(typed: str) -> list[str]:
    """The words to look for: those with a letter or a digit, without what no database can hold. Digits alone are one
    number, however they are set apart."""
    kept = "".join(char for char in typed[:MOST_TYPED] if unicodedata.category(char)[0] != "C" or char.isspace())
    if not any(map(str.isalpha, kept)):
        kept = "".join(filter(str.isalnum, kept))
    return [word for word in kept.split() if any(map(str.isalnum, word))][:MOST_WORDS]


def pattern(word: str) -> str:
    """A regular expression that finds `word` in either case, with or without accents; understood by every database."""
    return "".join(map(_one, _plain(word)))


def _fits(word: str) -> Q:
    bare = "".join(filter(str.isalnum, _plain(word)))
    fits = Q(patient__first_name__regex=pattern(word)) | Q(patient__last_name__regex=pattern(word))
    if len(bare) < LEAST_OF_CODE:  # two letters stand in too many codes
        return fits
    if born := _as_date(word):
        fits |= Q(patient__birth_date=born)
    fits |= Q(code__istartswith=bare) | Q(code__iendswith=bare)
    return fits | Q(digits__contains=bare) if bare.isdecimal() else fits


def _as_date(word: str) -> date | None:
    """The day that is written as one word: 1984-06-14 or, without its marks, 19840614."""
    digits = "".join(filter(str.isdecimal, word))
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None


def _one(char: str) -> str:
    if char in ALIKE:
        return ALIKE[char]
    if char.isalpha():
        return f"[{char}{char.upper() if len(char.upper()) == 1 else ''}{_with_marks().get(char, '')}]{MARKS}"
    return re.escape(char)


@cache
def _with_marks() -> Mapping[str, str]:
    """A letter -> every Latin letter that is this one with an accent, in either case."""
    found: dict[str, str] = {}
    for char in map(chr, LATIN):
        plain = _plain(char)
        if len(plain) == 1 and plain != char:
            found[plain] = found.get(plain, "") + char
    return found


def _plain(text: str) -> str:
    """Lower case without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(WITHOUT_MARKS.get(char, char) for char in apart if not unicodedata.combining(char))


def _bare(field: str) -> Expression | F:
    """The field without what people put between its parts."""
    found: Expression | F = F(field)
    for between in "- ().+":
        found = Replace(found, Value(between), Value(""), output_field=TextField())
    return found
