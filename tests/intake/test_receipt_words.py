"""What the receipt says of wishes and of texts, and what a page says first that asks more about a bad sign."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from intake import needs, protocol_store
from intake.actions import drafts
from intake.models import QuestionnaireResponse, TriageCase
from intake.views.patient_page import COOKIE
from tests.answers import EMERGENCY, URGENT, complete
from tests.page_words import words
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
    made.response.patient.phone, made.response.patient.birth_date = "416-555-0142", date(1984, 6, 14)
    made.response.patient.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client, made.response


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
        (TEXTS | MAY | EMERGENCY, "This cannot wait, so we call you too.", "We text first"),
        (TEXTS | URGENT, "You have not yet said that we may text you, so we call.", "We text"),
        ({}, "We call you on", "You asked for texts"),
    ],
    ids=["agreed", "not agreed", "urgent", "emergency", "urgent and not agreed", "calls"],
)
def test_the_receipt_says_what_comes_of_asking_for_texts(
    people: People, given: dict[str, Any], said: str, unsaid: str
) -> None:
    page = receipt(people, **given)
    assert said in page and unsaid not in page


def test_the_missing_consent_to_texts_is_given_on_the_check_page(people: People) -> None:
    client, response = opened(people, **TEXTS)
    assert "Yes, you may text me" in words(client, f"{HOME}check/")
    assert needs.texts(response.answers) == needs.NO_CONSENT, "nobody texts without consent"
    assert client.post(f"{HOME}check/", {"may_text": "1"})["Location"] == f"{HOME}check/"
    response.refresh_from_db()
    assert response.answers["consent_extras"] == ["consent_text"] and response.sent_at is None
    assert response.answers["consent_use"] == ["consent_care"] and needs.texts(response.answers) == needs.TEXT
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("The form’s rules suggest this", "This is not a diagnosis.", "We may also text you.", "at least until",
                "You told us about a numb or tingling arm or leg.")),
        ("fr-CA", ("Les règles du formulaire suggèrent ceci", "Ce n’est pas un diagnostic.", "envoyer un texto.",
                   "au moins jusqu’au", "qui picote ou qui est engourdi")),
        ("es", ("Las reglas del formulario sugieren esto", "Esto no es un diagnóstico.", "un mensaje de texto.",
                "por lo menos hasta el", "con hormigueo o dormidos")),
    ],
)  # fmt: skip
def test_the_receipt_says_who_suggests_how_we_reach_them_and_until_when_it_opens(
    people: People, language: str, said: tuple[str, ...]
) -> None:
    page = receipt(people, language, **MAY, **LONG_AND_BAD)
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize("given", [URGENT, {"private_matters": ["self_harm_thoughts"]}], ids=["urgent", "emergency"])
def test_every_receipt_begins_with_sent(people: People, given: dict[str, Any]) -> None:
    page = receipt(people, **given)
    assert page.index("<strong>Sent. Thank you") < page.index("<h1"), "and the order follows"
    assert page.count("This is not a diagnosis.") == 1


def test_nobody_reads_of_numbness_or_texts_that_they_did_not_tell(people: People) -> None:
    page = receipt(people, consent_extras=[])
    assert "You told us about a numb" not in page and "We may also text you." not in page


TEN_TO_SIX = {day: [["10:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
MONDAY = {hour: datetime(2026, 11, 30, hour + 5, 30, tzinfo=UTC) for hour in (7, 12, 18)}  # in Toronto, half past


def receipt_at(
    people: People, monkeypatch: pytest.MonkeyPatch, now: datetime, language: str = "en", **given: Any
) -> str:
    people.harbour.hours = TEN_TO_SIX
    people.harbour.save()
    client, _response = opened(people, language, **given)
    client.post(f"{HOME}check/", {"key": "one"})
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: now)
        return words(client, f"{HOME}sent/")


@pytest.mark.parametrize(
    ("language", "order", "phone"),
    [
        ("en", "You need a check today, and we are closed. Do not wait for our call.", "from <strong>Tuesday at"),
        ("fr-CA", "Il faut vous voir aujourd’hui, et nous sommes fermés.", "à partir de <strong>mardi à"),
        ("es", "Hay que verle hoy, y la clínica está cerrada.", "a esta hora: <strong>martes a las"),
    ],
)
def test_who_must_be_seen_today_is_sent_elsewhere_while_the_clinic_is_shut(
    people: People, monkeypatch: pytest.MonkeyPatch, language: str, order: str, phone: str
) -> None:
    page = receipt_at(people, monkeypatch, MONDAY[18], language, **URGENT)
    assert page.index(order) < page.index("tel:811") < page.index("code-card"), "up at the order"
    assert page.count("tel:811") == 1 and phone in page
    assert protocol_store.wording(language).disposition("urgent").patient not in page, (
        "we try, and we will: one of them"
    )
    said = {"en": "You can also call us now", "fr-CA": "nous appeler maintenant", "es": "nos puede llamar ahora"}
    assert said[language] not in page


@pytest.mark.parametrize(
    ("hour", "said"),
    [(7, "We answer the phone from <strong>10"), (12, "You can also call us now")],
    ids=["opens later today", "open"],
)
def test_a_clinic_that_opens_today_sends_nobody_elsewhere(
    people: People, monkeypatch: pytest.MonkeyPatch, hour: int, said: str
) -> None:
    page = receipt_at(people, monkeypatch, MONDAY[hour], **URGENT)
    assert said in page and "Do not wait for our call." not in page and "Nobody may have read this yet." in page


def test_without_an_advice_line_the_receipt_still_says_where_to_go(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.harbour.country = "US"
    page = receipt_at(people, monkeypatch, MONDAY[18], **URGENT)
    assert "Or go to an urgent care or walk-in clinic today." in page and "tel:811" not in page
