"""After a person has decided, the board and the case say first who did, when and why; the rules after them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Staff
from intake import board_groups, case_reasons
from intake.actions import decide_anew
from intake.cards import card_of
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def test_raising_says_who_when_and_why_before_the_rules(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    rules = card_of(case, people.blair, timezone.now()).why
    blair = signed_in(people.blair)
    blair.post(f"/cases/{case.id}/raise/", {"group": "urgent", "why": "  Sounds  breathless on the phone. "})
    case.refresh_from_db()
    at = f"{case.decision.at.astimezone(case.clinic.zone):%H:%M}"
    board = " ".join(blair.get("/board/").content.decode().split())
    first = f"Blair raised it at {at}: Sounds breathless on the phone"
    assert first in board and board.index(first) < board.index("Rules:") and rules
    page = blair.get(f"/cases/{case.id}/").content.decode()
    assert f"{people.blair.name} raised it to URGENT at {at}: Sounds breathless on the phone." in page
    assert "Raised the urgency to URGENT: Sounds breathless on the phone" in page, "the history keeps it"


def test_raising_without_a_word_is_never_refused_nor_a_long_one(people: People, send: SendAnswers) -> None:
    case = decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="soon")
    assert card_of(case, people.casey, timezone.now()).person_why.startswith("Blair raised it at ")
    assert "no reason given" in case_reasons.because_of(case, people.casey)["person"]
    case = decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="urgent", note="word " * 40)
    assert len(case.decision.note) <= 60


def test_whom_only_a_person_called_an_emergency_was_told_nothing_on_the_screen(
    people: People, send: SendAnswers
) -> None:
    raised = decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="emergency")
    assert card_of(raised, people.blair, timezone.now()).rule == "Not told on screen: call, say go now"
    by_rules = send(warning_now=["chest_pain"])
    assert card_of(by_rules, people.blair, timezone.now()).rule.endswith("Told on screen: go now")


def test_the_alarm_line_names_the_person(people: People, send: SendAnswers) -> None:
    decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="emergency", note="Fainted at the desk")
    groups = board_groups.groups_of(people.harbour, people.casey, timezone.now())
    assert str(board_groups.alarm_line(groups)["detail"]).endswith("Fainted at the desk")


def test_a_long_note_to_a_decision_stays_off_the_board(people: People, send: SendAnswers) -> None:
    case = decide_anew.override(
        case_id=send().id, by=people.casey, disposition="physiotherapy", reason="concern", note="Fears for the job."
    )
    card = card_of(case, people.blair, timezone.now())
    assert card.person_why.startswith("Casey decided Physiotherapy at ") and "job" not in card.person_why
    assert card.person_why.endswith(": I am worried about this patient")
    assert "Fears for the job" in case_reasons.because_of(case, people.blair)["person"]


def test_a_lowered_emergency_does_not_say_that_there_were_no_signs(people: People, send: SendAnswers) -> None:
    case = send(warning_now=["chest_pain"])
    assert case.group == "emergency"
    rules = card_of(case, people.casey, timezone.now()).why
    case = decide_anew.override(case_id=case.id, by=people.casey, disposition="physiotherapy", reason="corrected")
    why = card_of(case, people.casey, timezone.now()).why
    assert "no warning signs" not in why and why == rules


def test_of_another_day_the_day_is_said(people: People, send: SendAnswers) -> None:
    case = decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="soon")
    assert " at " in card_of(case, people.blair, timezone.now()).person_why
    assert " on " in card_of(case, people.blair, timezone.now() + timedelta(days=3)).person_why
