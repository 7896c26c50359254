"""What one decision says, as a set of short names, by the engine and by the formulas, so that they can be compared.
In: a Ruling, or an Outcome. Out: names such as `fired E01`, `open U03`, `first massage`, `blocked heat`."""

from collections.abc import Iterator

from intake.questionnaire.conditions import TRUE, UNKNOWN
from intake.routing.proof.grounds import NEAR_EMPTY, SHARE
from intake.routing.proof.logic import Formula, every, some
from intake.routing.proof.outcome import Outcome
from intake.routing.protocol import Protocol
from intake.routing.ranking import Choice
from intake.routing.ruling import Ruling
from intake.routing.urgency import Pathway, Urgency


def said_by_engine(protocol: Protocol, ruling: Ruling) -> frozenset[str]:
    """The names that hold for one decision of the engine."""
    return frozenset(_engine(protocol, ruling))


def said_by_formulas(outcome: Outcome) -> dict[str, Formula]:
    """Every name with the formula for it."""
    said: dict[str, list[Formula]] = {}
    for name, formula in _formulas(outcome):
        said.setdefault(name, []).append(formula)
    return {name: some(formulas) for name, formulas in said.items()}


def _engine(protocol: Protocol, ruling: Ruling) -> Iterator[str]:
    if ruling.human_review:
        yield "human_review"
    yield from (f"shown {page.id}" for page in ruling.facts.asked)
    yield from (f"fired {rule.id}" for rule in ruling.screening.fired)
    yield from (f"open {rule.id}" for rule in ruling.screening.not_ruled_out)
    yield from (f"found {finding.code} {finding.urgency}" for finding in ruling.findings)
    yield from (f"applied {rule.id}" for rule in ruling.blocking.applied)
    yield from (f"unsure {rule.id}" for rule in ruling.blocking.unknown)
    yield from (f"blocked {technique}" for technique in ruling.blocking.techniques)
    for rule in protocol.decision.review_rules:
        yield from _three(rule.id, rule.when.value(ruling.facts.values))
    if isinstance(ruling.outcome, Choice):
        yield f"first {ruling.outcome.pathway}"
        yield from (f"second {each}" for each in (ruling.outcome.runner_up,) if each)
        yield from (f"scored {rule.id}" for rule in ruling.outcome.rules)
    else:
        yield f"urgency {ruling.outcome}"


def _three(name: str, truth: object) -> Iterator[str]:
    if truth is TRUE:
        yield f"review {name}"
    if truth is UNKNOWN:
        yield f"review open {name}"


def _formulas(outcome: Outcome) -> Iterator[tuple[str, Formula]]:
    yield "human_review", outcome.human_review
    yield from ((f"shown {page}", shown) for page, shown in outcome.form.shown.items())
    for flag in outcome.protocol.red_flags:
        yield f"fired {flag.id}", outcome.truths[flag.id].yes
        yield f"open {flag.id}", outcome.truths[flag.id].open
    for ground in outcome.grounds:
        code = NEAR_EMPTY if ground.code == SHARE else ground.code
        yield f"found {code} {ground.urgency}", ground.holds
    for name, truth in outcome.blocks.items():
        yield f"applied {name}", truth.yes
        yield f"unsure {name}", truth.open
    yield from ((f"blocked {technique}", holds) for technique, holds in outcome.fallen.items())
    for review in outcome.protocol.decision.review_rules:
        yield f"review {review.id}", outcome.truths[review.id].yes
        yield f"review open {review.id}", outcome.truths[review.id].open
    yield from ((f"urgency {urgency}", outcome.floors.exactly(urgency)) for urgency in Urgency)
    for pathway in Pathway:
        yield f"first {pathway}", outcome.first[pathway]
        yield f"second {pathway}", outcome.second[pathway]
    for score in outcome.protocol.scores:
        yield f"scored {score.id}", every((outcome.floors.calm, outcome.truths[score.id].yes))
