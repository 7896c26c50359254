"""Two answers that do not fit: the check page asks beside them which is right, holds nothing up and changes no rule."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from intake.actions import drafts
from intake.cards import card_of
from intake.models import QuestionnaireResponse
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import People

NO_PAIN_NO_DAY = {"pain_level": 0, "limits": "severe"}
LONG_CARE = {"duration_days": {"number": 3, "unit": "days"}, "tried": ["tried_home_care"],
             "home_care_days": {"number": 6, "unit": "weeks"}, "home_care_helped": "no"}  # fmt: skip
LATE_BIRTH = {"birth_date": "1950-01-01", "health_now": ["pregnant_or_birth"], "pregnancy": "may_be"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "asked", "changes"),
    [
        ("en", "You told us “How bad: 0 out of 10” and “Limits your day: Almost completely”. Is that right?",
         ("Change “How bad”", "Change “Limits your day”")),
        ("fr-CA", "Vous avez dit «\u00a0Douleur\u00a0: 0 sur 10\u00a0» et "
            "«\u00a0Limite vos journées\u00a0: Presque complètement\u00a0». Est-ce exact?",
         ("Modifier «\u00a0Douleur\u00a0»", "Modifier «\u00a0Limite vos journées\u00a0»")),
        ("es", "Nos dijo “Qué tan fuerte: 0 de 10” y “Limita su día: Casi por completo”. ¿Es correcto?",
         ("Cambiar “Qué tan fuerte”", "Cambiar “Limita su día”")),
    ],
)  # fmt: skip
def test_the_check_page_asks_once_and_sends_all_the_same(
    people: People, language: str, asked: str, changes: tuple[str, str]
) -> None:
    client, response = _patient(people, language, **NO_PAIN_NO_DAY)
    page = _check(client)
    assert page.count(asked) == 1
    for link_id, words in zip(("pain_level", "limits"), changes, strict=True):
        assert f'href="/i/harbour/p/how_bad/?from=check#f-{link_id}">{words}</a>' in page
    assert client.post("/i/harbour/check/", {"key": "one"}).status_code == 302
    response.refresh_from_db()
    assert response.sent_at


@pytest.mark.django_db
def test_answers_of_two_pages_are_asked_about_beside_both_and_those_of_others_never(people: People) -> None:
    client, _ = _patient(people, "en", **LONG_CARE)
    assert _check(client).count("You told us “How long: 3 days” and “Home care for: 6 weeks”.") == 2
    assert "Is that right?" not in _check(_patient(people, "en")[0])


@pytest.mark.django_db
def test_staff_see_on_the_row_that_two_answers_do_not_fit(people: People, send: SendAnswers) -> None:
    flags = [card_of(send(**each), people.blair, timezone.now()).flags for each in (NO_PAIN_NO_DAY, {})]
    assert flags == [("Person must check", "Answers do not fit"), ()]


def _patient(people: People, language: str, **given: Any) -> tuple[Client, QuestionnaireResponse]:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made = drafts.start(clinic=people.harbour, language=language)
    made.response.answers = complete(**given)
    made.response.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client, made.response


def _check(client: Client) -> str:
    return unescape(re.sub(r"\s*\n\s*", "", client.get("/i/harbour/check/").content.decode()))
