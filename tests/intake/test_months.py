"""A month written as a word, wherever a date is asked for: on a page of the form and at the two doors."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP

from intake import months, protocol_store
from intake.actions import drafts
from intake.models import QuestionnaireResponse
from intake.views.patient_page import COOKIE
from intake.views.return_door import typed_date
from tests.people import People

WHO = {"first_name": "Alex", "last_name": "Moreau", "phone": "416-555-0142"}


def read(language: str, typed: str) -> str:
    with translation.override(language):
        return months.as_number(typed)


@pytest.mark.parametrize("language", ["en", "fr-ca", "es"])
def test_every_month_by_its_name_and_by_what_people_shorten_it_to(language: str) -> None:
    for number in range(1, 13):
        with translation.override(language):
            written = {str(each[number]) for each in (MONTHS, MONTHS_3, MONTHS_AP)} - {"jui"}
        for typed in written:
            for as_typed in (typed, typed.upper(), f" {typed.strip('.')}. ", typed.replace("é", "e").replace("û", "u")):
                assert read(language, as_typed) == str(number), as_typed


@pytest.mark.parametrize("language", ["fr-ca", "es"])
def test_english_is_understood_too(language: str) -> None:
    assert [read(language, typed) for typed in ("Feb", "August", "sept.", "DEC")] == ["2", "8", "9", "12"]


@pytest.mark.parametrize("typed", ["2", "02", "", "14", "x", "fe", "Junober", "jui", "June 3", "\u0663", "...", "ma"])
def test_digits_and_what_is_no_month_or_could_be_two_stay_as_they_are(typed: str) -> None:
    assert read("fr-ca", typed) == typed


def test_a_form_keeps_everything_else() -> None:
    raw = {
        "first_name": ["May"],
        "birth_date-day": ["Mar"],
        "birth_date-month": ["Mar"],
        "duration_days-unit": ["months"],
    }
    assert months.with_numbers(raw) == raw | {"birth_date-month": ["3"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "month", "stored"),
    [("en", "Feb", "02"), ("fr-CA", "févr.", "02"), ("fr-CA", "FEVRIER", "02"), ("es", "Septiembre", "09"),
     ("es", "August", "08")],
)  # fmt: skip
def test_a_birth_date_on_the_form(people: People, language: str, month: str, stored: str) -> None:
    client = _patient(people, language)
    assert _typed(client, month).status_code == 302
    assert QuestionnaireResponse.objects.get().answers["birth_date"] == f"1984-{stored}-05"


@pytest.mark.django_db
def test_a_word_that_is_no_month_comes_back_as_typed_with_the_error_beside_it(people: People) -> None:
    page = _typed(_patient(people, "fr-CA"), "jui")
    told = unescape(page.content.decode())
    assert page.status_code == 422 and 'value="jui"' in told and "Écrivez le mois (1 à 12)" in told
    impossible = _typed(_patient(people, "en"), "Feb", day="31")
    assert 'value="Feb"' in impossible.content.decode(), "the word is kept, not our number"


@pytest.mark.django_db
def test_a_half_typed_page_keeps_the_date_that_is_one(people: People) -> None:
    client = _patient(people, "en")
    _typed(client, "June", later="1", phone="12")
    assert QuestionnaireResponse.objects.get().answers["birth_date"] == "1984-06-05"


def test_the_door_back_to_a_form() -> None:
    boxes = {"birth_date-day": "14", "birth_date-month": "Junio", "birth_date-year": "1984"}
    with translation.override("es"):
        assert typed_date(RequestFactory().post("/", boxes)) == date(1984, 6, 14)
        assert typed_date(RequestFactory().post("/", boxes | {"birth_date-day": "Junio"})) is None


def _patient(people: People, language: str) -> Client:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made = drafts.start(clinic=people.harbour, language=language)
    made.response.answers = {"who_for": "me"}
    made.response.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client


def _typed(client: Client, month: str, day: str = "5", **more: Any) -> Any:
    born = {"birth_date-day": day, "birth_date-month": month, "birth_date-year": "1984"}
    version = {"form_version": protocol_store.questionnaire().version}
    return client.post("/i/harbour/p/you/", WHO | born | version | more)
