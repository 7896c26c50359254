"""The staff's side: what a row must say before Accept, alarms while typing, pages without dead ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from clinic.models import Staff
from intake import protocol_store
from intake.actions import decide_anew, triage
from intake.card_lines import blocked_words
from intake.cards import card_of
from tests import page_words
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def test_a_row_says_what_is_blocked_before_accept(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    blocks = card_of(send(health_now=["blood_thinner"]), people.blair, timezone.now()).blocks
    assert "joint thrusts" in blocks and "deep pressure" in blocks and "needles" in blocks
    assert f"Blocked: {blocks}" in signed_in(people.blair).get("/board/").content.decode()


def test_what_is_blocked_says_what_to_do_instead_of_online_booking() -> None:
    assert blocked_words(["online_booking", "needling"]) == "needles, online booking (staff book the visit)"


def test_privacy_shows_initials_and_the_name_only_when_pressed(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(first_name="Helen", last_name="Moss", **EMERGENCY)
    page = page_words.words(signed_in(people.blair), "/board/?privacy=1")
    who = page.split('class="wall-who"')[1].split("</button>")[0]
    code = who.split("wall-name")[0]
    assert "H. M." in code and case.response.code in code and "Helen" not in code
    outside = page.replace(who, "")
    assert "Helen" not in outside and "Moss" not in page, "not in the alarm, nor anywhere else"


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT])
def test_an_urgent_row_says_what_to_do_and_no_list_of_techniques(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any]
) -> None:
    case = send(**answers)
    assert case.decision.record["blocks"]
    assert "Blocked:" not in signed_in(people.blair).get("/board/").content.decode()
    assert "Blocked:" in signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()


@pytest.mark.parametrize(
    ("source", "words"), [("web", "Told on screen: go now"), ("phone", "By phone: say go now"), ("paper", "From paper")]
)
def test_the_row_tells_who_must_say_go(people: People, send: SendAnswers, source: str, words: str) -> None:
    case = send(**EMERGENCY)
    case.response.source = source
    assert words in card_of(case, people.blair, timezone.now()).rule


@pytest.mark.parametrize(
    ("answers", "says"), [(EMERGENCY, "call 911 now"), (URGENT, "Call within 30 minutes")], ids=["emergency", "urgent"]
)
def test_an_urgent_case_says_what_to_do_before_it_explains(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any], says: str
) -> None:
    case, desk = send(**answers), signed_in(people.blair)
    page = desk.get(f"/cases/{case.id}/").content.decode()
    why = card_of(case, people.blair, timezone.now()).why
    first = page[page.index("Do now") : page.index("Why this route")]
    assert says in first and why in first and f"Call {case.patient.phone}" in first and "Advised ER" in first
    assert page.count('id="contact"') == 1
    for rule in case.decision.record["because"]["clinician"]["fired"]:
        sources = escape(rule["sources"][0]["title"])
        assert f"Rule {rule['id']}: {escape(rule['text'])} {sources}" in page, "nothing is dropped"

    triage.claim(case_id=case.id, by=people.blair)
    assert "<strong>Claimed</strong> by you." in desk.get(f"/cases/{case.id}/").content.decode()


def test_without_a_phone_number_an_urgent_case_says_so(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(**URGENT)
    case.patient.phone = ""
    case.patient.save()
    assert "No phone number was given." in signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()


def test_a_routine_case_and_an_accepted_one_have_nothing_to_do_now(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    routine, urgent = send(), send(**URGENT)
    triage.log_contact(case_id=urgent.id, by=people.casey, outcome="reached")
    triage.accept(case_id=urgent.id, by=people.casey)
    for case in (routine, urgent):
        page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
        assert "Do now" not in page and 'id="contact"' in page


def test_the_patients_slip_is_in_their_language_and_names_nobody(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send()
    for language, words in (
        ("en", "Your code. Say it when you call us."),
        ("fr-CA", "Votre code"),
        ("es", "Su código"),
    ):
        case.response.language = language
        case.response.save()
        page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
        slip = page[page.index('class="patient-slip"') :].partition("</section>")[0]
        assert f'lang="{language.lower()}"' in slip and words in slip, language
        assert case.response.code in slip and people.harbour.phone in slip and "911" in slip
        assert "Alex" not in slip and case.patient.phone not in slip


def test_the_case_says_whom_to_ask_for_on_the_phone(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
    assert "<strong>Alex Moreau</strong> · born 14 Jun 1984 · 416-555-0142" in page
    case.patient.birth_date = None
    case.patient.save()
    assert "date of birth not given" in signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()


def test_an_alarm_shows_while_staff_type(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    send(**EMERGENCY)
    desk = signed_in(people.blair)
    page = desk.post("/ways-in/phone/", {"language": "en"}, follow=True).content.decode()
    assert "typing-alarm--emergency" in page and "EMERGENCY" in page
    assert "typing-alarm" not in Client().get("/i/harbour/").content.decode()


def test_the_paper_steps_name_the_questions_of_the_warning_signs(people: People, signed_in: SignedIn) -> None:
    pages = protocol_store.questionnaire().pages
    numbers = [number for number, page in enumerate(pages, 1) if page.section == "keeping_you_safe"]
    said = f"questions {numbers[0]} to {numbers[-1]}"
    desk = signed_in(people.blair)
    assert said in desk.get("/ways-in/").content.decode() and said in desk.get("/ways-in/paper/").content.decode()


def test_a_manager_is_not_led_to_a_closed_door(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(**EMERGENCY)
    manager = signed_in(Staff.objects.get(role="manager", clinic=people.harbour))
    assert f'class="alarm-open" href="/cases/{case.id}/"' not in manager.get("/board/").content.decode()
    refused = manager.get(f"/cases/{case.id}/")
    assert refused.status_code == 403 and 'href="/staff/"' in refused.content.decode()
    assert Client().get(f"/cases/{case.id}/").status_code == 302


def test_the_only_clinical_lead_keeps_the_sign_in(people: People, signed_in: SignedIn) -> None:
    manager = signed_in(Staff.objects.get(role="manager", clinic=people.harbour))
    said = manager.post(f"/staff/{people.drew.id}/disable/", follow=True).content.decode()
    people.drew.refresh_from_db()
    assert people.drew.is_active and "is the only clinical lead" in said
    manager.post(f"/staff/{people.blair.id}/disable/")
    people.blair.refresh_from_db()
    assert not people.blair.is_active


def test_after_a_change_the_case_says_who_decided_what_and_the_rules_apart(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(**URGENT)
    names = protocol_store.wording("en")
    rules_said, chosen = names.disposition(case.disposition).name, names.disposition("self_care").name
    assert rules_said != chosen
    decide_anew.override(
        case_id=case.id, by=people.casey, disposition="self_care", reason="other", note="Asked for exercises."
    )
    page = signed_in(people.casey).get(f"/cases/{case.id}/").content.decode()
    assert f"{people.casey.name} decided {chosen} at " in page and ": Asked for exercises." in page
    assert f"The rules suggested: {rules_said}" in page and f"decided by {people.casey.name}" in page
    assert ">suggested<" not in page
