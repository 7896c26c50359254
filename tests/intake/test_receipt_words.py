"""What the receipt says of wishes and of texts, and what a page says first that asks more about a bad sign."""

from typing import Any

import pytest
from django.test import Client

from intake import needs
from intake.actions import drafts
from intake.models import QuestionnaireResponse, TriageCase
from intake.views.patient_page import COOKIE
from tests.answers import URGENT, complete
from tests.people import People

pytestmark = pytest.mark.django_db
HOME = "/i/harbour/"
TEXTS: dict[str, Any] = {"info_needs": ["need_texts_only"]}
MAY = {"consent_extras": ["consent_text"]}
LONG_AND_BAD: dict[str, Any] = {
    "pain_level": 8,
    "limits": "moderate",
    "duration_days": {"number": 8, "unit": "weeks"},
    "spread": ["numb_or_tingling"],
    "limb_sign_days": {"number": 8, "unit": "weeks"},
    "limb_sign_course": "same",
    "numb_pattern": "comes_and_goes",
}


def opened(people: People, language: str = "en", **given: Any) -> tuple[Client, QuestionnaireResponse]:
    """The browser of somebody with a whole form that is not sent."""
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made = drafts.start(clinic=people.harbour, language=language)
    made.response.answers = complete(**given)
    made.response.save()
    made.response.patient.phone = "416-555-0142"
    made.response.patient.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client, made.response


def words(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page
    return " ".join(page.content.decode().split())


def receipt(people: People, language: str = "en", **given: Any) -> str:
    client, _response = opened(people, language, **given)
    client.post(f"{HOME}check/", {"key": "one"})
    return words(client, f"{HOME}sent/")


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "You asked for this: <strong>Massage</strong>."),
        ("fr-CA", "Vous avez demandé : <strong>Massage</strong>."),
        ("es", "Usted pidió: <strong>Masaje</strong>."),
    ],
)
def test_a_wish_that_is_not_what_we_suggest_is_answered(people: People, language: str, asked: str) -> None:
    page = receipt(people, language, preference="massage", **LONG_AND_BAD)
    case = TriageCase.objects.get()
    assert case.disposition == "physiotherapy"
    reasons = case.decision.record["because"]["patient"][2:]
    assert reasons and page.index(asked) < min(page.index(reason) for reason in reasons)


@pytest.mark.parametrize("wish", ["physiotherapy", "no_preference"])
def test_a_wish_that_is_granted_or_none_needs_no_answer(people: People, wish: str) -> None:
    page = receipt(people, preference=wish, **LONG_AND_BAD)
    assert "You asked for this:" not in page and "talks it over with you" not in page


def test_who_is_to_see_a_doctor_first_reads_that_the_wish_is_seen(people: People) -> None:
    page = receipt(people, preference="massage", warning_general=["weight_loss"])
    assert TriageCase.objects.get().group == "soon"
    assert "You asked for this: <strong>Massage</strong>. The clinic sees your wish" in page
    assert "we suggest something else" not in page


@pytest.mark.parametrize(
    ("given", "said", "unsaid"),
    [
        (TEXTS | MAY, "We text you on", "We call you on"),
        (TEXTS, "You have not yet said that we may text you, so we call.", "We text you"),
        (TEXTS | MAY | URGENT, "We text first. This cannot wait, so with no answer we call.", "We will call you"),
        (TEXTS | URGENT, "You have not yet said that we may text you, so we call.", "We text"),
        ({}, "We call you on", "You asked for texts"),
    ],
    ids=["agreed", "not agreed", "urgent", "urgent and not agreed", "calls"],
)
def test_the_receipt_says_what_comes_of_asking_for_texts(
    people: People, given: dict[str, Any], said: str, unsaid: str
) -> None:
    page = receipt(people, **given)
    assert said in page and unsaid not in page


def test_the_missing_consent_to_texts_is_given_on_the_check_page(people: People) -> None:
    client, response = opened(people, **TEXTS)
    assert "Yes, you may text me" in words(client, f"{HOME}check/")
    assert needs.reach(response.answers) == "Call", "nobody texts without consent"
    assert client.post(f"{HOME}check/", {"may_text": "1"})["Location"] == f"{HOME}check/"
    response.refresh_from_db()
    assert response.answers["consent_extras"] == ["consent_text"] and response.sent_at is None
    assert response.answers["consent_use"] == ["consent_care"] and needs.reach(response.answers) == "Text"
    assert response.saves.get().page == "consent", "kept with its time and version like any consent"
    assert "Yes, you may text me" not in words(client, f"{HOME}check/")


def test_the_signs_to_watch_for_do_not_read_as_if_they_had_been_told(people: People) -> None:
    card = receipt(people, **LONG_AND_BAD).split('id="help-title"')[1]
    assert card.index("new weak or numb legs") < card.index("Watch for these. If one begins or gets worse")


@pytest.mark.parametrize(
    ("page", "tick", "is_said"),
    [
        ("warning_now_where", {"warning_now": ["breathless"]}, True),
        ("nerves_more", {"warning_nerves": ["saddle_numbness"]}, True),
        ("fever_signs", {"warning_general": ["fever"]}, True),
        ("injury_how", {"warning_general": ["recent_injury"]}, False),  # the page before has said it
        ("skin", {"warning_general": ["skin_or_lump"]}, False),  # no emergency waits for it
        ("warning_nerves", {}, False),
    ],
)
def test_a_page_that_asks_more_about_a_bad_sign_says_first_whom_to_call(
    people: People, page: str, tick: dict[str, Any], is_said: bool
) -> None:
    made = drafts.start(clinic=people.harbour, language="en")
    made.response.answers = tick
    made.response.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    shown = words(client, f"{HOME}p/{page}/")
    assert ("Is it bad now, or getting worse fast?" in shown) == is_said
    assert not is_said or shown.index("tel:911") < shown.index("<h1")
