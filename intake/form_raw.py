"""A page's form as names and typed texts, the shape of a POST.

In: stored answers, or what was posted. Out: the same names and shapes, so that one path fills the form.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

from django.http import QueryDict

from intake.questionnaire.items import Item, ItemType, Page

Raw = Mapping[str, Sequence[str]]
SHORT = "short"  # said by a page that goes without the questions that were confirmed


def raw_of(posted: QueryDict) -> dict[str, list[str]]:
    """A POST as names and typed texts."""
    return {name: [str(value) for value in values] for name, values in posted.lists()}


def first_of(raw: Raw, name: str) -> str:
    """The one value of a field; "" where it was not posted."""
    return next(iter(raw.get(name, ())), "")


def stored_raw(page: Page, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Stored answers of a page in the names and shapes of its form, so that one path fills it."""
    raw: dict[str, list[str]] = {}
    for item in page.items:
        value = answers.get(item.link_id)
        if value is not None:
            raw |= _raw_of(item, value)
    return raw


def _raw_of(item: Item, value: Any) -> dict[str, list[str]]:
    link_id = item.link_id
    if item.type is ItemType.DURATION:
        if value == "not_sure":
            return {f"{link_id}-unknown": ["on"]}
        if "date" in value:
            return _raw_date(link_id, value["date"])
        return {f"{link_id}-number": [str(value["number"])], f"{link_id}-unit": [value["unit"]]}
    if item.type is ItemType.DATE:
        return _raw_date(link_id, value)
    if isinstance(value, list):
        return {link_id: [str(code) for code in value]}
    return {link_id: [str(value)]}


def _raw_date(link_id: str, value: str) -> dict[str, list[str]]:
    day = date.fromisoformat(value)
    return {f"{link_id}-{part}": [str(number)] for part, number in
            (("day", day.day), ("month", day.month), ("year", day.year))}  # fmt: skip


def kept_fields(raw: Raw, gone: Set[str]) -> list[tuple[str, str]]:
    """What hidden fields carry of questions that a page goes without, and that it does."""
    names = [name for name in raw if any(name == each or name.startswith(f"{each}-") for each in gone)]
    pairs = [(name, value) for name in names for value in raw[name]]
    return [(SHORT, "1"), *pairs] if gone else []
