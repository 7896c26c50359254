"""What came of the last try to reach each patient of the board, and which case was let go by itself.

In: open cases. Out: one line a case, from one query; "" where nobody has tried since the case last became more urgent.
"""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from intake.actions import triage
from intake.models import CaseEvent, TriageCase
from intake.models.case import CaseStatus, EventKind

KINDS = (EventKind.CONTACT, EventKind.UNDONE, EventKind.RELEASED)


def lines(cases: Iterable[TriageCase]) -> dict[uuid.UUID, str]:
    """ "Tried 16:40: No answer", "Reached 16:42 by Blair" and "let go by itself 16:50", in words for a row."""
    known = {case.id: case for case in cases}
    if not known:
        return {}
    events: dict[uuid.UUID, list[CaseEvent]] = {pk: [] for pk in known}
    clinics = {case.clinic_id for case in known.values()}
    rows = CaseEvent.objects.filter(case__clinic__in=clinics, case__status=CaseStatus.WAITING, kind__in=KINDS)
    for event in rows.select_related("by").order_by("at", "id"):
        if event.case_id in events:
            events[event.case_id].append(event)
    return {pk: _line(known[pk], found) for pk, found in events.items()}


def _line(case: TriageCase, events: list[CaseEvent]) -> str:
    undone = {event.detail.get("event") for event in events if event.kind == EventKind.UNDONE}
    tries = [
        event for event in events
        if event.kind == EventKind.CONTACT and str(event.id) not in undone
        and (case.raised_at is None or event.at > case.raised_at)
    ]  # fmt: skip
    said = [_said(case, tries[-1])] if tries else []
    last = events[-1] if events else None
    if case.owner_id is None and last and last.detail.get("by_itself"):
        said.append(f"let go by itself {_clock(case, last)}")
    return "; ".join(said)


def _said(case: TriageCase, last: CaseEvent) -> str:
    outcome = str(last.detail.get("outcome", ""))
    words, at = triage.OUTCOMES.get(outcome, ""), _clock(case, last)
    if outcome in triage.SETTLING:
        return f"{words} {at}" + (f" by {last.by.name.split()[0]}" if last.by else "")
    return f"Tried {at}: {words}"


def _clock(case: TriageCase, event: CaseEvent) -> str:
    there = event.at.astimezone(case.clinic.zone)
    return f"{there:%H:%M}" if there.date() == case.clinic.today(timezone.now()) else f"{there:%a %-d %b %H:%M}"
