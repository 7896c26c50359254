"""A form that somebody fills in for a child or another person: whom each page asks about, and a child who is none."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from intake import for_whom, protocol_store
from intake.actions import drafts
from intake.models import QuestionnaireResponse
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
HOME = "/i/harbour/"
CHILD = {"who_for": "my_child", "helper_name": "Robin", "helper_relation": "parent", "helper_authority": "yes"}
ADULT_S = {"birth_date-day": "13", "birth_date-month": "2", "birth_date-year": "1974"}
CHILD_S = {"birth_date-day": "13", "birth_date-month": "2", "birth_date-year": "2016"}


def opened(people: People, language: str, answers: dict[str, Any]) -> tuple[Client, QuestionnaireResponse]:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made = drafts.start(clinic=people.harbour, language=language)
    made.response.answers = answers
    made.response.save()
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client, made.response


def sent_page(client: Client, page: str, **values: Any) -> Any:
    return client.post(f"{HOME}p/{page}/", values | {"form_version": protocol_store.questionnaire().version})


def who(client: Client, born: dict[str, str]) -> Any:
    return sent_page(client, "you", first_name="Kim", last_name="Roy", phone="416-555-0142", **born)


@pytest.mark.parametrize(
    ("language", "child", "other", "error"),
    [
        ("en", "Who is the child?", "Who are you helping?", "Write the child’s date of birth."),
        ("fr-CA", "Qui est l’enfant?", "Qui aidez-vous?", "Écrivez la date de naissance de l’enfant."),
        ("es", "¿Quién es el niño o la niña?", "¿A quién ayuda?", "Escriba la fecha de nacimiento del niño o la niña."),
    ],
)
def test_a_child_is_asked_for_by_that_name_and_an_adult_s_date_is_refused(
    people: People, language: str, child: str, other: str, error: str
) -> None:
    client, response = opened(people, language, CHILD)
    assert child in words(client, f"{HOME}p/you/")
    refused = who(client, ADULT_S)
    assert refused.status_code == 422 and refused.content.decode().count(error) == 2, "above, and beside the field"
    response.refresh_from_db()
    assert "birth_date" not in response.answers, "else the signs of a child would be passed over"
    assert who(client, CHILD_S).status_code == 302
    assert other in words(opened(people, language, CHILD | {"who_for": "someone_else"})[0], f"{HOME}p/you/")
    assert child not in words(opened(people, language, {"who_for": "me"})[0], f"{HOME}p/you/")


@pytest.mark.parametrize("whom", ["me", "someone_else"])
def test_an_adult_s_date_is_kept_for_an_adult(people: People, whom: str) -> None:
    assert who(opened(people, "en", CHILD | {"who_for": whom})[0], ADULT_S).status_code == 302


def test_who_is_changed_to_a_child_later_is_asked_for_the_date_again(people: People) -> None:
    client, response = opened(people, "en", complete() | CHILD)
    back = client.post(f"{HOME}check/", {"key": "one"})["Location"]
    assert back == f"{HOME}p/who_for/?from=check", "and nothing is sent"
    assert "The date of birth is an adult’s." in words(client, back)
    version = protocol_store.questionnaire().version
    assert client.post(back, {"who_for": "my_child", "form_version": version})["Location"].startswith(f"{HOME}p/you/")
    on = client.post(back, {"who_for": "someone_else", "form_version": version})["Location"]
    response.refresh_from_db()
    assert on.startswith(f"{HOME}check/") and response.sent_at is None


@pytest.mark.parametrize(("born", "is_adult"), [("2008-12-01", True), ("2008-12-02", False)])
def test_grown_up_is_eighteen(born: str, is_adult: bool) -> None:
    assert for_whom.is_grown_up({"who_for": "my_child", "birth_date": born}, date(2026, 12, 1)) == is_adult


@pytest.mark.parametrize(
    ("language", "child", "other"),
    [
        ("en", ["Parent or guardian", "Grandparent", "Other family", "Friend or someone else"],
         ["Partner", "Son or daughter", "Parent or guardian", "Other family", "Paid carer", "Friend or someone else"]),
        ("fr-CA", ["Parent ou tuteur", "Grand-parent", "Autre membre de la famille", "Ami, amie ou quelqu’un d’autre"],
         ["Conjoint ou conjointe", "Fils ou fille", "Parent ou tuteur", "Autre membre de la famille", "Aide payée",
          "Ami, amie ou quelqu’un d’autre"]),
        ("es", ["Padre, madre o tutor", "Abuelo o abuela", "Otro familiar", "Amigo, amiga u otra persona"],
         ["Pareja", "Hijo o hija", "Padre, madre o tutor", "Otro familiar", "Persona que cuida con sueldo",
          "Amigo, amiga u otra persona"]),
    ],
)  # fmt: skip
def test_who_helps_is_offered_by_whom_it_is_for(
    people: People, language: str, child: list[str], other: list[str]
) -> None:
    for whom, expected in (("my_child", child), ("someone_else", other)):
        page = opened(people, language, {"who_for": whom})[0].get(f"{HOME}p/helper/").content.decode()
        rows = re.findall(r'for="f-helper_relation-\w+">(.*?)</label>', page)
        assert [unescape(each) for each in rows] == expected


def test_each_relation_is_offered_to_somebody_and_an_older_code_has_kept_its_place() -> None:
    item = protocol_store.questionnaire().items[for_whom.RELATION]
    assert {code for codes in for_whom.RELATIONS.values() for code in codes} == set(item.options)
    assert {"parent", "partner", "family", "paid_carer", "other_helper"} < set(item.options)


def test_who_helped_a_grown_up_is_asked_again_for_a_child(people: People) -> None:
    # Given a form for a grown-up, filled in by their partner, which then turns out to be for a child
    told = complete() | CHILD | {"helper_relation": "partner", "birth_date": "2016-02-13"}
    client, response = opened(people, "en", told)
    # When it is sent
    back = client.post(f"{HOME}check/", {"key": "one"})["Location"]
    # Then it is asked again, with nothing ticked, and what an old copy of the page offered is refused
    assert back == f"{HOME}p/helper/" and "Partner" not in words(client, back)
    stale = sent_page(client, "helper", helper_name="Robin", helper_relation="partner", helper_authority="yes")
    assert stale.status_code == 422 and "Answer this question to go on" in stale.content.decode()
    response.refresh_from_db()
    assert response.sent_at is None
    sent_page(client, "helper", helper_name="Robin", helper_relation="grandparent", helper_authority="yes")
    assert client.get(f"{HOME}check/")["Location"] == f"{HOME}p/child/"


def test_a_helper_is_told_who_each_page_means(people: People) -> None:
    client, response = opened(people, "en", CHILD)
    person = "“you” means the person with the pain"
    assert person not in words(client, f"{HOME}p/helper/"), "there the helper is asked about the helper"
    you = words(client, f"{HOME}p/you/")
    assert person in you and "If we need to call. The helper’s is best." in you
    assert who(client, CHILD_S).status_code == 302
    assert "You agree for the person with the pain." in words(client, f"{HOME}p/consent/")
    response.refresh_from_db()
    response.answers |= {"helper_authority": "not_sure"}
    response.save()
    assert "Not sure that you may decide for them? Go on." in words(client, f"{HOME}p/consent/")
    wording = protocol_store.wording("en")
    assert "Let them answer alone" in for_whom.hint("private", CHILD, wording)
    assert for_whom.hint("private", {"who_for": "me"}, wording) == wording.page("private").hint


def test_the_receipt_thanks_whoever_filled_the_form_in(people: People) -> None:
    helped = CHILD | {"who_for": "someone_else"}
    for whom, thanks in ({"who_for": "me"}, "Thank you, Kim."), (helped, "Thank you. "):
        client, response = opened(people, "en", complete() | whom)
        response.patient.first_name, response.patient.phone = "Kim", "416 555 0142"
        response.patient.save()
        assert client.post(f"{HOME}check/", {"key": str(response.pk)})["Location"] == f"{HOME}sent/"
        page = words(client, f"{HOME}sent/")
        assert thanks in page and ("Kim" in page) is (whom is not helped)
        assert "416\u00a0555\u00a00142" in client.get(f"{HOME}sent/").content.decode(), "it breaks over no line"
