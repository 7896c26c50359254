"""Whatever is posted to the doors, the confirm pages, the invitations: never a 500; a clinic that is none is a 404."""

import os
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.actions import invite
from intake.models import Invitation
from intake.views.patient_page import COOKIE
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
EXAMPLES = 300 if os.environ.get("UNKNOT_TEST_FULL") else 30
PATHS = (
    "", "return/", "return/x/", "later/", "invite/x/", "invited/", "last-time/",
    "p/since_when/", "p/you/", "p/consent/", "check/", "worse/",
)  # fmt: skip
NAMES = (
    "code", "birth_date-day", "birth_date-month", "birth_date-year", "what", "email", "you", "still", "form",
    "save_number", "form_version", "kept-page", "kept-consent_use", "kept-form", "kept-", "first_name", "consent_use",
    "language", "key", "website", "same_as", "appointment_day", "short", "shown_at", "course",
    "duration_days-day", "duration_days-number", "duration_days-unit", "past_episodes", "birth_date", "last_name",
    "phone", "how",
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "0", "-1", "9" * 30, "29", "2", "1984", "same", "changed", "yes", "no", "link", "email",
                     "consent", "a@b.example", "7KQ-2M9", "\x00", "2026-11-30", "en", "new", "None", "\u0661"]),
)  # fmt: skip
BODIES = st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=8)


@pytest.fixture
def browsers(people: People, send: SendAnswers) -> tuple[Client, Client]:
    """A returning patient's browser with a draft, and the desk's."""
    known = send().patient
    made = invite.invite(by=people.blair, person={}, language="en", appointment_day=None, known=known)
    found = invite.begin(invitation=made, birth_date=known.birth_date)
    phone, desk = Client(raise_request_exception=False), Client(raise_request_exception=False)
    phone.cookies[COOKIE] = found.secret
    desk.force_login(people.blair, backend="allauth.account.auth_backends.AuthenticationBackend")
    return phone, desk


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), body=BODIES, keeps=st.booleans())
def test_no_post_of_a_patient_is_a_500(
    browsers: tuple[Client, Client], path: str, body: dict[str, Any], keeps: bool
) -> None:
    headers = {"X-Keeps-Page": "1"} if keeps else {}
    answer = browsers[0].post(f"/i/harbour/{path}", _storable(body), headers=headers)
    assert answer.status_code < 500, (path, body)
    assert browsers[0].post(f"/i/nowhere/{path}", _storable(body)).status_code == 404


@settings(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES)
def test_no_post_of_the_desk_is_a_500(browsers: tuple[Client, Client], body: dict[str, Any]) -> None:
    answer = browsers[1].post("/invitations/", _storable(body))
    assert answer.status_code < 500, body
    made = Invitation.objects.first()
    assert made
    for act in ("link", "email", "revoke"):
        assert browsers[1].post(f"/invitations/{made.id}/{act}/", _storable(body)).status_code < 500


def _storable(body: dict[str, Any]) -> dict[str, Any]:
    """What a browser can put on the wire at all."""
    return {name: value.encode("utf-8", "replace").decode("utf-8") for name, value in body.items()}
