"""The desk's side: claim, release, take over, contact, accept, note.

In: a case of the actor's own clinic and the person acting. Out: the changed case; each act is one transaction, one
event and one audit row. What is not allowed raises Refused with a sentence for the screen.
"""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from clinic.models import Staff
from intake import governance
from intake.actions.acts import Refused, done, locked_case, only_as_seen, only_waiting
from intake.actions.take_back import state_of, taken_back
from intake.models import CaseEvent, TriageCase
from intake.models.case import CaseStatus, EventKind, Group

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
SPOKEN = ("reached", "helper", "advised_er")
MOST_SAID, MOST_NOTED = 300, 60  # characters
TRY_AGAIN = ("voicemail", "no_answer", "texted", "wrong_number")


@transaction.atomic
def claim(*, case_id: uuid.UUID, by: Staff) -> TriageCase:
    """Take a case that nobody has. Of two who try at once one wins; the other is told who was first."""
    now = timezone.now()
    before = state_of(locked_case(case_id, by))
    won = TriageCase.objects.for_clinic(by.clinic).filter(pk=case_id, owner=None).update(owner=by, owned_since=now)
    case = locked_case(case_id, by)
    if not won:
        if case.owner_id == by.id:
            return case
        who = case.owner.name if case.owner else "Somebody"
        raise Refused(f"{who} was first. You can take over if you have agreed to.")
    return done(case, EventKind.CLAIMED, by, now, before=before)


@transaction.atomic
def release(*, case_id: uuid.UUID, by: Staff) -> TriageCase:
    """Let go of one's own case."""
    now = timezone.now()
    case = locked_case(case_id, by)
    if case.owner_id != by.id:
        raise Refused("This case is not yours, so there is nothing to release.")
    before = state_of(case)
    case.owner, case.owned_since = None, None
    return done(case, EventKind.RELEASED, by, now, before=before)


@transaction.atomic
def take_over(*, case_id: uuid.UUID, by: Staff) -> TriageCase:
    """Take a case from a colleague; the history tells both."""
    now = timezone.now()
    case = locked_case(case_id, by)
    before = state_of(case)
    detail = {"from": str(case.owner_id) if case.owner_id else None}
    case.owner, case.owned_since = by, now
    return done(case, EventKind.TAKEN_OVER, by, now, detail=detail, before=before)


@transaction.atomic
def log_contact(
    *, case_id: uuid.UUID, by: Staff, outcome: str, said: str = "", try_again_at: datetime | None = None
) -> TriageCase:
    """Write down one try to reach the patient, and what was `said`. Without an answer a soon or routine case waits on
    the patient until `try_again_at` (default: in two hours) and returns by itself; an emergency or urgent one never
    leaves its place and stays late until someone is reached. Only a clinician's call counts as the clinician's."""
    now = timezone.now()
    case = locked_case(case_id, by)
    if outcome not in OUTCOMES:
        raise Refused("Choose what happened when you tried to reach the patient.")
    before = state_of(case) | {"said": " ".join(said.split())[:MOST_SAID]}
    case.contacted_at = now if outcome in SETTLING else case.contacted_at
    case.clinician_at = now if outcome in SETTLING and by.is_clinical else case.clinician_at
    case.owned_since = now if case.owner_id else None
    sinks = outcome in TRY_AGAIN and case.group not in (Group.EMERGENCY, Group.URGENT)
    case.wake_at = max(try_again_at or now + timedelta(hours=2), now) if sinks else None
    detail = {"outcome": outcome, "wake_at": case.wake_at.isoformat() if case.wake_at else None}
    return done(case, EventKind.CONTACT, by, now, detail=detail, before=before)


@transaction.atomic
def accept(*, case_id: uuid.UUID, by: Staff, seen: str = "") -> TriageCase:
    """Accept the decision as it stands. An emergency or urgent case first needs a contact that settled something, and a
    clinician: one who accepts it, or one who has reached the patient themselves. `seen` is the case's `change_of` on
    the page that was looked at: one that a colleague has changed since is shown again first."""
    now = timezone.now()
    case = locked_case(case_id, by)
    only_waiting(case)
    only_as_seen(case, seen, by)
    refusal = not_acceptable(case, by)
    if refusal:
        raise Refused(refusal)
    before = state_of(case)
    put_done(case, by, now)
    return done(case, EventKind.ACCEPTED, by, now, detail={"disposition": case.disposition}, before=before)


def not_acceptable(case: TriageCase, by: Staff) -> str:
    """Why `by` may not accept the case as it stands, as a sentence for the screen; "" where they may."""
    if not by.is_clinical and governance.suspension(case.clinic) is not None:
        return "The rules are suspended: until they are resumed a clinician accepts every case."
    if case.group in (Group.EMERGENCY, Group.URGENT) and not _settled(case):
        return "Reach the patient first and log it: an emergency or urgent case is closed only after that."
    if needs_clinician(case) and not by.is_clinical:
        return "A clinician has yet to speak with the patient: then they write it here, or accept it."
    if case.disposition == "gp_review" and not by.is_clinical:
        return "A clinician accepts this one: it needs a clinical look before anything is booked."
    return ""


def put_done(case: TriageCase, by: Staff, now: datetime) -> None:
    """Take an accepted case off the board; one that nobody has becomes theirs."""
    case.status, case.accepted_at, case.wake_at = CaseStatus.ACCEPTED, now, None
    if case.owner_id is None:
        case.owner, case.owned_since = by, now


def needs_clinician(case: TriageCase) -> bool:
    """Whether an emergency or urgent case still waits for a clinician to speak with the patient or to decide."""
    return case.group in (Group.EMERGENCY, Group.URGENT) and case.clinician_at is None


def spoken_with(case: TriageCase) -> bool:
    """Whether somebody spoke with the patient, or with who helps them, since the case last became more urgent."""
    return _settled(case, SPOKEN)


def _settled(case: TriageCase, outcomes: Collection[str] = SETTLING) -> bool:
    """Whether a contact reached someone that nobody has taken back, since the case last became more urgent."""
    reached = CaseEvent.objects.filter(case=case, kind=EventKind.CONTACT, detail__outcome__in=outcomes)
    if case.raised_at is not None:
        reached = reached.filter(at__gt=case.raised_at)
    return reached.exclude(id__in=taken_back(case)).exists()


@transaction.atomic
def note(*, case_id: uuid.UUID, by: Staff, text: str) -> TriageCase:
    """Write the desk note: one line that colleagues see on the board. The same words again are no act."""
    now = timezone.now()
    case, text = locked_case(case_id, by), " ".join(text.split())
    if text == case.desk_note:
        return case
    if len(text) > MOST_NOTED:
        raise Refused(f"Keep the desk note to {MOST_NOTED} characters.")
    before = state_of(case) | {"wrote": text}
    case.desk_note = text
    return done(case, EventKind.NOTED, by, now, before=before)
