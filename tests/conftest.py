"""Fixtures that every story starts from: the people, a sent intake, a signed-in browser-less client."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from clinic.actor import patient_actor
from clinic.models import Clinic, Staff
from intake import protocol_store
from intake.actions import drafts, respond
from intake.models import TriageCase
from intake.questionnaire.answers import parse_answers
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People, make_people

SendAnswers = Callable[..., TriageCase]

# A busy machine is slow at making examples up, too; that says nothing of what is tried.
property_settings.register_profile("by count", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("by count")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `full` runs in `./test --full` alone."""
    if os.environ.get("UNKNOT_TEST_FULL"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; the tests sign in too often for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(db: None) -> People:
    """Two clinics with their staff."""
    return make_people()


@pytest.fixture
def send(people: People) -> SendAnswers:
    """Send a complete form, Alex's unless told otherwise, and return its case."""
    count = iter(range(1_000_000))

    def send_answers(clinic: Clinic | None = None, **given: Any) -> TriageCase:
        home = clinic or people.harbour
        response, _ = respond.send_whole(
            clinic=home, answers=complete(**given), language="en", key=f"test-key-{next(count)}", by=patient_actor(home)
        )
        case: TriageCase = TriageCase.objects.get(response=response)
        return case

    return send_answers


@pytest.fixture
def sent_from_here(people: People) -> Client:
    """The browser of a patient who has sent a complete form, page by page."""
    made, by = drafts.start(clinic=people.harbour, language="en"), patient_actor(people.harbour)
    answers, today = complete(), people.harbour.today(made.response.started_at)
    questionnaire = protocol_store.questionnaire()
    for page in questionnaire.open_pages(parse_answers(questionnaire, answers, today), today):
        values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
        respond.save_page(response=made.response, page=page.id, values=values, by=by)
    respond.submit(response=made.response, key="first", by=by)
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client


@pytest.fixture
def signed_in() -> Callable[[Staff], Client]:
    """A client signed in as the person."""

    def client_for(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client_for
