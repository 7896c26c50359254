"""The check page: every answer that was asked for, in words, with the way to change it.

In: a draft and the clinic's day. Out: sections of rows for intake/patient/check.html.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from intake import mended, protocol_store
from intake.actions import carried, screening
from intake.answer_words import answer_words
from intake.body_picture import body_views
from intake.models import QuestionnaireResponse
from intake.questionnaire.asking import pages_to_ask
from intake.questionnaire.items import NONE, Item, ItemType, Page
from intake.questionnaire.wording import Wording


def open_pages(draft: QuestionnaireResponse, today: date) -> tuple[Page, ...]:
    """The pages that the answers so far put to the patient, in order."""
    return pages_to_ask(protocol_store.questionnaire(), screening.answers_of(draft, today), today)


def check_sections(draft: QuestionnaireResponse, today: date) -> tuple[list[dict[str, Any]], dict[str, list[Any]]]:
    """The check page's sections, a row per item that was asked. Apart from them, for someone who confirmed any, those
    "confirmed" as they were last time and those where "nothing" was ticked today."""
    wording = protocol_store.wording(draft.language)
    sections: dict[str, dict[str, Any]] = {}
    apart: dict[str, list[Any]] = {"nothing": [], "confirmed": []}
    changed = mended.unsent(draft)
    for page in open_pages(draft, today):
        section = sections.setdefault(page.section, _section(page.section, wording))
        same = carried.confirmed_questions(draft, page)
        for item in page.items:
            values = answer_words(item, draft.answers.get(item.link_id), wording)
            rows = {"rows": section["rows"], **apart}[_kind(draft, item, same)]
            rows.append(_row(draft, page, item, values, wording) | {"unsent": item.link_id in changed})
            if item.type is ItemType.PLACES and values:
                section["views"] = body_views(draft.answers.get(item.link_id), draft.outline)
    return [section for section in sections.values() if section["rows"] or section["views"]], apart


def _kind(draft: QuestionnaireResponse, item: Item, same: frozenset[str]) -> str:
    if item.link_id in same:
        return "confirmed"
    returns = carried.SAME in draft.carried.get("decided", {}).values()
    return "nothing" if returns and draft.answers.get(item.link_id) in (None, "", [NONE]) else "rows"


def _section(code: str, wording: Wording) -> dict[str, Any]:
    return {
        "code": code,
        "name": wording.section(code),
        "views": [],
        "rows": [],
    }


def _row(
    draft: QuestionnaireResponse, page: Page, item: Item, values: tuple[str, ...], wording: Wording
) -> dict[str, Any]:
    short = wording.item(item.link_id).short
    if values == (wording.texts["options"]["none"],):  # away from its question, "these" would point at nothing
        values = (_("None of those we asked about"),)
    url = reverse("intake:page", args=[draft.clinic.slug, page.id]) + f"?from=check#f-{item.link_id}"
    return {
        "id": f"row-{item.link_id}",
        "label": short,
        "values": values,
        "change_url": url,
        "change_hidden": short.lower(),
    }
