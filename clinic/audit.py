"""The only writer of AuditEvent.

In: an actor, an action code and the object's id. Out: one row at the end of the clinic's hash chain, in the caller's
transaction.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from clinic.actor import Actor
from clinic.models import AuditEvent, AuditHead


def record(
    actor: Actor, action: str, subject: models.Model | None = None, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Add one event about `subject` to the actor's clinic; `detail` holds codes and ids, never personal data.

    Must run inside a transaction: the head row stays locked until it ends, so numbers never skip or repeat.
    """
    kind = subject._meta.model_name or "" if subject is not None else ""
    return record_by_id(actor, action, kind, subject.pk if subject is not None else None, detail)


def record_by_id(
    actor: Actor, action: str, object_kind: str, object_id: uuid.UUID | None, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """As `record`, for an object known by kind and id."""
    with transaction.atomic():
        AuditHead.objects.get_or_create(clinic_id=actor.clinic_id)
        head = AuditHead.objects.select_for_update().get(clinic_id=actor.clinic_id)
        event = AuditEvent(
            clinic_id=actor.clinic_id,
            number=head.number + 1,
            at=timezone.now(),
            actor_kind=actor.kind,
            actor_id=actor.id,
            action=action,
            object_kind=object_kind,
            object_id=object_id,
            detail=dict(detail or {}),
        )
        event.digest = digest_of(event, head.digest)
        event.save(force_insert=True)
        head.number, head.digest = event.number, event.digest
        head.save(update_fields=["number", "digest"])
    return event


def digest_of(event: AuditEvent, before: str) -> str:
    """sha256 over the event's content and the digest `before` it."""
    content = [
        before, str(event.clinic_id), event.number, _instant(event.at), event.actor_kind, str(event.actor_id),
        event.action, event.object_kind, str(event.object_id), event.detail,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def first_break(clinic_id: uuid.UUID) -> int | None:
    """The number of the first event that is missing, or whose digest does not follow from the one before; None when the
    chain is whole and ends where its head says. What is added meanwhile is no break."""
    head = _head(clinic_id)
    last, digest, at_head = 0, "", ""
    for event in AuditEvent.objects.filter(clinic_id=clinic_id).order_by("number").iterator():
        if event.number != last + 1 or event.digest != digest_of(event, digest):
            return last + 1
        last, digest = event.number, event.digest
        if last == head.number:
            at_head = digest
    if last < head.number:
        return last + 1
    if at_head != head.digest:
        return head.number
    now = _head(clinic_id).number
    return now + 1 if now < last else None


def _head(clinic_id: uuid.UUID) -> AuditHead:
    return AuditHead.objects.filter(clinic_id=clinic_id).first() or AuditHead()


def _instant(at: datetime) -> str:
    """One spelling of an instant, whatever zone the database hands back."""
    return at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")
