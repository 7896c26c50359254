"""The questionnaire as JSON, complete enough for another program to fill it in.

In: a language. Out: plain values: version, sections, pages with items, options, wording and when each page is asked.
"""

from typing import Any

from intake import protocol_store
from intake.questionnaire.condition_json import condition_json
from intake.questionnaire.grammar import Fact
from intake.questionnaire.items import DAYS_PER_UNIT, NONE, NOT_SURE, Item, ItemType, Page
from intake.questionnaire.wording import Wording

SHAPES = {
    ItemType.TICKS: "list of option codes; one that is `alone` stands by itself",
    ItemType.CHOICE: "one option code",
    ItemType.SCALE: "whole number 0 to 10, or not_sure",
    ItemType.NUMBER: "whole number, or not_sure",
    ItemType.DURATION: '{"number": 3, "unit": "days|weeks|months|years"}, {"date": "YYYY-MM-DD"}, or not_sure',
    ItemType.DATE: "YYYY-MM-DD",
    ItemType.PLACES: "list of zone codes, or all_over or not_sure in a list",
    ItemType.PLACE: "one zone code, or not_sure",
    ItemType.TEXT: "text of one line",
    ItemType.LONG_TEXT: "text",
}


# How answers become facts, and facts become shown pages; all that another program needs beside the pages themselves.
READING = (
    "Facts are true, false, numbers, codes or lists of codes; every one is unknown until an answer gives it.",
    "ticks: each option is a fact, true when ticked; others are false, or unknown with not_sure or tell_someone.",
    "choice, place: the fact is the code; not_sure is unknown. scale, number: the number. duration: days.",
    "date: whole years since for birth_date (the fact age), else days since.",
    "places: the fact holds the zones (all of them for all_over), and is unknown while none is known; with not_sure"
    " there may be more. places_count is their number and all_over true or false; both are unknown with not_sure.",
    "A fact of kind words is true where free text raises it, false without text, unknown to who cannot tell.",
    "Conditions are Kleene's: all is the least, any the greatest, not the opposite; possibly is false only for false;"
    " at_least counts. A test of an unknown fact is unknown; has_any of a list that may have more is true or unknown.",
    "Pages come in order. A page is left out only when its enable_when is false by the answers to the pages before it;"
    " its facts then stay unknown. derived facts are worked out anew before each page, in their order.",
)


def questionnaire_json(language: str) -> dict[str, Any]:
    """The definition in force, worded in `language`."""
    questionnaire, wording = protocol_store.questionnaire(), protocol_store.wording(language)
    return {
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "language": language,
        "sections": [{"code": code, "name": wording.section(code)} for code in questionnaire.sections],
        "reading": list(READING),
        "days_per_unit": dict(DAYS_PER_UNIT),
        "facts": {name: _fact(fact) for name, fact in questionnaire.facts.items() if name not in questionnaire.derived},
        "derived": {name: condition_json(condition) for name, condition in questionnaire.derived.items()},
        "pages": [_page(page, wording) for page in questionnaire.pages],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    """`kind` words: raised by free text, not by an answer."""
    return {"kind": str(fact.kind) if fact.link_id else "words", "link_id": fact.link_id or None}


def _page(page: Page, wording: Wording) -> dict[str, Any]:
    words = wording.page(page.id)
    return {
        "id": page.id,
        "section": page.section,
        "title": words.title,
        "lead": words.lead,
        "hint": words.hint,
        "enable_when": condition_json(page.enable_when) if page.enable_when else None,
        "items": [_item(item, wording) for item in page.items],
    }


def _item(item: Item, wording: Wording) -> dict[str, Any]:
    words = wording.item(item.link_id)
    return {
        "link_id": item.link_id,
        "type": item.type.value,
        "value": SHAPES[item.type],
        "required": item.required,
        "use": list(item.use),
        "facts": list(item.facts),
        "label": words.label,
        "hint": words.hint,
        "minimum": item.minimum,
        "maximum": item.maximum,
        "options": [
            {
                "code": code,
                "alone": code == NONE,
                "label": wording.place(code) if code in protocol_store.body_map().zones
                else wording.option(item.link_id, code),
            }
            for code in _codes(item)
        ],
    }  # fmt: skip


def _codes(item: Item) -> tuple[str, ...]:
    """Every code that may be answered."""
    zones = tuple(protocol_store.body_map().zones)
    if item.type is ItemType.PLACES:
        return (*zones, *item.exclusive)
    if item.type is ItemType.PLACE:
        return (*zones, NOT_SURE)
    return (*item.options, *item.exclusive)
