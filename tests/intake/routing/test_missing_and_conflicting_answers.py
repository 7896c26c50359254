"""Section 7 of the routing design, paragraph by paragraph, on the packaged rules: missing, unclear and conflicting
answers fail towards safety. (What holds for every answer is proved in tests/intake/proof.)"""

from dataclasses import replace
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import AnswersError, parse_answers
from intake.questionnaire.items import NOT_SURE
from intake.routing import disposition
from intake.routing.disposition import Disposition, route, safe_route
from intake.routing.urgency import RANK, Pathway, Urgency
from tests.answers import EMERGENCY, TODAY, URGENT, complete

OLD = {"birth_date": "1948-02-03"}
ELBOW = {"places": ["elbow_l"]}


def decide(earlier: Urgency | None = None, language: str = "en", **given: Any) -> Disposition:
    """The decision on Alex's answers, changed; None takes an answer away."""
    told = complete(**{link_id: value for link_id, value in given.items() if value is not None})
    kept = {link_id: value for link_id, value in told.items() if given.get(link_id, value) is not None}
    answers = parse_answers(protocol_store.questionnaire(), kept, TODAY)
    return route(protocol_store.protocol(), answers, today=TODAY, earlier=earlier, language=language)


def at_least(found: Disposition, urgency: Urgency) -> bool:
    return found.urgency is not None and RANK[found.urgency] >= RANK[urgency]


def findings(found: Disposition) -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in found.because.clinician["findings"]}


@pytest.mark.parametrize("left", [["not_sure"], ["tell_someone"], None])
@pytest.mark.parametrize("question", ["warning_now", "private_matters"])
def test_7_1_an_emergency_rule_left_open_is_urgent_and_a_person_calls(question: str, left: list[str] | None) -> None:
    found = decide(**{question: left})
    assert found.disposition == Urgency.URGENT and found.human_review
    assert "emergency_not_ruled_out" in found.review_reasons


def test_7_1_a_question_never_shown_leaves_its_rules_false() -> None:
    found = decide()
    assert "E15" not in found.not_ruled_out and "E15" not in found.rules
    asked = protocol_store.questionnaire().open_pages(
        parse_answers(protocol_store.questionnaire(), complete(), TODAY), TODAY
    )
    assert "pregnancy_late" not in {page.id for page in asked}


@pytest.mark.parametrize("left", [["not_sure"], None])
def test_7_2_an_urgent_rule_left_open_is_seen_soon_by_a_person(left: list[str] | None) -> None:
    found = decide(limb_signs=left, places=["forearm_l"], triggers=["trigger_repeat"])
    assert at_least(found, Urgency.GP_REVIEW) and found.human_review


def test_7_2_an_unsure_answer_whose_rules_are_all_false_is_the_flag_alone() -> None:
    found = decide(warning_general=["recent_injury"], injured=["injured_limb"], injury_seen=NOT_SURE,
                   injury_days={"number": 8, "unit": "days"}, injury_after=["swelling_or_bruise"],
                   places=["elbow_r"])  # fmt: skip
    assert found.human_review and "unsure_answer" in found.review_reasons
    assert found.urgency is None


def test_7_3_two_open_emergency_answers_on_one_page_are_urgent() -> None:
    found = decide(warning_nerves=["saddle_numbness"], back_or_leg_pain=NOT_SURE, nerve_sign_days=NOT_SURE,
                   nerve_sign_course="same", nerve_sign_checked="yes", places=["hand_l"])  # fmt: skip
    assert at_least(found, Urgency.URGENT) and "unknown_answers" in found.review_reasons


@pytest.mark.parametrize(
    "vulnerable",
    [OLD, {"health_now": ["blood_thinner"]}, {"health_now": ["immune_weak"]},
     {"health_now": ["pregnant_or_birth"], "pregnancy": "pregnant", "pregnancy_weeks": 10}],
)  # fmt: skip
def test_7_3_one_open_warning_answer_of_a_vulnerable_person_is_urgent(vulnerable: dict[str, Any]) -> None:
    assert at_least(decide(warning_general=["not_sure"], **vulnerable), Urgency.URGENT)


@pytest.mark.parametrize("left", [["not_sure"], ["tell_someone"], None])
def test_7_4_an_open_block_question_blocks(left: list[str] | None) -> None:
    found = decide(health_ever=left)
    assert {"manipulation", "deep_pressure"} <= set(found.blocks) and found.human_review
    assert found.disposition is not Pathway.CHIROPRACTIC and Pathway.CHIROPRACTIC not in found.alternatives


