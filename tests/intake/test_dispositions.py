"""The second table of expected outcomes, tests/dispositions.yaml, against the packaged protocol.
In: its rows. Out: for every row people are made up who make its condition true; each must end as the row says."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.conditions import (
    TRUE,
    All,
    AnyOf,
    AtLeast,
    CodesTest,
    CodeTest,
    Comparison,
    Condition,
    NumberTest,
    Test,
    TruthTest,
)
from intake.questionnaire.facts import facts_of
from intake.questionnaire.grammar import read_condition
from intake.questionnaire.items import Item, ItemType
from intake.questionnaire.source_file import Node, read_source
from intake.routing import disposition
from intake.routing.disposition import Disposition, route, safe_route
from intake.routing.urgency import RANK, Urgency

TODAY = date(2026, 11, 20)
MOST_TRIALS = None if os.environ.get("UNKNOT_TEST_FULL") else 40
KEYS = ("when", "answers", "skip", "earlier", "at_least", "at_most", "blocks", "never", "human_review", "handout")
SPANS = {"age": (16, 95), "duration_days": (0, 3650), "pain_level": (0, 10), "pregnancy_weeks": (1, 41)}
USUAL_SPAN, CHILD = (0, 400), 5

Literals = tuple[Test, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row: its condition and its plain data. Compared by identity, so that its people can be cached."""

    id: str
    when: Condition | None
    plain: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """One made-up person of a row, and what the protocol says."""

    answers: Answers
    found: Disposition

    def __str__(self) -> str:
        calm = table()["calm"].plain()
        values = self.answers.values.items()
        told = {link_id: value for link_id, value in values if value not in (["none"], calm.get(link_id))}
        return f"{told} -> {self.found.disposition} {self.found.rules} open {self.found.not_ruled_out}"


@cache
def table() -> Mapping[str, Node]:
    """The sections of the file."""
    return read_source(Path(__file__).parents[1], "dispositions.yaml").fields(("places", "calm", "people", "rows"))


@cache
def rows() -> tuple[Row, ...]:
    """Every row; ProtocolError with the line for a key, fact or option that does not exist, or for a derived fact."""
    register = {name: fact for name, fact in protocol_store.questionnaire().facts.items() if fact.link_id}
    return tuple(_row(node, register) for node in table()["rows"].items())


def _row(node: Node, register: Mapping[str, Any]) -> Row:
    fields = node.fields(("id", "routing", "note"), KEYS)
    when = read_condition(fields["when"], register) if "when" in fields else None
    return Row(fields["id"].text(), when, node.plain())


def ways(condition: Condition | None) -> Iterator[Literals]:
    """Every way to make it true: tests that must all hold, each with one code or zone only."""
    if condition is None:
        yield ()
    elif isinstance(condition, All):
        yield from _together(condition.of)
    elif isinstance(condition, AnyOf):
        for part in condition.of:
            yield from ways(part)
    elif isinstance(condition, AtLeast):
        for chosen in combinations(condition.of, condition.count):
            yield from _together(chosen)
    elif isinstance(condition, CodeTest):
        yield from ((CodeTest(condition.fact, (code,)),) for code in condition.one_of)
    elif isinstance(condition, CodesTest):
        yield from ((CodesTest(condition.fact, frozenset({zone})),) for zone in sorted(condition.any_of))
    elif isinstance(condition, TruthTest | NumberTest):
        yield (condition,)
    else:
        raise AssertionError(f"a row may not use {type(condition).__name__}: {condition}")


def _together(parts: Iterable[Condition]) -> Iterator[Literals]:
    for chosen in product(*(tuple(ways(part)) for part in parts)):
        yield tuple(test for literals in chosen for test in literals)


def solved(literals: Literals) -> Iterator[dict[str, Any]]:
    """Answers that make every literal true: for numbers, the lowest and then the highest that fit."""
    items, answers = protocol_store.questionnaire().items, dict[str, Any]()
    spans = dict[str, tuple[int, int]]()
    for test in literals:
        item = items[protocol_store.questionnaire().facts[test.fact].link_id]
        if isinstance(test, NumberTest):
            spans[item.link_id] = _narrowed(spans.get(item.link_id), test)
        elif isinstance(test, CodeTest):
            answers[item.link_id] = test.one_of[0]
        else:
            ticked = [test.fact] if isinstance(test, TruthTest) else sorted(test.any_of)
            answers.setdefault(item.link_id, []).extend(code for code in ticked if code not in answers[item.link_id])
    for end in (0, 1) if spans else (0,):
        yield answers | {link_id: _written(items[link_id], span[end]) for link_id, span in spans.items()}


def _narrowed(span: tuple[int, int] | None, test: NumberTest) -> tuple[int, int]:
    least, most = span or SPANS.get(test.fact, USUAL_SPAN)
    if test.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN):
        most = test.bound - (test.comparison is Comparison.LESS_THAN)
    else:
        least = test.bound + (test.comparison is Comparison.MORE_THAN)
    return (min(least, CHILD) if test.fact == "age" and most < least else least, max(most, least if span else most))


