"""The desk's side: claim, release, contact, accept, raise, override, note, undo.

In: a case of the actor's own clinic and the person acting. Out: the changed case; each act is one transaction, one
event
and one audit row. What is not allowed raises Refused with a sentence for the screen.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.actor import staff_actor, system_actor
from clinic.models import Staff
from intake import governance, protocol_store
from intake.actions.cases import add_event, group_of, set_group, start_anew
from intake.models import CaseEvent, RoutingDecision, TriageCase
from intake.models.case import GROUP_ORDER, CaseStatus, EventKind, Group
from intake.models.decision import DecisionReason

LET_GO_AFTER = {Group.EMERGENCY: timedelta(minutes=10), Group.URGENT: timedelta(minutes=10)}
LET_GO_OTHERS = timedelta(minutes=30)
UNDO_WITHIN = timedelta(minutes=10)
MEDICAL = ("emergency", "urgent", "gp_review")
PATHWAYS = ("physiotherapy", "massage", "chiropractic", "self_care")
DISPOSITIONS = (*MEDICAL, *PATHWAYS)
OUTCOMES = {
    "reached": "Reached",
    "voicemail": "Voicemail",
    "no_answer": "No answer",
    "texted": "Texted",
    "wrong_number": "Wrong number",
    "helper": "Spoke to helper",
    "advised_er": "Advised ER",
    "declined": "Patient declined",
}
SETTLING = ("reached", "helper", "advised_er", "declined")
TRY_AGAIN = ("voicemail", "no_answer", "texted", "wrong_number")
UNDOABLE = (
    EventKind.CLAIMED, EventKind.RELEASED, EventKind.TAKEN_OVER, EventKind.ACCEPTED, EventKind.NOTED, EventKind.CONTACT,
)  # fmt: skip
KEPT = ("status", "group", "rank", "disposition", "human_review", "desk_note")


class Refused(Exception):
    """What was asked is not allowed or came too late; str() is the sentence to show."""


def locked_case(case_id: uuid.UUID, by: Staff) -> TriageCase:
    """The case of one's own clinic, locked; TriageCase.DoesNotExist for a foreign or unknown id."""
    rows = TriageCase.objects.for_clinic(by.clinic).select_for_update(of=("self",))
    case: TriageCase = rows.select_related("patient", "response", "decision", "clinic", "owner").get(pk=case_id)
    return case


@transaction.atomic
def claim(*, case_id: uuid.UUID, by: Staff, now: datetime | None = None) -> TriageCase:
    """Take a case that nobody has. Of two who try at once one wins; the other is told who was first."""
    now = now or timezone.now()
    before = _state(locked_case(case_id, by))
    won = TriageCase.objects.for_clinic(by.clinic).filter(pk=case_id, owner=None).update(owner=by, owned_since=now)
    case = locked_case(case_id, by)
    if not won:
        if case.owner_id == by.id:
            return case
        who = case.owner.name if case.owner else "Somebody"
        raise Refused(f"{who} was first. You can take over if you have agreed to.")
    return _done(case, EventKind.CLAIMED, by, now, before=before)


@transaction.atomic
def release(*, case_id: uuid.UUID, by: Staff, now: datetime | None = None) -> TriageCase:
    """Let go of one's own case."""
    now = now or timezone.now()
    case = locked_case(case_id, by)
    if case.owner_id != by.id:
        raise Refused("This case is not yours, so there is nothing to release.")
    before = _state(case)
    case.owner, case.owned_since = None, None
    return _done(case, EventKind.RELEASED, by, now, before=before)


@transaction.atomic
def take_over(*, case_id: uuid.UUID, by: Staff, now: datetime | None = None) -> TriageCase:
    """Take a case from a colleague; the history tells both."""
    now = now or timezone.now()
    case = locked_case(case_id, by)
    before = _state(case)
    detail = {"from": str(case.owner_id) if case.owner_id else None}
    case.owner, case.owned_since = by, now
    return _done(case, EventKind.TAKEN_OVER, by, now, detail=detail, before=before)


@transaction.atomic
def log_contact(
    *, case_id: uuid.UUID, by: Staff, outcome: str, try_again_at: datetime | None = None, now: datetime | None = None
) -> TriageCase:
    """Write down one try to reach the patient. Without an answer a soon or routine case waits on the patient until
    `try_again_at` (default: in two hours) and returns by itself; an emergency or urgent one never leaves its place and
    stays late until someone is reached."""
    now = now or timezone.now()
    case = locked_case(case_id, by)
    if outcome not in OUTCOMES:
        raise Refused("Choose what happened when you tried to reach the patient.")
    before = _state(case)
    case.contacted_at = now if outcome in SETTLING else case.contacted_at
    case.owned_since = now if case.owner_id else None
    sinks = outcome in TRY_AGAIN and case.group not in (Group.EMERGENCY, Group.URGENT)
    case.wake_at = max(try_again_at or now + timedelta(hours=2), now) if sinks else None
    detail = {"outcome": outcome, "wake_at": case.wake_at.isoformat() if case.wake_at else None}
    return _done(case, EventKind.CONTACT, by, now, detail=detail, before=before)