@pytest.mark.parametrize(
    ("words", "urgency"),
    [
        ("some days I want to die", Urgency.EMERGENCY),
        ("j’ai envie de mourir", Urgency.EMERGENCY),
        ("a veces me quiero morir", Urgency.EMERGENCY),
        ("chset pain at night", Urgency.EMERGENCY),
        ("mal à la poitrine", Urgency.EMERGENCY),
        ("me duele el pecho", Urgency.EMERGENCY),
        ("cant feel when I wipe", Urgency.EMERGENCY),
        ("plus capable de retenir mon pipi", Urgency.EMERGENCY),
        ("no siento cuando orino", Urgency.EMERGENCY),
        ("I keep dropping things", Urgency.URGENT),
        ("short of breth and coughing up blood", Urgency.URGENT),
    ],
)
def test_7_5_words_of_warning_without_the_tick_raise_and_a_person_looks(words: str, urgency: Urgency) -> None:
    found = decide(anything_else=words)
    assert at_least(found, urgency) and found.human_review


@pytest.mark.parametrize("words", ["no chest pain", "pas de douleur à la poitrine", "sin dolor de pecho"])
def test_7_5_words_denied_raise_nothing_and_take_nothing_away(words: str) -> None:
    assert decide(anything_else=words).urgency is None
    assert decide(anything_else=words, warning_now=["chest_pain"]).disposition == Urgency.EMERGENCY


def test_7_6_no_ticked_and_yes_written_is_a_contradiction_that_staff_see() -> None:
    found = decide(anything_else="chest pain at night")
    assert found.disposition == Urgency.EMERGENCY and "contradiction" in found.review_reasons
    assert "warning_now" in findings(found)["contradiction"]["questions"]


def test_7_6_a_pregnancy_at_an_age_without_any_is_looked_at() -> None:
    found = decide(birth_date="1950-01-01", health_now=["pregnant_or_birth"], pregnancy="may_be")
    assert found.human_review and "R03" in found.rules


TIMES = [
    ("for years", 3, 730),
    ("it started 3 weeks ago", 400, 21),
    ("since this morning", 60, 0),
    ("depuis des années", 3, 730),
    ("il y a 3 semaines", 400, 21),
    ("depuis ce matin", 60, 0),
    ("desde hace años", 3, 730),
    ("hace 3 semanas", 400, 21),
    ("desde esta mañana", 60, 0),
]


@pytest.mark.parametrize(("words", "days", "meant"), TIMES)
def test_7_6_a_time_in_words_against_the_time_given_is_looked_at(words: str, days: int, meant: int) -> None:
    given = {"duration_days": {"number": days, "unit": "days"}, "own_words": words}
    found, without = decide(**given), decide(**given | {"own_words": None})
    conflict = findings(found)["time_conflict"]
    assert found.human_review and {"duration_days", "own_words"} == set(conflict["questions"])
    assert conflict["told"]
    assert RANK.get(found.urgency, 0) >= RANK.get(without.urgency, 0)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("words", "days"),
    [("for years", 1000), ("3 weeks ago", 21), ("for years, and again since 3 days ago", 3), ("for years", None)],
)
def test_7_6_times_that_agree_or_cannot_be_compared_raise_nothing(words: str, days: int | None) -> None:
    told = NOT_SURE if days is None else {"number": days, "unit": "days"}
    assert "time_conflict" not in decide(duration_days=told, own_words=words).review_reasons


def test_7_6_the_worse_of_two_times_counts() -> None:
    """Sharp pain on breathing with a clot risk is an emergency in its first week only (E06)."""
    sign = {"places": ["chest_l"], "heart_signs": ["sharp_breath"], "clot_risk": ["stayed_in_bed"],
            "duration_days": {"number": 2, "unit": "months"}}  # fmt: skip
    assert decide(**sign).disposition != Urgency.EMERGENCY
    found = decide(**sign, own_words="since yesterday")
    assert found.disposition == Urgency.EMERGENCY and found.human_review
    assert "E06" not in found.rules, "it is true by the words only"
    assert any("E06" in each["rules"] for each in found.because.clinician["findings"])


def test_7_6_a_rule_open_by_the_words_may_be_the_flag_alone() -> None:
    """A back stiff "for years", said to be three weeks old: the page about stiffness was never shown (G01)."""
    given = {"places": ["low_back_m"], "own_words": "stiff for years"}
    assert "G01" in findings(decide(**given))["time_conflict"]["rules"]
    pack = protocol_store.protocol()
    softer = replace(pack.decision, not_ruled_out={**pack.decision.not_ruled_out, Urgency.GP_REVIEW: None})
    answers = parse_answers(pack.questionnaire, complete(**given), TODAY)
    found = route(replace(pack, decision=softer), answers, today=TODAY)
    assert found.urgency is None and "time_conflict" in found.review_reasons


def test_7_6_an_emergency_explained_away_stays() -> None:
    found = decide(
        warning_now=["chest_pain"], anything_else="It is only a pulled muscle, my doctor said so. No chest pain."
    )
    assert found.disposition == Urgency.EMERGENCY


