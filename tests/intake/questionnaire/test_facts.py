"""Answers become facts; whatever was not answered stays unknown."""

from datetime import date
from typing import Any

import pytest

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Codes, Value
from intake.questionnaire.facts import Facts, facts_of
from tests.intake.rule_pack import TODAY, calm, protocol


def facts(today: date = TODAY, **changes: Any) -> Facts:
    return facts_of(protocol().questionnaire, calm(**changes), today)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"nerves": ["none"]}, {"saddle_numbness": FALSE, "bladder_retention": FALSE}),
        ({"nerves": ["saddle_numbness"]}, {"saddle_numbness": TRUE, "bladder_retention": FALSE}),
        ({"nerves": ["saddle_numbness", "not_sure"]}, {"saddle_numbness": TRUE, "bladder_retention": UNKNOWN}),
        ({"nerves": ["tell_someone"]}, {"saddle_numbness": UNKNOWN, "bladder_retention": UNKNOWN}),
        ({"nerves": None}, {"saddle_numbness": UNKNOWN, "bladder_sign": UNKNOWN}),
        ({"triggers": None}, {"desk": UNKNOWN}),
        ({"harm": "tell_someone"}, {"harm": UNKNOWN}),
        ({"function": "not_sure"}, {"function": UNKNOWN}),
        ({"function": "none"}, {"function": "none"}),
        ({"pain_now": 0}, {"pain_now": 0}),
        ({"pain_now": "not_sure"}, {"pain_now": UNKNOWN}),
        ({"weeks": 12}, {"weeks": 12}),
        ({"duration": {"number": 3, "unit": "weeks"}}, {"duration_days": 21}),
        ({"duration": {"number": 2, "unit": "months"}}, {"duration_days": 60}),
        ({"duration": {"number": 1, "unit": "years"}}, {"duration_days": 365}),
        ({"duration": {"date": "2026-11-13"}}, {"duration_days": 7}),
        ({"duration": "not_sure"}, {"duration_days": UNKNOWN}),
        ({"operation": "2026-11-01"}, {"operation_days": 19}),
        ({"birth_date": "1984-11-20"}, {"age": 42}),
        ({"birth_date": "1984-11-21"}, {"age": 41}),
        (
            {"places": ["neck_m", "elbow_l"]},
            {
                "places": Codes(frozenset({"neck_m", "elbow_l"})),
                "places_count": 2,
                "all_over": FALSE,
                "spinal_pain": TRUE,
            },
        ),
        (
            {"places": ["elbow_l", "not_sure"]},
            {
                "places": Codes(frozenset({"elbow_l"}), complete=False),
                "places_count": UNKNOWN,
                "all_over": UNKNOWN,
                "spinal_pain": UNKNOWN,
            },
        ),
        ({"places": ["not_sure"]}, {"places": UNKNOWN, "places_count": UNKNOWN}),
        (
            {"places": ["all_over"]},
            {
                "places": Codes(frozenset({"neck_m", "low_back_m", "elbow_l", "elbow_r", "calf_l"})),
                "places_count": 5,
                "all_over": TRUE,
            },
        ),
        ({"places": ["elbow_l", "all_over", "not_sure"]}, {"places_count": 5, "all_over": TRUE, "spinal_pain": TRUE}),
        ({"worst_place": "neck_m"}, {"worst_place": "neck_m"}),
        ({"worst_place": "not_sure"}, {"worst_place": UNKNOWN}),
        ({"own_words": "jaw ache"}, {"says_jaw": TRUE, "sweating": UNKNOWN}),
        ({"own_words": "no jaw ache"}, {"says_jaw": FALSE}),
        ({}, {"says_jaw": FALSE, "new_sign": TRUE}),
    ],
)
def test_what_an_answer_says(changes: dict[str, Any], expected: dict[str, Value]) -> None:
    found = facts(**changes).values
    assert {name: found[name] for name in expected} == expected


def test_a_clock_put_back_tells_nothing() -> None:
    early = facts(date(1980, 1, 1), operation="2026-11-01", duration={"date": "2026-11-01"}).values
    assert early["age"] is early["operation_days"] is early["duration_days"] is UNKNOWN


def test_what_was_asked_and_what_was_left_open() -> None:
    found = facts(nerves=["tell_someone"], harm="tell_someone", pain_now="not_sure", general=None, story="jaw ache")
    assert "timing" in [page.id for page in found.asked]
    assert found.in_person == {"nerves", "harm"}
    assert found.unknown_items == {
        "nerves",
        "harm",
        "general",
        "pain_now",
        "sign_since",
        "jaw",
        "worst_place",
        "weeks",
        "operation",
    }
    assert found.text_flags == {"T02"}
    assert found.not_asked == set()
    assert facts().not_asked == {"sign_days", "sweating"}


def test_the_answers_of_a_page_that_is_closed_again_do_not_count() -> None:
    assert facts(sign_since={"number": 40, "unit": "days"}).values["sign_days"] is UNKNOWN


def test_certain_facts_never_hold_for_want_of_an_answer() -> None:
    certain = facts_of(protocol().questionnaire, calm(), TODAY, so_far=True)
    assert certain.values["new_sign"] is UNKNOWN
