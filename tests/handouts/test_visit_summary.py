"""The clinician's page of one visit: all of it on one sheet, for nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Role, Staff
from handouts.actions import approval, editing, giving
from handouts.models import Handout
from handouts.models.delivery import DeliveryKind
from intake.actions import triage
from intake.models import TriageCase
from tests.conftest import SendAnswers
from tests.people import People, make_staff

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def summary_of(client: Client, case: TriageCase) -> str:
    """The page as text."""
    return client.get(reverse("handouts:visit_summary", args=[case.id])).content.decode()


def test_it_says_who_why_and_that_no_sheet_was_given(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(hard_activity="lifting my grandchild", health_now=["blood_thinner"])
    page = summary_of(signed_in(people.casey), case)
    assert "lifting my grandchild" in page and "5/10" in page and "Blocked:" in page and "None approved yet." in page
    assert page.count("Not for the patient.") == 2 and 'class="space"' in page
    assert not Handout.objects.filter(case=case).exists()
    assert AuditEvent.objects.filter(action="case.summary_viewed").count() == 1


def test_it_says_what_was_given_with_its_doses(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.casey)
    case.refresh_from_db()
    editing.draft(case=case, by=people.casey)
    revision = approval.approve(case=case, by=people.casey, draft_number=0)
    cards = revision.document["plan"]["activities"]["cards"]
    page = summary_of(signed_in(people.casey), case)
    assert "Version 1, approved by" in page and "Not given yet." in page and "Given:" not in page
    assert cards and all(f"{card['title']}: {card['dose']}" in page.replace("&#x27;", "'") for card in cards)


def test_it_says_what_was_given_and_the_case_s_history_too(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.casey)
    case.refresh_from_db()
    editing.draft(case=case, by=people.casey)
    first, second = (approval.approve(case=case, by=people.casey, draft_number=0) for _ in range(2))
    giving.give(revision=first, kind=DeliveryKind.PRINTED, by=people.blair, clinic=case.clinic)
    casey = signed_in(people.casey)
    page = summary_of(casey, case)
    assert "Version 2, approved by" in page and "Not given yet." in page and "Given before: Version 1: " in page
    giving.give(revision=second, kind=DeliveryKind.LINK_OPENED, by=None, clinic=case.clinic)
    approval.take_back(revision=second, by=people.casey)
    assert "Taken back: not to be given." in summary_of(casey, case)
    history = casey.get(reverse("intake:case", args=[case.id])).content.decode().partition(">History<")[2]
    told = ["version 2: taken back", "version 2: opened", "version 1: printed", "version 2: approved",
            "version 1: approved", "Accepted"]  # fmt: skip
    places = [history.index(words) for words in told]
    assert places == sorted(places) and "Blair Osei" in history and "The patient" in history


def test_the_review_page_leads_to_it_and_the_desk_may_not_read_it(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send()
    url = reverse("handouts:visit_summary", args=[case.id])
    assert url in signed_in(people.casey).get(reverse("handouts:review", args=[case.id])).content.decode()
    assert signed_in(people.blair).get(url).status_code in (403, 404)


def test_another_clinic_s_clinician_finds_nothing(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    url = reverse("handouts:visit_summary", args=[send().id])
    assert signed_in(people.sam).get(url).status_code in (403, 404)
    assert signed_in(make_staff(people.northside, "Robin Vale", Role.CLINICIAN)).get(url).status_code == 404
