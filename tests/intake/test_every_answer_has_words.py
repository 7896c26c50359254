"""Every answer that a question takes can be said back: on the check page, to staff, on the receipt, in each language.

A patient who was not sure where it hurts once could not send the form at all: the check page failed.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from clinic.languages import code_of
from clinic.models import Staff
from intake import protocol_store
from intake.actions import drafts
from intake.answer_words import answer_words
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.items import ALL_OVER, NOT_SURE, Item, ItemType
from intake.summary import places_short
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People

ONE_CODE = {ItemType.CHOICE, ItemType.PLACE}


def answers_to(item: Item) -> Iterator[Any]:
    """Each single answer of a question that offers some."""
    codes = [*item.options, *item.exclusive]
    if item.type in (ItemType.PLACES, ItemType.PLACE):
        codes = [*protocol_store.body_map().zones, NOT_SURE]
    if item.type is ItemType.PLACES:
        codes.append(ALL_OVER)
    yield from (code if item.type in ONE_CODE else [code] for code in codes)


def calm(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with a "no" to every choice that has one."""
    choices = (item for item in protocol_store.questionnaire().items.values() if item.type is ItemType.CHOICE)
    return {item.link_id: "no" for item in choices if "no" in item.options} | answers


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_every_single_answer_has_words(language: str) -> None:
    wording, said = protocol_store.wording(language), 0
    with translation.override(code_of(language)):
        for item in protocol_store.questionnaire().items.values():
            for value in answers_to(item):
                assert all(answer_words(item, value, wording)), (item.link_id, value)
                said += 1
    assert said > 400


def test_the_desk_reads_of_someone_who_is_not_sure_where() -> None:
    assert places_short([NOT_SURE]) == "Not sure where" and places_short([ALL_OVER]) == "All over"


def test_a_place_has_one_name_for_patients_and_staff() -> None:
    named = protocol_store.wording("en").place("buttock_l")
    assert named.startswith("Bottom") and places_short(["buttock_l", "wrist_r"]) == "Bottom, left; Wrist or hand, right"


@pytest.mark.django_db
@pytest.mark.parametrize("places", [[NOT_SURE], [ALL_OVER]])
def test_not_sure_where_gets_all_the_way_to_the_clinician(
    places: list[str], people: People, signed_in: Callable[[Staff], Client]
) -> None:
    patient = Client()
    patient.post("/i/harbour/", {"language": "en"})
    draft = drafts.draft_by_secret(people.harbour, patient.cookies[COOKIE].value)
    assert draft
    draft.answers = calm(complete(places=places, worst_place=NOT_SURE))
    draft.save()
    check = patient.get("/i/harbour/check/")
    assert check.status_code == 200
    words = "I’m not sure" if places == [NOT_SURE] else "all over"
    assert words in check.content.decode().replace("'", "’")
    patient.post("/i/harbour/check/", {"key": "k" * 32, "idempotency_key": "k" * 32}, follow=True)
    assert QuestionnaireResponse.objects.get(id=draft.id).is_sent
    assert patient.get("/i/harbour/sent/").status_code == 200
    case = TriageCase.objects.get(response_id=draft.id)
    for person in (people.blair, people.casey):
        for page in ("/board/", f"/cases/{case.id}/"):
            assert signed_in(person).get(page).status_code == 200, page
    for page in (f"/cases/{case.id}/handout/", f"/cases/{case.id}/summary/"):
        assert signed_in(people.casey).get(page).status_code == 200, page
