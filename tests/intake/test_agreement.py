"""Consent and helpers: what was agreed to is kept with its text, language and time; age and authority only flag."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags

from clinic.actor import patient_actor
from clinic.models import Staff
from intake import agreement, protocol_store
from intake.actions import drafts, respond
from intake.card_lines import needs
from intake.models import QuestionnaireResponse
from intake.views.patient_page import COOKIE
from tests.answers import TODAY
from tests.conftest import SendAnswers
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
HELPED = {"helper_name": "Robin", "helper_relation": "family"}


def test_each_consent_is_kept_with_text_language_and_time(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    people.harbour.languages = ["en", "fr-CA"]
    people.harbour.save()
    case = send()
    by = patient_actor(people.harbour)
    for language, ticks in (("en", []), ("fr-CA", ["consent_email"])):
        drafts.speak(response=case.response, language=language, by=by)
        values: dict[str, Any] = {"consent_use": ["consent_care"]} | ({"consent_extras": ticks} if ticks else {})
        respond.save_page(response=case.response, page="consent", values=values, by=by)
    newest, first = agreement.agreed_to(QuestionnaireResponse.objects.get(pk=case.response_id))
    assert (newest["language"], first["language"]) == ("Français", "English")
    assert newest["version"] == protocol_store.questionnaire().version
    assert len(newest["choices"]) == 2 and len(first["choices"]) == 1
    page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
    assert "What was agreed to" in page and "read in Français" in page


def test_nothing_on_the_consent_page_is_ticked_beforehand(people: People) -> None:
    client = Client()
    client.post("/i/harbour/", {"language": "en"})
    assert not re.search(r"<input[^>]* checked", client.get("/i/harbour/p/consent/").content.decode())


@pytest.mark.parametrize(
    ("language", "no", "instead", "erased"),
    [
        ("en", "No", "Then stop here. Call us instead: ",
         "You have sent us nothing. We erase what you typed after 37 days."),
        ("fr-CA", "Non", "Alors, arrêtez ici. Appelez-nous plutôt : ",
         "Vous ne nous avez rien envoyé. Nous effaçons ce que vous avez écrit après 37 jours."),
        ("es", "No", "Entonces, pare aquí. Mejor llámenos: ",
         "No nos ha enviado nada. Borramos lo que escribió después de 37 días."),
    ],
)  # fmt: skip
def test_who_does_not_agree_is_shown_the_way_out(
    people: People, language: str, no: str, instead: str, erased: str
) -> None:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made, client = drafts.start(clinic=people.harbour, language=language), Client()
    client.cookies[COOKIE] = made.secret
    page = words(client, "/i/harbour/p/consent/")
    way_out = page[page.index('<details class="more no-consent">') :].partition("</details>")[0]
    assert f"</svg> {no}</summary>" in way_out and f"{instead}<a href=" in way_out and erased in way_out
    made.response.highest_urgency = "urgent"
    made.response.save()
    assert erased not in words(client, "/i/harbour/p/consent/"), "a warning sign takes the answers to the clinic"


@pytest.mark.parametrize(
    ("way", "clinic", "said"),
    [
        ({"is_tablet": True}, {"phone": "416-555-0100"}, "No Then stop here. Tell the staff."),
        ({}, {"phone": ""}, "No Then stop here. Tell us at the clinic."),
        ({"is_tablet": False, "code": "phone"}, {"phone": "416-555-0100"}, ""),
    ],
)
def test_the_way_out_on_a_tablet_without_a_phone_and_for_staff_who_type(
    way: dict[str, Any], clinic: dict[str, str], said: str
) -> None:
    part = render_to_string("intake/parts/no_consent.html", {"way": way, "clinic": clinic, "erased_after": 0})
    assert " ".join(strip_tags(part).split()) == said


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        ({}, False),
        ({"birth_date": "2011-11-21", "guardian_here": "yes"}, True),
        ({"birth_date": "2010-11-20"}, False),
        (HELPED | {"who_for": "someone_else", "helper_authority": "yes"}, False),
        (HELPED | {"who_for": "someone_else", "helper_authority": "no"}, True),
        (HELPED | {"who_for": "my_child", "helper_authority": "not_sure"}, True),
    ],
    ids=["adult", "15 years", "16 years", "helper who may decide", "helper who may not", "helper who is not sure"],
)  # fmt: skip
def test_age_and_authority_flag_and_refuse_nobody(send: SendAnswers, given: dict[str, str], flagged: bool) -> None:
    case = send(**given)
    assert case.response.is_sent
    assert bool(agreement.consent_flag(case.response, TODAY)) is flagged


def test_the_age_is_the_clinics_own(people: People, send: SendAnswers) -> None:
    case = send(birth_date="2009-01-01")
    assert "Check who can consent" not in needs(case)
    case.response.clinic.consent_age = 18
    assert agreement.consent_flag(case.response, date(2026, 11, 20)) == ("Check who can consent",)


def test_it_got_worse_asks_the_warning_signs_only_then_leads_to_sending(people: People, send: SendAnswers) -> None:
    case = send()
    client = Client()
    secret = "a-secret-of-the-test"
    QuestionnaireResponse.objects.filter(pk=case.response_id).update(secret_hash=drafts.secret_hash(secret))
    client.cookies[COOKIE] = secret
    url, seen = client.post("/i/harbour/worse/")["Location"], []
    while "/worse/send/" not in url:
        page = url.partition("?")[0].rstrip("/").rsplit("/", 1)[1]
        seen.append(page)
        assert len(seen) < 10, seen
        item = protocol_store.questionnaire().page(page).items[0]
        sent = {item.link_id: "none", "form_version": protocol_store.questionnaire().version}
        url = client.post(url, sent)["Location"]
    assert seen == ["warning_now", "warning_nerves", "warning_general"]
    case.refresh_from_db()
    assert case.group == "soon"
    assert client.post(url, {"key": "again"})["Location"] == "/i/harbour/sent/"
    case.refresh_from_db()
    assert case.group == "soon", "sending again lowers nothing"
