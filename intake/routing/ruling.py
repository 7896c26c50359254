"""The decision itself, before it is put into words. In: a Protocol, Answers, the day and the urgency of an earlier
screen. Out: a Ruling: facts, screening, findings, blocks, and a pathway's choice where there is no urgency."""

import time
from dataclasses import dataclass
from datetime import date

from intake.questionnaire.answers import Answers
from intake.questionnaire.facts import Facts, facts_of
from intake.routing.blocking import Blocking, block
from intake.routing.findings import Finding, find_all
from intake.routing.protocol import Protocol
from intake.routing.ranking import Choice, choose
from intake.routing.screening import Screening, screen
from intake.routing.urgency import Pathway, Urgency, most_urgent

UNKNOWN_BLOCK = "unknown_block"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Everything one decision rests on. `outcome` is an urgency, or the choice made where there is none."""

    facts: Facts
    screening: Screening
    findings: tuple[Finding, ...]
    blocking: Blocking
    outcome: Urgency | Choice

    @property
    def urgency(self) -> Urgency | None:
        """The urgency reached, if any."""
        return self.outcome if isinstance(self.outcome, Urgency) else None

    @property
    def disposition(self) -> Urgency | Pathway:
        """One of the seven."""
        return self.outcome if isinstance(self.outcome, Urgency) else self.outcome.pathway

    @property
    def human_review(self) -> bool:
        """Whether a person must look, whatever the disposition."""
        return any(finding.human_review for finding in self.findings)

    @property
    def leading(self) -> tuple[Finding, ...]:
        """The findings that ask for the urgency reached; without any urgency, all of them."""
        return tuple(finding for finding in self.findings if finding.urgency is self.urgency)


class OutOfTime(RuntimeError):
    """A decision took longer than it may."""


def rule_on(
    protocol: Protocol,
    answers: Answers,
    today: date,
    earlier: Urgency | None = None,
    *,
    suspended: bool = False,
    until: float | None = None,
) -> Ruling:
    """Decide one case: the highest urgency of all findings; only without any do scores choose a pathway.

    Raises OutOfTime when a step ends after `until`, a reading of `time.monotonic`.
    """
    facts = facts_of(protocol.questionnaire, answers, today)
    _check_time(until)
    screening = screen(protocol, facts)
    _check_time(until)
    findings = find_all(protocol, facts, screening, earlier, suspended=suspended)
    urgency = most_urgent(finding.urgency for finding in findings)
    blocking = block(protocol, facts, urgency)
    _check_time(until)
    if blocking.unknown:
        findings = (*findings, Finding(UNKNOWN_BLOCK, None, True, tuple(rule.id for rule in blocking.unknown)))
    return Ruling(facts, screening, findings, blocking, urgency or choose(protocol, facts, blocking))


def _check_time(until: float | None) -> None:
    if until is not None and time.monotonic() > until:
        raise OutOfTime
