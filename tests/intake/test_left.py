"""Who tells a warning sign and then goes no further is seen by somebody, though the form was never sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Job
from intake.actions import cases, drafts, respond
from intake.actions.cases import ALARM_EMAIL
from intake.actions.left import LEFT_AFTER, raise_left
from intake.models import CaseEvent, QuestionnaireResponse, TriageCase
from intake.models.case import EventKind, Group
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People
from worker.sweeper import sweep

pytestmark = pytest.mark.django_db
SIGNS = [
    ({"warning_now": ["breathless", "fainted"]}, Group.EMERGENCY),  # where it hurts is still open: it may be the heart
    ({"warning_now": ["fainted"]}, Group.URGENT),
    ({"warning_now": ["not_sure"]}, Group.URGENT),
    ({"warning_nerves": ["pee_trouble"]}, Group.URGENT),
    ({"warning_nerves": ["tell_someone"]}, Group.URGENT),
]


def told(people: People, **given: Any) -> QuestionnaireResponse:
    """A draft on which these pages were answered, and then no more."""
    draft = drafts.start(clinic=people.harbour, language="en").response
    for page, values in given.items():
        assert not respond.save_page(
            response=draft, page=page, values={page: values}, by=patient_actor(people.harbour)
        ).stop
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize(("sign", "group"), SIGNS)
def test_a_form_left_after_a_warning_sign_reaches_the_board(people: People, sign: dict[str, Any], group: Group) -> None:
    draft = told(people, **sign)
    now = timezone.now()
    assert raise_left(now + LEFT_AFTER - timedelta(minutes=1)) == 0, "the person may still be at it"
    assert raise_left(now + LEFT_AFTER + timedelta(minutes=1)) == 1
    case = TriageCase.objects.get(response=draft)
    assert case.group == group
    assert CaseEvent.objects.get(case=case).kind == EventKind.LEFT
    assert Job.objects.filter(kind=ALARM_EMAIL).count() == 1
    assert raise_left(now + timedelta(hours=1)) == 0, "once"


@pytest.mark.parametrize(("page", "tick"), [("warning_now", "none"), ("warning_general", "weight_loss")])
def test_a_form_left_without_a_sign_stays_off_the_board(people: People, page: str, tick: str) -> None:
    told(people, **{page: [tick]})
    assert raise_left(timezone.now() + timedelta(days=1)) == 0
    assert not TriageCase.objects.exists()


def test_a_sign_taken_back_before_the_person_stopped_raises_nothing(people: People) -> None:
    draft = told(people, warning_now=["breathless"])
    respond.save_page(
        response=draft, page="warning_now", values={"warning_now": ["none"]}, by=patient_actor(people.harbour)
    )
    assert raise_left(timezone.now() + timedelta(days=1)) == 0


def test_a_form_that_was_sent_is_decided_then_and_not_again(people: People) -> None:
    draft = told(people, warning_now=["breathless"])
    draft.answers = complete(warning_now=["breathless"], warning_now_where=["none"])
    draft.save()
    respond.submit(response=draft, key="k", by=patient_actor(people.harbour))
    assert raise_left(timezone.now() + timedelta(days=1)) == 0
    assert CaseEvent.objects.get().kind == EventKind.SENT


def test_a_sign_in_a_change_that_is_never_sent_reaches_the_board_too(sent_from_here: Client) -> None:
    sent = TriageCase.objects.get().response
    by = patient_actor(sent.clinic)
    respond.save_page(response=sent, page="warning_nerves", values={"warning_nerves": ["pee_trouble"]}, by=by)
    assert raise_left(timezone.now() + LEFT_AFTER + timedelta(minutes=1)) == 1
    assert TriageCase.objects.get().group == Group.EMERGENCY, "what would rule it out has no answer"


def test_going_on_and_sending_later_keeps_the_one_case(people: People) -> None:
    draft = told(people, warning_now=["breathless"])
    raise_left(timezone.now() + LEFT_AFTER + timedelta(minutes=1))
    draft.refresh_from_db()
    draft.answers = complete(warning_now=["breathless"], warning_now_where=["now_chest"])
    draft.save()
    respond.submit(response=draft, key="k", by=patient_actor(people.harbour))
    assert TriageCase.objects.get().group == Group.EMERGENCY


def test_one_that_fails_keeps_no_other_from_the_board(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = told(people, warning_now=["fainted"]), told(people, warning_now=["fainted"])
    decide = cases.decide

    def fails_for_one(*, response: QuestionnaireResponse, **given: Any) -> TriageCase:
        if response.pk == broken.pk:
            raise KeyError
        return decide(response=response, **given)

    monkeypatch.setattr(cases, "decide", fails_for_one)
    assert raise_left(timezone.now() + timedelta(hours=1)) == 1
    assert TriageCase.objects.get().response == whole
    broken.refresh_from_db()
    assert broken.warned_at, "the next round tries again"


def test_the_sweeper_does_it(people: People) -> None:
    draft = told(people, warning_now=["fainted"])
    QuestionnaireResponse.objects.filter(pk=draft.pk).update(warned_at=timezone.now() - timedelta(minutes=11))
    sweep()
    assert TriageCase.objects.filter(response=draft, group=Group.URGENT).exists()


def test_who_stops_after_a_sign_reads_that_the_clinic_sees_it(people: People) -> None:
    for tick, is_told in (("none", False), ("fainted", True)):
        made = drafts.start(clinic=people.harbour, language="en")
        client = Client()
        client.cookies[COOKIE] = made.secret
        respond.save_page(
            response=made.response,
            page="warning_now",
            values={"warning_now": [tick]},
            by=patient_actor(people.harbour),
        )
        page = client.get("/i/harbour/later/").content.decode()
        assert ("the clinic still sees your answers so far" in page) is is_told
        assert ("Call 911" in page.partition("<h1")[2]) is is_told
