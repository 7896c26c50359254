"""The stop page wherever a clinic is: its country's number, honest about who is watching, private reasons unnamed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Clinic
from intake import protocol_store
from intake.actions import drafts, respond
from intake.emergency_page import page_of_tick, told
from intake.models import CaseEvent, QuestionnaireResponse, TriageCase
from intake.models.case import EventKind
from intake.views.patient_page import COOKIE
from tests.answers import EMERGENCY, complete
from tests.people import People

pytestmark = pytest.mark.django_db
STOP = "/i/harbour/help-now/"
MONDAY_10 = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)  # in Toronto
SUNDAY_10 = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
TEN_TO_SIX = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def stopped(clinic: Clinic, **given: Any) -> Client:
    """A patient whose answers stopped the form."""
    made = drafts.start(clinic=clinic, language="en")
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
        (TEN_TO_SIX, SUNDAY_10, "Nobody may see it before <strong>Monday at 8 am</strong>."),
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
    assert answer.status_code == 302 and answer["Location"].endswith("/p/warning_now/?from=mistake")
    version = protocol_store.questionnaire().version
    page = " ".join(alex.get(answer["Location"]).content.decode().split())
    assert "We have told the clinic. Untick what is not true. To be safe, we still call you about it." in page
    assert "If nothing is left, tick “None of these”." in page, "an empty page is refused"
    gone_on = alex.post(answer["Location"], {"warning_now": "none", "form_version": version})
    assert gone_on.status_code == 302 and "help-now" not in gone_on["Location"], "the rule is no longer true"
    case = TriageCase.objects.get()
    assert case.group == "emergency", "the alarm stands"
    assert CaseEvent.objects.filter(case=case, kind=EventKind.MISTAKE).count() == 1
    assert case.response.sent_at is None, "though nothing was sent"
    kept = case.response.saves.values_list("answers", flat=True)
    assert {"warning_now": ["chest_pain"]} in kept and {"warning_now": ["none"]} in kept


def test_a_mistake_opens_the_page_of_the_tick_and_not_the_last_one(people: People) -> None:
    alex = stopped(people.harbour)
    response = TriageCase.objects.get().response
    respond.say(response=response, kind=EventKind.WITH_STAFF, by=patient_actor(people.harbour))
    for page in ("warning_nerves", "warning_general"):
        respond.save_page(response=response, page=page, values={page: ["none"]}, by=patient_actor(people.harbour))
    assert alex.post(f"{STOP}mistake/")["Location"].endswith("/p/warning_now/?from=mistake")


def test_the_sign_is_mended_where_a_question_about_it_made_the_emergency(people: People) -> None:
    made, by = drafts.start(clinic=people.harbour, language="en"), patient_actor(people.harbour)
    for page in ("warning_nerves", "nerves_more"):
        items = protocol_store.questionnaire().page(page).items
        values = {item.link_id: EMERGENCY[item.link_id] for item in items}
        respond.save_page(response=made.response, page=page, values=values, by=by)
    made.response.refresh_from_db()
    today = people.harbour.today(timezone.now())
    assert page_of_tick(made.response, today) == "warning_nerves"
    rows = told(made.response, today, "en")
    assert "Numb or odd feeling between your legs" in str(rows) and "2 days" in str(rows)
    assert protocol_store.wording("es").option("warning_nerves", "saddle_numbness") in str(
        told(made.response, today, "es")
    )


def test_an_emergency_room_reads_what_was_ticked(people: People) -> None:
    page = words(stopped(people.harbour, warning_now=["chest_pain"]))
    assert "This is what I answered" in page and "Chest pain, tight or heavy chest" in page


def test_private_answers_are_never_on_the_page_to_show(people: People) -> None:
    made, values = drafts.start(clinic=people.harbour, language="en"), {"private_matters": ["self_harm_thoughts"]}
    page_id = next(each.id for each in protocol_store.questionnaire().pages if "private_matters" in str(each.items))
    by = patient_actor(people.harbour)
    assert respond.save_page(response=made.response, page=page_id, values=values, by=by).stop
    client = Client()
    client.cookies[COOKIE] = made.secret
    page = words(client)
    assert "This is what I answered" not in page
    assert protocol_store.wording("en").option("private_matters", "self_harm_thoughts") not in page


def test_who_it_is_stands_under_what_to_show_as_far_as_it_is_known(people: People) -> None:
    alex = stopped(people.harbour)
    assert "Date of birth" not in words(alex), "nothing is known yet"
    draft = drafts.draft_by_secret(people.harbour, alex.cookies[COOKIE].value)
    assert draft
    values = {"first_name": "Alex", "last_name": "Moreau", "birth_date": "1984-06-14"}
    respond.save_page(response=draft, page="you", values=values, by=patient_actor(people.harbour))
    shown = words(alex).split("Show them this page")[1].split("We have told the clinic")[0]
    assert "Alex" in shown and "Moreau" in shown and "14 June 1984" in shown


@pytest.mark.parametrize(
    ("language", "ago"), [("en", "2 days ago"), ("fr-CA", "il y a 2 jours"), ("es", "hace 2 días")]
)
def test_when_the_signs_began_is_a_time_ago(people: People, language: str, ago: str) -> None:
    made = drafts.start(clinic=people.harbour, language=language)
    made.response.answers = complete(**EMERGENCY)
    today = people.harbour.today(timezone.now())
    rows = {row["label"]: row["values"] for row in told(made.response, today, language)}
    wording = protocol_store.wording(language)
    assert rows[wording.item("nerve_sign_days").short] == (ago,)
    assert ago not in rows[wording.item("duration_days").short]


@pytest.mark.parametrize(
    ("language", "question", "no"),
    [
        ("en", "Is a member of our staff beside you now?", "No, back to the help"),
        ("fr-CA", "Une personne de notre équipe est-elle à côté de vous maintenant?", "Non, retour à l’aide"),
        ("es", "¿Hay ahora alguien de nuestro personal a su lado?", "No, volver a la ayuda"),
    ],
)
def test_one_tap_does_not_pass_the_stop_page(people: People, language: str, question: str, no: str) -> None:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    alex = stopped(people.harbour)
    QuestionnaireResponse.objects.update(language=language)
    assert f'href="{STOP}with-staff/"' in words(alex) and f'action="{STOP}with-staff/"' not in words(alex)
    asked = " ".join(alex.get(f"{STOP}with-staff/").content.decode().split())
    assert question in asked and f'href="{STOP}">{no}</a>' in asked and f'action="{STOP}with-staff/"' in asked
    assert not CaseEvent.objects.filter(kind=EventKind.WITH_STAFF).exists(), "looking says nothing"
    alex.post(f"{STOP}with-staff/")
    assert CaseEvent.objects.filter(kind=EventKind.WITH_STAFF).count() == 1
    assert TriageCase.objects.get().group == "emergency", "the alarm stands"


def test_nobody_is_asked_about_staff_who_was_not_stopped(people: People) -> None:
    assert Client().get(f"{STOP}with-staff/")["Location"] == "/i/harbour/"
