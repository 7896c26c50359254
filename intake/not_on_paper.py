"""What a paper form leaves blank and only the patient can answer: staff say so, and the desk asks them.

In: a stored response, a page as posted. Out: ids of questions, flags for the desk. None of it is an answer.
"""

from collections.abc import Collection, Mapping
from typing import Any

from intake.form_raw import Raw
from intake.models import QuestionnaireResponse, Way
from intake.questionnaire.items import Page

FIELD, REQUIRED = "not_on_paper", "required"
FLAGS = {"consent_use": "No consent on the paper: ask", "phone": "No phone number on the paper: ask"}


def blanks(response: QuestionnaireResponse) -> frozenset[str]:
    """The questions that staff found blank, as long as nobody has answered them."""
    found: frozenset[str] = frozenset(response.not_on_paper) - response.answers.keys()
    return found


def flags(response: QuestionnaireResponse) -> tuple[str, ...]:
    """What the desk is to ask, in words."""
    return tuple(words for link_id, words in FLAGS.items() if link_id in blanks(response))


def told(response: QuestionnaireResponse, page: Page, raw: Raw, errors: Mapping[str, str]) -> frozenset[str]:
    """Which questions of a posted page that lack an answer staff say are blank on the paper."""
    said = raw.get(FIELD, ()) if response.source == Way.PAPER else ()
    return frozenset(said) & FLAGS.keys() & {link_id for link_id, code in errors.items() if code == REQUIRED}


def keep(response: QuestionnaireResponse, page: Page, found: Collection[str]) -> None:
    """Keep what was said of a page; what was said of others stands."""
    asked = {item.link_id for item in page.items}
    kept = sorted((set(response.not_on_paper) - asked) | set(found))
    if kept != response.not_on_paper:
        response.not_on_paper = kept
        response.save(update_fields=["not_on_paper"])


def boxes(response: QuestionnaireResponse, page: Page, raw: Raw) -> list[dict[str, Any]]:
    """The questions of a page typed from paper that may be blank there, with whether staff have said so."""
    asked = [item.link_id for item in page.items if item.link_id in FLAGS and response.source == Way.PAPER]
    said = {*raw.get(FIELD, ()), *blanks(response)}
    return [{"link_id": link_id, "checked": link_id in said} for link_id in asked]
