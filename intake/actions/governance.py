"""Signing, withdrawing a signature, suspending and resuming the rules.

In: the person acting, whose password the view has just checked. Out: one new row and one audit row; nothing is ever
changed or deleted. What is not allowed raises Refused with a sentence for the screen.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import Role, Staff
from intake import governance
from intake.actions.acts import Refused
from intake.governance import Standing
from intake.models import Signature, SignedContent, Suspension
from intake.models.governance import SignatureKind

MOST_REASON = 500


@transaction.atomic
def sign(
    *, by: Staff, subject: str, digest: str, kind: str, name: str, credential: str, now: datetime | None = None
) -> Signature:
    """Sign `subject` as it stood on the page, which `digest` names. The clinical lead signs for the clinic; a second
    speaker, any other clinician, signs a translation."""
    found = _standing(by, subject)
    if not by.is_clinical or (kind == SignatureKind.LEAD and by.role != Role.CLINICAL_LEAD):
        raise Refused("Only the clinical lead signs for the clinic.")
    if kind == SignatureKind.SECOND_SPEAKER:
        _check_second(found, by)
    elif kind != SignatureKind.LEAD:
        raise Refused("Choose what to sign.")
    if digest != found.signable.digest:
        raise Refused("This has changed since you opened the page. Read it again, then sign.")
    if not name.strip() or not credential.strip():
        raise Refused("A signature needs your name and your credential.")
    signable = found.signable
    SignedContent.objects.get_or_create(digest=signable.digest, defaults={"parts": dict(signable.parts)})
    row = Signature.objects.create(
        clinic=by.clinic, subject=subject, kind=kind, version=signable.version, content_id=signable.digest, by=by,
        name=" ".join(name.split())[:80], credential=" ".join(credential.split())[:60], at=now or timezone.now(),
    )  # fmt: skip
    audit.record(staff_actor(by), "governance.signed", row, {"subject": subject, "kind": kind, "digest": row.digest})
    return row


def _check_second(found: Standing, by: Staff) -> None:
    if not found.signable.is_translation:
        raise Refused("Only a translation needs a second speaker.")
    if found.lead is not None and found.lead.by_id == by.id:
        raise Refused("You signed this as the lead. A second person who speaks the language must sign it too.")


@transaction.atomic
def withdraw(*, by: Staff, subject: str, reason: str) -> None:
    """Take back every signature on `subject`: from now on it counts as not signed."""
    _lead_with(by, reason)
    found = _standing(by, subject)
    in_force = [row for row in (found.lead, found.second) if row is not None]
    if not in_force:
        raise Refused("Nobody has signed this, so there is nothing to withdraw.")
    for row in in_force:
        withdrawal = Signature.objects.create(
            clinic=by.clinic, subject=subject, kind=row.kind, version=row.version, content_id=row.content_id, by=by,
            name=by.name, credential=by.credential or row.credential, at=timezone.now(), withdrawn=True,
            reason=_short(reason),
        )  # fmt: skip
        audit.record(staff_actor(by), "governance.withdrawn", withdrawal, {"subject": subject, "kind": row.kind})


@transaction.atomic
def suspend(*, by: Staff, reason: str) -> Suspension:
    """Suspend the rules: until they are resumed every new or amended case is at least gp_review, for a person."""
    _lead_with(by, reason)
    if governance.suspension(by.clinic) is not None:
        raise Refused("The rules are already suspended.")
    return _note(by, True, reason)


@transaction.atomic
def resume(*, by: Staff, reason: str) -> Suspension:
    """Let the rules decide again. Cases that came in meanwhile stay where they are until a clinician decides."""
    _lead_with(by, reason)
    if governance.suspension(by.clinic) is None:
        raise Refused("The rules are not suspended.")
    return _note(by, False, reason)


def _note(by: Staff, suspended: bool, reason: str) -> Suspension:
    row = Suspension.objects.create(
        clinic=by.clinic, suspended=suspended, reason=_short(reason), by=by, at=timezone.now()
    )
    audit.record(staff_actor(by), "governance.suspended" if suspended else "governance.resumed", row)
    return row


def _lead_with(by: Staff, reason: str) -> None:
    if by.role != Role.CLINICAL_LEAD:
        raise Refused("Only the clinical lead may do this.")
    if not reason.strip():
        raise Refused("Say why: the reason is kept with your name.")


def _short(reason: str) -> str:
    return " ".join(reason.split())[:MOST_REASON]


def _standing(by: Staff, subject: str) -> Standing:
    found = governance.standing(by.clinic, subject)
    if found is None:
        raise Refused("There is nothing of that name to sign.")
    return found
