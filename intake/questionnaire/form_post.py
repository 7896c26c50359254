"""Reads one question out of a form post. In: an Item and the posted fields. Out: the JSON value that answer_values
checks, None where nothing was filled in, or Rejected. Field names are in `posted`'s docstring."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from intake.questionnaire.answer_values import Rejected
from intake.questionnaire.items import NOT_SURE, Item, ItemType

Post = Mapping[str, Sequence[str]]
_MOST_DIGITS = 9
_FIRST_FOUR_DIGIT_YEAR = 1000
_MONTHS = 12
_LEAST_PHONE_DIGITS = 7
_ABROAD = ("+", "00", "011")
PHONE, EMAIL = "phone", "email"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")  # enough to see that something is missing


def posted(item: Item, post: Post, phone_digits: int = 0) -> Any:
    """The answer to `item` in a form post; a phone number of fewer than `phone_digits` lacks its area code.

    Fields: the link_id itself; dates `<link_id>-day`, `-month`, `-year`; durations `-number`, `-unit`, `-unknown` or
    the boxes of a date; scales and numbers the link_id (digits or not_sure) or `-unknown`. Raises Rejected.
    """
    if item.link_id == PHONE and any(_lacks_area_code(typed, phone_digits) for typed in _all(PHONE, post)):
        raise Rejected("phone_area")
    return _READERS[item.type](item.link_id, post)


def _all(name: str, post: Post) -> list[str]:
    """The values of one field that are not blank."""
    values = post.get(name, ())
    given = (values,) if isinstance(values, str) else values
    return [value.strip() for value in given if value.strip()]


def _one(name: str, post: Post) -> str | None:
    values = set(_all(name, post))
    if len(values) > 1:
        raise Rejected("choose_one")
    return values.pop() if values else None


def _list(name: str, post: Post) -> list[str] | None:
    return _all(name, post) or None


def _text(name: str, post: Post) -> str | None:
    text = next(iter(_all(name, post)), None)
    if text and name == PHONE and sum(sign.isdigit() for sign in text) < _LEAST_PHONE_DIGITS:
        raise Rejected("phone_short")
    if text and name == EMAIL and not _ADDRESS.fullmatch(text):
        raise Rejected("email_short")
    return text


def _lacks_area_code(typed: str, least: int) -> bool:
    """Whether a number is shorter than any whole one of the country; one that begins like a call abroad is let be."""
    dialled = "".join(sign for sign in typed if sign.isdigit() or sign == "+")
    return not dialled.startswith(_ABROAD) and len(dialled) < least


def _number(name: str, post: Post) -> int | str | None:
    value, unknown = _one(name, post), _all(f"{name}-unknown", post)
    if unknown and value not in (None, NOT_SURE):
        raise Rejected("choose_one")
    if unknown or value == NOT_SURE:
        return NOT_SURE
    return None if value is None else _digits(value, "number_digits")


def _duration(name: str, post: Post) -> dict[str, Any] | str | None:
    number, unit, day = _one(f"{name}-number", post), _one(f"{name}-unit", post), _date(name, post)
    unknown = bool(_all(f"{name}-unknown", post))
    if sum((number is not None, day is not None, unknown)) > 1:
        raise Rejected("choose_one")
    if unknown:
        return NOT_SURE
    if day is not None:
        return {"date": day}
    if number is None:
        return None
    if unit is None:
        raise Rejected("unit_missing")
    return {"number": _digits(number, "number_digits"), "unit": unit}


def _date(name: str, post: Post) -> str | None:
    boxes = [_one(f"{name}-{box}", post) for box in ("year", "month", "day")]
    if boxes == [None, None, None]:
        return None
    year, month, day = (_digits(box or "", "date_impossible") for box in boxes)
    if year < _FIRST_FOUR_DIGIT_YEAR:
        raise Rejected("date_too_old")
    if month > _MONTHS >= day:
        raise Rejected("date_order")
    return f"{year:04}-{month:02}-{day:02}"


def _digits(value: str, otherwise: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise Rejected(otherwise)
    if len(value) > _MOST_DIGITS:
        raise Rejected("number_range" if otherwise == "number_digits" else otherwise)
    return int(value)


_READERS: Mapping[ItemType, Callable[[str, Post], Any]] = {
    ItemType.TICKS: _list,
    ItemType.CHOICE: _one,
    ItemType.SCALE: _number,
    ItemType.NUMBER: _number,
    ItemType.DURATION: _duration,
    ItemType.DATE: _date,
    ItemType.PLACES: _list,
    ItemType.PLACE: _one,
    ItemType.TEXT: _text,
    ItemType.LONG_TEXT: _text,
}
