"""The patient's side: start, save a page, send. Answers are screened at every save and routed when sent.

In: a clinic or a draft, and answers already validated. Out: the stored response and, where needed, its case on the
board.
"""

import hashlib
import secrets
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
from intake.models import CaseEvent, PageSave, QuestionnaireResponse, TriageCase
from intake.models.case import CaseStatus, EventKind
from intake.models.response import ResponseStatus
from intake.questionnaire.answers import Answers, parse_answers, with_page
from intake.routing.disposition import screen_so_far

CODE_ALPHABET = "23456789CDFGHJKMPQRTVWXYZ"
PATIENT_FIELDS = ("first_name", "last_name", "birth_date", "phone", "email")


class CaseClosed(Exception):
    """The case was accepted: answers can no longer be changed by the patient, who is asked to call instead."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new response and the secret that opens it; the secret is never stored."""

    response: QuestionnaireResponse
    secret: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved response, and whether the patient must see the stop page now."""

    response: QuestionnaireResponse
    stop: bool


def secret_hash(secret: str) -> str:
    """sha256 of a draft's secret (32 random bytes, so no slow hash is needed)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code() -> str:
    """A reference code such as 7KQ-2M9: easy to read out, without letters that look alike. It opens nothing."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(6)]
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


@transaction.atomic
def start(*, clinic: Clinic, language: str, by: Actor | None = None, source: str = "online") -> Draft:
    """Open a draft in `clinic`; returns it with the secret that the patient's browser keeps. Raises governance.NotOpen
    while the clinic's form is not open, as do save_page, submit and send_whole."""
    governance.require_open(clinic)
    secret = secrets.token_urlsafe(32)
    response = _create(clinic=clinic, language=language, source=source, hashed=secret_hash(secret))
    audit.record(by or patient_actor(clinic), "intake.started", response)
    return Draft(response, secret)


def _create(*, clinic: Clinic, language: str, source: str, hashed: str | None) -> QuestionnaireResponse:
    """A response with an unused code: the database's constraint decides, and a taken code is drawn again."""
    patient = Patient.objects.create(clinic=clinic)
    for _ in range(20):
        try:
            with transaction.atomic():
                return QuestionnaireResponse.objects.create(
                    clinic=clinic, patient=patient, code=new_code(), secret_hash=hashed, language=language,
                    questionnaire_version=protocol_store.questionnaire().version, source=source,
                )  # fmt: skip
        except IntegrityError:
            continue
    raise RuntimeError("no free reference code")


def draft_by_secret(clinic: Clinic, secret: str) -> QuestionnaireResponse | None:
    """The response of `clinic` that `secret` opens, or None."""
    if not secret:
        return None
    return (
        QuestionnaireResponse.objects.select_related("patient", "clinic")
        .filter(clinic=clinic, secret_hash=secret_hash(secret))
        .first()
    )


@transaction.atomic
def speak(*, response: QuestionnaireResponse, language: str, by: Actor) -> None:
    """From now on the patient reads `language`; every answer stays as it is."""
    response = _locked(response)
    response.language = language
    response.save(update_fields=["language"])
    audit.record(by, "intake.language_chosen", response, {"language": language})


@transaction.atomic
def draw(*, response: QuestionnaireResponse, outline: str, by: Actor) -> None:
    """From now on the body is drawn in this outline on this person's pages, and on staff's pages about them."""
    response = _locked(response)
    response.outline = outline
    response.save(update_fields=["outline"])
    audit.record(by, "intake.outline_chosen", response, {"outline": outline})


def answers_of(response: QuestionnaireResponse, today: date) -> Answers:
    """The stored answers as the pure core reads them, at the clinic's `today`."""
    return parse_answers(protocol_store.questionnaire(), response.answers, today)


