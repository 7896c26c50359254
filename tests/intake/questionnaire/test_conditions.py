"""Kleene's laws, what each test says about each kind of value, and which tests decided."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.questionnaire.conditions import (
    FALSE,
    OPPOSITE,
    TRUE,
    UNKNOWN,
    All,
    AnyOf,
    AtLeast,
    Codes,
    CodesTest,
    CodeTest,
    Comparison,
    Condition,
    Not,
    NumberTest,
    Possibly,
    Truth,
    TruthTest,
    Value,
    certain,
    deciding_tests,
    facts_read,
    walk_tests,
)

NAMES = "abcd"
TESTS = st.sampled_from(NAMES).map(TruthTest)
CONDITIONS: st.SearchStrategy[Any] = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AtLeast(2, tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)
POSITIVE: st.SearchStrategy[Any] = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AtLeast(2, tuple(parts))),
        inner.map(Possibly),
    ),
    max_leaves=8,
)
VALUES = st.fixed_dictionaries({name: st.sampled_from(Truth) for name in NAMES})


def known_ways(values: dict[str, Truth]) -> list[dict[str, Truth]]:
    """Every way in which the unknown facts could turn out."""
    ways = [values]
    for name in NAMES:
        ways = [
            way | {name: truth} for way in ways for truth in ((TRUE, FALSE) if way[name] is UNKNOWN else (way[name],))
        ]
    return ways


@settings(deadline=None)
@given(CONDITIONS, VALUES)
def test_a_known_outcome_holds_however_the_unknown_turns_out(condition: Condition, values: dict[str, Truth]) -> None:
    truth = condition.value(values)
    if truth is not UNKNOWN:
        assert {condition.value(way) for way in known_ways(values)} == {truth}


@settings(deadline=None)
@given(CONDITIONS, VALUES)
def test_nothing_is_unknown_once_all_facts_are_known(condition: Condition, values: dict[str, Truth]) -> None:
    assert all(condition.value(way) is not UNKNOWN for way in known_ways(values))


@settings(deadline=None)
@given(POSITIVE, VALUES, st.sampled_from(NAMES))
def test_more_yes_never_lowers_a_condition_without_not(
    condition: Condition, values: dict[str, Truth], name: str
) -> None:
    rising = [condition.value(values | {name: truth}).value for truth in (FALSE, UNKNOWN, TRUE)]
    assert rising == sorted(rising)


@settings(deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), VALUES)
def test_de_morgan(parts: list[Condition], values: dict[str, Truth]) -> None:
    negated = tuple(Not(part) for part in parts)
    assert Not(All(tuple(parts))).value(values) is AnyOf(negated).value(values)
    assert Not(AnyOf(tuple(parts))).value(values) is All(negated).value(values)
    assert AtLeast(1, tuple(parts)).value(values) is AnyOf(tuple(parts)).value(values)
    assert AtLeast(len(parts), tuple(parts)).value(values) is All(tuple(parts)).value(values)


@settings(deadline=None)
@given(CONDITIONS, VALUES)
def test_not_twice_is_nothing(condition: Condition, values: dict[str, Truth]) -> None:
    assert Not(Not(condition)).value(values) is condition.value(values)


@settings(deadline=None)
@given(POSITIVE, VALUES)
def test_certain_never_holds_for_want_of_an_answer(condition: Condition, values: dict[str, Truth]) -> None:
    if certain(condition).value(values) is TRUE:
        assert {condition.value(way) for way in known_ways(values)} == {TRUE}


@settings(deadline=None)
@given(CONDITIONS, VALUES)
def test_the_deciding_tests_decide_alone(condition: Condition, values: dict[str, Truth]) -> None:
    deciding = {test.fact for test in deciding_tests(condition, values)}
    assert deciding <= facts_read(condition)
    others = [name for name in NAMES if name not in deciding]
    for truth in Truth:
        changed = values | dict.fromkeys(others, truth)
        if condition.value(values) is not UNKNOWN:
            assert condition.value(changed) is condition.value(values)


@pytest.mark.parametrize(
    ("condition", "value", "truth"),
    [
        (TruthTest("f"), TRUE, TRUE),
        (TruthTest("f", wanted=False), TRUE, FALSE),
        (TruthTest("f", wanted=False), UNKNOWN, UNKNOWN),
        (TruthTest("f"), 3, UNKNOWN),
        (CodeTest("f", ("a", "b")), "b", TRUE),
        (CodeTest("f", ("a", "b")), "c", FALSE),
        (CodeTest("f", ("a", "b")), UNKNOWN, UNKNOWN),
        (NumberTest("f", Comparison.AT_LEAST, 3), 3, TRUE),
        (NumberTest("f", Comparison.AT_LEAST, 3), 2, FALSE),
        (NumberTest("f", Comparison.AT_MOST, 3), 3, TRUE),
        (NumberTest("f", Comparison.AT_MOST, 3), 4, FALSE),
        (NumberTest("f", Comparison.LESS_THAN, 3), 2, TRUE),
        (NumberTest("f", Comparison.LESS_THAN, 3), 3, FALSE),
        (NumberTest("f", Comparison.MORE_THAN, 3), 4, TRUE),
        (NumberTest("f", Comparison.MORE_THAN, 3), 3, FALSE),
        (NumberTest("f", Comparison.MORE_THAN, 3), UNKNOWN, UNKNOWN),
        (CodesTest("f", frozenset("ab")), Codes(frozenset("bc")), TRUE),
        (CodesTest("f", frozenset("ab")), Codes(frozenset("c")), FALSE),
        (CodesTest("f", frozenset("ab")), Codes(frozenset("b"), complete=False), TRUE),
        (CodesTest("f", frozenset("ab")), Codes(frozenset("c"), complete=False), UNKNOWN),
        (CodesTest("f", frozenset("ab")), UNKNOWN, UNKNOWN),
        (Possibly(TruthTest("f")), TRUE, TRUE),
        (Possibly(TruthTest("f")), UNKNOWN, TRUE),
        (Possibly(TruthTest("f")), FALSE, FALSE),
        (All(()), UNKNOWN, TRUE),
        (AnyOf(()), UNKNOWN, FALSE),
    ],
)
def test_what_a_condition_says(condition: Condition, value: Value, truth: Truth) -> None:
    assert condition.value({"f": value}) is truth


def test_a_truth_is_not_taken_for_a_boolean() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)


def test_walking_a_condition() -> None:
    inner = CodeTest("b", ("x",))
    condition = All((TruthTest("a"), Not(AnyOf((inner, Possibly(NumberTest("c", Comparison.AT_MOST, 1)))))))
    assert [test.fact for test in walk_tests(condition)] == ["a", "b", "c"]
    assert facts_read(condition) == {"a", "b", "c"}
    assert certain(condition) == All((TruthTest("a"), Not(AnyOf((inner, NumberTest("c", Comparison.AT_MOST, 1))))))
    assert certain(AtLeast(1, (Possibly(inner),))) == AtLeast(1, (inner,))
    assert OPPOSITE[OPPOSITE[TRUE]] is TRUE
