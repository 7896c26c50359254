"""Coming back to a draft on another device: by a link, or by the reference code; both with the birth date.

In: a secret or a code, and the birth date. Out: the draft with a new key for this browser, or nothing: unknown,
expired, revoked, spent and wrong are alike. Five wrong dates in a draft's life, then only the clinic can help.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clinic import audit, outbox
from clinic.actor import Actor, patient_actor
from clinic.models import Clinic
from intake.actions.drafts import LIFE, is_alive, locked_response, open_until, secret_hash
from intake.models import IntakeKey, QuestionnaireResponse
from intake.models.invitation import KeyKind

MOST_TRIES = 5
MOST_EMAILS = 5
RETURN_EMAIL = "return_email"
SECRET_LENGTH = 100


class Door(StrEnum):
    """How an attempt ended."""

    OPEN = "open"
    ASK = "ask"  # the secret is right; the birth date is needed too
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Opened:
    """An attempt: with OPEN the draft and the new secret that this browser keeps."""

    door: Door
    response: QuestionnaireResponse | None = None
    secret: str = ""


CLOSED = Opened(Door.CLOSED)


class TooManyEmails(Exception):
    """This draft has been emailed as often as it may."""


def can_send_mail() -> bool:
    """Whether mail leaves this installation; without a mail server messages only pile up in a folder."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def spelled(code: str) -> str:
    """A typed reference code as it is kept: "7kq 2m9" is 7KQ-2M9."""
    letters = "".join(filter(str.isalnum, code.upper()))[:6]
    return f"{letters[:3]}-{letters[3:]}"


@transaction.atomic
def make_link(*, response: QuestionnaireResponse, by: Actor) -> str:
    """The secret of a new link to this draft, shown once; the link lives as long as the draft."""
    secret = secrets.token_urlsafe(32)
    _key(response, KeyKind.LINK, secret_hash(secret))
    audit.record(by, "intake.return_link_made", response)
    return secret


@transaction.atomic
def email_link(*, response: QuestionnaireResponse, email: str, by: Actor) -> None:
    """File the message that brings a link to `email`; its secret is drawn by the worker, so it is stored nowhere.

    Raises TooManyEmails."""
    response = locked_response(response)
    if response.keys.exclude(email="").count() >= MOST_EMAILS:
        raise TooManyEmails
    key = _key(response, KeyKind.LINK, None, email=email)
    outbox.file_job(clinic=response.clinic, kind=RETURN_EMAIL, subject=key.id)
    audit.record(by, "intake.return_link_mailed", response)


def _key(response: QuestionnaireResponse, kind: KeyKind, hashed: str | None, email: str = "") -> IntakeKey:
    until = max(open_until(response), timezone.now() + LIFE)
    return IntakeKey.objects.create(
        clinic=response.clinic, kind=kind, response=response, secret_hash=hashed, email=email, expires_at=until
    )


@transaction.atomic
def open_by_link(*, clinic: Clinic, secret: str, birth_date: date | None) -> Opened:
    """The draft behind a link. Its birth date is asked for as soon as the draft knows one."""
    now = timezone.now()
    key = (
        IntakeKey.objects.select_related("response")
        .filter(clinic=clinic, kind=KeyKind.LINK, secret_hash=secret_hash(secret[:SECRET_LENGTH]))
        .filter(revoked_at=None, expires_at__gt=now)
        .first()
    )
    if key is None or key.response is None:
        return CLOSED
    response = locked_response(key.response)
    if not is_alive(response, now) or response.return_tries >= MOST_TRIES:
        return CLOSED
    if response.patient.birth_date is None:
        return let_in(response)
    return Opened(Door.ASK) if birth_date is None else _try(response, birth_date)


@transaction.atomic
def open_by_code(*, clinic: Clinic, code: str, birth_date: date) -> Opened:
    """The draft of a reference code. The code alone opens nothing, nor does a code whose draft knows no birth date."""
    now = timezone.now()
    found = QuestionnaireResponse.objects.filter(clinic=clinic, code=spelled(code)).first()
    if found is None:
        return CLOSED
    response = locked_response(found)
    spent = response.return_tries >= MOST_TRIES
    if spent or response.patient.birth_date is None or not is_alive(response, now):
        return CLOSED
    return _try(response, birth_date)


def _try(response: QuestionnaireResponse, birth_date: date) -> Opened:
    """One of five tries in the draft's life."""
    if response.patient.birth_date == birth_date:
        return let_in(response)
    response.return_tries += 1
    response.save(update_fields=["return_tries"])
    detail = {"tries": response.return_tries}
    audit.record(patient_actor(response.clinic), "intake.wrong_birth_date", response, detail)
    return CLOSED


def let_in(response: QuestionnaireResponse) -> Opened:
    """A key of its own for this browser; the other devices keep theirs. Inside the caller's transaction."""
    secret = secrets.token_urlsafe(32)
    _key(response, KeyKind.BROWSER, secret_hash(secret))
    audit.record(patient_actor(response.clinic), "intake.returned", response)
    return Opened(Door.OPEN, response, secret)
