"""Where staff meet the patient: at the tablet, on the phone, in a form of another language, on paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Staff
from intake import finding
from intake.actions import respond, triage
from intake.body_picture import sides_words
from intake.cards import card_of
from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def page_of(client: Client, case: TriageCase) -> str:
    return " ".join(client.get(f"/cases/{case.id}/").content.decode().split())


@pytest.mark.parametrize(
    ("source", "says", "not_said"),
    [("kiosk", "go to them now", "<strong>Call.</strong>"), ("phone", "say it now", "go to them")],
)
def test_an_emergency_at_hand_is_met_where_the_person_is(
    people: People, send: SendAnswers, signed_in: SignedIn, source: str, says: str, not_said: str
) -> None:
    case = send(**EMERGENCY)
    case.response.source = source
    case.response.save()
    page = page_of(signed_in(people.blair), case)
    assert says in page and not_said not in page and "Told on screen: go now" not in page
    assert ("Tell the caller their code" in page) is (source == "phone")
    case.response.sent_at = timezone.now() - timedelta(hours=3)
    case.response.save()
    assert "<strong>Call.</strong>" in page_of(signed_in(people.blair), case), "they have gone: call"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (EMERGENCY, "Please call <strong>911</strong> now. Do not drive yourself."),
        (URGENT, "You need a check today. A clinician will talk with you today"),
        (
            {"private_matters": ["self_harm_thoughts"]},
            "Please stay on the line. A clinician comes to talk with you now.",
        ),
    ],
    ids=["emergency", "urgent", "private"],
)
def test_words_to_read_to_an_urgent_caller_stand_in_the_callers_language(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any], words: str
) -> None:
    case, desk = send(**answers), signed_in(people.blair)
    assert 'class="say-it"' not in page_of(desk, case), "nobody is on the line"
    case.response.source = "phone"
    case.response.save()
    said = page_of(desk, case).split('class="say-it"')[1].split("</blockquote>")[0]
    assert words in said and "hurting" not in said
    case.response.language = "es"
    case.response.save()
    said = page_of(desk, case).split('class="say-it"')[1].split("</blockquote>")[0]
    assert 'lang="es"' in said and "«" in said


def test_the_helper_is_named_where_one_is_about_to_call(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    helper = {"who_for": "someone_else", "helper_name": "Pat Q. Example", "helper_relation": "partner"}
    case, desk = send(**URGENT, **helper, helper_authority="yes"), signed_in(people.blair)
    row = desk.get("/board/").content.decode().split(f'data-case="{case.id}"')[1].split("</tr>")[0]
    assert "Helper: Pat E., partner" in row and "Example" not in row, "a board hangs where people pass"
    page = page_of(desk, case)
    assert "Helper: Pat Q. Example, partner" in page.split("case-tools")[0]
    assert "Spoke to helper, Pat<" in page and "ask whose it is" in page
    alone = page_of(desk, send(**URGENT))
    assert "Helper:" not in alone and "ask whose it is" not in alone


def test_what_was_said_on_the_phone_is_kept_with_the_call(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(**EMERGENCY), signed_in(people.blair)
    desk.post(f"/cases/{case.id}/contact/", {"outcome": "advised_er", "said": "at home with a son, he calls"})
    page = page_of(desk, case)
    buttons = page[page.index('<form id="act"') :]
    assert buttons.index("<button") == buttons.index('<button type="submit" hidden>Save'), "Enter saves, reaches nobody"
    assert 'value="reached"' in buttons
    assert page.count("Contact: Advised ER: “at home with a son, he calls”") == 2, "in the tries and in the history"
    assert not any("son" in str(row) for row in AuditEvent.objects.values_list("detail", flat=True))


@pytest.mark.parametrize("language", ["fr-CA", "es"])
def test_staff_read_their_own_steps_in_their_own_language(people: People, signed_in: SignedIn, language: str) -> None:
    people.harbour.languages = ["en", language]
    people.harbour.save()
    desk = signed_in(people.blair)
    page = desk.post("/ways-in/phone/", {"language": language}, follow=True).content.decode()
    assert f'<html lang="{language.lower()}"' in page.replace(language, language.lower())
    assert "Entered by staff, by phone" in page
    typed = QuestionnaireResponse.objects.get()
    by = patient_actor(people.harbour)
    respond.save_page(response=typed, page="warning_now", values={"warning_now": ["chest_pain"]}, by=by)
    stop = desk.get("/i/harbour/help-now/").content.decode()
    assert "Stop. Read this to the caller now" in stop and "Ask where they are" in stop
    assert "Please call <strong>911</strong> now" not in stop, "what is read aloud stands in the caller\u2019s language"
    assert f"/cases/{typed.case.id}/" in stop and "#contact" not in stop, "her name and Claim stand on top"


def test_a_pregnancy_stands_on_the_row(people: People, send: SendAnswers) -> None:
    now = timezone.now()
    told = {"health_now": ["pregnant_or_birth"]}
    sure = send(**told, pregnancy="pregnant", pregnancy_weeks=20)
    assert "Pregnant" in card_of(sure, people.blair, now).flags
    assert "May be pregnant" in card_of(send(**told, pregnancy="not_sure"), people.blair, now).flags
    assert not any("regnan" in flag for flag in card_of(send(), people.blair, now).flags)


def test_a_past_time_to_try_again_is_told(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    asked = {"outcome": "voicemail", "try_again": "2020-01-01T10:00"}
    said = signed_in(people.blair).post(f"/cases/{case.id}/contact/", asked, follow=True).content.decode()
    case.refresh_from_db()
    assert "That time to try again is past." in said and case.wake_at > timezone.now() + timedelta(minutes=100)
    assert "waiting</span> waiting" not in said and "Back " in said


def test_the_printed_list_names_who_has_a_case(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(**URGENT)
    triage.claim(case_id=case.id, by=people.blair)
    row = signed_in(people.blair).get("/board/").content.decode()
    assert '<span class="print-only">Blair Osei</span>' in row, "“You” on paper is nobody"


@pytest.mark.parametrize("typed", ["1984-06-14", "19840614", "1984 06 14"])
def test_two_of_one_name_are_told_apart_by_birth_date_and_phone(
    people: People, send: SendAnswers, signed_in: SignedIn, typed: str
) -> None:
    send(first_name="Ana")
    send(first_name="Ana", birth_date="1990-01-02", phone="416-555-0199")
    assert len(finding.find(people.harbour, typed).waiting) == 1
    page = " ".join(signed_in(people.blair).post("/board/find/", {"q": "ana"}).content.decode().split())
    assert "born 14 Jun 1984 · 416-555-0142" in page and "born 2 Jan 1990 · 416-555-0199" in page


def test_the_drawing_says_which_side_is_which() -> None:
    assert sides_words(["low_back_l"]) == "Back: the patient’s left is on the left of the picture."
    assert "patient’s right is on the left" in sides_words(["head_front"]) and sides_words([]) == ""


def test_a_second_invitation_and_a_number_without_digits_are_told(people: People, signed_in: SignedIn) -> None:
    desk = signed_in(people.blair)
    asked = {"first_name": "Ana", "last_name": "Pires", "language": "en", "how": "link"}
    assert "in digits" in desk.post("/invitations/", asked | {"phone": "abc"}).content.decode()
    first = desk.post("/invitations/", asked).content.decode()
    assert "had an open invitation already" not in first and "Only this computer can open it" in first
    assert "had an open invitation already" in desk.post("/invitations/", asked).content.decode()
