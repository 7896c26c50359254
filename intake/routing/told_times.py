"""A time in words that clearly differs from the time given (routing design, 7.6). In: a Protocol and Facts. Out: the
contradicting times, and the urgency that rules would ask for if the words were right: the worse of the two counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import FALSE, TRUE, Values
from intake.questionnaire.facts import Facts, values_if
from intake.questionnaire.told_times import ToldTime
from intake.routing.protocol import Protocol
from intake.routing.rules import RedFlag
from intake.routing.urgency import Urgency


@dataclass(frozen=True, slots=True)
class TimeConflict:
    """A number fact, the days given, the nearest day that the words can mean, and the words."""

    fact: str
    given: int
    meant: int
    told: ToldTime


def time_conflicts(protocol: Protocol, facts: Facts) -> tuple[TimeConflict, ...]:
    """The times in words that clearly differ from the time given; none where any of the words agree with it, or where
    no time was given."""
    book = protocol.questionnaire.times
    given = facts.values[book.fact] if book else None
    if book is None or not isinstance(given, int):
        return ()
    meant = [(told, told.other_than(given, book.apart)) for told in facts.told]
    found = tuple(TimeConflict(book.fact, given, day, told) for told, day in meant if day is not None)
    return found if len(found) == len(meant) else ()


def asked_by_words(
    protocol: Protocol, facts: Facts, conflicts: tuple[TimeConflict, ...]
) -> Mapping[Urgency, tuple[RedFlag, ...]]:
    """The rules that are true, or not ruled out, at the time the words mean and not at the time given, by the least
    urgency that they then ask for."""
    found: dict[Urgency, dict[str, RedFlag]] = defaultdict(dict)
    for conflict in conflicts:
        values = values_if(protocol.questionnaire, facts, conflict.fact, conflict.meant)
        for rule, least in _asking(protocol, facts, values, conflict.fact):
            found[least][rule.id] = rule
    return {least: tuple(rules.values()) for least, rules in found.items()}


def timed_flags(protocol: Protocol, fact: str) -> Iterator[RedFlag]:
    """The red flags that read the time which words are held against."""
    return (rule for rule in protocol.red_flags if fact in protocol.questionnaire.facts_behind(rule.when))


def _asking(protocol: Protocol, facts: Facts, values: Values, fact: str) -> Iterator[tuple[RedFlag, Urgency]]:
    for rule in timed_flags(protocol, fact):
        truth = rule.when.value(values)
        if truth is FALSE or truth is rule.when.value(facts.values):
            continue
        least = rule.urgency if truth is TRUE else protocol.decision.not_ruled_out[rule.urgency]
        if least is not None:
            yield rule, least
