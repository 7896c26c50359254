"""A draft: opened, found again by its secret, how long it lives, in which language and outline it goes on.

In: a clinic and a secret, or a draft. Out: the stored response, locked where it is changed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import Actor, patient_actor
from clinic.codes import new_code
from clinic.models import Clinic, Patient
from intake import governance, protocol_store
from intake.models import IntakeKey, QuestionnaireResponse, TriageCase
from intake.models.case import CaseStatus
from intake.models.invitation import KeyKind

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """A new response and the secret that opens it; the secret is never stored."""

    response: QuestionnaireResponse
    secret: str


def secret_hash(secret: str) -> str:
    """sha256 of a draft's secret (32 random bytes, so no slow hash is needed)."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def start(
    *, clinic: Clinic, language: str, by: Actor | None = None, source: str = "online", patient: Patient | None = None
) -> Draft:
    """Open a draft in `clinic`; returns it with the secret that the patient's browser keeps. Raises governance.NotOpen
    while the clinic's form is not open, as do save_page, submit and send_whole."""
    governance.require_open(clinic)
    secret = secrets.token_urlsafe(32)
    response = create(clinic=clinic, language=language, source=source, hashed=secret_hash(secret), patient=patient)
    audit.record(by or patient_actor(clinic), "intake.started", response)
    return Draft(response, secret)


def create(
    *, clinic: Clinic, language: str, source: str, hashed: str | None, patient: Patient | None = None
) -> QuestionnaireResponse:
    """A response with an unused reference code such as 7KQ-2M9, which opens nothing.

    The database's constraint decides: a taken code is drawn again."""
    patient = patient or Patient.objects.create(clinic=clinic)
    for _ in range(20):
        try:
            with transaction.atomic():
                return QuestionnaireResponse.objects.create(
                    clinic=clinic, patient=patient, code=new_code(6, 3), secret_hash=hashed, language=language,
                    questionnaire_version=protocol_store.questionnaire().version, source=source,
                )  # fmt: skip
        except IntegrityError:
            continue
    raise RuntimeError("no free reference code")


def draft_by_secret(clinic: Clinic, secret: str) -> QuestionnaireResponse | None:
    """The response of `clinic` that `secret` opens while it lives, or None."""
    if not secret:
        return None
    hashed, now = secret_hash(secret), timezone.now()
    rows = QuestionnaireResponse.objects.select_related("patient", "clinic").filter(clinic=clinic)
    keys = IntakeKey.objects.filter(
        clinic=clinic, kind=KeyKind.BROWSER, secret_hash=hashed, revoked_at=None, expires_at__gt=now
    )
    found = rows.filter(secret_hash=hashed).first() or rows.filter(pk__in=keys.values("response")).first()
    return found if found and is_alive(found, now) else None


def open_until(response: QuestionnaireResponse) -> datetime:
    """When a draft that is left alone can no longer be opened: seven days after its last save."""
    return (response.saved_at or response.started_at) + LIFE


def is_alive(response: QuestionnaireResponse, now: datetime) -> bool:
    """Whether the patient can still open it: for seven days, and after sending for as long as the desk has not
    decided."""
    if now < max(open_until(response), (response.sent_at or response.started_at) + LIFE):
        return True
    return TriageCase.objects.filter(response=response, status=CaseStatus.WAITING).exists()


def locked_response(response: QuestionnaireResponse) -> QuestionnaireResponse:
    """The row as it is now, locked until the transaction ends."""
    return (
        QuestionnaireResponse.objects.select_for_update(of=("self",))
        .select_related("clinic", "patient")
        .get(pk=response.pk)
    )


@transaction.atomic
def speak(*, response: QuestionnaireResponse, language: str, by: Actor) -> None:
    """From now on the patient reads `language`; every answer stays as it is."""
    response = locked_response(response)
    response.language = language
    response.save(update_fields=["language"])
    audit.record(by, "intake.language_chosen", response, {"language": language})


@transaction.atomic
def draw(*, response: QuestionnaireResponse, outline: str, by: Actor) -> None:
    """From now on the body is drawn in this outline on this person's pages, and on staff's pages about them."""
    response = locked_response(response)
    response.outline = outline
    response.save(update_fields=["outline"])
    audit.record(by, "intake.outline_chosen", response, {"outline": outline})
