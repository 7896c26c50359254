"""Answers in words, for the check page, the case page and the sheet: one place that turns a stored value into
sentences.

In: an item, its stored value and a wording. Out: a tuple of short phrases; empty where nothing was answered.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake.dates import day_words
from intake.questionnaire.items import ALL_OVER, NOT_SURE, Item, ItemType
from intake.questionnaire.wording import Wording

UNSURE = ("not_sure", "tell_someone")


def answer_words(item: Item, value: Any, wording: Wording) -> tuple[str, ...]:
    """What the patient answered, as they would say it back."""
    if value in (None, "", []):
        return ()
    if isinstance(value, str) and value in UNSURE:
        return (wording.option(item.link_id, value),)
    match item.type:
        case ItemType.TICKS:
            return tuple(wording.option(item.link_id, code) for code in value)
        case ItemType.CHOICE:
            return (wording.option(item.link_id, value),)
        case ItemType.PLACES | ItemType.PLACE:
            return places_words(item, value, wording)
        case ItemType.SCALE:
            return (_("%(number)s out of 10") % {"number": value},)
        case ItemType.DURATION:
            return (duration_words(value, wording),)
        case ItemType.DATE:
            return (date_words(value),)
        case _:
            return tuple(line for line in str(value).splitlines() if line.strip())


def places_words(item: Item, value: Any, wording: Wording) -> tuple[str, ...]:
    """Each place with its side in words; that it hurts all over, or that they are not sure."""
    codes = [value] if isinstance(value, str) else list(value)
    if ALL_OVER in codes:
        return (wording.option(item.link_id, ALL_OVER),)
    return tuple(wording.option(item.link_id, code) if code == NOT_SURE else wording.place(code) for code in codes)


def duration_words(value: Mapping[str, Any], wording: Wording) -> str:
    """ "3 weeks", or "since 30 October 2026"."""
    if "date" in value:
        return _("since %(date)s") % {"date": date_words(value["date"])}
    number, unit = int(value["number"]), value["unit"]
    if not number:
        # Languages do not agree on whether nothing is one or many.
        return _("less than %(duration)s") % {"duration": f"1 {wording.unit(unit, 1)}"}
    return f"{number} {wording.unit(unit, number)}"


def date_words(value: str) -> str:
    """ "14 June 1984", in the active language."""
    return day_words(date.fromisoformat(value))
