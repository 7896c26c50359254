"""A draft that nobody came back to is erased in time; whatever became a case is kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Patient
from intake.actions import come_back, drafts, invite, respond
from intake.actions.erase import erase_expired
from intake.models import IntakeKey, PageSave, QuestionnaireResponse, TriageCase
from tests.answers import EMERGENCY
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
YOU = {"first_name": "Alex", "last_name": "Moreau", "birth_date": "1984-06-14", "phone": "416-555-0142"}


@pytest.fixture
def began() -> datetime:
    return timezone.now() - timedelta(days=38)


def begun(people: People, began: datetime) -> QuestionnaireResponse:
    with time_machine.travel(began, tick=False):
        draft = drafts.start(clinic=people.harbour, language="en").response
        saves(draft, "you", YOU)
        come_back.make_link(response=draft, by=patient_actor(people.harbour))
    return draft


def saves(draft: QuestionnaireResponse, page: str, values: Mapping[str, Any]) -> None:
    respond.save_page(response=draft, page=page, values=values, by=patient_actor(draft.clinic))


def test_37_days_after_the_last_save_a_draft_is_gone_with_the_person(people: People, began: datetime) -> None:
    draft = begun(people, began)
    assert erase_expired(began + timedelta(days=36, hours=23)) == 0
    assert erase_expired() == 1 and erase_expired() == 0
    assert not QuestionnaireResponse.objects.exists() and not PageSave.objects.exists()
    assert not Patient.objects.exists() and not IntakeKey.objects.exists()
    event = AuditEvent.objects.get(action="intake.draft_erased")
    assert (event.object_id, event.actor_kind, event.detail) == (draft.pk, "system", {"saves": 1})


def test_a_draft_that_was_opened_and_never_answered_goes_too(people: People, began: datetime) -> None:
    draft = drafts.start(clinic=people.harbour, language="en").response
    QuestionnaireResponse.objects.filter(pk=draft.pk).update(started_at=began)
    assert erase_expired() == 1


def test_an_alarm_or_a_case_keeps_it(people: People, began: datetime, send: SendAnswers) -> None:
    with time_machine.travel(began, tick=False):
        alarmed = drafts.start(clinic=people.harbour, language="en").response
        saves(alarmed, "warning_nerves", {"warning_nerves": EMERGENCY["warning_nerves"]})
        saves(alarmed, "nerves_more", {key: EMERGENCY[key] for key in
              ("back_or_leg_pain", "nerve_sign_days", "nerve_sign_course", "nerve_sign_checked")})  # fmt: skip
        sent = send()
    assert TriageCase.objects.filter(response=alarmed).exists()
    assert erase_expired() == 0
    assert set(QuestionnaireResponse.objects.all()) == {alarmed, sent.response}


def test_the_database_itself_keeps_the_saves_of_a_case(people: People, began: datetime) -> None:
    draft = begun(people, began)
    QuestionnaireResponse.objects.filter(pk=draft.pk).update(highest_urgency="urgent")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PageSave.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PageSave.objects.update(page="another")
    assert erase_expired() == 0


def test_a_person_with_another_form_stays(people: People, began: datetime, send: SendAnswers) -> None:
    earlier = send().response
    with time_machine.travel(began, tick=False):
        made = invite.invite(by=people.blair, person={}, language="en", appointment_day=None, known=earlier.patient)
        found = invite.begin(invitation=made, birth_date=earlier.patient.birth_date)
        assert found.response
    QuestionnaireResponse.objects.filter(pk=found.response.pk).update(started_at=began)
    assert erase_expired() == 1
    made.refresh_from_db()
    assert made.response is None and Patient.objects.get() == earlier.patient
    assert QuestionnaireResponse.objects.get() == earlier
