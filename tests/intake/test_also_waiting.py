"""A person who came back: two open cases point at each other, whoever opens either. Nothing is merged or lowered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Staff
from intake import also_waiting, board_groups
from intake.actions import triage
from intake.group_words import WORDS
from intake.models import QuestionnaireResponse, TriageCase
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
SAME = {"first_name": "Rosa", "last_name": "Núñez", "birth_date": "1980-02-03"}


def links_on_the_board(people: People) -> dict[str, tuple[str, ...]]:
    groups = board_groups.groups_of(people.harbour, people.blair, timezone.now())
    return {card.id: tuple(other.code for other in card.also) for group in groups for card in group.cards}


@pytest.mark.parametrize(
    ("again", "is_same"),
    [
        ({}, True),
        ({"first_name": "rosa", "last_name": "NUNEZ"}, True),
        ({"birth_date": "1980-02-04"}, False),
        ({"first_name": "Rita"}, False),
    ],
)
def test_one_name_and_birth_date_is_one_person(
    people: People, send: SendAnswers, again: dict[str, Any], is_same: bool
) -> None:
    first, second, _other = send(**SAME), send(**SAME | again), send()
    shown = links_on_the_board(people)
    assert shown[str(first.id)] == ((second.response.code,) if is_same else ())
    assert shown[str(second.id)] == ((first.response.code,) if is_same else ())


def test_one_patient_row_is_one_person_whatever_was_typed(people: People, send: SendAnswers) -> None:
    first, second = send(), send(first_name="Other")
    TriageCase.objects.filter(pk=second.pk).update(patient=first.patient)
    assert links_on_the_board(people)[str(first.id)] == (second.response.code,)
    second.refresh_from_db()
    assert [link.code for link in also_waiting.links_of(second, timezone.now())] == [first.response.code]


def test_a_name_without_a_birth_date_is_nobody_in_particular(people: People, send: SendAnswers) -> None:
    cases = [send(), send()]
    for case in cases:
        case.patient.birth_date = None
        case.patient.save()
    assert set(links_on_the_board(people).values()) == {()}


def test_board_and_case_say_code_time_and_urgency_with_a_link(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    first, second = send(**SAME), send(**SAME, places=["calf_l"], limb_signs=["limb_swollen"])
    QuestionnaireResponse.objects.filter(pk=first.response_id).update(sent_at=timezone.now() - timedelta(days=2))
    blair = signed_in(people.blair)
    for page in (blair.get("/board/"), blair.get(f"/cases/{second.id}/")):
        said = page.content.decode()
        assert f'Also waiting: <a href="/cases/{first.id}/">{first.response.code}</a>' in " ".join(said.split())
    told = also_waiting.links_of(first, timezone.now())
    assert [(link.code, link.word) for link in told] == [(second.response.code, WORDS[second.group])]
    assert "," in also_waiting.links_of(second, timezone.now())[0].came, "of another day, with the day"
    first.refresh_from_db()
    assert first.group == "routine" != second.group, "neither lends the other its urgency"


def test_a_done_case_still_points_at_the_open_one_and_no_more_the_other_way(people: People, send: SendAnswers) -> None:
    first, second = send(**SAME), send(**SAME)
    triage.accept(case_id=first.id, by=people.blair)
    assert [link.code for link in also_waiting.links_of(first, timezone.now())] == [second.response.code]
    assert also_waiting.links_of(second, timezone.now()) == ()
    assert links_on_the_board(people) == {str(second.id): ()}


def test_nobody_is_linked_across_clinics(people: People, send: SendAnswers) -> None:
    here, there = send(**SAME), send(clinic=people.northside, **SAME)
    assert also_waiting.links_of(here, timezone.now()) == also_waiting.links_of(there, timezone.now()) == ()