@transaction.atomic
def accept(*, case_id: uuid.UUID, by: Staff, now: datetime | None = None) -> TriageCase:
    """Accept the decision as it stands. An emergency or urgent case first needs a contact that settled something."""
    now = now or timezone.now()
    case = locked_case(case_id, by)
    _only_waiting(case)
    if not by.is_clinical and governance.suspension(case.clinic) is not None:
        raise Refused("The rules are suspended: until they are resumed a clinician accepts every case.")
    if case.group in (Group.EMERGENCY, Group.URGENT) and not _settled(case):
        raise Refused("Reach the patient first and log it: an emergency or urgent case is closed only after that.")
    if case.disposition == "gp_review" and not by.is_clinical:
        raise Refused("A clinician accepts this one: it needs a clinical look before anything is booked.")
    before = _state(case)
    case.status, case.accepted_at, case.wake_at = CaseStatus.ACCEPTED, now, None
    if case.owner_id is None:
        case.owner, case.owned_since = by, now
    return _done(case, EventKind.ACCEPTED, by, now, detail={"disposition": case.disposition}, before=before)


@transaction.atomic
def raise_urgency(*, case_id: uuid.UUID, by: Staff, group: str, now: datetime | None = None) -> TriageCase:
    """Raise a case to Soon, Urgent or Emergency. Anyone may, without a reason; an accepted case comes back."""
    now = now or timezone.now()
    targets = {Group.EMERGENCY: "emergency", Group.URGENT: "urgent", Group.SOON: "gp_review"}
    case = locked_case(case_id, by)
    if group not in targets:
        raise Refused("Choose Soon, Urgent or Emergency.")
    if GROUP_ORDER[group] >= case.rank:
        raise Refused("The case is already at least that urgent. To lower it, a clinician changes the decision.")
    _person_decides(case, targets[Group(group)], by, now, reason="", note="")
    start_anew(case, now)
    return _done(case, EventKind.RAISED, by, now, detail={"to": group})


@transaction.atomic
def override(
    *, case_id: uuid.UUID, by: Staff, disposition: str, reason: str, note: str = "", now: datetime | None = None
) -> TriageCase:
    """Decide otherwise than the rules: a new decision row with author and reason; the rules' own stays readable.

    To lower an emergency, urgent or gp_review takes a signed-in clinician. A pathway that the rules blocked stays
    blocked for everyone but a clinician, who needs a note that says why.
    """
    now = now or timezone.now()
    case = locked_case(case_id, by)
    _only_waiting(case)
    if disposition not in DISPOSITIONS:
        raise Refused("Choose where this patient should go.")
    if reason not in DecisionReason.values:
        raise Refused("Choose a reason.")
    if reason == DecisionReason.OTHER and not note.strip():
        raise Refused("Say in a few words why.")
    lowering = lowers(case, disposition)
    if lowering and not by.is_clinical:
        raise Refused("Only a clinician can make this less urgent. Ask one to sign in and change it.")
    blocked = disposition in blocked_pathways(case)
    if blocked and not (by.is_clinical and note.strip()):
        raise Refused(
            "The rules block this for the patient's safety. A clinician can choose it with a note that says why."
        )
    before, rank = case.disposition, case.rank
    _person_decides(case, disposition, by, now, reason=reason, note=note.strip())
    if case.rank < rank:
        start_anew(case, now)
    detail = {"from": before, "to": disposition, "reason": reason, "lowered": lowering}
    if lowering:
        audit.record(staff_actor(by), "case.lowered", case, {"from": before, "to": disposition, "reason": reason})
    return _done(case, EventKind.OVERRIDDEN, by, now, detail=detail)


@transaction.atomic
def note(*, case_id: uuid.UUID, by: Staff, text: str, now: datetime | None = None) -> TriageCase:
    """Write the desk note: one line of at most 60 characters that colleagues see on the board."""
    now = now or timezone.now()
    case, text = locked_case(case_id, by), " ".join(text.split())
    if len(text) > 60:
        raise Refused("Keep the desk note to 60 characters.")
    before = _state(case)
    case.desk_note = text
    return _done(case, EventKind.NOTED, by, now, before=before)


@transaction.atomic
def undo(*, case_id: uuid.UUID, by: Staff, now: datetime | None = None) -> TriageCase:
    """Take back one's own last act on a case, within ten minutes and only if nothing has happened to it since.

    Raising cannot be undone: it tells of something that happened to a person. A contact taken back stays in the history
    and no longer counts as having reached anybody.
    """
    now = now or timezone.now()
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
    return _done(case, EventKind.UNDONE, by, now, detail={"event": str(event.id), "kind": event.kind})


