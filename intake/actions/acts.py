"""What every act on a case shares: the case locked, the refusal, the event and the audit row at its end.

In: a case of the actor's own clinic and the person acting. Out: the changed case.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import Staff
from intake.actions.cases import add_event
from intake.models import CaseEvent, TriageCase
from intake.models.case import CaseStatus, EventKind


class Refused(Exception):
    """What was asked is not allowed or came too late; str() is the sentence to show, `field` where to show it."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def locked_case(case_id: uuid.UUID, by: Staff) -> TriageCase:
    """The case of one's own clinic, locked; TriageCase.DoesNotExist for a foreign or unknown id."""
    rows = TriageCase.objects.for_clinic(by.clinic).select_for_update(of=("self",))
    case: TriageCase = rows.select_related("patient", "response", "decision", "clinic", "owner").get(pk=case_id)
    return case


def only_waiting(case: TriageCase) -> None:
    """Refused for a case that is already accepted."""
    if case.status != CaseStatus.WAITING:
        raise Refused("This case is already accepted. Undo that first, or raise it again.")


def change_of(case: TriageCase) -> str:
    """A number that grows with every change of the case."""
    return str(int(case.changed_at.timestamp() * 1_000_000))


def only_as_seen(case: TriageCase, seen: str, by: Staff) -> None:
    """Refused where somebody else has changed the case since the page that was looked at; "" for no such page."""
    if not seen or seen == change_of(case):
        return
    since = datetime.fromtimestamp(int(seen) / 1_000_000, tz=UTC) if seen.isdecimal() and len(seen) < 18 else None
    others = CaseEvent.objects.filter(case=case).exclude(by=by).select_related("by").order_by("-at", "-id")
    last = (others.filter(at__gte=since) if since else others).first()
    if last is not None:
        who = last.by.name if last.by else "Meanwhile"
        what = last.get_kind_display().lower()
        raise Refused(f"The case changed while you looked at it. {who}: {what}. Look again, then decide.")


def done(
    case: TriageCase,
    kind: EventKind,
    by: Staff,
    now: datetime,
    *,
    detail: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
) -> TriageCase:
    """Save, add the event, write the audit row: the end of every act."""
    case.save()
    add_event(case, kind, now=now, by=by, detail=detail, before=before)
    action = "case.contact_logged" if kind == EventKind.CONTACT else f"case.{kind.value}"
    audit.record(staff_actor(by), action, case, detail)
    return case
