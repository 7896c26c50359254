"""A warning sign taken back: the desk's alarm stands, and what the person reads fits what they have said."""

from typing import Any

import pytest
from django.test import Client

from clinic.actor import patient_actor
from intake import protocol_store
from intake.actions import drafts, respond
from intake.models import TriageCase
from intake.views.patient_page import COOKIE
from tests.answers import URGENT, complete
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
HOME = "/i/harbour/"
PRIVATE = {"private_matters": ["self_harm_thoughts"]}
CHEST = {"warning_now": ["chest_pain"], "needles_3_days": "no"}
HELPER = {"who_for": "someone_else", "helper_name": "Pat", "helper_relation": "partner", "helper_authority": "yes"}


def saved(people: People, first: dict[str, Any], then: dict[str, Any], language: str = "en") -> tuple[Client, Any]:
    """A whole form, each page saved, with `first` told; then `then` in its place, as if mended; its browser."""
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    made, by = drafts.start(clinic=people.harbour, language=language), patient_actor(people.harbour)
    for answers, changed in ((complete(**first), None), (complete(**then), first)):
        for page in protocol_store.questionnaire().pages:
            values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
            if values and (changed is None or changed.keys() & values.keys()):
                respond.save_page(response=made.response, page=page.id, values=values, by=by)
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client, made.response


def told_by_mistake(people: People, first: dict[str, Any], then: dict[str, Any], language: str = "en") -> Client:
    """The same, called a mistake on the stop page and sent."""
    client, _response = saved(people, first, then, language)
    client.post(f"{HOME}help-now/mistake/")
    assert client.post(f"{HOME}check/", {"key": "one"})["Location"] == f"{HOME}sent/"
    assert TriageCase.objects.get().group == "emergency", "a mistake never lowers"
    return client


@pytest.mark.parametrize(
    ("language", "title", "after_all"),
    [
        ("en", "We call you about the answer you changed", "Is it true after all?"),
        ("fr-CA", "Nous vous appelons au sujet de la réponse changée", "Est-ce vrai, finalement?"),
        ("es", "Le llamamos por la respuesta que cambió", "¿Es cierto después de todo?"),
    ],
)
def test_the_receipt_names_what_was_taken_back_and_orders_no_ambulance_for_it(
    people: People, language: str, title: str, after_all: str
) -> None:
    client = told_by_mistake(people, {"warning_now": ["chest_pain"]}, {}, language)
    page = words(client, f"{HOME}sent/")
    assert title in page[page.index("<h1") : page.index("</h1>")]
    assert protocol_store.wording(language).option("warning_now", "chest_pain") in page
    assert page.index(after_all) < page.index("tel:911"), "whom to call stands only for the case that it is true"
    order = protocol_store.wording(language).disposition("emergency").patient
    assert order not in page and "help-sign" not in page


def test_it_is_an_emergency_for_as_long_as_another_sign_stands(people: People) -> None:
    signs = {"warning_now": ["chest_pain", "worst_headache"]}
    client, _response = saved(people, signs, {"warning_now": ["worst_headache"]})
    client.post(f"{HOME}help-now/mistake/")
    assert client.post(f"{HOME}check/", {"key": "one"})["Location"] == f"{HOME}help-now/"
    for address in (f"{HOME}sent/", f"{HOME}help-now/"):
        assert "Please get help now" in words(client, address), address


def test_a_sign_that_stands_and_is_urgent_is_still_told(people: People) -> None:
    page = words(told_by_mistake(people, {"warning_now": ["chest_pain"]} | URGENT, URGENT), f"{HOME}sent/")
    assert protocol_store.wording("en").rule("U10").patient in page.split("Why we want to talk with you")[1]


@pytest.mark.parametrize("helper", [{}, HELPER], ids=["alone", "with a helper"])
def test_a_private_sign_is_not_named_and_the_help_line_is_theirs_alone(people: People, helper: dict[str, Any]) -> None:
    client = told_by_mistake(people, PRIVATE | helper, helper)
    for address in (f"{HOME}sent/", f"{HOME}help-now/"):
        page = words(client, address)
        assert "You changed an answer that can be a sign" in page, address
        assert protocol_store.wording("en").option("private_matters", "self_harm_thoughts") not in page
        assert protocol_store.wording("en").item("private_matters").short not in page.split("<main")[1]
        assert ("tel:988" in page) == (not helper) and "Suicide" not in page