@pytest.mark.parametrize("question", ["places", "duration_days", "pain_level"])
def test_7_7_without_place_duration_or_severity_somebody_calls(question: str) -> None:
    found = decide(**{question: None})
    assert at_least(found, Urgency.GP_REVIEW) and found.human_review and found.handout == "safety_card"
    assert "near_empty" in found.review_reasons and not found.alternatives


def test_7_7_a_screen_with_a_third_unknown_is_near_empty() -> None:
    found = decide(warning_general=["not_sure"], warning_nerves=["not_sure"], **ELBOW)
    assert "near_empty" in found.review_reasons and at_least(found, Urgency.GP_REVIEW)


def test_7_7_an_empty_form_gives_no_pathway() -> None:
    answers = parse_answers(protocol_store.questionnaire(), {}, TODAY)
    found = route(protocol_store.protocol(), answers, today=TODAY)
    assert at_least(found, Urgency.URGENT) and found.human_review


@pytest.mark.parametrize("days", [NOT_SURE, None])
def test_7_8_unknown_timing_of_a_nerve_sign_counts_as_new(days: str | None) -> None:
    assert decide(**EMERGENCY | {"nerve_sign_days": days}).disposition == Urgency.EMERGENCY


def test_7_8_an_unknown_age_blocks_and_is_asked_again() -> None:
    found = decide(birth_date=None)
    assert {"manipulation", "deep_pressure"} <= set(found.blocks) and found.human_review
    assert protocol_store.questionnaire().item("birth_date").required


@pytest.mark.parametrize(("guardian", "reviewed"), [("yes", False), ("no", True), ("not_sure", True)])
def test_7_9_a_child_without_a_guardian_is_looked_at(guardian: str, reviewed: bool) -> None:
    found = decide(birth_date="2012-03-04", guardian_here=guardian)
    assert ("R01" in found.rules or "unsure_answer" in found.review_reasons) is reviewed
    assert found.human_review or not reviewed


def test_7_9_a_small_child_with_spinal_pain_sees_a_doctor() -> None:
    found = decide(birth_date="2018-03-04", who_for="my_child", helper_relation="parent", helper_authority="yes",
                   helper_name="Robin", duration_days={"number": 3, "unit": "days"})  # fmt: skip
    assert at_least(found, Urgency.GP_REVIEW) and "R02" in found.rules


@pytest.mark.parametrize("earlier", list(Urgency))
def test_7_10_an_edited_answer_keeps_the_higher_urgency(earlier: Urgency) -> None:
    found = decide(earlier)
    assert found.disposition == earlier and "earlier_answers" in found.review_reasons
    assert decide(Urgency.GP_REVIEW, **URGENT).disposition == Urgency.URGENT


def test_7_11_of_several_places_the_most_urgent_counts() -> None:
    found = decide(**URGENT | {"places": ["upper_back_r", "calf_l"]})
    assert found.disposition == Urgency.URGENT and "massage_leg" in found.blocks


def test_7_12_a_rule_that_raises_is_urgent_and_names_only_the_kind_of_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError("Alex Moreau, 416-555-0142")

    monkeypatch.setattr(disposition, "rule_on", fail)
    assert_could_not_finish("ZeroDivisionError")


def test_7_12_a_decision_that_takes_too_long_is_urgent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disposition, "MOST_SECONDS", -1.0)
    assert_could_not_finish("OutOfTime")


def test_7_12_an_unknown_code_in_the_rules_is_urgent(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = protocol_store.protocol()
    first = replace(pack.decision, preference=replace(pack.decision.preference, fact="moon"))
    broken = replace(pack, decision=first)
    answers = parse_answers(pack.questionnaire, complete(), TODAY)
    found = safe_route(broken, answers, today=TODAY)
    assert found.disposition == Urgency.URGENT and found.because.clinician == {"system_failure": "KeyError"}


def test_7_12_an_unknown_code_in_the_answers_is_refused() -> None:
    with pytest.raises(AnswersError):
        parse_answers(protocol_store.questionnaire(), complete() | {"limits": "moon"}, TODAY)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Nobody may have read"), ("fr-CA", "encore lu"), ("es", "haya leído")]
)
@pytest.mark.parametrize("given", [EMERGENCY, URGENT])
def test_7_13_the_words_of_urgency_say_that_nobody_may_have_read_the_form(
    language: str, words: str, given: dict[str, Any]
) -> None:
    assert any(words in line for line in decide(language=language, **given).because.patient)


def assert_could_not_finish(kind: str) -> None:
    answers = parse_answers(protocol_store.questionnaire(), complete(), TODAY)
    found = safe_route(protocol_store.protocol(), answers, today=TODAY)
    assert found.disposition == Urgency.URGENT and found.human_review
    assert found.review_reasons == ("system_failure",) and found.because.clinician == {"system_failure": kind}
    assert "could not finish" in found.because.desk.lower()
