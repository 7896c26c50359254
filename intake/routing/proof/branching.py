"""No branching hides a danger. In: a Solver. Out: Claims: while a page is not shown, no rule would be other than it is
whatever the page's questions had been answered. So the rule is false (or true) by its other facts alone."""

import itertools
from collections.abc import Iterator, Mapping

import z3

from intake.questionnaire.conditions import Condition
from intake.questionnaire.items import Page
from intake.routing.proof.claims import Claim
from intake.routing.proof.form import Form
from intake.routing.proof.kleene import CodesSymbol, CodeSymbol, Kleene, NumberSymbol, Symbol, kleene
from intake.routing.proof.logic import (
    TRUE,
    Formula,
    at_most_one,
    every,
    implies,
    opposite,
    same,
)
from intake.routing.proof.solver import Solver
from intake.routing.protocol import Protocol
from intake.routing.rules import ConditionalRule


def closed_pages_hide_nothing(solver: Solver) -> Iterator[Claim]:
    """For each page that can stay closed, and each rule that reads a fact of it."""
    outcome = solver.outcome
    rules = list(_rules(outcome.protocol))
    for page in outcome.protocol.questionnaire.pages:
        if page.enable_when is None:
            continue
        imagined, valid = imagined_symbols(outcome.form, page)
        closed = opposite(outcome.form.shown[page.id])
        for name, condition in rules:
            if _reads(outcome.protocol, condition, page):
                real, otherwise = outcome.form.truth(condition), kleene(condition, imagined)
                equal = every((same(real.yes, otherwise.yes), same(real.no, otherwise.no)))
                yield Claim(f"{page.id} closed, {name}", every((closed, valid, opposite(equal))))


def imagined_symbols(form: Form, page: Page) -> tuple[Mapping[str, Symbol], Formula]:
    """The facts as they would be with any other answers to one page, and what makes such facts consistent."""
    symbols = dict(form.symbols)
    valid: list[Formula] = []
    for item in page.items:
        for name in item.facts:
            symbols[name], consistent = _any_value(name, form.symbols[name])
            valid.append(consistent)
    for name, condition in form.questionnaire.derived.items():
        symbols[name] = kleene(condition, symbols)
    return symbols, every(valid)


def _any_value(name: str, symbol: Symbol) -> tuple[Symbol, Formula]:
    def free(what: object) -> Formula:
        return z3.Bool(f"imagined {name} {what}")

    match symbol:
        case Kleene():
            truth = Kleene(free("yes"), free("no"))
            return truth, opposite(every((truth.yes, truth.no)))
        case CodeSymbol(codes):
            held = {code: free(code) for code in codes}
            return CodeSymbol(held), at_most_one(tuple(held.values()))
        case NumberSymbol(_, reaches):
            return _any_number(free("known"), {bound: free(bound) for bound in sorted(reaches)})
        case CodesSymbol(codes):
            return CodesSymbol({code: free(code) for code in codes}, free("complete")), TRUE
    raise TypeError(name)


def _any_number(known: Formula, reaches: dict[int, Formula]) -> tuple[Symbol, Formula]:
    bounds = list(reaches)
    chain = [implies(reaches[high], reaches[low]) for low, high in itertools.pairwise(bounds)]
    return NumberSymbol(known, reaches), every((*chain, *(implies(reached, known) for reached in reaches.values())))


def _rules(protocol: Protocol) -> Iterator[tuple[str, Condition]]:
    """What raises an urgency, asks for a person or rules a technique out."""
    rules: tuple[ConditionalRule, ...] = (
        *protocol.red_flags, *protocol.blocks.rules, *protocol.decision.review_rules,
    )  # fmt: skip
    yield from ((rule.id, rule.when) for rule in rules)
    yield "vulnerable", protocol.decision.vulnerable.when


def _reads(protocol: Protocol, condition: Condition, page: Page) -> bool:
    facts = protocol.questionnaire.facts_behind(condition)
    return any(name in facts for item in page.items for name in item.facts)
