"""What stands behind an emergency of the answers so far: the page to mend a mistaken tick on, and what to show at an
emergency room.

In: a response and the clinic's day. Out: a page's id, or rows of label and words. Nothing private is ever in a row.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from clinic.languages import code_of
from intake import protocol_store
from intake.actions import screening
from intake.answer_words import answer_words
from intake.models import QuestionnaireResponse
from intake.questionnaire.answers import Answers
from intake.questionnaire.items import SIGNS, Item, ItemType, Page
from intake.questionnaire.wording import Wording
from intake.routing.disposition import ScreenSoFar, screen_so_far

ABOUT = "about_you"
ALSO = ("places", "duration_days")  # where it hurts and since when: an emergency room asks for them first
PERSON = ("first_name", "last_name", "birth_date")
LASTING = ("duration_days", "home_care_days")  # these ask how long, not when it began
UNTOLD = (ItemType.TEXT, ItemType.LONG_TEXT)


def page_of_tick(response: QuestionnaireResponse, today: date) -> str:
    """Id of the earliest page without whose answers the emergency is none, a page with a tick before all others; where
    several signs are an emergency each, the page that made the first; "" for no emergency."""
    answers = screening.answers_of(response, today)
    if not _is_emergency(answers.values, today):
        return ""
    pages = [page for page in _pages(answers, today) if page.section != ABOUT]
    clearing = [page for page in pages if not _is_emergency(_without(answers, [page]), today)]
    ticked = [page for page in clearing if _has_tick(page, answers)]
    first = (page for number, page in enumerate(pages) if _is_emergency(_without(answers, pages[number + 1 :]), today))
    return next((page.id for page in (*ticked, *clearing, *first)), "")


def told(response: QuestionnaireResponse, today: date, language: str) -> list[dict[str, Any]]:
    """What the person answered that makes it an emergency, with where and since when, in the words of `language`.

    Empty where a private rule leads to it; free text and private questions are never in it.
    """
    answers = screening.answers_of(response, today)
    found = _screen(answers.values, today)
    behind = named_behind(found) if found.urgency == "emergency" else frozenset()
    if not behind:
        return []
    items = [
        item
        for page in _pages(answers, today)
        for item in page.items
        if item.link_id in ALSO or (item.link_id in behind and page.section != ABOUT)
    ]
    wording = protocol_store.wording(language)
    with translation.override(code_of(language)):
        rows = [
            {"label": wording.item(item.link_id).short,
             "values": _words(item, _said(item, answers.values.get(item.link_id)), wording)}
            for item in items if item.type not in UNTOLD
        ]  # fmt: skip
    return [row for row in rows if row["values"]]


def has_sign(response: QuestionnaireResponse, today: date) -> bool:
    """Whether any warning sign is ticked."""
    answers = screening.answers_of(response, today)
    return any(page.section == SIGNS and _has_tick(page, answers) for page in _pages(answers, today))


def named_behind(found: ScreenSoFar) -> frozenset[str]:
    """The questions behind what was found, as far as they may be named: none where only private rules lead to it."""
    if found.private_only:
        return frozenset()
    protocol, questionnaire = protocol_store.protocol(), protocol_store.questionnaire()
    shown = [rule for rule in protocol.red_flags if rule.id in found.rules and not rule.private]
    return frozenset[str]().union(*(questionnaire.items_behind(rule.when) for rule in shown)) - _private_items()


def person(response: QuestionnaireResponse, language: str) -> dict[str, str]:
    """Who it is about, as far as this form itself says so: what an emergency room asks for first."""
    items, wording = protocol_store.questionnaire().items, protocol_store.wording(language)
    with translation.override(code_of(language)):
        said = {name: " ".join(answer_words(items[name], response.answers.get(name), wording)) for name in PERSON}
    name = f"{said['first_name']} {said['last_name']}".strip()
    return {"name": name, "born_label": wording.item("birth_date").short, "born": said["birth_date"]}


def _words(item: Item, value: Any, wording: Wording) -> tuple[str, ...]:
    """The answer in words; of a question when something began, how long ago that is."""
    words = answer_words(item, value, wording)
    if item.type is ItemType.DURATION and item.link_id not in LASTING and isinstance(value, dict) and "unit" in value:
        return tuple(_("%(duration)s ago") % {"duration": word} for word in words)
    return words


def _private_items() -> frozenset[str]:
    """The questions that a private rule reads by a tick, and those that are private themselves."""
    items = protocol_store.questionnaire().items
    private = [rule for rule in protocol_store.protocol().red_flags if rule.private]
    read = frozenset[str]().union(*(protocol_store.questionnaire().items_behind(rule.when) for rule in private))
    return frozenset(
        link_id for link_id, item in items.items() if item.private or (link_id in read and item.type is ItemType.TICKS)
    )


def _said(item: Item, value: Any) -> Any:
    """Of a list of ticks those that say something: never "none of these"."""
    if item.type is ItemType.TICKS and isinstance(value, list):
        return [code for code in value if code not in item.exclusive]
    return value


def _has_tick(page: Page, answers: Answers) -> bool:
    return any(item.type is ItemType.TICKS and _said(item, answers.values.get(item.link_id)) for item in page.items)


def _pages(answers: Answers, today: date) -> tuple[Page, ...]:
    return protocol_store.questionnaire().open_pages(answers, today)


def _without(answers: Answers, pages: Collection[Page]) -> dict[str, Any]:
    gone = {item.link_id for page in pages for item in page.items}
    return {link_id: value for link_id, value in answers.values.items() if link_id not in gone}


def _screen(values: Any, today: date) -> ScreenSoFar:
    return screen_so_far(protocol_store.protocol(), Answers(values), today)


def _is_emergency(values: Any, today: date) -> bool:
    return _screen(values, today).urgency == "emergency"