@transaction.atomic
def save_page(
    *, response: QuestionnaireResponse, page: str, values: Mapping[str, Any], by: Actor, now: datetime | None = None
) -> Saved:
    """Save one page's validated values; every save is kept. An emergency already certain raises the desk's alarm here
    and stops the form, unless the patient has said that clinic staff are with them.

    A later save of the same page wins, whichever tab it comes from. Raises CaseClosed after the desk accepted the case.
    """
    now = now or timezone.now()
    governance.require_open(response.clinic)
    response = _locked(response)
    _refuse_closed(response)
    response.answers = with_page(response.answers, protocol_store.questionnaire().page(page), values)
    response.save_number += 1
    response.saved_at = now
    response.questionnaire_version = protocol_store.questionnaire().version
    PageSave.objects.create(
        response=response, number=response.save_number, page=page, answers=dict(values), at=now,
        questionnaire_version=response.questionnaire_version,
    )  # fmt: skip
    _copy_to_patient(response)
    response.save()
    audit.record(by, "intake.page_saved", response, {"page": page, "number": response.save_number})
    return Saved(response, _screen(response, by=by, now=now))


def _screen(response: QuestionnaireResponse, *, by: Actor, now: datetime) -> bool:
    """Raise the alarm when the answers so far are an emergency whatever else is said; whether the form must stop."""
    today = response.clinic.today(now)
    found = screen_so_far(protocol_store.protocol(), answers_of(response, today), today)
    if found.urgency != "emergency":
        return False
    if response.highest_urgency != "emergency":
        cases.decide(response=response, by=by, now=now, kind=EventKind.ALARMED)
    return not CaseEvent.objects.filter(case__response=response, kind=EventKind.WITH_STAFF).exists()


def unsent_pages(response: QuestionnaireResponse, today: date) -> list[str]:
    """Ids of the open pages that still lack a required answer, in order."""
    answers = answers_of(response, today)
    return [
        page.id
        for page in protocol_store.questionnaire().open_pages(answers, today)
        if any(item.required and item.link_id in answers.skipped for item in page.items)
    ]


@transaction.atomic
def submit(
    *, response: QuestionnaireResponse, key: str, by: Actor, now: datetime | None = None
) -> QuestionnaireResponse:
    """Send: decide, put the case on the board, file the alarm. The same key twice is one sending.

    Answered only after COMMIT. A rule engine that fails still saves the case, as urgent.
    """
    now = now or timezone.now()
    response = _locked(response)
    if response.is_sent and response.idempotency_key == key:
        return response
    governance.require_open(response.clinic)
    _refuse_closed(response)
    amended = response.is_sent
    response.status = ResponseStatus.AMENDED if amended else ResponseStatus.COMPLETED
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
            response = _create(clinic=clinic, language=language, source="api", hashed=None)
            response.answers, response.saved_at = dict(answers), now or timezone.now()
            _copy_to_patient(response)
            response.save()
            return submit(response=response, key=key, by=by, now=now), True
    except IntegrityError:
        # Another call with the same key was faster; its response is the answer to both.
        return QuestionnaireResponse.objects.get(clinic=clinic, idempotency_key=key), False


@transaction.atomic
def say(*, response: QuestionnaireResponse, kind: EventKind, by: Actor, now: datetime | None = None) -> None:
    """Note on the case what the patient said outside the questions: a mistaken tick, being with staff, being worse.

    "It got worse" raises a routine case to Soon and a soon one to Urgent; nothing said here ever lowers.
    """
    now = now or timezone.now()
    case = TriageCase.objects.select_for_update().filter(response=response).first()
    audit.record(by, f"intake.{kind}_said", response)
    if case is None:
        return
    if kind == EventKind.WORSE:
        cases.raise_one(case)
    cases.add_event(case, kind, now=now)


def _locked(response: QuestionnaireResponse) -> QuestionnaireResponse:
    return (
        QuestionnaireResponse.objects.select_for_update(of=("self",))
        .select_related("clinic", "patient")
        .get(pk=response.pk)
    )


def _refuse_closed(response: QuestionnaireResponse) -> None:
    if TriageCase.objects.filter(response=response).exclude(status=CaseStatus.WAITING).exists():
        raise CaseClosed


def _copy_to_patient(response: QuestionnaireResponse) -> None:
    """Keep the patient's own row in step with what the answers say about the person."""
    patient = response.patient
    for field in PATIENT_FIELDS:
        if field in response.answers:
            value = response.answers[field]
            setattr(patient, field, date.fromisoformat(value) if field == "birth_date" else value)
    patient.save()
