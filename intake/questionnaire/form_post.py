"""Reads one question out of a form post. In: an Item and the posted fields. Out: the JSON value that answer_values
checks, None where nothing was filled in, or Rejected. Field names are in `posted`'s docstring."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from intake.questionnaire.answer_values import Rejected
from intake.questionnaire.items import NOT_SURE, Item, ItemType

Post = Mapping[str, Sequence[str]]
_MOST_DIGITS = 9
_FIRST_FOUR_DIGIT_YEAR, _YEAR_DIGITS = 1000, 4
_MONTHS, _DAYS = 12, 31
# Whether day, month and year are missing or cannot be right: all that is wrong is said at once.
_WRONG_PARTS = {
    (True, False, False): "date_day",
    (False, True, False): "date_month",
    (False, False, True): "date_too_old",
    (True, True, False): "date_day_month",
    (True, False, True): "date_day_year",
    (False, True, True): "date_month_year",
    (True, True, True): "date_impossible",
}
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
        raise Rejected("answer_and_unsure")
    if unknown or value == NOT_SURE:
        return NOT_SURE
    return None if value is None else _digits(value, "number_digits")


def _duration(name: str, post: Post) -> dict[str, Any] | str | None:
    number, unit = _one(f"{name}-number", post), _one(f"{name}-unit", post)
    unknown, dated = bool(_all(f"{name}-unknown", post)), any(_boxes(name, post))
    if unknown and (number is not None or dated):
        raise Rejected("answer_and_unsure")
    if number is not None and dated:
        raise Rejected("number_and_date")
    if unknown:
        return NOT_SURE
    return {"date": _date(name, post)} if dated else _time(number, unit)


def _time(number: str | None, unit: str | None) -> dict[str, Any] | None:
    if number is None and unit is None:
        return None
    if number is None:
        raise Rejected("number_digits")
    if unit is None:
        raise Rejected("unit_missing" if number.isdigit() else "number_and_unit")
    return {"number": _digits(number, "number_digits"), "unit": unit}


def _date(name: str, post: Post) -> str | None:
    boxes = _boxes(name, post)
    if not any(boxes):
        return None
    day, month, year = map(_box_number, boxes)
    if month > _MONTHS >= day > 0 and year >= _FIRST_FOUR_DIGIT_YEAR:
        raise Rejected("date_order")
    wrong = (not 0 < day <= _DAYS, not 0 < month <= _MONTHS, year < _FIRST_FOUR_DIGIT_YEAR)
    if any(wrong):
        raise Rejected(_WRONG_PARTS[wrong])
    return f"{year:04}-{month:02}-{day:02}"


def _boxes(name: str, post: Post) -> tuple[str | None, ...]:
    """What was typed as day, month and year."""
    return tuple(_one(f"{name}-{box}", post) for box in ("day", "month", "year"))


def _box_number(typed: str | None) -> int:
    """The number in a box; 0, which is no day, month or year, where there is none that can be one."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) <= _YEAR_DIGITS else 0


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
