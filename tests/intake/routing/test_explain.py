"""Why, in words: patient, desk, clinician, and the whole path; private rules stay without words."""

from pathlib import Path
from typing import Any

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Codes
from intake.routing.disposition import Disposition, route
from intake.routing.explain import plain_value
from intake.routing.explain_path import explain_path
from intake.routing.protocol import load_protocol
from intake.routing.urgency import Urgency
from tests.intake.rule_pack import TODAY, altered, calm, protocol


def decide(**changes: Any) -> Disposition:
    return route(protocol(), calm(**changes), today=TODAY)


def test_the_patient_hears_the_outcome_and_the_reasons_for_it() -> None:
    assert decide().because.patient == (
        "Outcome self_care.",
        "self_care for the patient.",
        "P01 for the patient.",
        "P06 for the patient.",
    )
    assert decide(heart=["chest_pain"], general=["fever"]).because.patient == (
        "Outcome emergency.",
        "E04 for the patient.",
    )
    assert decide(heart=["not_sure"]).because.patient == ("Outcome urgent.", "emergency_not_ruled_out for the patient.")


def test_the_patient_hears_of_missing_answers_once() -> None:
    assert decide(general=["not_sure"]).because.patient == (
        "Outcome gp_review.",
        "urgent_not_ruled_out for the patient.",
    )


def test_the_patient_hears_of_blocks_with_a_pathway_or_a_doctor() -> None:
    assert "B02 for the patient." in decide(health=["blood_thinner"]).because.patient
    assert "B02 for the patient." in decide(health=["blood_thinner"], general=["weight_loss"]).because.patient
    assert "B02 for the patient." not in decide(health=["blood_thinner"], heart=["chest_pain"]).because.patient
    unknown = decide(health=["not_sure"]).because.patient
    assert unknown.count("unknown_block for the patient.") == 1
    assert "default_pathway for the patient." in unknown


def test_blocks_that_follow_from_the_urgency_need_no_words(tmp_path: Path) -> None:
    folder = altered(tmp_path, "blocks.yaml", "[emergency, urgent]", "[emergency, urgent, gp_review]")
    found = route(load_protocol(folder), calm(general=["weight_loss"]), today=TODAY)
    assert found.block_rules == (("B01", False),)
    assert found.because.patient == ("Outcome gp_review.", "G03 for the patient.")


def test_private_rules_have_no_words_but_for_the_clinician() -> None:
    both = decide(harm="yes", story="I want to die", nerves=["tell_someone"], heart=["chest_pain"])
    said = " ".join((*both.because.patient, both.because.desk))
    assert "E20" not in said
    assert "T03" not in said
    assert both.because.patient[0] == "Outcome emergency."
    assert both.because.desk == "E04 desk; private desk"
    fired = {rule["id"]: rule for rule in both.because.clinician["fired"]}
    assert fired["E20"]["private"]
    assert decide(harm="yes").because.patient == ("Outcome emergency.",)


def test_the_desk_has_one_line() -> None:
    assert decide().because.desk == "self_care desk"
    assert decide(nerves=["not_sure"], places=["elbow_l"]).because.desk == "unsure_answer desk"
    many = decide(heart=["chest_pain"], harm="yes", own_words="numb between legs")
    assert many.because.desk == "E04 desk; private desk (+1)"


def test_the_clinician_has_all_the_parts() -> None:
    parts = decide(
        nerves=["saddle_numbness", "not_sure"], general=["weight_loss"], places=["low_back_m", "not_sure"]
    ).because.clinician
    fired = {rule["id"]: rule for rule in parts["fired"]}
    assert fired["E01"]["facts"] == {
        "places": ["low_back_m", "unknown"],
        "saddle_numbness": True,
        "sign_days": "unknown",
    }
    assert fired["E01"]["sources"] == [
        {
            "id": "leaflet",
            "title": "An invented leaflet",
            "year": 2020,
            "url": "https://example.org/leaflet",
            "unverified": False,
        }
    ]
    assert fired["E01"]["text"] == "E01 for the clinician"
    assert (fired["E01"]["signed"], fired["E01"]["urgency"]) == (None, "emergency")
    assert [(rule["id"], rule["open"], rule["questions"]) for rule in parts["not_ruled_out"]] == [
        ("U01", ["sign_days"], ["sign_since"])
    ]
    assert parts["pathways"] is None
    assert parts["unverified_sources"] == ["policy"]
    assert {finding["code"] for finding in parts["findings"]} >= {"E01", "urgent_not_ruled_out", "unsure_answer", "G03"}
    assert parts["would_change"] == [
        {"without": "E01", "then": "gp_review"},
        {"rule": "U01", "could_be_ruled_out_by": ["sign_since"]},
    ]


