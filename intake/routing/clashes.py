"""Answers that surely do not fit each other. In: the protocol, Answers, the clinic's day. Out: pairs of questions.

They decide nothing: the review rules that name them are read by findings.py as before.
"""

from datetime import date

from intake.questionnaire.answers import Answers
from intake.questionnaire.conditions import TRUE
from intake.questionnaire.facts import facts_of
from intake.routing.protocol import Protocol


def clashes(protocol: Protocol, answers: Answers, today: date) -> tuple[tuple[str, ...], ...]:
    """The link_ids of both questions, for each review rule that names two and holds; in the order of the rules."""
    facts = facts_of(protocol.questionnaire, answers, today)
    rules = protocol.decision.review_rules
    return tuple(rule.clash for rule in rules if rule.clash and rule.when.value(facts.values) is TRUE)
