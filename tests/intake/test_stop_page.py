"""The stop page wherever a clinic is: its country's number, honest about who is watching, and it names no reason."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Clinic
from intake import protocol_store
from intake.actions import respond
from intake.models import CaseEvent, TriageCase
from intake.models.case import EventKind
from intake.views.patient_page import COOKIE
from tests.people import People

pytestmark = pytest.mark.django_db
STOP = "/i/harbour/help-now/"
MONDAY_10 = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)  # in Toronto
SUNDAY_10 = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
TEN_TO_SIX = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def stopped(clinic: Clinic, **given: Any) -> Client:
    """A patient whose answers stopped the form."""
    made = respond.start(clinic=clinic, language="en")
    page, values = next(iter(given.items())) if given else ("warning_now", ["chest_pain"])
    saved = respond.save_page(response=made.response, page=page, values={page: values}, by=patient_actor(clinic))
    assert saved.stop
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client


def words(client: Client) -> str:
    """The stop page in one line."""
    return " ".join(client.get(STOP).content.decode().split())


@pytest.mark.parametrize(
    ("country", "number"),
    [("CA", "911"), ("US", "911"), ("GB", "999"), ("AU", "000"), ("NZ", "111"), ("FR", "15"), ("ES", "112"),
     ("IE", "112"), ("ZZ", "112")],
)  # fmt: skip
def test_the_number_is_that_of_the_clinics_country(people: People, country: str, number: str) -> None:
    people.harbour.country = country
    people.harbour.save()
    page = words(stopped(people.harbour))
    assert f'href="tel:{number}"' in page
    assert f"Call {number}" in page
    assert all(f'href="tel:{other}"' not in page for other in {"911", "999", "000", "111", "15", "112"} - {number})


@pytest.mark.parametrize(
    ("hours", "now", "said"),
    [
        (TEN_TO_SIX, MONDAY_10, "They may not see it at once."),
        (TEN_TO_SIX, SUNDAY_10, "Nobody may see it before <strong>Monday at 8:00</strong>."),
        ({}, MONDAY_10, "Nobody may see it today."),
    ],
)
def test_it_is_honest_about_who_is_watching(
    people: People, monkeypatch: pytest.MonkeyPatch, hours: Any, now: datetime, said: str
) -> None:
    people.harbour.hours = hours
    people.harbour.save()
    alex = stopped(people.harbour)
    monkeypatch.setattr(timezone, "now", lambda: now)
    page = words(alex)
    assert said in page and "Do not wait for us." in page and "We have told the clinic." in page


def test_a_mistake_is_kept_beside_the_alarm(people: People) -> None:
    alex = stopped(people.harbour)
    answer = alex.post(f"{STOP}mistake/")
    assert answer.status_code == 302 and answer["Location"].endswith("/p/warning_now/")
    version = protocol_store.questionnaire().version
    alex.post("/i/harbour/p/warning_now/", {"warning_now": "none", "form_version": version})
    case = TriageCase.objects.get()
    assert case.group == "emergency", "the alarm stands"
    assert CaseEvent.objects.filter(case=case, kind=EventKind.MISTAKE).count() == 1
    assert case.response.sent_at is None, "though nothing was sent"
    kept = case.response.saves.values_list("answers", flat=True)
    assert {"warning_now": ["chest_pain"]} in kept and {"warning_now": ["none"]} in kept
