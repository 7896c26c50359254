"""The one check of an answer. In: an Item and the JSON value somebody gave. Out: the value as it is stored, None where
nothing was said, or Rejected with the code of an error (its words stand in wording/<lang>.yaml under `errors`)."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from intake.questionnaire.items import DAYS_PER_UNIT, NONE, NOT_SURE, Item, ItemType

ERROR_CODES = (
    "required",
    "none_with_tick",
    "choose_one",
    "unknown_option",
    "date_impossible",
    "date_day",
    "date_month",
    "date_day_month",
    "date_day_year",
    "date_month_year",
    "date_future",
    "date_too_old",
    "date_order",
    "phone_short",
    "phone_area",
    "email_short",
    "unit_missing",
    "number_and_unit",
    "number_and_date",
    "answer_and_unsure",
    "number_digits",
    "number_range",
    "too_long",
    "too_many",
    "bad_characters",
    "wrong_kind",
    "unknown_question",
)
OLDEST_YEARS = 120
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_BIDI_CONTROLS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_REFUSED_CATEGORIES = ("Cc", "Cs")


class Rejected(ValueError):
    """An answer that cannot be stored; `code` is one of ERROR_CODES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(item: Item, value: object, zones: Collection[str], today: date) -> Any:
    """The stored form of `value`, or None where it says nothing (a missing answer, an empty list, blank text).

    Raises Rejected.
    """
    if value is None:
        return None
    return _CHECKS[item.type](item, value, zones, today)


def clean_text(text: str, *, lines: bool = False) -> str:
    """Trimmed text without direction marks; Rejected for control characters and lone surrogates.

    With `lines`, line ends are kept, as line feeds.
    """
    plain = text.translate(_BIDI_CONTROLS).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    allowed = "\n" if lines else ""
    if any(unicodedata.category(sign) in _REFUSED_CATEGORIES and sign not in allowed for sign in plain):
        raise Rejected("bad_characters")
    return plain


def _ticks(item: Item, value: object, zones: Collection[str], today: date) -> list[str] | None:
    allowed = (*item.options, *item.exclusive)
    ticked = _codes(value, allowed)
    if NONE in ticked and len(ticked) > 1:
        raise Rejected("none_with_tick")
    return [code for code in allowed if code in ticked] or None


def _places(item: Item, value: object, zones: Collection[str], today: date) -> list[str] | None:
    ticked = _codes(value, (*zones, *item.exclusive))
    places = sorted(ticked.intersection(zones))
    if item.maximum and len(places) > item.maximum:
        raise Rejected("too_many")
    return [*places, *(code for code in item.exclusive if code in ticked)] or None


def _codes(value: object, allowed: Collection[str]) -> frozenset[str]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(code, str) for code in value):
        raise Rejected("wrong_kind")
    if not all(code in allowed for code in value):
        raise Rejected("unknown_option")
    return frozenset(value)


def _choice(item: Item, value: object, zones: Collection[str], today: date) -> str | None:
    return _code(value, item.options)


def _place(item: Item, value: object, zones: Collection[str], today: date) -> str | None:
    return _code(value, (*zones, NOT_SURE))


def _code(value: object, allowed: Collection[str]) -> str | None:
    if not isinstance(value, str):
        raise Rejected("wrong_kind")
    if value and value not in allowed:
        raise Rejected("unknown_option")
    return value or None


def _number(item: Item, value: object, zones: Collection[str], today: date) -> int | str:
    return NOT_SURE if value == NOT_SURE else _whole(value, item.minimum, item.maximum)


def _whole(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Rejected("wrong_kind")
    if not least <= value <= most:
        raise Rejected("number_range")
    return value


def _duration(item: Item, value: object, zones: Collection[str], today: date) -> dict[str, Any] | str:
    if value == NOT_SURE:
        return NOT_SURE
    if not isinstance(value, Mapping) or set(value) not in ({"number", "unit"}, {"date"}):
        raise Rejected("wrong_kind")
    if "date" in value:
        return {"date": _past_day(value["date"], today)}
    unit = value["unit"]
    if not isinstance(unit, str) or unit not in DAYS_PER_UNIT:
        raise Rejected("unknown_option")
    return {"number": _whole(value["number"], 0, OLDEST_YEARS * 365 // DAYS_PER_UNIT[unit]), "unit": unit}


def _date(item: Item, value: object, zones: Collection[str], today: date) -> str:
    return _past_day(value, today)


def _past_day(value: object, today: date) -> str:
    if not isinstance(value, str):
        raise Rejected("wrong_kind")
    if not _ISO_DATE.fullmatch(value):
        raise Rejected("date_impossible")
    try:
        day = date.fromisoformat(value)
    except ValueError as problem:
        raise Rejected("date_impossible") from problem
    if day > today:
        raise Rejected("date_future")
    if (day.year + OLDEST_YEARS, day.month, day.day) < (today.year, today.month, today.day):
        raise Rejected("date_too_old")
    return value


def _text(item: Item, value: object, zones: Collection[str], today: date) -> str | None:
    if not isinstance(value, str):
        raise Rejected("wrong_kind")
    plain = clean_text(value, lines=item.type is ItemType.LONG_TEXT)
    if len(plain) > item.maximum:
        raise Rejected("too_long")
    return plain or None


_CHECKS: Mapping[ItemType, Callable[[Item, object, Collection[str], date], Any]] = {
    ItemType.TICKS: _ticks,
    ItemType.CHOICE: _choice,
    ItemType.SCALE: _number,
    ItemType.NUMBER: _number,
    ItemType.DURATION: _duration,
    ItemType.DATE: _date,
    ItemType.PLACES: _places,
    ItemType.PLACE: _place,
    ItemType.TEXT: _text,
    ItemType.LONG_TEXT: _text,
}
