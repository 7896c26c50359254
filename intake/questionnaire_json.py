"""The questionnaire as JSON, complete enough for another program to fill it in.

In: a language. Out: plain values: version, sections, pages with items, options, wording and when each page is asked.
"""

from typing import Any

from intake import protocol_store
from intake.questionnaire.condition_json import condition_json
from intake.questionnaire.items import Item, ItemType, Page
from intake.questionnaire.wording import Wording

SHAPES = {
    ItemType.TICKS: "list of option codes, or the one exclusive code in a list",
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


def questionnaire_json(language: str) -> dict[str, Any]:
    """The definition in force, worded in `language`."""
    questionnaire, wording = protocol_store.questionnaire(), protocol_store.wording(language)
    return {
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "language": language,
        "sections": [{"code": code, "name": wording.section(code)} for code in questionnaire.sections],
        "pages": [_page(page, wording) for page in questionnaire.pages],
    }


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
    codes = [*item.options, *item.exclusive]
    if item.type is ItemType.PLACES:
        codes = [*protocol_store.body_map().zones, "all_over", "not_sure"]
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
                "label": wording.place(code) if code in protocol_store.body_map().zones
                else wording.option(item.link_id, code),
            }
            for code in codes
        ],
    }  # fmt: skip
