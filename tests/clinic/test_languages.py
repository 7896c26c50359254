"""The languages of a clinic: which tags are known, and how a manager chooses among them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from clinic.clinic_form import ClinicForm
from clinic.languages import asked_for, check_languages, code_of, names, tag_of
from clinic.models import Staff
from tests.people import People

SETTINGS = {
    "name": "Harbour",
    "phone": "555-0100",
    "country": "CA",
    "consent_age": 16,
    "time_zone": "America/Toronto",
    "alarm_email": "",
}


def test_tags_and_codes() -> None:
    assert [(tag, code_of(tag)) for tag in names()] == [("en", "en"), ("fr-CA", "fr-ca"), ("es", "es")]
    assert tag_of("fr-ca") == "fr-CA" and tag_of("ES") == "es"
    assert code_of("xx") == "en"


@pytest.mark.parametrize("value", [[], ["xx"], ["en", "en"], "en", None, [{}], ["fr-ca"]])
def test_a_list_that_no_clinic_can_offer(value: object) -> None:
    with pytest.raises(ValidationError):
        check_languages(value)


@pytest.mark.parametrize(
    ("header", "offered", "tag"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", ("en", "fr-CA"), "fr-CA"),
        ("fr-FR", ("en", "fr-CA"), "fr-CA"),
        ("fr-CA", ("en", "es"), "en"),
        ("es-MX", ("en", "es"), "es"),
        ("de", ("fr-CA", "en"), "en"),
        ("pt", ("fr-CA", "es"), "fr-CA"),
        ("", ("en",), "en"),
        ("*;q=nonsense,,", ("en",), "en"),
    ],
)
def test_what_a_browser_asks_for(header: str, offered: tuple[str, ...], tag: str) -> None:
    assert asked_for(RequestFactory().get("/", headers={"accept-language": header}), offered) == tag


@pytest.mark.django_db
def test_a_manager_chooses_the_languages(people: People, signed_in: Callable[[Staff], Client]) -> None:
    page = signed_in(people.morgan).post("/clinic/", SETTINGS | {"languages": ["en", "fr-CA"]})
    assert page.status_code == 302
    people.harbour.refresh_from_db()
    assert people.harbour.languages == ["en", "fr-CA"]


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", [[], ["xx"]])
def test_a_form_without_a_language_is_asked_again(people: People, chosen: list[str]) -> None:
    form = ClinicForm(SETTINGS | {"languages": chosen}, instance=people.harbour)
    assert not form.is_valid() and "languages" in form.errors
