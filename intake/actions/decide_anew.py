"""A person decides otherwise than the rules: raise, override, and who may lower or lift a block.

In: a case of the actor's own clinic and the person acting. Out: a new decision row with its author; the rules' own
stays. Refused when it is not allowed.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import Staff
from intake import protocol_store
from intake.actions.acts import Refused, done, locked_case, only_as_seen
from intake.actions.cases import ALARMING, group_of, set_group, start_anew
from intake.actions.take_back import state_of
from intake.actions.triage import not_acceptable, put_done
from intake.models import RoutingDecision, TriageCase
from intake.models.case import GROUP_ORDER, CaseStatus, EventKind, Group
from intake.models.decision import DecisionReason

MEDICAL = ("emergency", "urgent", "gp_review")
PATHWAYS = ("physiotherapy", "massage", "chiropractic", "self_care")
MOST_WHY = 60  # characters: colleagues read it on the board
DISPOSITIONS = (*MEDICAL, *PATHWAYS)


@transaction.atomic
def raise_urgency(
    *, case_id: uuid.UUID, by: Staff, group: str, note: str = "", now: datetime | None = None
) -> TriageCase:
    """Raise a case to Soon, Urgent or Emergency. Anyone may, with a reason or without; an accepted case comes back.
    Of the reason 60 characters are kept: raising is never refused for its words."""
    now = now or timezone.now()
    targets = {Group.EMERGENCY: "emergency", Group.URGENT: "urgent", Group.SOON: "gp_review"}
    case = locked_case(case_id, by)
    if group not in targets:
        raise Refused("Choose Soon, Urgent or Emergency.")
    if GROUP_ORDER[group] >= case.rank:
        raise Refused("The case is already at least that urgent. To lower it, a clinician changes the decision.")
    before = state_of(case)
    _person_decides(case, targets[Group(group)], by, now, reason="", note=" ".join(note.split())[:MOST_WHY])
    start_anew(case, now)
    return done(case, EventKind.RAISED, by, now, detail={"to": group}, before=before)


@transaction.atomic
def override(
    *,
    case_id: uuid.UUID,
    by: Staff,
    disposition: str,
    reason: str,
    note: str = "",
    seen: str = "",
    now: datetime | None = None,
) -> TriageCase:
    """Decide otherwise than the rules: a new decision row with author and reason; the rules' own stays readable.

    To lower an emergency, urgent or gp_review takes a signed-in clinician. A pathway that the rules blocked stays
    blocked for everyone but a clinician, who needs a note that says why. A clinician may also change an accepted case,
    which stays accepted unless it grew more urgent. A case that nobody has becomes theirs, unless
    it must ring. To change is to decide: a case that did not ring and grew no more urgent is accepted with it, where
    this person may accept it; one taken down from emergency or urgent is accepted by a press of its own. `seen` as for
    accept.
    """
    now = now or timezone.now()
    case = locked_case(case_id, by)
    only_as_seen(case, seen, by)
    if case.status != CaseStatus.WAITING and not by.is_clinical:
        raise Refused("This case is already accepted. Raise it, or ask a clinician to change the decision.")
    if disposition not in DISPOSITIONS:
        raise Refused("Choose where this patient should go.")
    if reason not in DecisionReason.values:
        raise Refused("Choose a reason.", field="reason")
    if reason == DecisionReason.OTHER and not note.strip():
        raise Refused("Say in a few words why.", field="note")
    lowering = lowers(case, disposition)
    if lowering and not by.is_clinical:
        raise Refused("Only a clinician can make this less urgent. Ask one to sign in and change it.")
    blocked = disposition in blocked_pathways(case)
    if blocked and not (by.is_clinical and note.strip()):
        raise Refused(
            "The rules block this for the patient's safety. A clinician can choose it with a note that says why.",
            field="note" if by.is_clinical else "",
        )
    state, before, rank, rang = state_of(case), case.disposition, case.rank, case.group in ALARMING
    _person_decides(case, disposition, by, now, reason=reason, note=note.strip())
    if case.rank < rank:
        start_anew(case, now)
    if case.owner_id is None and case.group not in ALARMING:
        case.owner, case.owned_since = by, now
    accepts = case.status == CaseStatus.WAITING and not rang and case.rank >= rank and not not_acceptable(case, by)
    if accepts:
        put_done(case, by, now)
    detail = {"from": before, "to": disposition, "reason": reason, "lowered": lowering, "accepted": accepts}
    if lowering:
        audit.record(staff_actor(by), "case.lowered", case, {"from": before, "to": disposition, "reason": reason})
    return done(case, EventKind.OVERRIDDEN, by, now, detail=detail, before=state)


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
