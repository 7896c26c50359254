"""Decisions of the small rule pack: urgency, missing answers, words, blocks, pathways, and what happens on failure."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from intake.questionnaire.answers import Answers, parse_answers
from intake.routing.disposition import (
    FAILURE_DESK,
    FAILURE_PATIENT,
    Disposition,
    ScreenSoFar,
    could_not_finish,
    route,
    safe_route,
    screen_so_far,
)
from intake.routing.protocol import Protocol, load_protocol
from intake.routing.urgency import Pathway, Urgency
from tests.intake.rule_pack import TODAY, altered, calm, protocol

WEEKS_AGO = {"number": 6, "unit": "weeks"}


def decide(earlier: Urgency | None = None, **changes: Any) -> Disposition:
    return route(protocol(), calm(**changes), today=TODAY, earlier=earlier)


def outcome(found: Disposition) -> tuple[str, bool, tuple[str, ...]]:
    return str(found.disposition), found.human_review, found.review_reasons


def test_the_highest_urgency_wins_and_every_rule_that_fired_is_listed() -> None:
    found = decide(heart=["chest_pain"], general=["fever", "weight_loss"])
    assert (found.disposition, found.urgency, found.human_review) == (Urgency.EMERGENCY, Urgency.EMERGENCY, False)
    assert found.rules == ("E04", "U07", "G03")
    assert found.handout == "emergency_card"
    assert found.blocks == ("hands_on", "manipulation", "deep_pressure", "online_booking")
    assert (found.scores, found.alternatives, found.package, found.self_care) == (None, {}, None, None)


@pytest.mark.parametrize(
    ("changes", "expected", "not_ruled_out"),
    [
        # An emergency sign nobody ruled out is urgent.
        ({"heart": ["not_sure"]}, ("urgent", True, ("emergency_not_ruled_out", "unsure_answer")), ("E04",)),
        ({"heart": None}, ("urgent", True, ("emergency_not_ruled_out", "unsure_answer")), ("E04",)),
        (
            {"places": ["not_sure"], "nerves": ["saddle_numbness"], "sign_since": WEEKS_AGO},
            ("gp_review", True, ("urgent_not_ruled_out", "near_empty")),
            ("U01",),
        ),
        # Timing that nobody knows is new.
        ({"nerves": ["saddle_numbness"]}, ("emergency", True, ("urgent_not_ruled_out", "unsure_answer")), ("U01",)),
        ({"nerves": ["saddle_numbness"], "sign_since": WEEKS_AGO}, ("urgent", False, ()), ()),
        # An open warning answer whose rules are all false gives the flag alone.
        ({"nerves": ["not_sure"], "places": ["elbow_l"]}, ("self_care", True, ("unsure_answer",)), ()),
        # An urgent sign that is open; a doctor's sign that is open.
        (
            {"general": ["not_sure"]},
            ("gp_review", True, ("urgent_not_ruled_out", "G15", "unsure_answer")),
            ("U07", "G03"),
        ),
        (
            {"general": ["not_sure"], "places": ["elbow_l"]},
            ("gp_review", True, ("G15", "unsure_answer")),
            ("G03",),
        ),
        # Two open emergency answers on one page; one where somebody is vulnerable.
        (
            {"harm": "tell_someone", "heart": ["not_sure"]},
            ("urgent", True, ("emergency_not_ruled_out", "unsure_answer", "unknown_answers", "tell_someone")),
            ("E04", "E20"),
        ),
        (
            {"nerves": ["not_sure"], "places": ["elbow_l"], "birth_date": "1950-01-01"},
            ("urgent", True, ("unsure_answer", "unknown_answers")),
            (),
        ),
        (
            {"nerves": ["not_sure"], "places": ["elbow_l"], "health": ["blood_thinner"]},
            ("urgent", True, ("unsure_answer", "unknown_answers")),
            (),
        ),
        # Near-empty forms.
        ({"pain_now": None}, ("gp_review", True, ("near_empty",)), ()),
        ({"duration": "not_sure"}, ("gp_review", True, ("near_empty",)), ()),
        # Contradictions, and a young child.
        ({"sex": "male", "health": ["pregnant", "cleared"]}, ("self_care", True, ("R01",)), ()),
        ({"sex": None, "health": ["pregnant", "cleared"]}, ("self_care", True, ("unsure_answer",)), ()),
        ({"birth_date": "2018-01-01"}, ("gp_review", True, ("R02",)), ()),
        # Words of warning, with and without the tick.
        ({"own_words": "numb between legs"}, ("emergency", True, ("T01", "contradiction")), ()),
        (
            {"own_words": "numb between legs", "nerves": ["saddle_numbness"], "sign_since": WEEKS_AGO},
            ("emergency", False, ()),
            (),
        ),
        (
            {"own_words": "numb between legs", "nerves": ["not_sure"], "places": ["elbow_l"]},
            ("emergency", True, ("T01", "unsure_answer")),
            (),
        ),
        ({"own_words": "jaw ache", "jaw": ["none"]}, ("urgent", True, ("T02",)), ()),
        ({"own_words": "jaw ache", "jaw": ["sweating"]}, ("emergency", True, ("T02",)), ()),
        ({"own_words": "no jaw ache"}, ("self_care", False, ()), ()),
        # A contraindication nobody excluded.
        ({"health": ["not_sure"], "sex": "male"}, ("physiotherapy", True, ("unsure_answer", "unknown_block")), ()),
    ],
)
def test_missing_unclear_and_conflicting_answers(
    changes: dict[str, Any], expected: tuple[str, bool, tuple[str, ...]], not_ruled_out: tuple[str, ...]
) -> None:
    found = decide(**changes)
    assert (outcome(found), found.not_ruled_out) == (expected, not_ruled_out)


def test_a_review_rule_left_open_is_not_said_to_have_fired() -> None:
    found = decide(sex=None, health=["pregnant", "cleared"])
    assert "R01" not in found.rules
    assert [(each["rules"], each["questions"]) for each in found.because.clinician["findings"]] == [(["R01"], ["sex"])]
    assert "R01" in decide(sex="male", health=["pregnant", "cleared"]).rules


def test_an_open_doctors_rule_may_give_the_flag_only(tmp_path: Path) -> None:
    pack = load_protocol(altered(tmp_path, "decision.yaml", "gp_review: gp_review}", "gp_review: human_review}"))
    found = route(pack, calm(general=["not_sure"], places=["elbow_l"]), today=TODAY)
    assert outcome(found) == ("self_care", True, ("gp_review_not_ruled_out", "unsure_answer"))


def test_a_screen_left_mostly_open_is_near_empty() -> None:
    found = decide(nerves=["not_sure"], general=["not_sure"], places=["elbow_l"])
    assert "near_empty" in found.review_reasons
    assert found.handout == "safety_card"
    assert decide(general=["weight_loss"]).handout == "gentle"


def test_a_tier_once_reached_does_not_fall() -> None:
    assert outcome(decide(earlier=Urgency.EMERGENCY)) == ("emergency", True, ("earlier_answers",))
    assert outcome(decide(earlier=Urgency.URGENT, general=["weight_loss"])) == ("urgent", True, ("earlier_answers",))
    assert outcome(decide(earlier=Urgency.GP_REVIEW, general=["weight_loss"])) == ("gp_review", False, ())


def test_blocks() -> None:
    found = decide(health=["blood_thinner"], triggers=["stiff_joint"])
    assert found.blocks == ("manipulation", "deep_pressure")
    assert found.block_rules == (("B02", False),)
    assert found.disposition is Pathway.SELF_CARE
    assert decide(health=["pregnant", "cleared"]).blocks == ()
    unknown = decide(health=["not_sure"], sex="female")
    assert unknown.block_rules == (("B02", True), ("B07", True))
    assert unknown.blocks == ("hands_on", "manipulation", "deep_pressure")


def test_only_blocks_that_hold_are_listed() -> None:
    assert decide(health=["pregnant", "not_sure"]).block_rules == (("B02", True), ("B07", True))


def test_a_package_comes_with_passive_care_and_limits_with_self_care() -> None:
    massage = decide(triggers=["tender_spot", "desk"], pain_now=5, preference="massage")
    assert massage.disposition is Pathway.MASSAGE
    assert massage.package == {"add": ["exercise", "self_care"], "review_after_visits": 6}
    assert massage.alternatives == {Pathway.PHYSIOTHERAPY: "P06 for the patient."}
    assert decide().self_care == {"check_in_days": 7, "limit_days": 14}


def test_private_rules_alone() -> None:
    assert decide(harm="yes").private_only
    assert decide(story="I want to die").private_only
    assert not decide(harm="yes", heart=["chest_pain"]).private_only
    assert not decide().private_only


def test_as_json_is_plain_and_in_order() -> None:
    for found in (decide(), decide(heart=["chest_pain"]), decide(triggers=["tender_spot"], pain_now=5)):
        plain = found.as_json()
        assert json.loads(json.dumps(plain)) == plain
        assert list(plain)[:8] == [
            "disposition",
            "human_review",
            "alternatives",
            "blocks",
            "rules",
            "not_ruled_out",
            "because",
            "protocol",
        ]
        assert list(plain["because"]) == ["patient", "desk", "clinician"]
        assert plain["protocol"] == {"version": "test.7", "digest": protocol().digest}
        assert plain["today"] == "2026-11-20"


def test_the_patients_language_and_the_staffs() -> None:
    found = route(protocol(), calm(heart=["chest_pain"]), today=TODAY, language="es")
    assert found.because.patient == ("Salida emergency.", "E04 para la persona.")
    assert found.because.desk == "E04 desk"
    assert found.language == "es"
    assert route(protocol(), calm(), today=TODAY, language="xx").language == "en"


def broken(pack: Protocol) -> Protocol:
    return dataclasses.replace(pack, decision=None)  # type: ignore[arg-type]


def test_a_failure_inside_is_urgent_and_needs_a_person() -> None:
    found = safe_route(broken(protocol()), calm(), today=TODAY, language="es")
    assert outcome(found) == ("urgent", True, ("system_failure",))
    assert found.because.patient == ("system_failure para la persona.",)
    assert found.because.desk == "system_failure desk"
    assert found.because.clinician == {"system_failure": "AttributeError"}
    assert found.blocks == protocol().blocks.techniques
    assert found.handout == "safety_card"
    assert json.dumps(found.as_json())


def test_a_failure_keeps_an_earlier_emergency_and_needs_no_words() -> None:
    mute = dataclasses.replace(broken(protocol()), wordings={})
    found = safe_route(mute, calm(), today=TODAY, earlier=Urgency.EMERGENCY)
    assert found.disposition is Urgency.EMERGENCY
    assert (found.because.patient, found.because.desk) == ((FAILURE_PATIENT,), FAILURE_DESK)
    later = could_not_finish(protocol(), today=TODAY, language="en", earlier=Urgency.GP_REVIEW, problem=ValueError())
    assert later.disposition is Urgency.URGENT


def test_a_safe_route_is_the_route_when_all_is_well() -> None:
    assert safe_route(protocol(), calm(), today=TODAY) == route(protocol(), calm(), today=TODAY)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ScreenSoFar(None, (), False, False)),
        ({"heart": ["chest_pain"]}, ScreenSoFar(Urgency.EMERGENCY, ("E04",), False, True)),
        ({"heart": ["not_sure"]}, ScreenSoFar(None, (), False, True)),
        ({"harm": "yes"}, ScreenSoFar(Urgency.EMERGENCY, ("E20",), True, False)),
        ({"harm": "yes", "heart": ["chest_pain"]}, ScreenSoFar(Urgency.EMERGENCY, ("E04", "E20"), False, True)),
        ({"own_words": "I want to die"}, ScreenSoFar(Urgency.EMERGENCY, ("T03",), True, False)),
        ({"general": ["fever"], "places": ["neck_m"]}, ScreenSoFar(Urgency.URGENT, ("U07",), False, False)),
        # The timing is still to be asked: not yet an emergency.
        ({"nerves": ["saddle_numbness"], "places": ["neck_m"]}, ScreenSoFar(None, (), False, True)),
        (
            {"nerves": ["saddle_numbness"], "places": ["neck_m"], "sign_since": {"number": 1, "unit": "days"}},
            ScreenSoFar(Urgency.EMERGENCY, ("E01",), False, True),
        ),
    ],
)
def test_the_screen_in_the_middle_of_the_form(given: dict[str, Any], expected: ScreenSoFar) -> None:
    answers: Answers = parse_answers(protocol().questionnaire, given, TODAY)
    assert screen_so_far(protocol(), answers, TODAY) == expected


@pytest.mark.parametrize(
    ("given", "today"),
    [
        ({}, False),
        ({"heart": ["none"], "nerves": ["none"]}, False),
        ({"heart": ["not_sure"]}, True),
        ({"nerves": ["saddle_numbness"]}, True),
        ({"general": ["fever"], "places": ["neck_m"]}, True),
        ({"own_words": "I want to die"}, True),
    ],
)
def test_a_form_that_stops_after_a_sign_still_needs_someone_today(given: dict[str, Any], today: bool) -> None:
    answers: Answers = parse_answers(protocol().questionnaire, given, TODAY)
    assert screen_so_far(protocol(), answers, TODAY).needs_someone_today is today
