"""How a plan reaches the patient: printed, downloaded, or opened by a link and the birth date.

In: a revision, or a link's secret. Out: deliveries and links, each with its audit row in the case.
"""

import hashlib
import secrets
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import patient_actor, staff_actor
from clinic.codes import new_code
from clinic.models import Clinic, Staff
from handouts.models import Delivery, PlanLink, Revision
from handouts.models.delivery import DeliveryKind

MOST_TRIES = 5
LINK_FOR = timedelta(days=28)


def new_plan_code() -> str:
    """The code on the paper: 18 letters from an alphabet of 25, over 80 bits, in groups that can be typed."""
    return new_code(18, 6)


def hash_of(secret: str) -> str:
    """sha256 of a link's secret as typed: case and dashes do not matter in a code on paper."""
    plain = secret.replace("-", "").upper() if len(secret) <= 20 else secret
    return hashlib.sha256(plain.encode()).hexdigest()


def end_of(revision: Revision) -> datetime:
    """The end of the revision's last day, in the clinic's zone."""
    return datetime.combine(revision.use_until, time.max, tzinfo=revision.clinic.zone)


@transaction.atomic
def give(*, revision: Revision, kind: DeliveryKind, by: Staff | None, clinic: Clinic) -> Delivery:
    """Record that a plan was printed, downloaded or opened; `by` is None for the patient."""
    delivery = Delivery.objects.create(revision=revision, kind=kind, by=by, at=timezone.now())
    actor = staff_actor(by) if by else patient_actor(clinic)
    audit.record(actor, f"handout.{kind.value}", revision.handout.case, {"number": revision.number})
    return delivery


@transaction.atomic
def make_link(*, revision: Revision, by: Staff) -> str:
    """A new link for the patient; returns its secret, which is shown once and never stored."""
    secret = secrets.token_urlsafe(32)
    PlanLink.objects.create(
        clinic=revision.clinic, revision=revision, secret_hash=hash_of(secret), made_by=by,
        expires_at=link_end(revision),
    )  # fmt: skip
    give(revision=revision, kind=DeliveryKind.LINK_MADE, by=by, clinic=revision.clinic)
    return secret


def link_end(revision: Revision) -> datetime:
    """Until when a link made now would open the plan."""
    return min(timezone.now() + LINK_FOR, end_of(revision))


@transaction.atomic
def revoke_links(*, revision: Revision, by: Staff) -> int:
    """End every link to a revision, the one on paper too; returns how many were live."""
    ended = PlanLink.objects.filter(revision=revision, revoked_at=None).update(revoked_at=timezone.now())
    detail = {"number": revision.number, "links": ended}
    audit.record(staff_actor(by), "handout.links_revoked", revision.handout.case, detail)
    return ended


@transaction.atomic
def open_link(*, secret: str, birth_date: Any) -> PlanLink | None:
    """The link that `secret` and the birth date open, or None: unknown, expired, revoked, spent and wrong are alike.

    A wrong date counts against the link's five tries for as long as it lives.
    """
    now = timezone.now()
    link = (
        PlanLink.objects.select_for_update(of=("self",))
        .select_related("revision__handout__case__patient", "clinic")
        .filter(secret_hash=hash_of(secret), revoked_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
        .first()
    )
    if link is None:
        return None
    patient = link.revision.handout.case.patient
    if birth_date is None or patient.birth_date != birth_date:
        link.tries += 1
        link.save(update_fields=["tries"])
        detail = {"number": link.revision.number, "tries": link.tries}
        audit.record(patient_actor(link.clinic), "plan.wrong_birth_date", link.revision.handout.case, detail)
        return None
    give(revision=link.revision, kind=DeliveryKind.LINK_OPENED, by=None, clinic=link.clinic)
    return link


def live_link(link_id: uuid.UUID) -> PlanLink | None:
    """The link of an open patient session, while it still holds."""
    rows = PlanLink.objects.select_related("revision__handout__case", "clinic")
    return rows.filter(pk=link_id, revoked_at=None, expires_at__gt=timezone.now()).first()
