"""What a patient did not answer: asked and skipped, not reached yet, or never asked. The three are not the same.

In: a response and the clinic's day. Out: groups of questions by their short names, in the staff's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intake import protocol_store
from intake.actions import screening
from intake.answer_words import answer_words
from intake.models import QuestionnaireResponse
from intake.questionnaire.answers import AnswersError
from intake.questionnaire.asking import pages_to_ask
from intake.questionnaire.items import Item, Page

SKIPPED = "Skipped: asked, and left empty"
NOT_REACHED = "Not reached: the form is not finished"
NOT_ASKED = "Not asked, because of other answers"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One group: why, and the questions. Questions `never_asked` are no gap in what was told."""

    why: str
    labels: tuple[str, ...]
    never_asked: bool = False


def unanswered(response: QuestionnaireResponse, today: date, *, private: bool) -> list[Unanswered]:
    """The groups that hold a question; private questions only where `private` allows. Nothing for answers that no
    longer fit the questionnaire: the decision itself says so."""
    questionnaire = protocol_store.questionnaire()
    try:
        asked = pages_to_ask(questionnaire, screening.answers_of(response, today), today)
    except AnswersError:
        return []
    saved = set(response.saves.values_list("page", flat=True))
    reached = [page for page in asked if response.is_sent or page.id in saved]
    pages: dict[str, list[Page]] = {
        SKIPPED: reached,
        NOT_REACHED: [page for page in asked if page not in reached],
        NOT_ASKED: [page for page in questionnaire.pages if page not in asked],
    }
    groups = (
        Unanswered(why, _labels(some, response, private=private), never_asked=why == NOT_ASKED)
        for why, some in pages.items()
    )
    return [group for group in groups if group.labels]


def _labels(pages: Iterable[Page], response: QuestionnaireResponse, *, private: bool) -> tuple[str, ...]:
    wording = protocol_store.wording("en")
    items = (item for page in pages for item in page.items if private or not item.private)
    return tuple(wording.item(item.link_id).short for item in items if not _is_answered(item, response))


def _is_answered(item: Item, response: QuestionnaireResponse) -> bool:
    return bool(answer_words(item, response.answers.get(item.link_id), protocol_store.wording("en")))
