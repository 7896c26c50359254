"""Invitations: staff ask one person to fill in the form; the person says whether it is them, and begins.

In: staff with what they know of a person; later a secret and, where answers could be seen, a birth date. Out:
Invitations, links shown once, and drafts that belong to the invited person.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit, outbox
from clinic.actor import patient_actor, staff_actor
from clinic.models import Clinic, Patient, Staff
from intake.actions import carried, drafts
from intake.actions.come_back import CLOSED, MOST_TRIES, Door, Opened, let_in
from intake.actions.drafts import is_alive, locked_response, secret_hash
from intake.models import IntakeKey, Invitation
from intake.models.invitation import KeyKind

LIFE = timedelta(days=30)
INVITATION_EMAIL = "invitation_email"
KNOWN = ("first_name", "last_name", "birth_date", "phone", "email")


def same_person(clinic: Clinic, first_name: str, last_name: str, birth_date: date) -> Sequence[Patient]:
    """People of the clinic with this name and birth date who have sent a form, for staff to choose from."""
    return list(
        Patient.objects.filter(
            clinic=clinic, birth_date=birth_date, first_name__iexact=first_name, last_name__iexact=last_name,
            responses__sent_at__isnull=False,
        )
        .distinct()
        .order_by("-created_at")
    )  # fmt: skip


@transaction.atomic
def invite(
    *, by: Staff, person: dict[str, Any], language: str, appointment_day: date | None, known: Patient | None = None
) -> Invitation:
    """Invite a person; `known` is the patient they are already, whose ways to be reached are brought up to date."""
    patient = known or Patient(clinic=by.clinic)
    for field in KNOWN if known is None else ("phone", "email"):
        if person.get(field):
            setattr(patient, field, person[field])
    patient.save()
    now = timezone.now()
    until = _end_of(by.clinic, appointment_day) if appointment_day else now
    invitation = Invitation.objects.create(
        clinic=by.clinic, patient=patient, language=language, appointment_day=appointment_day, made_by=by,
        expires_at=max(until, now + LIFE),
    )  # fmt: skip
    audit.record(staff_actor(by), "invitation.made", invitation, {"returning": known is not None})
    return invitation


def _end_of(clinic: Clinic, day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=clinic.zone)


@transaction.atomic
def make_link(*, invitation: Invitation, by: Staff) -> str:
    """The secret of a new link, shown once; the links made before keep working."""
    secret = secrets.token_urlsafe(32)
    _key(invitation, by, secret_hash(secret))
    _mark_sent(invitation)
    audit.record(staff_actor(by), "invitation.link_made", invitation)
    return secret


@transaction.atomic
def send_email(*, invitation: Invitation, by: Staff) -> None:
    """File the message to the person's address; the worker draws the secret."""
    key = _key(invitation, by, None, email=invitation.patient.email)
    outbox.file_job(clinic=invitation.clinic, kind=INVITATION_EMAIL, subject=key.id)
    _mark_sent(invitation)
    audit.record(staff_actor(by), "invitation.mailed", invitation)


def _key(invitation: Invitation, by: Staff, hashed: str | None, email: str = "") -> IntakeKey:
    return IntakeKey.objects.create(
        clinic=invitation.clinic, kind=KeyKind.INVITATION, invitation=invitation, secret_hash=hashed, email=email,
        made_by=by, expires_at=invitation.expires_at,
    )  # fmt: skip


def _mark_sent(invitation: Invitation) -> None:
    invitation.sent_at = invitation.sent_at or timezone.now()
    invitation.save(update_fields=["sent_at"])


@transaction.atomic
def revoke(*, invitation: Invitation, by: Staff) -> None:
    """End an invitation and all its links. A form that was begun stays with the browser that began it."""
    now = timezone.now()
    invitation.revoked_at = invitation.revoked_at or now
    invitation.save(update_fields=["revoked_at"])
    invitation.keys.filter(revoked_at=None).update(revoked_at=now)
    audit.record(staff_actor(by), "invitation.revoked", invitation)


# ------------------------------------------------------------------ the invited person


