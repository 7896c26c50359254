"""The one check of answers: JSON, with every way to get it wrong."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.questionnaire.answer_values import ERROR_CODES
from intake.questionnaire.answers import Answers, AnswersError, parse_answers, with_page
from tests.intake.rule_pack import CALM, TODAY, calm, protocol

QUESTIONNAIRE = protocol().questionnaire


def stored(link_id: str, value: Any) -> Any:
    return parse_answers(QUESTIONNAIRE, {link_id: value}, TODAY).values.get(link_id)


@pytest.mark.parametrize(
    ("link_id", "value", "kept"),
    [
        ("name", "  Zo\u00eb\t\u202eX\u2066 ", "Zo\u00eb X"),
        ("name", "   ", None),
        ("story", " one\r\ntwo\rthree ", "one\ntwo\nthree"),
        (
            "nerves",
            ["not_sure", "bladder_retention", "saddle_numbness"],
            ["saddle_numbness", "bladder_retention", "not_sure"],
        ),
        ("nerves", ["none", "none"], ["none"]),
        ("nerves", [], None),
        ("nerves", None, None),
        ("places", ["not_sure", "neck_m", "calf_l", "all_over"], ["calf_l", "neck_m", "all_over", "not_sure"]),
        ("places", [], None),
        ("worst_place", "neck_m", "neck_m"),
        ("worst_place", "not_sure", "not_sure"),
        ("worst_place", "", None),
        ("sex", "not_sure", "not_sure"),
        ("pain_now", 10, 10),
        ("pain_now", "not_sure", "not_sure"),
        ("weeks", 42, 42),
        ("duration", {"number": 0, "unit": "days"}, {"number": 0, "unit": "days"}),
        ("duration", {"number": 120, "unit": "years"}, {"number": 120, "unit": "years"}),
        ("duration", {"date": "2026-11-20"}, {"date": "2026-11-20"}),
        ("duration", "not_sure", "not_sure"),
        ("birth_date", "1906-11-20", "1906-11-20"),
        ("birth_date", "2024-02-29", "2024-02-29"),
    ],
)
def test_what_is_kept(link_id: str, value: Any, kept: Any) -> None:
    assert stored(link_id, value) == kept


@pytest.mark.parametrize(
    ("link_id", "value", "code"),
    [
        ("name", "a\x00b", "bad_characters"),
        ("name", "a\nb", "bad_characters"),
        ("name", "\ud800", "bad_characters"),
        ("story", "a\x1bb", "bad_characters"),
        ("name", "elevenchars", "too_long"),
        ("name", 3, "wrong_kind"),
        ("name", ["a"], "wrong_kind"),
        ("nerves", "none", "wrong_kind"),
        ("nerves", [1], "wrong_kind"),
        ("nerves", {"none": 1}, "wrong_kind"),
        ("nerves", ["headache"], "unknown_option"),
        ("nerves", ["none", "saddle_numbness"], "none_with_tick"),
        ("nerves", ["none", "not_sure"], "none_with_tick"),
        ("places", ["moon"], "unknown_option"),
        ("places", ["neck_m", "low_back_m", "elbow_l", "elbow_r", "calf_l"], "too_many"),
        ("places", "neck_m", "wrong_kind"),
        ("worst_place", "moon", "unknown_option"),
        ("worst_place", "all_over", "unknown_option"),
        ("sex", "other", "unknown_option"),
        ("sex", 1, "wrong_kind"),
        ("pain_now", 11, "number_range"),
        ("pain_now", -1, "number_range"),
        ("pain_now", True, "wrong_kind"),
        ("pain_now", 3.0, "wrong_kind"),
        ("pain_now", float("nan"), "wrong_kind"),
        ("pain_now", "3", "wrong_kind"),
        ("weeks", 43, "number_range"),
        ("duration", 3, "wrong_kind"),
        ("duration", {"number": 3}, "wrong_kind"),
        ("duration", {"number": 3, "unit": "weeks", "date": "2026-11-20"}, "wrong_kind"),
        ("duration", {"number": 3, "unit": "moons"}, "unknown_option"),
        ("duration", {"number": 3, "unit": ["weeks"]}, "unknown_option"),
        ("duration", {"number": 121, "unit": "years"}, "number_range"),
        ("duration", {"number": -1, "unit": "days"}, "number_range"),
        ("duration", {"date": "2026-11-21"}, "date_future"),
        ("duration", {"date": None}, "wrong_kind"),
        ("birth_date", "2026-11-21", "date_future"),
        ("birth_date", "1906-11-19", "date_too_old"),
        ("birth_date", "2025-02-29", "date_impossible"),
        ("birth_date", "0000-01-01", "date_impossible"),
        ("birth_date", "20261030", "date_impossible"),
        ("birth_date", "\u0661984-06-14", "date_impossible"),
        ("birth_date", 19840614, "wrong_kind"),
    ],
)
def test_what_is_refused(link_id: str, value: Any, code: str) -> None:
    with pytest.raises(AnswersError) as caught:
        stored(link_id, value)
    assert caught.value.problems == ((link_id, code),)
    assert code in ERROR_CODES


def test_all_problems_are_named_and_strangers_words_are_not_repeated() -> None:
    data = {"pain_now": 11, "unheard_of": 1, "\ud800": 1, "X" * 99: 1, 3: 1, "name": "ok"}
    with pytest.raises(AnswersError) as caught:
        parse_answers(QUESTIONNAIRE, data, TODAY)
    unknown = "unknown_question"
    assert caught.value.problems == (
        ("pain_now", "number_range"),
        ("unheard_of", unknown),
        ("?", unknown),
        ("?", unknown),
        ("?", unknown),
    )
    assert str(caught.value).startswith("pain_now: number_range; unheard_of: unknown_question; ?: ")


def test_answers_are_an_object() -> None:
    with pytest.raises(AnswersError, match="answers: wrong_kind") as caught:
        parse_answers(QUESTIONNAIRE, [CALM], TODAY)
    assert caught.value.problems == (("", "wrong_kind"),)


def test_what_was_skipped_is_known() -> None:
    assert calm(nerves=None).skipped == {
        "nerves",
        "sign_since",
        "own_words",
        "worst_place",
        "weeks",
        "operation",
        "story",
    }
    assert "sign_since" not in calm().skipped


def test_stored_answers_are_read_again_unchanged() -> None:
    answers = calm(own_words="sore", places=["neck_m", "all_over"])
    again = parse_answers(QUESTIONNAIRE, json.loads(json.dumps(answers.as_json())), TODAY)
    assert again == answers
    assert isinstance(again, Answers)


def test_a_page_answered_anew_replaces_all_its_answers() -> None:
    page = QUESTIONNAIRE.page("heart")
    saved = {"name": "Alex", "heart": ["chest_pain"], "harm": "no"}
    assert with_page(saved, page, {"heart": ["none"]}) == {"name": "Alex", "heart": ["none"]}
    assert saved["harm"] == "no"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
LINK_IDS = st.sampled_from([*QUESTIONNAIRE.items, "unheard_of"])


@settings(deadline=None)
@given(st.dictionaries(LINK_IDS, JSON, max_size=5), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_json_is_kept_or_refused_never_an_error_of_ours(data: dict[str, Any], today: date) -> None:
    try:
        answers = parse_answers(QUESTIONNAIRE, data, today)
    except AnswersError as refused:
        assert all(code in ERROR_CODES for _, code in refused.problems)
    else:
        assert parse_answers(QUESTIONNAIRE, answers.as_json(), today) == answers
