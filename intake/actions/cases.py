"""How a decision of the rules becomes a case on the board. Used by respond and triage inside their transactions.

In: a response with its answers. Out: a RoutingDecision row, the TriageCase in step with it, and the desk's alarm.
"""

from datetime import datetime
from typing import Any

from clinic import audit, outbox
from clinic.actor import Actor
from clinic.models import Staff
from intake import governance, last_told, protocol_store
from intake.models import CaseEvent, QuestionnaireResponse, RoutingDecision, TriageCase
from intake.models.case import GROUP_ORDER, CaseStatus, EventKind, Group
from intake.questionnaire.answers import AnswersError, parse_answers
from intake.routing.disposition import Disposition, could_not_finish, safe_route
from intake.routing.urgency import Urgency

ALARM_EMAIL = "alarm_email"
ALARMING = (Group.EMERGENCY, Group.URGENT)
URGENCY_GROUPS = {"emergency": Group.EMERGENCY, "urgent": Group.URGENT, "gp_review": Group.SOON}


def group_of(disposition: str, human_review: bool) -> Group:
    """The board group of a disposition; the human_review flag never lowers a row."""
    return URGENCY_GROUPS.get(disposition) or (Group.SOON if human_review else Group.ROUTINE)


def route_response(response: QuestionnaireResponse, now: datetime, *, suspended: bool = False) -> Disposition:
    """The rules' decision on the stored answers. Answers that no longer fit the questionnaire are a system failure:
    urgent, for a person to read."""
    today = response.clinic.today(now)
    protocol = protocol_store.protocol()
    earlier = Urgency(response.highest_urgency) if response.highest_urgency else None
    try:
        answers = parse_answers(protocol.questionnaire, last_told.as_counted(response, today), today)
    except AnswersError as problem:
        return could_not_finish(protocol, today=today, language=response.language, earlier=earlier, problem=problem)
    return safe_route(protocol, answers, today=today, language=response.language, earlier=earlier, suspended=suspended)


def decide(*, response: QuestionnaireResponse, by: Actor, now: datetime, kind: EventKind) -> TriageCase:
    """Route, store the decision, open or update the case, add the event, and file the alarm when the case grew more
    urgent. Must run inside the transaction that saved the answers.

    While the rules are suspended the case is at least gp_review; what is remembered is what the rules said."""
    by_rules = route_response(response, now)
    suspended = governance.suspension(response.clinic) is not None
    result = route_response(response, now, suspended=True) if suspended else by_rules
    untold = last_told.missing(response)
    decision = RoutingDecision.objects.create(
        clinic=response.clinic, response=response, disposition=str(result.disposition),
        human_review=result.human_review or bool(untold),
        record=result.as_json()
        | {"sample": governance.is_sample(response.clinic)}
        | ({"human_review": True, last_told.RECORD: untold} if untold else {}),
        protocol_version=result.version, protocol_digest=result.digest,
        questionnaire_version=response.questionnaire_version, at=now,
    )  # fmt: skip
    _remember_urgency(response, str(by_rules.disposition))
    response.warned_at = None
    response.save(update_fields=["warned_at"])
    case, before = _case_for(response, decision, now)
    add_event(
        case, kind, now=now, by=by.staff, detail={"decision": str(decision.id), "disposition": str(result.disposition)}
    )
    audit.record(by, "case.decided", case, {"decision": str(decision.id), "disposition": str(result.disposition)})
    if case.group in ALARMING and (before is None or case.rank < before):
        outbox.file_job(clinic=response.clinic, kind=ALARM_EMAIL, subject=decision.id)
    return case


def _remember_urgency(response: QuestionnaireResponse, disposition: str) -> None:
    """Keep the highest urgency ever screened: editing answers afterwards never lowers it by itself."""
    ranks = {"emergency": 0, "urgent": 1, "gp_review": 2}
    if ranks.get(disposition, 9) < ranks.get(response.highest_urgency, 9):
        response.highest_urgency = disposition
        response.save(update_fields=["highest_urgency"])


def _case_for(
    response: QuestionnaireResponse, decision: RoutingDecision, now: datetime
) -> tuple[TriageCase, int | None]:
    """The response's case brought in step with `decision`, and its rank before (None for a new case).

    A case whose urgency a person has raised or that was more urgent before keeps the higher group."""
    group = group_of(decision.disposition, decision.human_review)
    case = TriageCase.objects.select_for_update().filter(response=response).first()
    if case is None:
        case = TriageCase.objects.create(
            clinic=response.clinic, patient=response.patient, response=response, decision=decision, group=group,
            rank=GROUP_ORDER[group], disposition=decision.disposition, human_review=decision.human_review,
            waiting_since=now,
        )  # fmt: skip
        return case, None
    before = case.rank
    if GROUP_ORDER[group] <= case.rank:
        case.decision, case.disposition, case.human_review = decision, decision.disposition, decision.human_review
        set_group(case, group)
    else:
        case.human_review = True
    if case.rank < before:
        start_anew(case, now)
    case.wake_at = None
    case.save()
    return case, before


def set_group(case: TriageCase, group: Group) -> None:
    """Move a case to a group, in memory."""
    case.group, case.rank = group, GROUP_ORDER[group]


def start_anew(case: TriageCase, now: datetime, *, higher: bool = True) -> None:
    """The case became more urgent, in memory: who was reached before was told of less, so someone must reach the
    patient again. An accepted one comes back to the board as nobody's. Its clock starts now, and that of one that has
    become an emergency or urgent (`higher`): nobody could have been quicker than the raise."""
    if higher and case.group in ALARMING:
        case.waiting_since = now
    case.raised_at, case.contacted_at, case.clinician_at, case.wake_at = now, None, None, None
    if case.status == CaseStatus.ACCEPTED:
        case.status, case.waiting_since = CaseStatus.WAITING, now
        case.owner, case.owned_since = None, None


def got_worse(case: TriageCase, said: CaseEvent, now: datetime) -> None:
    """The patient says it got worse: raise the case by one group, at most to Urgent; one that stands there already, or
    was accepted, waits anew."""
    before, was_waiting = case.rank, case.status == CaseStatus.WAITING
    if case.rank > GROUP_ORDER[Group.URGENT]:
        set_group(case, Group(Group.values[case.rank - 1]))
        case.human_review = True
    start_anew(case, now, higher=case.rank < before)
    case.save()
    if case.group in ALARMING and not (was_waiting and case.rank == before):
        outbox.file_job(clinic=case.clinic, kind=ALARM_EMAIL, subject=said.id)


def add_event(
    case: TriageCase,
    kind: EventKind,
    *,
    now: datetime,
    by: Staff | None = None,
    detail: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
) -> CaseEvent:
    """Add one line to the case's history and touch the case, so that boards notice."""
    event = CaseEvent.objects.create(case=case, kind=kind, by=by, at=now, detail=detail or {}, before=before or {})
    case.save(update_fields=["changed_at"])
    return event
