"""Done and to review: who was accepted, how far each sheet has come, and the way for a clinician to those that wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import AuditEvent, Job, Staff
from clinic.models.job import JobState
from handouts import progress
from handouts.actions import approval, editing, giving
from handouts.models import HandoutFile, Revision
from handouts.models.delivery import DeliveryKind
from intake.actions import decide_anew, triage
from intake.models import TriageCase
from tests.answers import URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
Accepted = Callable[..., TriageCase]


@pytest.fixture
def accepted(people: People, send: SendAnswers) -> Accepted:
    """Send a form and accept its case."""
    return lambda **given: triage.accept(case_id=send(**given).id, by=people.casey)


def approve(case: TriageCase, people: People) -> Revision:
    """Approve the sheet as the library suggests it."""
    draft = editing.draft(case=case, by=people.casey)
    return approval.approve(case=case, by=people.casey, draft_number=draft.draft_number)


def state(case: TriageCase) -> progress.SheetState:
    """Where the case's sheet stands now."""
    return progress.states_of([TriageCase.objects.get(pk=case.pk)])[str(case.id)]


def test_an_accepted_case_is_found_again_and_not_by_another_clinic(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(), signed_in(people.blair)
    assert f"/cases/{case.id}/" not in desk.get("/board/done/").content.decode()
    triage.accept(case_id=case.id, by=people.blair)
    assert '<a href="/board/done/">Done in the last 14 days</a>' in desk.get("/board/").content.decode()
    assert f"/cases/{case.id}/" in desk.get("/board/done/").content.decode()
    for show in ("all", "to_review", "to_give", "failed", "no such"):
        assert f"/cases/{case.id}/" not in signed_in(people.sam).get(f"/board/done/?show={show}").content.decode()


def test_a_sheet_goes_from_waiting_to_given_in_words(people: People, accepted: Accepted) -> None:
    case = accepted()
    assert (state(case).code, state(case).words) == ("to_review", "Sheet waits for a clinician")
    editing.draft(case=case, by=people.casey)
    assert state(case).words == "Sheet waits for a clinician", "looking at a draft changes nothing"
    editing.write(case=case, by=people.casey, note="Walk a little.", print_size="clear", paper="a4")
    assert state(case).words == "Sheet is a draft" and "Casey Lindqvist" in state(case).more

    revision = approve(case, people)
    assert state(case).words == "PDF is being made"
    Job.objects.filter(subject=revision.pk).update(state=JobState.QUARANTINED)
    assert state(case).words == "PDF failed" and "plain page" in state(case).more
    HandoutFile.objects.create(revision=revision, sha256="0" * 64, size=1, pages=2, made_at=timezone.now())
    assert state(case).words == "Ready to print"
    giving.give(revision=revision, kind=DeliveryKind.PRINTED, by=people.blair, clinic=people.harbour)
    assert state(case).words == "Printed"
    decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="urgent")
    assert state(case).words == "Do not give"


def test_on_the_board_only_a_letter_waits_for_review(send: SendAnswers) -> None:
    assert state(send()).code == "not_yet"
    letter = state(send(**URGENT))
    assert (letter.code, letter.words) == ("to_review", "Letter waits for a clinician")


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    people: People, accepted: Accepted, django_assert_num_queries: Any
) -> None:
    cases = [accepted() for _ in range(3)]
    for case in cases[:2]:
        approve(case, people)
    for some in (cases[:1], cases):
        found = list(TriageCase.objects.filter(pk__in=[case.pk for case in some]).select_related("clinic"))
        with django_assert_num_queries(4):
            progress.states_of(found)


def test_a_clinician_comes_from_the_board_to_what_waits_for_review(
    people: People, accepted: Accepted, signed_in: SignedIn
) -> None:
    waits, approved = accepted(first_name="Wanda"), accepted(first_name="Grace")
    approve(approved, people)
    casey, blair = signed_in(people.casey), signed_in(people.blair)
    assert "Sheets to review <strong>1</strong>" in casey.get("/board/").content.decode()
    assert "Sheets to review" not in blair.get("/board/").content.decode()

    page = casey.get("/board/done/?show=to_review").content.decode()
    assert f'href="/cases/{waits.id}/handout/"' in page and str(approved.id) not in page
    page = blair.get("/board/done/").content.decode()
    assert str(approved.id) in page and "PDF is being made" in page and "/handout/" not in page


def test_what_waits_for_review_is_not_forgotten_after_14_days(
    people: People, accepted: Accepted, signed_in: SignedIn
) -> None:
    case = accepted()
    TriageCase.objects.filter(pk=case.pk).update(accepted_at=timezone.now() - timedelta(days=20))
    casey = signed_in(people.casey)
    assert str(case.id) not in casey.get("/board/done/").content.decode()
    assert str(case.id) in casey.get("/board/done/?show=to_review").content.decode()
    assert AuditEvent.objects.filter(action="board.patient_shown", object_id=case.id).count() == 1


@pytest.mark.parametrize(
    ("show", "words"),
    [("to_review", "Nothing waits for review"), ("to_give", "None of the last 14"), ("all", "Nobody was accepted")],
)
def test_an_empty_list_says_so(people: People, signed_in: SignedIn, show: str, words: str) -> None:
    assert words in signed_in(people.casey).get(f"/board/done/?show={show}").content.decode()


def test_the_letter_of_an_emergency_is_reviewed_before_older_sheets(people: People, send: SendAnswers) -> None:
    older, urgent = send(), send(warning_now=["chest_pain"])
    triage.accept(case_id=older.id, by=people.blair)
    triage.log_contact(case_id=urgent.id, by=people.blair, outcome="reached")
    triage.accept(case_id=urgent.id, by=people.casey)
    assert list(progress.accepted_to_review(people.harbour, timezone.now())) == [urgent, older]
