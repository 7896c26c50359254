"""The check page: every answer that was asked for, in words, with the way to change it.

In: a draft and the clinic's day. Out: sections of rows for intake/patient/check.html.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from intake import mended, protocol_store
from intake.actions import carried, screening
from intake.answer_words import answer_words
from intake.body_picture import body_views
from intake.models import QuestionnaireResponse
from intake.questionnaire.asking import pages_to_ask
from intake.questionnaire.items import NONE, Item, ItemType, Page
from intake.questionnaire.wording import Wording
from intake.routing.clashes import clashes


def open_pages(draft: QuestionnaireResponse, today: date) -> tuple[Page, ...]:
    """The pages that the answers so far put to the patient, in order."""
    return pages_to_ask(protocol_store.questionnaire(), screening.answers_of(draft, today), today)


def check_sections(draft: QuestionnaireResponse, today: date) -> tuple[list[dict[str, Any]], dict[str, list[Any]]]:
    """The check page's sections: for each page its answers and one way to change them, then the questions where nothing
    was ticked. Apart from them, for someone who confirmed any, those "confirmed" as they were last time and those where
    "nothing" was ticked today."""
    wording = protocol_store.wording(draft.language)
    sections: dict[str, dict[str, Any]] = {}
    apart: dict[str, list[Any]] = {"nothing": [], "confirmed": []}
    pages = open_pages(draft, today)
    unfit = _clash_lines(draft, pages, today, wording)
    changed, returns = mended.unsent(draft), carried.SAME in draft.carried.get("decided", {}).values()
    for page in pages:
        section = sections.setdefault(page.section, _section(page.section, wording))
        same = carried.confirmed_questions(draft, page)
        told: list[dict[str, Any]] = []
        lists = {"told": told, "none": section["nothing"], **apart}
        for item in page.items:
            row = _row(draft, page, item, wording) | {"unsent": item.link_id in changed}
            row["clash"] = unfit.get(item.link_id)
            lists[_list_of(row, item.link_id in same, returns)].append(row)
        section["groups"] += [_group(page, told, wording)] if told else []
        section["views"] = section["views"] or _views(draft, page)
    return [each for each in sections.values() if each["groups"] or each["nothing"] or each["views"]], apart


def _clash_lines(
    draft: QuestionnaireResponse, pages: Sequence[Page], today: date, wording: Wording
) -> dict[str, list[dict[str, Any]]]:
    """The rows of two answers that do not fit, by the question under which to ask: the last of them on its page."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for pair in clashes(protocol_store.protocol(), screening.answers_of(draft, today), today):
        asked = [(page, item) for page in pages for item in page.items if item.link_id in pair]
        rows = [_row(draft, page, item, wording) for page, item in asked]
        told = [row | {"said": _said(row)} for row in rows]
        last = {page.id: item.link_id for page, item in asked}
        lines |= {link_id: told for link_id in last.values()}
    return lines


def _said(row: dict[str, Any]) -> str:
    """ "How bad: 0 out of 10"."""
    return _("%(question)s: %(problem)s") % {"question": row["label"], "problem": ", ".join(row["values"])}


def _list_of(row: dict[str, Any], is_confirmed: bool, returns: bool) -> str:
    """Where a row stands: what is not sent yet, or may not be right, is never in a list that is closed."""
    if row["unsent"] or row["clash"]:
        return "told"
    if is_confirmed:
        return "confirmed"
    if returns and row["silent"]:
        return "nothing"
    return "none" if row["nothing"] else "told"


def _section(code: str, wording: Wording) -> dict[str, Any]:
    return {"code": code, "name": wording.section(code), "views": [], "groups": [], "nothing": []}


def _group(page: Page, rows: list[dict[str, Any]], wording: Wording) -> dict[str, Any]:
    return {"rows": rows, "change_url": rows[0]["change_url"], "change_hidden": strip_tags(wording.page(page.id).title)}


def _views(draft: QuestionnaireResponse, page: Page) -> list[dict[str, str]]:
    places = [draft.answers.get(item.link_id) for item in page.items if item.type is ItemType.PLACES]
    return [view for value in places if value for view in body_views(value, draft.outline)]


def _worst_first(draft: QuestionnaireResponse, item: Item) -> Any:
    """The stored answer; of several places the one that hurts most stands first."""
    value, items = draft.answers.get(item.link_id), protocol_store.questionnaire().items.values()
    if item.type is not ItemType.PLACES or not isinstance(value, list):
        return value
    worst = {draft.answers.get(each.link_id) for each in items if each.type is ItemType.PLACE}
    return sorted(value, key=lambda place: place not in worst)


def _row(draft: QuestionnaireResponse, page: Page, item: Item, wording: Wording) -> dict[str, Any]:
    short = wording.item(item.link_id).short
    values = answer_words(item, _worst_first(draft, item), wording)
    nothing = values == (wording.texts["options"][NONE],)
    url = reverse("intake:page", args=[draft.clinic.slug, page.id]) + f"?from=check#f-{item.link_id}"
    return {
        "id": f"row-{item.link_id}",
        "label": short,
        # Away from its question, "these" would point at nothing.
        "values": (_("None of those we asked about"),) if nothing else values,
        "nothing": nothing,
        "in_one_line": item.link_id == "phone" or not any(" " in value for value in values),
        "silent": draft.answers.get(item.link_id) in (None, "", [NONE]),
        "change_url": url,
        "change_hidden": short.lower(),
    }
