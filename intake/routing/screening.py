"""Evaluates every red flag. In: a Protocol and Facts. Out: a Screening: which fired, which are not ruled out,
which are ruled out. Nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import FALSE, TRUE, Condition, Value, deciding_tests
from intake.questionnaire.facts import Facts
from intake.routing.protocol import Protocol
from intake.routing.rules import RedFlag
from intake.routing.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Screening:
    """Every red flag in one of three groups, in the order of the rule file."""

    fired: tuple[RedFlag, ...]
    not_ruled_out: tuple[RedFlag, ...]
    ruled_out: tuple[RedFlag, ...]

    def left_open(self, urgency: Urgency) -> tuple[RedFlag, ...]:
        """The rules of one urgency that are not ruled out."""
        return tuple(rule for rule in self.not_ruled_out if rule.urgency is urgency)


def screen(protocol: Protocol, facts: Facts) -> Screening:
    """All red flags by the facts; the rule that stands for missing answers is never TRUE here."""
    fired: list[RedFlag] = []
    left_open: list[RedFlag] = []
    ruled_out: list[RedFlag] = []
    for rule in protocol.red_flags:
        truth = rule.when.value(facts.values)
        (fired if truth is TRUE else ruled_out if truth is FALSE else left_open).append(rule)
    return Screening(tuple(fired), tuple(left_open), tuple(ruled_out))


def facts_deciding(protocol: Protocol, condition: Condition, facts: Facts) -> Mapping[str, Value]:
    """The facts that made a condition what it is, by name; behind a derived fact stand those that decided it."""
    found: dict[str, Value] = {}
    for test in deciding_tests(condition, facts.values):
        derived = protocol.questionnaire.derived.get(test.fact)
        if derived is None:
            found[test.fact] = facts.values[test.fact]
        else:
            found.update(facts_deciding(protocol, derived, facts))
    return found