def test_what_would_change_a_pathway() -> None:
    parts = decide(health=["blood_thinner"]).because.clinician
    assert parts["pathways"]["scores"] == {"physiotherapy": 1, "massage": 2, "chiropractic": 1, "self_care": 6}
    assert parts["pathways"]["removed"] == {"chiropractic": "blocked"}
    assert parts["pathways"]["rules"][0] == {
        "id": "P01",
        "text": "P01 for the desk.",
        "scores": {"self_care": 5},
        "facts": {"duration_days": 5, "pain_now": 3},
    }
    assert parts["blocks"] == [
        {
            "id": "B02",
            "text": "B02 desk",
            "techniques": ["manipulation"],
            "unknown": False,
            "facts": {"blood_thinner": True},
            "sources": parts["blocks"][0]["sources"],
        }
    ]
    assert parts["would_change"] == [{"pathway": "massage", "points_behind": 4}]
    assert decide(heart=["chest_pain"]).because.clinician["would_change"] == [{"without": "E04", "then": "pathway"}]
    alone = decide(triggers=None, duration={"number": 40, "unit": "days"}).because.clinician
    assert alone["pathways"]["runner_up"] is None
    assert alone["would_change"] == []


def test_values_as_plain_json() -> None:
    values = (TRUE, FALSE, UNKNOWN, 3, "mild", Codes(frozenset("ba")), Codes(frozenset("a"), complete=False))
    assert [plain_value(value) for value in values] == [True, False, "unknown", 3, "mild", ["a", "b"], ["a", "unknown"]]


def path(earlier: Urgency | None = None, **changes: Any) -> str:
    return explain_path(protocol(), calm(**changes), today=TODAY, earlier=earlier)


def test_the_path_to_an_urgency() -> None:
    text = path(
        nerves=["saddle_numbness"], harm="yes", health=["not_sure"], heart=["not_sure"], earlier=Urgency.EMERGENCY
    )
    assert (
        "    E01 emergency\n        spinal_pain = true\n            places = low_back_m\n"
        "        nerve_sign = true\n            saddle_numbness = true\n"
        "        new_sign = true\n            sign_days = unknown\n"
    ) in text
    assert "    E20 emergency (private)\n        harm = yes\n" in text
    assert "Red flags not ruled out:\n    E04 emergency\n        chest_pain = unknown\n" in text
    assert "    B01 by the urgency: hands_on, online_booking\n" in text
    assert "    B02 cannot be excluded: manipulation\n        blood_thinner = unknown\n" in text
    assert "unsure_answer: no urgency, human_review (heart, sign_since)" in text
    assert text.endswith("Disposition: emergency + human_review")


def test_the_path_to_a_pathway() -> None:
    text = path(health=["blood_thinner"])
    assert "Facts not asked: sign_days, sweating" in text
    assert "    P01: self_care +5\n        duration_days = 5\n        pain_now = 3\n" in text
    assert "    chiropractic +1 (taken away: blocked)\n" in text
    assert "    B02: manipulation\n        blood_thinner = true\n" in text
    assert text.endswith("Runner-up: massage\nDisposition: self_care")
    assert "Runner-up: none; chosen by default" in path(triggers=None, duration={"number": 40, "unit": "days"})


def test_a_private_rule_that_stays_open_is_marked_in_the_path() -> None:
    assert "Red flags not ruled out:\n    E20 emergency (private)\n        harm = unknown\n" in path(harm=None)