def test_a_change_that_nobody_called_a_mistake_keeps_the_order(people: People) -> None:
    client, _response = saved(people, {"warning_now": ["chest_pain"]}, {})
    assert client.post(f"{HOME}check/", {"key": "one"})["Location"] == f"{HOME}help-now/"
    assert "Please get help now" in words(client, f"{HOME}sent/")
    noted = client.post(f"{HOME}help-now/mistake/")["Location"]
    page = words(client, noted)
    assert "We have noted that a tick was a mistake." in page and "We call you about the answer you changed" in page


def test_the_stop_page_leads_on_once_the_sign_is_taken_back(people: People) -> None:
    client, _response = saved(people, {"warning_now": ["chest_pain"]}, {})
    assert "Go on with the form" not in words(client, f"{HOME}help-now/"), "nobody has said that it was a mistake"
    client.post(f"{HOME}help-now/mistake/")
    page = words(client, f"{HOME}help-now/")
    assert "You took an answer back" in page and "Please get help now" not in page
    assert protocol_store.wording("en").option("warning_now", "chest_pain") in page
    assert f'href="{HOME}check/"' in page and "Go on with the form" in page
    client.post(f"{HOME}check/", {"key": "one"})
    assert f'href="{HOME}sent/"' in words(client, f"{HOME}help-now/")


def test_who_is_with_staff_reads_that_it_is_noted_and_may_go_on(people: People) -> None:
    client, _response = saved(people, CHEST, CHEST)
    answer = client.post(f"{HOME}help-now/with-staff/")
    assert answer["Location"] == f"{HOME}check/?said=with_staff"
    assert "We have noted that you are with clinic staff." in words(client, answer["Location"])
    stop = words(client, f"{HOME}help-now/")
    assert "Please get help now" in stop and "Go on with the form" in stop


def test_an_urgent_sign_that_was_taken_back_after_sending_is_named(people: People) -> None:
    client, response = saved(people, URGENT, URGENT)
    client.post(f"{HOME}check/", {"key": "one"})
    by = patient_actor(people.harbour)
    respond.save_page(response=response, page="limb_signs", values={"limb_signs": ["none"]}, by=by)
    client.post(f"{HOME}check/", {"key": "two"})
    page = words(client, f"{HOME}sent/")
    assert TriageCase.objects.get().group == "urgent" and "We will call you today" in page
    assert protocol_store.wording("en").option("limb_signs", "limb_swollen") in page
    assert "We call you about the answer you changed." in page


@pytest.mark.parametrize(
    ("first", "then", "line"),
    [
        ({"warning_now": ["chest_pain"]}, {}, "Told, then taken back: "),
        ({"own_words": "Sometimes my chest feels tight"}, {"own_words": ""}, "Written, then deleted: "),
        ({"own_words": "Sometimes my chest feels tight"}, {"own_words": "All well"}, "Written, then changed: "),
        (PRIVATE, {}, "Told, then taken back: Private concern: open the case alone"),
    ],
    ids=["tick", "text deleted", "text changed", "private"],
)
def test_the_board_and_the_case_name_what_was_told_though_it_is_told_no_more(
    people: People, first: dict[str, Any], then: dict[str, Any], line: str
) -> None:
    told_by_mistake(people, first, then)
    desk, case = Client(), TriageCase.objects.get()
    desk.force_login(people.blair, backend="allauth.account.auth_backends.AuthenticationBackend")
    board, page = words(desk, "/board/"), words(desk, f"/cases/{case.id}/")
    banner, row = board.split('id="board"')[0], board.split(f'data-case="{case.id}"')[1]
    do_now, why = page.split("Do now")[1].split("Why this route")[0], page.split("Why this route")[1]
    for part in (banner, row, do_now, why):
        assert line in part
        assert first is PRIVATE or "chest" in part.split(line)[1][:40].lower(), "the sign itself is said"
    assert "the more urgent answer counts" in row
    if first is PRIVATE:
        assert protocol_store.wording("en").option("private_matters", "self_harm_thoughts") not in board + page
