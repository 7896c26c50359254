"""The patient's side: save a page, send. Answers are screened at every save and routed when sent.

In: a draft, and answers already validated. Out: the stored response and, where needed, its case on the board.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import Actor, patient_actor
from clinic.models import Clinic, Patient
from intake import governance, protocol_store
from intake.actions import cases
from intake.actions.carry_over import bring_in_step, fitting, stamp
from intake.actions.drafts import create, locked_response
from intake.actions.screening import screen
from intake.models import PageSave, QuestionnaireResponse, TriageCase
from intake.models.case import CaseStatus, EventKind
from intake.models.response import ResponseStatus
from intake.questionnaire.answers import parse_answers, with_page
from intake.routing.disposition import screen_so_far

PATIENT_FIELDS = ("first_name", "last_name", "birth_date", "phone", "email")


class CaseClosed(Exception):
    """The case was accepted: answers can no longer be changed by the patient, who is asked to call instead."""


class AnsweredElsewhere(Exception):
    """Another tab or device saved other answers to this page after it was printed: nobody's answer is overwritten
    unseen. `save` is what was saved there."""

    def __init__(self, save: PageSave) -> None:
        super().__init__(save.page)
        self.save = save


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed page that a save came from: its own id, and how many saves the draft had when it was printed."""

    form: str
    save_number: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved response, and whether the patient must see the stop page now."""

    response: QuestionnaireResponse
    stop: bool


@transaction.atomic
def save_page(
    *,
    response: QuestionnaireResponse,
    page: str,
    values: Mapping[str, Any],
    by: Actor,
    now: datetime | None = None,
    printed: Printed | None = None,
) -> Saved:
    """Save one page's validated values; every save is kept. An emergency already certain raises the desk's alarm here
    and stops the form, unless the patient has said that clinic staff are with them.

    The same printed page with the same values is one save. Raises AnsweredElsewhere where another tab or device saved
    other answers after this page was printed, unless these are an emergency; CaseClosed after the desk accepted.
    """
    now = now or timezone.now()
    governance.require_open(response.clinic)
    response = locked_response(response)
    _refuse_closed(response)
    if printed and _is_repeat(response, page, values, printed):
        return Saved(response, screen(response, by=by, now=now))
    if printed:
        _refuse_overwriting(response, page, values, printed, response.clinic.today(now))
    _write_page(response, page, values, now, printed.form if printed else None)
    audit.record(by, "intake.page_saved", response, {"page": page, "number": response.save_number})
    return Saved(response, screen(response, by=by, now=now))


@transaction.atomic
def keep_aside(
    *, response: QuestionnaireResponse, page: str, values: Mapping[str, Any], by: Actor, now: datetime
) -> None:
    """Keep what was told of a page as a save of its own, for staff to see, without making it the answer that the rules
    read. Raises CaseClosed after the desk accepted."""
    governance.require_open(response.clinic)
    response = locked_response(response)
    _refuse_closed(response)
    _add_save(response, page, values, now, None)
    response.save(update_fields=["save_number", "saved_at"])
    audit.record(by, "intake.page_saved", response, {"page": page, "number": response.save_number})


def _is_repeat(response: QuestionnaireResponse, page: str, values: Mapping[str, Any], printed: Printed) -> bool:
    newest = PageSave.objects.filter(response=response, page=page).order_by("-number").first()
    return newest is not None and newest.form == printed.form and newest.answers == dict(values)


def _refuse_overwriting(
    response: QuestionnaireResponse, page: str, values: Mapping[str, Any], printed: Printed, today: date
) -> None:
    """Answers that are an emergency are never held up by a question about tabs."""
    later = PageSave.objects.filter(response=response, page=page, number__gt=printed.save_number)
    other = later.order_by("-number").first()
    if other is None or other.form == printed.form or other.answers == dict(values):
        return
    whole = with_page(response.answers, protocol_store.questionnaire().page(page), values)
    known = parse_answers(protocol_store.questionnaire(), fitting(whole, response.fingerprints, today), today)
    if screen_so_far(protocol_store.protocol(), known, today).urgency != "emergency":
        raise AnsweredElsewhere(other)


def _write_page(
    response: QuestionnaireResponse, page: str, values: Mapping[str, Any], now: datetime, form: str | None
) -> None:
    bring_in_step(response, response.clinic.today(now))
    asked = protocol_store.questionnaire().page(page)
    answered = {item.link_id for item in asked.items}
    response.answers = with_page(response.answers, asked, values)
    response.fingerprints = {key: response.fingerprints.get(key, mark) for key, mark in stamp(response.answers).items()}
    response.fingerprints |= stamp(values)
    response.asked_again = [link_id for link_id in response.asked_again if link_id not in answered]
    response.half_typed = {key: fields for key, fields in response.half_typed.items() if key != page}
    _add_save(response, page, values, now, form)
    _copy_to_patient(response, values)
    response.save()


def _add_save(
    response: QuestionnaireResponse, page: str, values: Mapping[str, Any], now: datetime, form: str | None
) -> None:
    response.save_number += 1
    response.saved_at = now
    PageSave.objects.create(
        response=response, number=response.save_number, page=page, answers=dict(values), at=now, form=form,
        questionnaire_version=response.questionnaire_version, language=response.language,
    )  # fmt: skip


def _copy_to_patient(response: QuestionnaireResponse, told: Mapping[str, Any]) -> None:
    """Keep the patient's own row in step with what was `told` of the person: another page leaves alone a number that
    staff have corrected.

    Another birth date than that of a person with other forms is another person: they get a row of their own."""
    born = response.answers.get("birth_date")
    others = response.patient.responses.exclude(pk=response.pk)
    if born and response.patient.birth_date not in (None, date.fromisoformat(born)) and others.exists():
        response.patient = Patient.objects.create(clinic=response.clinic)
        audit.record(patient_actor(response.clinic), "intake.patient_separated", response)
        TriageCase.objects.filter(response=response).update(patient=response.patient)
        told = response.answers
    patient = response.patient
    for field in PATIENT_FIELDS:
        if field in told and field in response.answers:
            value = response.answers[field]
            setattr(patient, field, date.fromisoformat(value) if field == "birth_date" else value)
    patient.save()


@transaction.atomic
def submit(
    *, response: QuestionnaireResponse, key: str, by: Actor, now: datetime | None = None
) -> QuestionnaireResponse:
    """Send: decide, put the case on the board, file the alarm. The same key twice is one sending.

    Answered only after COMMIT. A rule engine that fails still saves the case, as urgent.
    """
    now = now or timezone.now()
    response = locked_response(response)
    if response.is_sent and response.idempotency_key == key:
        return response
    governance.require_open(response.clinic)
    _refuse_closed(response)
    amended = response.is_sent
    response.status = ResponseStatus.AMENDED if amended else ResponseStatus.COMPLETED
    response.half_typed = {}
    response.idempotency_key, response.sent_at = key, now
    response.save()
    audit.record(by, "intake.sent", response, {"amended": amended})
    cases.decide(response=response, by=by, now=now, kind=EventKind.AMENDED if amended else EventKind.SENT)
    return response


def send_whole(
    *, clinic: Clinic, answers: Mapping[str, Any], language: str, key: str, by: Actor, now: datetime | None = None
) -> tuple[QuestionnaireResponse, bool]:
    """Save and send answers given in one go (the API). Returns the response and whether this call made it.

    The same key again returns the first response, whatever the body says now.
    """
    found = QuestionnaireResponse.objects.filter(clinic=clinic, idempotency_key=key).first()
    if found:
        return found, False
    governance.require_open(clinic)
    try:
        with transaction.atomic():
            response = create(clinic=clinic, language=language, source="api", hashed=None)
            response.answers, response.saved_at = dict(answers), now or timezone.now()
            response.fingerprints = stamp(response.answers)
            _copy_to_patient(response, response.answers)
            response.save()
            return submit(response=response, key=key, by=by, now=now), True
    except IntegrityError:
        # Another call with the same key was faster; its response is the answer to both.
        return QuestionnaireResponse.objects.get(clinic=clinic, idempotency_key=key), False


@transaction.atomic
def say(*, response: QuestionnaireResponse, kind: EventKind, by: Actor) -> None:
    """Note on the case what the patient said outside the questions: a mistaken tick, being with staff, being worse.

    "It got worse" raises a routine case to Soon and a soon one to Urgent, and brings back an accepted one; nothing said
    here ever lowers.
    """
    now = timezone.now()
    case = TriageCase.objects.select_for_update().filter(response=response).first()
    audit.record(by, f"intake.{kind}_said", response)
    if case is None:
        return
    said = cases.add_event(case, kind, now=now, by=by.staff)
    if kind == EventKind.WORSE:
        cases.got_worse(case, said, now)


def _refuse_closed(response: QuestionnaireResponse) -> None:
    if TriageCase.objects.filter(response=response).exclude(status=CaseStatus.WAITING).exists():
        raise CaseClosed
