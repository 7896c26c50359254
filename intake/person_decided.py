"""What a person decided instead of the rules, for staff: who, what, when and why, in one line.

In: a case with its decisions. Out: words; "" where the rules' own decision stands.
"""

from datetime import datetime

from clinic.models import Clinic
from intake import protocol_store
from intake.actions.cases import group_of
from intake.group_words import WORDS
from intake.models import RoutingDecision, TriageCase
from intake.models.decision import DecisionReason


def on_the_board(case: TriageCase, now: datetime) -> str:
    """The line for the board, which hangs where people pass: short, and a decision's long note stays with the case."""
    decision = case.decision
    if decision.author is None:
        return ""
    why = _openly(decision)
    return f"{_who_did(decision)} {_at(case.clinic, decision.at, now)}{f': {why}' if why else ''}"


def in_short(case: TriageCase, rules: str) -> str:
    """The line for the alarm, where a clock stands already: without a reason it ends in the `rules`' own."""
    decision = case.decision
    if decision.author is None:
        return rules
    why = _openly(decision)
    return f"{_who_did(decision)}: {why}" if why else f"{_who_did(decision)}; {rules}"


def _who_did(decision: RoutingDecision) -> str:
    who = decision.author.name.split()[0] if decision.author else ""
    return f"{who} {_did(decision) if decision.reason else 'raised it'}"


def _openly(decision: RoutingDecision) -> str:
    """Why, as it may hang on a wall."""
    return str(decision.get_reason_display()) if decision.reason else why_of(decision)


def in_full(case: TriageCase, now: datetime) -> str:
    """The line for the page of the case."""
    decision = case.decision
    if decision.author is None:
        return ""
    return f"{decision.author.name} {_did(decision)} {_at(case.clinic, decision.at, now)}{_because(why_of(decision))}."


def why_of(decision: RoutingDecision) -> str:
    """The reason that was chosen and the note that was written; "" for neither."""
    note = decision.note.strip().rstrip(".")
    named = "" if decision.reason == DecisionReason.OTHER and note else str(decision.get_reason_display())
    said = (named, note)
    return ". ".join(part for part in said if part)


def whys(case: TriageCase) -> dict[datetime, str]:
    """Why each person who decided did so, by when."""
    made = RoutingDecision.objects.filter(response_id=case.response_id, author__isnull=False)
    return {decision.at: why_of(decision) for decision in made}


def _did(decision: RoutingDecision) -> str:
    """Raising alone needs no reason, so a decision without one was that."""
    if not decision.reason:
        return f"raised it to {WORDS[group_of(decision.disposition, human_review=False)]}"
    return f"decided {protocol_store.wording('en').disposition(decision.disposition).name}"


def _at(clinic: Clinic, at: datetime, now: datetime) -> str:
    there = at.astimezone(clinic.zone)
    return f"at {there:%H:%M}" if there.date() == clinic.today(now) else f"on {there:%a %-d %b, %H:%M}"


def _because(why: str) -> str:
    return f": {why}" if why else ", no reason given"
