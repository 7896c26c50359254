"""A patient who has sent the form and says that it got worse: which pages are asked anew, and their own words on it.

In: a sent response. Out: when it was said, whether a page waits for new answers, and the words saved as safety input.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from clinic.actor import Actor
from intake import protocol_store
from intake.actions import cases, respond, screening
from intake.models import CaseEvent, QuestionnaireResponse, TriageCase
from intake.models.case import GROUP_ORDER, EventKind
from intake.questionnaire.answer_values import Rejected, checked
from intake.questionnaire.asking import pages_to_ask
from intake.questionnaire.items import SIGNS, Page

WORDS = "anything_else"
PAIN = "pain_level"  # the fact
MOST_WORDS = 300  # characters
LEAST_ROOM = 40  # characters: with less left beside what was written before, no words are asked for


def said_at(response: QuestionnaireResponse) -> datetime | None:
    """When the patient last said that it got worse; None for never."""
    said = CaseEvent.objects.filter(case__response=response, kind=EventKind.WORSE)
    at: datetime | None = said.aggregate(at=Max("at"))["at"]
    return at


def alone_raised(case: TriageCase) -> bool:
    """Whether the case stands higher than its decision, whose reasons then are not why it stands there."""
    return GROUP_ORDER[cases.group_of(case.decision.disposition, case.decision.human_review)] > case.rank


def is_asked_anew(response: QuestionnaireResponse, page: Page) -> bool:
    """Whether the page holds only answers from before it got worse: those are not to be shown as if they held now."""
    at = said_at(response)
    return at is not None and not response.saves.filter(page=page.id, at__gte=at).exists()


def unasked_signs(response: QuestionnaireResponse, today: date) -> list[str]:
    """Ids of the open pages of warning signs that were not answered since it got worse, in order."""
    pages = pages_to_ask(protocol_store.questionnaire(), screening.answers_of(response, today), today)
    return [page.id for page in pages if page.section == SIGNS and is_asked_anew(response, page)]


def told_signs(response: QuestionnaireResponse) -> bool:
    """Whether any page of warning signs was answered since it got worse."""
    at, signs = said_at(response), [page.id for page in protocol_store.questionnaire().pages if page.section == SIGNS]
    return at is not None and response.saves.filter(page__in=signs, at__gte=at).exists()


def room_for_words(response: QuestionnaireResponse) -> int:
    """How many characters can still be added to the patient's own words; 0 for too few to ask for."""
    room = _room(response)
    return room if room >= LEAST_ROOM else 0


def _room(response: QuestionnaireResponse) -> int:
    most = protocol_store.questionnaire().items[WORDS].maximum
    return min(MOST_WORDS, most - len(_written(response)) - 1)


def add_words(*, response: QuestionnaireResponse, words: str, by: Actor, now: datetime) -> None:
    """Add a line to the patient's own words, which the rules read for words of warning; what stood there stays.

    The same line twice is one. Raises Rejected for text that cannot be kept, and what respond.save_page raises.
    """
    questionnaire = protocol_store.questionnaire()
    today, item = response.clinic.today(now), questionnaire.items[WORDS]
    line = checked(item, words, questionnaire.zones, today)
    written = _written(response)
    if not line or f"\n{written}\n".endswith(f"\n{line}\n"):
        return
    if len(line) > _room(response):
        raise Rejected("too_long")
    page = next(each for each in questionnaire.pages if item in each.items)
    whole = checked(item, f"{written}\n{line}" if written else line, questionnaire.zones, today)
    values: dict[str, Any] = {each.link_id: response.answers[each.link_id] for each in page.items
                              if each.link_id in response.answers}  # fmt: skip
    respond.save_page(response=response, page=page.id, values=values | {WORDS: whole}, by=by, now=now)


def pain_page() -> Page | None:
    """The page of the pain number with that question alone, which may stay empty here; None where nobody is asked."""
    for page in protocol_store.questionnaire().pages:
        for item in page.items:
            if PAIN in item.facts:
                return replace(page, items=(replace(item, required=False),))
    return None


def pain_since(response: QuestionnaireResponse) -> int | str | None:
    """The pain number given since it got worse; None for none."""
    at, page = said_at(response), pain_page()
    if at is None or page is None:
        return None
    last = response.saves.filter(page=page.id, at__gte=at).order_by("-number").first()
    return last.answers.get(page.items[0].link_id) if last else None


def pain_before(response: QuestionnaireResponse) -> int | None:
    """The pain number that stood before the higher one given since it got worse; None where there is none."""
    at, page, now = said_at(response), pain_page(), pain_since(response)
    if at is None or page is None or not isinstance(now, int):
        return None
    last = response.saves.filter(page=page.id, at__lt=at).order_by("-number").first()
    before = last.answers.get(page.items[0].link_id) if last else None
    return before if isinstance(before, int) and before < now else None


def pain_beside(response: QuestionnaireResponse) -> str:
    """What was told of the pain beside the number that counts, in words for staff; "" for nothing."""
    before, page, now = pain_before(response), pain_page(), pain_since(response)
    counts = response.answers.get(page.items[0].link_id) if page else None
    if before is not None:
        return f"was {before} before it got worse"
    is_lower = isinstance(now, int) and isinstance(counts, int) and now < counts
    return f"{now} of 10 told since it got worse" if is_lower else ""


def add_pain(*, response: QuestionnaireResponse, level: int, by: Actor, now: datetime) -> None:
    """Save how bad it is now as the answer that the rules read, where it is more than was told before. A lower number
    lowers nothing, since it got worse: it is kept beside the answer. Raises what respond.save_page raises."""
    page = pain_page()
    if page is None or pain_since(response) == level:
        return
    link_id, whole = page.items[0].link_id, protocol_store.questionnaire().page(page.id)
    old = response.answers.get(link_id)
    values = {each.link_id: response.answers[each.link_id] for each in whole.items if each.link_id in response.answers}
    keep = respond.keep_aside if isinstance(old, int) and level <= old else respond.save_page
    keep(response=response, page=page.id, values=values | {link_id: level}, by=by, now=now)


def _written(response: QuestionnaireResponse) -> str:
    return str(response.answers.get(WORDS, ""))
