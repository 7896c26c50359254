"""Two tabs, two devices: nobody's answer is overwritten unseen, the same page sent twice is one save."""

from typing import Any

import pytest
from django.test import Client

from intake import protocol_store
from intake.models import PageSave, QuestionnaireResponse, TriageCase
from tests.people import People

pytestmark = pytest.mark.django_db
URL = "/i/harbour/p/who_for/"


@pytest.fixture
def alex(people: People) -> Client:
    client = Client()
    client.post("/i/harbour/", {"language": "en"})
    return client


def sends(client: Client, form: str, number: int, url: str = URL, **values: Any) -> Any:
    version = protocol_store.questionnaire().version
    return client.post(url, values | {"form": form, "save_number": number, "form_version": version})


def test_an_older_page_never_overwrites_a_later_answer_unseen(alex: Client) -> None:
    # Given two tabs that were opened before anything was answered
    assert sends(alex, "tab-1", 0, who_for="my_child").status_code == 302

    # When the other one is sent with another answer
    page = sends(alex, "tab-2", 0, who_for="me")
    text = page.content.decode()

    # Then both are shown, and the saved one stands
    assert page.status_code == 409
    assert "You answered this page somewhere else" in text and "My child" in text
    assert QuestionnaireResponse.objects.get().answers["who_for"] == "my_child"

    # and sending it again, now knowing, takes it
    assert sends(alex, "tab-3", 1, who_for="me").status_code == 302
    assert QuestionnaireResponse.objects.get().answers["who_for"] == "me"
    assert [save.answers["who_for"] for save in PageSave.objects.order_by("number")] == ["my_child", "me"]


def test_the_same_answer_from_another_tab_is_no_conflict(alex: Client) -> None:
    sends(alex, "tab-1", 0, who_for="me")
    assert sends(alex, "tab-2", 0, who_for="me").status_code == 302


def test_the_same_page_sent_twice_is_one_save(alex: Client) -> None:
    for _ in range(3):
        assert sends(alex, "tab-1", 0, who_for="me").status_code == 302
    assert PageSave.objects.count() == 1


def test_back_and_another_answer_on_the_same_printed_page_is_no_conflict(alex: Client) -> None:
    sends(alex, "tab-1", 0, who_for="me")
    assert sends(alex, "tab-1", 0, who_for="someone_else").status_code == 302
    assert QuestionnaireResponse.objects.get().answers["who_for"] == "someone_else"


def test_a_save_of_another_page_in_between_is_no_conflict(alex: Client) -> None:
    sends(alex, "tab-1", 0, who_for="me")
    assert sends(alex, "tab-2", 0, "/i/harbour/p/consent/", consent_use="consent_care").status_code == 302


def test_an_emergency_in_an_old_tab_is_never_held_up(alex: Client) -> None:
    url = "/i/harbour/p/warning_now/"
    assert sends(alex, "tab-1", 0, url, warning_now="none").status_code == 302
    assert sends(alex, "tab-2", 0, url, warning_now="chest_pain")["Location"] == "/i/harbour/help-now/"
    assert TriageCase.objects.get().group == "emergency"


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "١"])
def test_a_number_that_is_none_is_no_500(alex: Client, number: str) -> None:
    assert sends(alex, "tab-1", number, who_for="me").status_code == 302  # type: ignore[arg-type]
