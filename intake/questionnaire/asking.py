"""Which open pages are still put to the person. In: a Questionnaire, Answers and the day. Out: pages, in order.

Facts and rules know nothing of it: for them a page left out here was shown and left open, so it counts as unknown.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from intake.questionnaire.answers import Answers
from intake.questionnaire.items import NOT_SURE, PLACES, TELL_SOMEONE, ItemType, Page

if TYPE_CHECKING:
    from intake.questionnaire.definition import Questionnaire

LEAST_TO_CHOOSE_FROM = 2


def pages_to_ask(questionnaire: "Questionnaire", answers: Answers, today: date) -> tuple[Page, ...]:
    """The open pages, but for two kinds: those that only "I'd rather tell someone" holds open, since a person will ask,
    and those that ask for one of the ticked places where there is none to choose from. A page with an answer stays."""
    pages = questionnaire.open_pages(answers, today)
    told_nobody = _told_nobody(answers.values)
    by_ticks = pages
    if told_nobody != answers.values:
        by_ticks = questionnaire.open_pages(Answers(MappingProxyType(told_nobody)), today)
    shown_by_ticks = {page.id for page in by_ticks}
    return tuple(
        page
        for page in pages
        if _is_answered(page, answers) or (page.id in shown_by_ticks and _has_a_choice(page, answers))
    )


def _told_nobody(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without "I'd rather tell someone": what stands beside it is all there is. "Not sure" stays."""
    return {link_id: _kept(value) for link_id, value in values.items()}


def _kept(value: Any) -> Any:
    if not isinstance(value, list) or NOT_SURE in value:
        return value
    return [code for code in value if code != TELL_SOMEONE]


def _is_answered(page: Page, answers: Answers) -> bool:
    return any(item.link_id in answers.values for item in page.items)


def _has_a_choice(page: Page, answers: Answers) -> bool:
    places = answers.values.get(PLACES)
    if places is None or any(item.type is not ItemType.PLACE for item in page.items):
        return True
    return len([place for place in places if place != NOT_SURE]) >= LEAST_TO_CHOOSE_FROM
