"""Finding a person: by part of a name, code or phone, on the board or done; of one clinic, and never in an address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.models import AuditEvent, Staff
from intake import finding
from intake.actions import triage
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def names(found: finding.Found) -> list[str]:
    """The first names found, open cases first."""
    return [case.patient.first_name for case in (*found.waiting, *found.done)]


@pytest.mark.parametrize(
    "typed",
    [
        "zoe",
        "ZOE",
        "Zoë",
        "hebert",
        "HÉBERT",
        "zo heb",
        "Hébert Zoé",
        "d'arc",
        "d\u2019arc",
        "0142",
        "416-555-0142",
        "(555) 01",
        "0142 ",
    ],
)
def test_a_name_is_found_without_its_accents_and_by_its_parts(people: People, send: SendAnswers, typed: str) -> None:
    send(first_name="Zoë", last_name="Hébert d\u2019Arc", phone="416 555 0142")
    send(first_name="Tom", last_name="Brewer", phone="555-0900")
    assert names(finding.find(people.harbour, typed)) == ["Zoë"]


def test_an_accent_kept_apart_from_its_letter_is_found_too(people: People, send: SendAnswers) -> None:
    case = send()
    case.patient.first_name = "Zoe\u0308"
    case.patient.save()
    assert len(finding.find(people.harbour, "zoë").waiting) == len(finding.find(people.harbour, "zoe").waiting) == 1


def test_a_code_is_found_as_it_is_read_out(people: People, send: SendAnswers) -> None:
    code = send().response.code
    send(first_name="Tom")
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), code[:3]):
        assert names(finding.find(people.harbour, typed)) == ["Alex"], typed


@pytest.mark.parametrize("typed", ["", "   ", "-", "?", ".*", "[a-z]", "\\", "(", "\x00", "\u202e", "x" * 500])
def test_what_is_no_word_finds_nobody_and_breaks_nothing(
    people: People, send: SendAnswers, signed_in: SignedIn, typed: str
) -> None:
    send()
    assert names(finding.find(people.harbour, typed)) == []
    assert signed_in(people.blair).post("/board/find/", {"q": typed}).status_code == 200


def test_open_cases_come_first_then_those_that_are_done(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    done, waiting = send(first_name="Alexa"), send(first_name="Alexis")
    triage.accept(case_id=done.id, by=people.blair)
    assert names(finding.find(people.harbour, "alex")) == ["Alexis", "Alexa"]
    page = signed_in(people.blair).post("/board/find/", {"q": "alex"}).content.decode()
    assert page.index(f"/cases/{waiting.id}/") < page.index(f"/cases/{done.id}/")


def test_too_many_are_cut_and_the_page_says_so(
    people: People, send: SendAnswers, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    send()
    send()
    found = finding.find(people.harbour, "alex")
    assert len(found.waiting) == 1 and found.more
    assert "There are more than these" in signed_in(people.blair).post("/board/find/", {"q": "alex"}).content.decode()


def test_nobody_found_says_what_to_try(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    send()
    page = signed_in(people.blair).post("/board/find/", {"q": "<b>Wilhelmina"}).content.decode()
    assert "Nobody found for \u201c&lt;b&gt;Wilhelmina\u201d" in page
    assert "last four digits" in page and "/invitations/" in page and "Start an intake" in page


def test_another_clinic_finds_nobody(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    page = signed_in(people.sam).post("/board/find/", {"q": "alex"}).content.decode()
    assert "Nobody found" in page and str(case.id) not in page


def test_a_name_in_an_address_is_not_read_and_each_person_shown_is_recorded(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(), signed_in(people.blair)
    assert str(case.id) not in desk.get("/board/find/?q=alex").content.decode()
    for _ in range(2):
        desk.post("/board/find/", {"q": "alex"})
    shown: Any = AuditEvent.objects.get(action="board.patient_shown", object_id=case.id)
    assert shown.actor_id == people.blair.id and "alex" not in str(shown.detail).lower()
