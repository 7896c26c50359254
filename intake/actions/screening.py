"""What the answers so far say: which pages still lack one, and whether the form must stop for an emergency.

In: a stored response and the clinic's day. Out: answers of the pure core, ids of pages, a case that has raised the
alarm.
"""

from datetime import date, datetime

from clinic.actor import Actor
from intake import for_whom, not_on_paper, protocol_store
from intake.actions import cases
from intake.actions.carry_over import fitting
from intake.models import CaseEvent, QuestionnaireResponse
from intake.models.case import EventKind
from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.asking import pages_to_ask
from intake.routing.disposition import screen_so_far


def answers_of(response: QuestionnaireResponse, today: date) -> Answers:
    """The stored answers as the pure core reads them, at the clinic's `today`; those to other questions left out, and
    who helps where that went with another person."""
    known = for_whom.fitting(fitting(response.answers, response.fingerprints, today))
    return parse_answers(protocol_store.questionnaire(), known, today)


def unsent_pages(response: QuestionnaireResponse, today: date) -> list[str]:
    """Ids of the pages to be asked that still lack a required answer, in order; what is blank on paper lacks none."""
    answers = answers_of(response, today)
    lacking = answers.skipped - not_on_paper.blanks(response)
    return [
        page.id
        for page in pages_to_ask(protocol_store.questionnaire(), answers, today)
        if any(item.required and item.link_id in lacking for item in page.items)
    ]


def must_stop(response: QuestionnaireResponse, now: datetime) -> bool:
    """Whether whoever opens this draft, on any device, is to read the stop page first."""
    if response.highest_urgency != "emergency":
        return False
    said = set(CaseEvent.objects.filter(case__response=response).values_list("kind", flat=True))
    if EventKind.WITH_STAFF in said:
        return False
    today = response.clinic.today(now)
    found = screen_so_far(protocol_store.protocol(), answers_of(response, today), today)
    return found.urgency == "emergency" or EventKind.MISTAKE not in said


def screen(response: QuestionnaireResponse, *, by: Actor, now: datetime) -> bool:
    """Raise the alarm when the answers so far are an emergency whatever else is said; whether the form must stop.

    What needs somebody the same day is noted, so that it reaches the board even where the person goes no further."""
    today = response.clinic.today(now)
    found = screen_so_far(protocol_store.protocol(), answers_of(response, today), today)
    is_known = response.highest_urgency in ("emergency", "urgent")
    response.warned_at = now if found.needs_someone_today and not is_known else None
    response.save(update_fields=["warned_at"])
    if found.urgency != "emergency":
        return False
    if response.highest_urgency != "emergency":
        cases.decide(response=response, by=by, now=now, kind=EventKind.ALARMED)
    return not CaseEvent.objects.filter(case__response=response, kind=EventKind.WITH_STAFF).exists()