@transaction.atomic
def exchange(*, clinic: Clinic, secret: str) -> IntakeKey | None:
    """The live key behind a secret; None for unknown, expired, revoked and handed back alike. Marks it opened."""
    key: IntakeKey | None = live_keys(clinic).filter(secret_hash=secret_hash(secret[:100])).first()
    if key is None or key.invitation is None:
        return None
    if key.invitation.opened_at is None:
        key.invitation.opened_at = timezone.now()
        key.invitation.save(update_fields=["opened_at"])
        audit.record(patient_actor(clinic), "invitation.opened", key.invitation)
    return key


def live_keys(clinic: Clinic) -> Any:
    """Keys of invitations of this clinic that still open something."""
    return IntakeKey.objects.select_related("invitation__patient", "invitation__response", "clinic").filter(
        clinic=clinic, kind=KeyKind.INVITATION, revoked_at=None, expires_at__gt=timezone.now(),
        invitation__not_me_at=None, invitation__revoked_at=None,
    )  # fmt: skip


def may_need_birth_date(*, clinic: Clinic, secret: str) -> bool:
    """Whether the page behind a link asks for the birth date: for every link but a live one of a person whose birth
    date the clinic does not know. Marks nothing."""
    key = live_keys(clinic).filter(secret_hash=secret_hash(secret[:100])).first()
    return key is None or needs_birth_date(key.invitation)


def needs_birth_date(invitation: Invitation) -> bool:
    """Whether it is asked if this is the right person: always where the clinic knows the birth date, since going on
    shows the name, the phone or answers to whoever holds the link."""
    return invitation.patient.birth_date is not None


@transaction.atomic
def begin(*, invitation: Invitation, birth_date: date | None) -> Opened:
    """ "Yes, this is me": the draft that was begun, or a new one; CLOSED after five wrong dates and for a form that has
    ended, ASK where the birth date is still needed."""
    now = timezone.now()
    held = Invitation.objects.select_for_update(of=("self",)).select_related("patient", "clinic", "response")
    found = held.get(pk=invitation.pk)
    if needs_birth_date(found):
        if found.tries >= MOST_TRIES:
            return CLOSED
        if birth_date is None:
            return Opened(Door.ASK)
        if birth_date != found.patient.birth_date:
            return _wrong(found)
    if found.response is None:
        return _first(found, now)
    response = locked_response(found.response)
    return let_in(response) if is_alive(response, now) else CLOSED


def _wrong(invitation: Invitation) -> Opened:
    invitation.tries += 1
    invitation.save(update_fields=["tries"])
    audit.record(
        patient_actor(invitation.clinic), "invitation.wrong_birth_date", invitation, {"tries": invitation.tries}
    )
    return CLOSED


def _first(invitation: Invitation, now: datetime) -> Opened:
    """A new draft of the invited person, with what staff knew to fill in and what an earlier form said to confirm."""
    clinic, patient = invitation.clinic, invitation.patient
    made = drafts.start(clinic=clinic, language=invitation.language, source="invited", patient=patient)
    earlier = carried.earlier_form(patient, now) if patient.birth_date else None
    carry = carried.to_carry(earlier, clinic.today(now)) if earlier else {"values": {}}
    carry["values"] |= _known(patient)
    made.response.carried = carry
    made.response.save(update_fields=["carried"])
    invitation.response = made.response
    invitation.save(update_fields=["response"])
    audit.record(patient_actor(clinic), "invitation.begun", invitation, {"returning": earlier is not None})
    return Opened(Door.OPEN, made.response, made.secret)


def _known(patient: Patient) -> dict[str, Any]:
    """What is filled in: all that staff gave, once the birth date was right; without one the first name alone."""
    if patient.birth_date is None:
        return {"first_name": patient.first_name} if patient.first_name else {}
    values = {field: getattr(patient, field) for field in KNOWN}
    return {field: value.isoformat() if isinstance(value, date) else value for field, value in values.items() if value}


@transaction.atomic
def not_me(*, invitation: Invitation) -> None:
    """ "No, this is not me": the invitation ends for everyone, and staff see it."""
    now = timezone.now()
    invitation.not_me_at = now
    invitation.save(update_fields=["not_me_at"])
    invitation.keys.filter(revoked_at=None).update(revoked_at=now)
    audit.record(patient_actor(invitation.clinic), "invitation.not_me", invitation)