def last_event(case: TriageCase) -> CaseEvent | None:
    """The newest line of the case's history."""
    return CaseEvent.objects.filter(case=case).order_by("-at", "-id").first()


def may_undo(event: CaseEvent, by: Staff, now: datetime) -> bool:
    """Whether `by` may take `event` back at `now`, given that it is the case's newest."""
    return event.kind in UNDOABLE and event.by_id == by.id and now - event.at <= UNDO_WITHIN and bool(event.before)


def lowers(case: TriageCase, disposition: str) -> bool:
    """Whether `disposition` is less urgent than where the case stands now."""
    if case.disposition in MEDICAL:
        return disposition not in MEDICAL or MEDICAL.index(disposition) > MEDICAL.index(case.disposition)
    return False


def blocked_pathways(case: TriageCase) -> dict[str, str]:
    """Pathways that need a technique the rules ruled out for this patient -> those techniques in words."""
    protocol = protocol_store.protocol()
    ruled_out = set(case.decision.record.get("blocks", []))
    words = protocol.wording("en")
    return {
        str(pathway): ", ".join(words.technique(code) for code in needed if code in ruled_out)
        for pathway, needed in protocol.blocks.modalities.items()
        if ruled_out & set(needed)
    }


def release_stale(now: datetime | None = None) -> int:
    """Let go of cases whose owner has not acted for 10 (emergency, urgent) or 30 minutes; returns how many."""
    now = now or timezone.now()
    alarming = list(LET_GO_AFTER)
    stale = Q(group__in=alarming, owned_since__lt=now - LET_GO_AFTER[Group.URGENT]) | (
        ~Q(group__in=alarming) & Q(owned_since__lt=now - LET_GO_OTHERS)
    )
    rows = TriageCase.objects.filter(stale, status=CaseStatus.WAITING, owner__isnull=False)
    return sum(_let_go(pk, now) for pk in rows.values_list("pk", flat=True)[:200])


@transaction.atomic
def _let_go(pk: uuid.UUID, now: datetime) -> int:
    case = TriageCase.objects.select_for_update(of=("self",)).get(pk=pk)
    limit = LET_GO_AFTER.get(Group(case.group), LET_GO_OTHERS)
    if case.owner_id is None or case.owned_since is None or case.owned_since > now - limit:
        return 0
    case.owner, case.owned_since = None, None
    case.save()
    add_event(case, EventKind.RELEASED, now=now, detail={"by_itself": True})
    audit.record(system_actor(case.clinic_id), "case.released", case, {"by_itself": True})
    return 1


def _person_decides(
    case: TriageCase, disposition: str, by: Staff, now: datetime, *, reason: str, note: str
) -> RoutingDecision:
    """Add a person's decision and bring the case in step; the record keeps what the rules said and blocked."""
    decision = RoutingDecision.objects.create(
        clinic=case.clinic, response=case.response, disposition=disposition, human_review=False,
        record=case.decision.record | {"disposition": disposition, "decided_by": "person"},
        protocol_version=case.decision.protocol_version, protocol_digest=case.decision.protocol_digest,
        questionnaire_version=case.decision.questionnaire_version, author=by, reason=reason, note=note, at=now,
    )  # fmt: skip
    case.decision, case.disposition, case.human_review = decision, disposition, False
    set_group(case, group_of(disposition, human_review=False))
    return decision


def _done(
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


def _only_waiting(case: TriageCase) -> None:
    if case.status != CaseStatus.WAITING:
        raise Refused("This case is already accepted. Undo that first, or raise it again.")


def _settled(case: TriageCase) -> bool:
    """Whether a contact reached someone that nobody has taken back, since the case last became more urgent."""
    reached = CaseEvent.objects.filter(case=case, kind=EventKind.CONTACT, detail__outcome__in=SETTLING)
    if case.raised_at is not None:
        reached = reached.filter(at__gt=case.raised_at)
    return reached.exclude(id__in=taken_back(case)).exists()


def taken_back(case: TriageCase) -> set[uuid.UUID]:
    """The contacts of a case that were undone."""
    undone = CaseEvent.objects.filter(case=case, kind=EventKind.UNDONE, detail__kind=EventKind.CONTACT.value)
    return {uuid.UUID(detail["event"]) for detail in undone.values_list("detail", flat=True)}


def _state(case: TriageCase) -> dict[str, Any]:
    """What undo needs to put back."""
    times = {name: getattr(case, name) for name in ("owned_since", "accepted_at", "wake_at", "contacted_at")}
    return (
        {name: getattr(case, name) for name in KEPT}
        | {"owner": str(case.owner_id) if case.owner_id else None}
        | {name: value.isoformat() if value else None for name, value in times.items()}
    )


def _uuid(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
