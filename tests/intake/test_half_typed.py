""" "Come back later" keeps what is no answer yet; "You may email my plan" asks for the address beside the tick."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from clinic.actor import patient_actor
from intake import protocol_store
from intake.actions import drafts, respond
from intake.models import QuestionnaireResponse
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People

pytestmark = pytest.mark.django_db
WAIT = {"email": "", "first_name": "Alex", "last_name": "Moreau", "birth_date-day": "14", "birth_date-month": "14",
        "birth_date-year": "1984", "phone": "416-555-0142"}  # fmt: skip
CONSENT = {"consent_use": "consent_care", "consent_extras": ["consent_email"]}


@pytest.fixture
def alex(people: People) -> Client:
    client = Client()
    made = drafts.start(clinic=people.harbour, language="en")
    client.cookies[COOKIE] = made.secret
    by = patient_actor(people.harbour)
    respond.save_page(response=made.response, page="who_for", values={"who_for": "me"}, by=by)
    return client


def said(client: Client, page: str, **values: Any) -> Any:
    return client.post(f"/i/harbour/p/{page}/", values | {"form_version": protocol_store.questionnaire().version})


def page_of(client: Client, page: str) -> str:
    return unescape(client.get(f"/i/harbour/p/{page}/").content.decode())


def is_you(client: Client, email: str = "") -> None:
    assert said(client, "you", **WAIT | {"birth_date-month": "6", "email": email}).status_code == 302


# ------------------------------------------------------------------ come back later


def test_a_date_that_is_none_yet_waits_for_the_person(alex: Client) -> None:
    assert said(alex, "you", later="1", **WAIT)["Location"] == "/i/harbour/later/"
    draft = QuestionnaireResponse.objects.get()
    assert draft.answers["first_name"] == "Alex" and "birth_date" not in draft.answers
    page = page_of(alex, "you")
    assert 'name="birth_date-month"' in page and page.count('value="14"') == 2 and 'value="1984"' in page
    assert "There is a problem" not in page, "nobody is blamed for having stopped"
    is_you(alex)
    assert QuestionnaireResponse.objects.get().half_typed == {}


def test_an_optional_answer_that_is_none_yet_is_where_they_go_on(alex: Client) -> None:
    said(alex, "you", later="1", **WAIT | {"birth_date-month": "6", "email": "alex@"})
    assert 'href="/i/harbour/p/you/"' in alex.get("/i/harbour/").content.decode()
    assert 'value="alex@"' in page_of(alex, "you")


def test_nothing_waits_once_the_form_is_sent(alex: Client, people: People) -> None:
    draft = QuestionnaireResponse.objects.get()
    by = patient_actor(people.harbour)
    for page in protocol_store.questionnaire().pages:
        values = {item.link_id: complete()[item.link_id] for item in page.items if item.link_id in complete()}
        respond.save_page(response=draft, page=page.id, values=values, by=by) if values else None
    said(alex, "you", later="1", **WAIT | {"birth_date-month": "6", "email": "alex@"})
    assert QuestionnaireResponse.objects.get().half_typed == {"you": {"email": ["alex@"]}}
    respond.submit(response=draft, key="once", by=by)
    assert QuestionnaireResponse.objects.get().half_typed == {}


# ------------------------------------------------------------------ the plan by email


def test_the_plan_by_email_asks_for_the_address_beside_the_tick(alex: Client) -> None:
    is_you(alex)
    assert 'name="email"' not in page_of(alex, "consent")
    refused = said(alex, "consent", **CONSENT)
    page = unescape(refused.content.decode())
    assert refused.status_code == 422 and 'href="#f-email"' in page and 'id="f-email-error"' in page
    for tick in ("consent_email", "consent_care"):
        assert re.search(rf'value="{tick}"[^>]*checked', page)
    wrong = said(alex, "consent", email="alex(at)mail", **CONSENT)
    assert wrong.status_code == 422 and "alex(at)mail" in wrong.content.decode()
    assert said(alex, "consent", email="alex@mail.example", **CONSENT).status_code == 302
    draft = QuestionnaireResponse.objects.get()
    assert draft.answers["email"] == "alex@mail.example" == draft.patient.email
    assert draft.answers["first_name"] == "Alex" and draft.answers["consent_extras"] == ["consent_email"]


def test_whoever_gave_an_address_or_wants_no_email_is_not_asked(alex: Client) -> None:
    is_you(alex)
    assert said(alex, "consent", consent_use="consent_care").status_code == 302
    is_you(alex, "alex@mail.example")
    assert said(alex, "consent", **CONSENT).status_code == 302


def test_stopping_there_keeps_the_tick_but_no_consent_without_an_address(alex: Client) -> None:
    is_you(alex)
    assert said(alex, "consent", later="1", **CONSENT)["Location"] == "/i/harbour/later/"
    assert "consent_extras" not in QuestionnaireResponse.objects.get().answers
    page = page_of(alex, "consent")
    assert 'name="email"' in page and re.search(r'value="consent_email"[^>]*checked', page)


def test_an_address_that_is_none_is_said_on_its_own_page(alex: Client) -> None:
    page = said(alex, "you", **WAIT | {"birth_date-month": "6", "email": "alex@mail"})
    assert page.status_code == 422 and 'id="f-email-error"' in page.content.decode()
