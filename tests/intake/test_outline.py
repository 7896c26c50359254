"""The three outlines of the body: one is picked with or without a script, remembered, and never needed."""

import re

import pytest
from django.test import Client

from clinic.actor import patient_actor
from clinic.models import AuditEvent
from intake import protocol_store
from intake.actions import drafts, respond
from intake.body_picture import body_picture, body_views
from intake.models import QuestionnaireResponse
from intake.questionnaire.body_map import OUTLINES
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People

pytestmark = pytest.mark.django_db
WHERE = "/i/harbour/p/where/"


@pytest.fixture
def alex(people: People) -> Client:
    """A patient whose draft has nothing but who it is for."""
    made = drafts.start(clinic=people.harbour, language="en")
    values = {"who_for": "me"}
    respond.save_page(response=made.response, page="who_for", values=values, by=patient_actor(people.harbour))
    client = Client()
    client.cookies[COOKIE] = made.secret
    return client


def test_the_first_outline_is_drawn_until_another_is_picked(alex: Client) -> None:
    page = alex.get(WHERE).content.decode()
    assert page.count('data-outline="a"') == 2
    assert page.count('aria-pressed="true"') == 1 and page.count('name="outline"') == 3


def test_another_outline_keeps_what_is_ticked_and_typed(alex: Client) -> None:
    posted = {"outline": "c", "places": ["knee_back_l", "heel_r"], "own_words": "behind the knee"}
    page = alex.post(WHERE, posted).content.decode()
    assert page.count('data-outline="c"') == 2
    assert "behind the knee" in page
    for zone in posted["places"]:
        assert f'value="{zone}" id="f-places-{zone}" checked' in page
    assert AuditEvent.objects.filter(action="intake.outline_chosen").count() == 1
    # Nothing was saved but the choice, which is there the next time.
    draft = QuestionnaireResponse.objects.get()
    assert draft.outline == "c" and "places" not in draft.answers
    assert alex.get(WHERE).content.decode().count('data-outline="c"') == 2


@pytest.mark.parametrize("outline", ["z", "", "aa", "\x00", "<b>"])
def test_an_unknown_outline_changes_nothing(alex: Client, outline: str) -> None:
    assert alex.post(WHERE, {"outline": outline}).status_code == 422
    assert QuestionnaireResponse.objects.get().outline == ""


def test_enter_goes_on_and_picks_no_outline(alex: Client) -> None:
    page = alex.get(WHERE).content.decode()
    form = page[page.index('id="question"') :]
    assert form.index('<button class="visually-hidden" type="submit"') < form.index('name="outline"')


def test_staff_see_the_outline_that_the_person_picked(people: People) -> None:
    places = complete()["places"]
    assert 'data-outline="b"' in body_picture(places, "b")
    assert 'data-outline="a"' in body_picture(places)


def test_the_check_page_names_the_sides_of_each_view(alex: Client, people: People) -> None:
    draft = drafts.draft_by_secret(people.harbour, alex.cookies[COOKIE].value)
    assert draft
    answers = complete(places=["head_front", "low_back_l"])
    for page in protocol_store.questionnaire().pages:
        values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
        if values:
            respond.save_page(response=draft, page=page.id, values=values, by=patient_actor(people.harbour))
    shown = alex.get("/i/harbour/check/").content.decode()
    sides = re.findall(r"(Back|Front) of body|Your <strong>(left|right)</strong>", shown)
    assert ["".join(side) for side in sides] == ["Back", "left", "right", "Front", "right", "left"]


def test_both_views_are_cropped_alike() -> None:
    views = body_views(["head_front", "calf_l"])
    assert [each["view"] for each in views] == ["back", "front"]
    assert all('viewBox="0 0 240 600"' in each["svg"] for each in views), "one needs the whole body, so both show it"
    (upper,) = body_views(["low_back_l"])
    assert 'viewBox="0 0 240 318"' in upper["svg"]


def test_no_outline_has_a_line_on_the_head_that_the_others_lack() -> None:
    drawings = [protocol_store.body_map().drawing("back", outline).text for outline in OUTLINES]
    counts = {text.split('class="ink"')[1].split('class="zones"')[0].count("<path") for text in drawings}
    assert len(counts) == 1
