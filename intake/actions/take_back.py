"""Undo: one's own last act on a case, put back from the state its event kept.

In: a case and the person acting. Out: the case as it was before; Refused when it is too late.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.models import Staff
from intake.actions.acts import Refused, done, locked_case
from intake.models import CaseEvent, RoutingDecision, TriageCase
from intake.models.case import EventKind

UNDO_WITHIN = timedelta(minutes=10)
UNDOABLE = (
    EventKind.CLAIMED, EventKind.RELEASED, EventKind.TAKEN_OVER, EventKind.ACCEPTED, EventKind.NOTED, EventKind.CONTACT,
    EventKind.RAISED, EventKind.OVERRIDDEN, EventKind.PHONE,
)  # fmt: skip
DECIDING = (EventKind.RAISED, EventKind.OVERRIDDEN)
DECIDING_TIMES = ("waiting_since", "raised_at", "contacted_at", "clinician_at")
KEPT = ("status", "group", "rank", "disposition", "human_review", "desk_note")


@transaction.atomic
def undo(*, case_id: uuid.UUID, by: Staff) -> TriageCase:
    """Take back one's own last act on a case, within ten minutes and only if nothing has happened to it since.

    A contact taken back stays in the history and no longer counts as having reached anybody. A raise or a changed
    decision taken back gives the case the decision, the clock and the tries that it had; both stay in the history.
    """
    now = timezone.now()
    case = locked_case(case_id, by)
    event = last_event(case)
    if event is None or not may_undo(event, by, now):
        raise Refused("This can no longer be undone. The history shows what happened.")
    for name in KEPT:
        setattr(case, name, event.before[name])
    case.owner_id, case.owned_since = _uuid(event.before["owner"]), _time(event.before["owned_since"])
    case.accepted_at, case.wake_at = _time(event.before["accepted_at"]), _time(event.before["wake_at"])
    if event.kind == EventKind.CONTACT:
        case.contacted_at = _time(event.before["contacted_at"])
        case.clinician_at = _time(event.before.get("clinician_at"))
    if event.kind == EventKind.PHONE:
        case.patient.phone = event.before["phone"]
        case.patient.save(update_fields=["phone"])
    if event.kind in DECIDING:
        _put_back_decision(case, event.before)
    return done(case, EventKind.UNDONE, by, now, detail={"event": str(event.id), "kind": event.kind})


def _put_back_decision(case: TriageCase, before: dict[str, Any]) -> None:
    case.decision = RoutingDecision.objects.get(pk=before["decision"], response=case.response)
    for name in DECIDING_TIMES:
        setattr(case, name, _time(before[name]))


def last_event(case: TriageCase) -> CaseEvent | None:
    """The newest line of the case's history."""
    return CaseEvent.objects.filter(case=case).order_by("-at", "-id").first()


def may_undo(event: CaseEvent, by: Staff, now: datetime) -> bool:
    """Whether `by` may take `event` back at `now`, given that it is the case's newest."""
    return event.kind in UNDOABLE and event.by_id == by.id and now - event.at <= UNDO_WITHIN and bool(event.before)


def taken_back(case: TriageCase) -> set[uuid.UUID]:
    """The contacts of a case that were undone."""
    undone = CaseEvent.objects.filter(case=case, kind=EventKind.UNDONE, detail__kind=EventKind.CONTACT.value)
    return {uuid.UUID(detail["event"]) for detail in undone.values_list("detail", flat=True)}


def state_of(case: TriageCase) -> dict[str, Any]:
    """What undo needs to put back."""
    named = ("owned_since", "accepted_at", "wake_at")
    times = {name: getattr(case, name) for name in named + DECIDING_TIMES}
    return (
        {name: getattr(case, name) for name in KEPT}
        | {"owner": str(case.owner_id) if case.owner_id else None, "decision": str(case.decision_id)}
        | {name: value.isoformat() if value else None for name, value in times.items()}
    )


def _uuid(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