def _written(item: Item, number: int) -> Any:
    if item.type is ItemType.DATE:
        return TODAY.replace(year=TODAY.year - number).isoformat()
    return {"number": number, "unit": "days"} if item.type is ItemType.DURATION else number


def filled(given: Mapping[str, Any], person: Mapping[str, Any], skip: Iterable[str]) -> Answers:
    """The answers given, the person's for what every form asks, and calm ones for every other page that opens."""
    questionnaire = protocol_store.questionnaire()
    wanted = {**table()["calm"].plain(), **person, **given}
    answers = {link_id: value for link_id, value in wanted.items() if link_id not in skip}
    while True:
        parsed = parse_answers(questionnaire, answers, TODAY)
        missing = [questionnaire.items[link_id] for link_id in sorted(parsed.skipped) if link_id not in skip]
        more = {item.link_id: _calm(item) for item in missing if item.required}
        if not more:
            asked = {item.link_id for page in questionnaire.open_pages(parsed, TODAY) for item in page.items}
            shown = {link_id: value for link_id, value in parsed.values.items() if link_id in asked}
            return parse_answers(questionnaire, shown, TODAY)
        answers |= more


def _calm(item: Item) -> Any:
    return "not_sure" if item.type is ItemType.PLACE else ["none"]


@cache
def trials(row: Row) -> tuple[Trial, ...]:
    """The row's people: those who are really shown the questions that the row reads."""
    plain = row.plain
    people = table()["people"].plain()[: 1 if "at_most" in plain else None]
    pairs = [(given, person) for way in ways(row.when) for given in solved(way) for person in people]
    chosen = pairs if MOST_TRIALS is None else Random(row.id).sample(pairs, min(MOST_TRIALS, len(pairs)))
    made = (filled({**given, **plain.get("answers", {})}, person, plain.get("skip", ())) for given, person in chosen)
    return tuple(Trial(answers, _routed(answers, plain)) for answers in made if _holds(row, answers))


def _routed(answers: Answers, plain: Mapping[str, Any]) -> Disposition:
    earlier = Urgency(plain["earlier"]) if "earlier" in plain else None
    return route(protocol_store.protocol(), answers, today=TODAY, earlier=earlier)


def _holds(row: Row, answers: Answers) -> bool:
    """Whether the row speaks of this person: its condition is true, and what it answers or leaves empty was asked."""
    facts = facts_of(protocol_store.questionnaire(), answers, TODAY)
    asked = {item.link_id for page in facts.asked for item in page.items}
    told = {*row.plain.get("answers", ()), *row.plain.get("skip", ())}
    return told <= asked and (row.when is None or row.when.value(facts.values) is TRUE)


def rank(word: str) -> int:
    """How urgent a disposition is; 0 for a pathway."""
    return RANK[Urgency(word)] if word in tuple(Urgency) else 0


def wrong(plain: Mapping[str, Any], found: Disposition) -> bool:
    """Whether the outcome is not what the row expects."""
    offered = {str(found.disposition), *map(str, found.alternatives)}
    return (
        rank(found.disposition) < rank(plain.get("at_least", "pathway"))
        or rank(found.disposition) > rank(plain.get("at_most", "emergency"))
        or not set(plain.get("blocks", ())) <= set(found.blocks)
        or not offered.isdisjoint(plain.get("never", ()))
        or found.human_review is not plain.get("human_review", found.human_review)
        or found.handout != plain.get("handout", found.handout)
    )


ALL = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


@ALL
def test_everyone_of_the_row_ends_as_it_says(row: Row) -> None:
    failed = [trial for trial in trials(row) if wrong(row.plain, trial.found)]
    assert trials(row), "nobody is ever shown the questions that this row reads"
    assert not failed, f"{len(failed)} of {len(trials(row))} expected {row.plain}:\n" + "\n".join(map(str, failed[:3]))


def test_every_rule_of_the_design_has_a_row() -> None:
    said = " ".join(row.plain["routing"] for row in rows())
    counts = {"E": 23, "U": 22, "G": 17, "B": 21}
    wanted = [f"{kind}{number:02}" for kind, count in counts.items() for number in range(1, count + 1)]
    assert [rule for rule in wanted if rule not in said] == []


def test_the_calm_people_by_themselves_are_offered_a_pathway() -> None:
    for person in table()["people"].plain():
        found = route(protocol_store.protocol(), filled({}, person, ()), today=TODAY)
        assert (found.urgency, found.human_review, found.not_ruled_out) == (None, False, ()), person


def test_ids_are_unique() -> None:
    ids = [row.id for row in rows()]
    assert len(ids) == len(set(ids))


def test_what_cannot_be_finished_is_urgent_and_needs_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a rule broke")

    monkeypatch.setattr(disposition, "rule_on", fails)
    found = safe_route(protocol_store.protocol(), filled({}, table()["people"].plain()[0], ()), today=TODAY)
    assert found.disposition is Urgency.URGENT and found.human_review
