"""Which answers are warnings. In: a Protocol. Out: the questions that a red flag reads, and the ticks that it reads
as a sign rather than as an explanation. Read out of the conditions themselves, with every `not` turned round."""

from collections.abc import Iterator, Mapping

from intake.questionnaire.conditions import Condition, Not, TruthTest, parts_of
from intake.routing.protocol import Protocol


def warning_items(protocol: Protocol) -> frozenset[str]:
    """The questions that a red flag reads, and the whole screen."""
    read = (protocol.questionnaire.items_behind(rule.when) for rule in protocol.red_flags)
    return frozenset(protocol.screen_items).union(*read)


def signs_of(protocol: Protocol) -> frozenset[str]:
    """The truth facts that speak for a red flag, and every tick of the screen."""
    derived = protocol.questionnaire.derived
    read = (set(_speaking_for(rule.when, derived, True)) for rule in protocol.red_flags)
    screened = (fact for item in protocol.screen_items.values() for fact in item.facts)
    return frozenset(screened).union(*read)


def _speaking_for(condition: Condition, derived: Mapping[str, Condition], wanted: bool) -> Iterator[str]:
    """The truth facts that make the condition true (or, without `wanted`, false) by being true."""
    if isinstance(condition, TruthTest):
        straight = condition.wanted is wanted
        if condition.fact in derived:
            yield from _speaking_for(derived[condition.fact], derived, straight)
        elif straight:
            yield condition.fact
    for part in parts_of(condition):
        yield from _speaking_for(part, derived, not wanted if isinstance(condition, Not) else wanted)
