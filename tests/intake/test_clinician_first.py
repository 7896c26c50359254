"""An emergency or urgent case is not done until a clinician has spoken with the patient or decided. Until then nobody
loses sight of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Staff
from intake import board_groups
from intake.actions import let_go, take_back, triage
from intake.actions.acts import Refused
from intake.models import TriageCase
from intake.waiting import is_late
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
DONE = '<li class="is-done">'


def band(people: People, viewer: Staff) -> dict[str, object]:
    return board_groups.alarm_line(board_groups.groups_of(people.harbour, viewer, timezone.now()))


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT], ids=["emergency", "urgent"])
@pytest.mark.parametrize("outcome", triage.SETTLING)
def test_a_receptionists_call_does_not_stand_for_the_clinicians(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any], outcome: str
) -> None:
    case, desk = send(**answers), signed_in(people.blair)
    triage.claim(case_id=case.id, by=people.blair)
    triage.log_contact(case_id=case.id, by=people.blair, outcome=outcome)
    page = desk.get(f"/cases/{case.id}/").content.decode()
    steps = page[page.index('class="do-now-steps"') :].partition("</ol>")[0]
    assert steps.count(DONE) == 3 and "Get a clinician." in steps, "claimed, called, written: the clinician is missing"
    assert f"/cases/{case.id}/accept/" not in page and "A clinician speaks with the patient first." in page
    with pytest.raises(Refused, match="A clinician has yet to speak"):
        triage.accept(case_id=case.id, by=people.blair)
    assert TriageCase.objects.for_clinic(people.harbour).waiting().exists()
    row = desk.get("/board/").content.decode()
    assert "A clinician calls today" in row and triage.OUTCOMES[outcome] in row
    for viewer in (people.blair, people.casey):
        assert "A clinician calls today" in str(band(people, viewer)["detail"]), "on every page of everybody"


def test_after_the_clinicians_own_call_the_desk_may_accept(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(**URGENT)
    triage.claim(case_id=case.id, by=people.blair)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
    page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
    assert "has spoken with the patient" in page and f"/cases/{case.id}/accept/" in page
    assert triage.accept(case_id=case.id, by=people.blair).status == "accepted"


def test_a_clinicians_call_that_is_taken_back_counts_no_more(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    triage.log_contact(case_id=case.id, by=people.blair, outcome="reached")
    triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
    assert take_back.undo(case_id=case.id, by=people.casey).clinician_at is None
    with pytest.raises(Refused, match="A clinician has yet to speak"):
        triage.accept(case_id=case.id, by=people.blair)
    assert triage.accept(case_id=case.id, by=people.casey).status == "accepted", "a clinician who accepts has decided"


def test_reached_by_the_desk_it_is_late_again_when_the_day_is_over(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    triage.log_contact(case_id=case.id, by=people.blair, outcome="reached")
    case.refresh_from_db()
    case.waiting_since = case.waiting_since.replace(hour=17)  # not half an hour before the clinic's midnight
    assert not is_late(case, timedelta(seconds=1801))
    assert is_late(case, timedelta(hours=24))
    triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
    case.refresh_from_db()
    assert not is_late(case, timedelta(hours=24))


def test_a_claimed_urgent_case_that_turns_late_stays_in_everybodys_sight(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    triage.claim(case_id=case.id, by=people.blair)
    assert band(people, people.casey)["level"] == "calm"
    TriageCase.objects.filter(pk=case.pk).update(waiting_since=timezone.now() - timedelta(minutes=33))
    line = band(people, people.casey)
    assert (line["level"], line["detail"]) == ("in_hand", "Nobody has reached the patient yet. LATE.")
    assert str(line["title"]).startswith("URGENT") and "Blair" in str(line["title"])


def test_the_board_shows_the_last_try_and_that_a_case_was_let_go(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(**URGENT)
    triage.claim(case_id=case.id, by=people.blair)
    triage.log_contact(case_id=case.id, by=people.blair, outcome="no_answer")
    triage.log_contact(case_id=case.id, by=people.blair, outcome="voicemail")
    take_back.undo(case_id=case.id, by=people.blair)
    row = signed_in(people.casey).get("/board/").content.decode()
    assert ": No answer" in row and ": Voicemail" not in row and "let go by itself" not in row
    let_go.release_stale(timezone.now() + timedelta(minutes=11))
    row = signed_in(people.casey).get("/board/").content.decode()
    assert ": No answer" in row and "let go by itself" in row


def test_on_a_case_page_the_band_says_that_it_is_another_patient(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    mine, other = send(first_name="Jo", **EMERGENCY), send(first_name="Ana", phone="555-0117", **EMERGENCY)
    desk = signed_in(people.blair)
    triage.claim(case_id=mine.id, by=people.blair)
    page = desk.get(f"/cases/{mine.id}/").content.decode()
    polled = desk.get(f"/board/poll/?since=0&here={mine.id}").content.decode()
    for shown in (page, polled):
        line = shown[shown.index('id="alarm-live"') : shown.index("alarm-state")]
        assert "Another patient:" in line and "555-0117" not in line, "no number of another patient to press"
        assert f'href="/cases/{other.id}/"' in line and f"/cases/{other.id}/claim/" in line
    assert "What came of it: Jo M." in " ".join(page.split()) and "Decide: Jo M." in page
    TriageCase.objects.filter(pk=mine.pk).update(status="accepted", accepted_at=timezone.now())
    review = signed_in(people.casey).get(f"/cases/{mine.id}/handout/").content.decode()
    assert "Another patient:" in review and f'data-here="{mine.id}"' in review
    own = desk.get(f"/cases/{other.id}/").content.decode()
    assert "Another patient:" not in own


def test_whom_nobody_has_reached_stands_before_whom_somebody_has_and_neither_is_lost(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    told = send(first_name="Helen", **EMERGENCY)
    triage.log_contact(case_id=told.id, by=people.blair, outcome="advised_er")
    alone = band(people, people.blair)
    assert (alone["level"], alone["case_id"]) == ("in_hand", str(told.id)), "she was told to go: no alarm rings for her"
    assert "Advised ER" in str(alone["detail"]) and "A clinician calls today" in str(alone["detail"])
    fresh, late = send(first_name="Luz", **EMERGENCY), send(first_name="Omar", **URGENT)
    TriageCase.objects.filter(pk=late.pk).update(waiting_since=timezone.now() - timedelta(minutes=9))
    both = band(people, people.blair)
    assert str(both["title"]).startswith("EMERGENCY Luz") and both["count"] == 1
    assert both["then"] == "URGENT Omar M. +1 more"
    board = signed_in(people.blair).get("/board/").content.decode().split('id="board"')[1]
    assert board.index(f'data-case="{fresh.id}"') < board.index(f'data-case="{told.id}"')
    triage.claim(case_id=fresh.id, by=people.casey)
    urgent = band(people, people.blair)
    assert str(urgent["title"]).startswith("URGENT Omar") and urgent["then"] == "EMERGENCY Helen M."
    triage.claim(case_id=late.id, by=people.casey)
    assert str(band(people, people.blair)["title"]).startswith("EMERGENCY Luz"), "claimed, and nobody has reached her"
