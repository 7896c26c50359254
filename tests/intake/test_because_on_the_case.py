"""Why this route, on the page of a case: every reason is named, and a question can be asked as it stands there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Staff
from intake.ask_aloud import PRIVATE, questions
from intake.cards import card_of
from intake.case_reasons import because_of
from tests.answers import URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def texts(because: dict[str, Any]) -> list[str]:
    return [row["text"] for row in because["rows"]]


def asks(rows: list[dict[str, Any]]) -> list[str]:
    return [line for row in rows for line in row.get("asks", [])]


def test_words_of_warning_are_a_reason(people: People, send: SendAnswers) -> None:
    because = because_of(send(own_words="my calf is swollen and red"), people.casey)
    row = next(row for row in because["rows"] if row["detail"].startswith("Rule T08."))
    assert row["text"] and row["text"] != "T08"
    assert any("Were it not for" in line and "T08" not in line for line in because["what_would_change"])


def test_a_persons_look_has_its_reason(people: People, send: SendAnswers) -> None:
    case = send(places=["chest_l"])
    reviews = [code for code in case.decision.record["rules"] if code.startswith("R")]
    because = because_of(case, people.drew)
    assert reviews and all(any(f"Rule {code}." in row["detail"] for row in because["rows"]) for code in reviews)


def test_points_speak_of_the_patient_to_staff(people: People, send: SendAnswers) -> None:
    case = send(places=["upper_back_l"], preference="massage")
    said = texts(because_of(case, people.blair))
    assert "Asked for massage" in said and not any(re.search(r"\byou", text, re.IGNORECASE) for text in said)


def test_the_front_desk_reads_words_and_clinicians_each_rules_number_too(people: People, send: SendAnswers) -> None:
    codes = re.compile(r"\b[A-Z]\d\d|[+-]\d")
    asked = {"places": ["upper_back_l"], "preference": "massage", "health_now": ["blood_thinner"]}
    for case in (send(**asked), send(**URGENT), send(own_words="my calf is swollen and red")):
        desk, clinician = because_of(case, people.blair), because_of(case, people.casey)
        assert len(desk["rows"]) == len(clinician["rows"]) > 0
        said = [f"{row['text']} {row.get('detail')}" for row in (*desk["rows"], *desk["not_ruled_out"])]
        assert not [line for line in said if codes.search(line)] and codes.search(str(clinician["rows"]))
        assert not codes.search(card_of(case, people.blair, timezone.now()).rule)
    assert "For Massage therapy, Home plan" in {
        row.get("detail") for row in because_of(send(**asked), people.blair)["rows"]
    }


def test_an_urgent_case_names_one_time_to_call_by(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(warning_now=["not_sure"], limb_signs=["not_sure"], spread=["not_sure"])
    assert case.group == "urgent"
    page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
    said = [*texts(because_of(case, people.blair)), *texts(because_of(case, people.casey))]
    assert "Warning sign not ruled out" in said and "within 1 day" not in page and "Call within 30 minutes" in page
    board = signed_in(people.blair).get("/board/").content.decode()
    assert "call in 30 min, clinician today" in board and "within 1 day" not in board


def test_points_of_an_earlier_decision_still_have_words(people: People, send: SendAnswers) -> None:
    case = send(places=["upper_back_l"], preference="massage")
    rules = case.decision.record["because"]["clinician"]["pathways"]["rules"]
    for rule in rules:
        del rule["text"]
    rules.append({"id": "P99", "scores": {"massage": 1}})
    assert {"Asked for massage", "Rule P99"} <= {*texts(because_of(case, people.blair))}


def test_private_words_stay_with_the_clinician(people: People, send: SendAnswers) -> None:
    case = send(own_words="some days i want to die")
    desk, clinician = because_of(case, people.blair), because_of(case, people.drew)
    assert "suicide" not in str(desk).lower() and "self-harm" not in str(desk).lower() and "T03" not in str(desk)
    assert "Private concern: open the case alone" in texts(desk)
    assert any("Rule T03." in row["detail"] for row in clinician["rows"])


def test_what_is_open_can_be_asked_aloud(people: People, send: SendAnswers) -> None:
    case = send(places=["calf_l"], limb_signs=["not_sure"])
    lines = asks(because_of(case, people.blair)["not_ruled_out"])
    assert any(line.startswith("Any of these in your arm or leg? ") for line in lines)
    assert any("Swollen calf, arm or leg" in line for line in lines)
    assert not any("Very sore muscles" in line for line in lines if "Swollen calf" in line)


def test_a_private_question_is_left_to_a_clinician(people: People, send: SendAnswers) -> None:
    case = send(private_matters=["not_sure"])
    desk, clinician = because_of(case, people.blair), because_of(case, people.drew)
    assert PRIVATE in asks(desk["rows"]) and "killing" not in str(desk)
    assert any("killing" in line for line in asks(clinician["rows"]))


def test_questions_stand_as_on_the_form() -> None:
    said = questions(["fever_signs", "duration_days"], open_facts=["fever_rash"], clinician=False)
    assert said == [
        "With the fever: do you have any of these too? A rash that does not fade when pressed.",
        "The pain: when did the pain start?",
    ]
    many = questions(["warning_now", "warning_nerves", "warning_general", "spread"], clinician=False)
    assert many[0] == "Some signs need help today: any now, or in the last day?" and len(many) == 4


def test_a_question_that_is_no_longer_asked_is_left_out() -> None:
    assert questions(["of_an_older_form"], clinician=True) == []
