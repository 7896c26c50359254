"""A returning patient confirms what is stable in one tap; warning signs and pain are always answered anew."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
import yaml
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Patient
from intake import protocol_store
from intake.actions import invite, respond
from intake.forms import stored_raw
from intake.models import PageSave, QuestionnaireResponse, TriageCase
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import DataFolder
from intake.returning import read_returning, returning
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
BIRTH = date(1984, 6, 14)
EARLIER: dict[str, Any] = {
    "health_now": ["blood_thinner"], "health_ever": ["cancer_history"], "cancer_now": "past", "cancer_in_bone": "no",
    "own_words": "It aches", "private_matters": ["none"], "home": ["has_ball", "can_floor"],
}  # fmt: skip


@pytest.fixture
def earlier(send: SendAnswers) -> QuestionnaireResponse:
    response: QuestionnaireResponse = send(**EARLIER).response
    return response


def comes_back(people: People, earlier: QuestionnaireResponse) -> tuple[Client, QuestionnaireResponse]:
    made = invite.invite(by=people.blair, person={}, language="en", appointment_day=None, known=earlier.patient)
    found = invite.begin(invitation=made, birth_date=BIRTH)
    assert found.response
    client = Client()
    client.cookies[COOKIE] = found.secret
    return client, found.response


def answer(draft: QuestionnaireResponse, page: str, **values: Any) -> None:
    respond.save_page(response=draft, page=page, values=values, by=patient_actor(draft.clinic))


def test_nothing_counts_before_it_is_confirmed(people: People, earlier: QuestionnaireResponse) -> None:
    _client, draft = comes_back(people, earlier)
    assert draft.answers == {} and draft.patient == earlier.patient
    carry = draft.carried["values"]
    assert carry["health_now"] == ["blood_thinner"] and carry["places"] == ["upper_back_r"]


def test_signs_pain_consent_and_private_matters_are_never_carried(
    people: People, earlier: QuestionnaireResponse
) -> None:
    _client, draft = comes_back(people, earlier)
    protocol = protocol_store.protocol()
    carry = set(draft.carried["values"])
    assert not carry & set(protocol.screen_items)
    assert not carry & {"consent_use", "pain_level", "duration_days", "own_words", "anything_else", "private_matters"}
    for page in protocol.questionnaire.pages:
        for item in page.items:
            assert not (item.link_id in carry and (item.private or item.safety_input)), item.link_id


def test_without_the_birth_date_nothing_is_carried(people: People, earlier: QuestionnaireResponse) -> None:
    Patient.objects.update(birth_date=None)
    earlier.patient.refresh_from_db()
    _client, draft = comes_back(people, earlier)
    assert "day" not in draft.carried and "health_now" not in draft.carried["values"]


def test_what_changes_with_time_is_asked_anew(people: People, send: SendAnswers) -> None:
    pregnant = send(health_now=["blood_thinner", "pregnant_or_birth"], pregnancy="gave_birth", weeks_since_birth=8)
    _client, draft = comes_back(people, pregnant.response)
    assert "health_now" not in draft.carried["values"] and "pregnancy" not in draft.carried["values"]
    assert draft.carried["values"]["health_ever"] == ["none"]


def test_answers_older_than_a_year_are_asked_anew(people: People, earlier: QuestionnaireResponse) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        _client, draft = comes_back(people, earlier)
    assert "day" not in draft.carried and draft.carried["values"]["first_name"] == "Alex"


def test_the_same_place_is_one_tap_and_shows_what_was_said(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    assert client.get("/i/harbour/p/where/")["Location"] == "/i/harbour/last-time/place/"
    page = client.get("/i/harbour/last-time/place/").content.decode()
    assert "Same place as last time?" in page and "your right side" in page and "<svg" in page
    assert "checked" not in page.split("<form", 1)[1].split("</form>", 1)[0], "nothing is ticked beforehand"
    assert client.post("/i/harbour/last-time/place/").status_code == 422
    assert client.post("/i/harbour/last-time/place/", {"still": "same"}).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["places"] == ["upper_back_r"] and "own_words" not in draft.answers
    assert PageSave.objects.filter(response=draft, page="where", form="carried-place").count() == 1
    assert client.get("/i/harbour/last-time/place/").status_code == 302, "decided once"
    assert client.get("/i/harbour/p/where/").status_code == 200, "and it can still be changed"


def test_another_place_is_asked_on_an_empty_page(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    gone = client.post("/i/harbour/last-time/place/", {"still": "changed"})
    assert gone["Location"] == "/i/harbour/p/where/"
    draft.refresh_from_db()
    assert "places" not in draft.answers
    assert 'value="upper_back_r" checked' not in client.get("/i/harbour/p/where/").content.decode()


def test_health_names_what_was_not_ticked_and_changed_health_is_filled_in(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    page = client.get("/i/harbour/last-time/health/").content.decode()
    wording = protocol_store.wording("en")
    assert wording.option("health_now", "blood_thinner") in page and "What you did not tick" in page
    assert wording.option("health_ever", "weak_bones") in page
    gone = client.post("/i/harbour/last-time/health/", {"still": "changed"})
    first = client.get(gone["Location"]).content.decode()
    assert gone["Location"] == "/i/harbour/p/health_ever/" and 'value="cancer_history"' in first
    assert "checked" in first
    draft.refresh_from_db()
    assert "health_ever" not in draft.answers, "filled in is not answered"


def test_confirmed_health_opens_and_answers_what_follows_from_it(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    client.post("/i/harbour/last-time/health/", {"still": "same"})
    draft.refresh_from_db()
    assert draft.answers["cancer_now"] == "past" and draft.answers["health_now"] == ["blood_thinner"]


def test_the_whole_way_makes_a_second_case_of_the_same_person(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    answers = complete()
    version = {"form_version": protocol_store.questionnaire().version}
    seen: list[str] = []
    url = "/i/harbour/p/who_for/"
    while not url.endswith("/check/"):
        assert len(seen) < 60, seen
        shown = client.get(url)
        if shown.status_code == 302:
            url = shown["Location"]
            continue
        seen.append(url)
        said = {"still": "same"} if "/last-time/" in url else posted(url.rstrip("/").rsplit("/", 1)[1], answers)
        gone = client.post(url, version | said)
        assert gone.status_code == 302, url
        url = gone["Location"]
    assert [each for each in seen if "/last-time/" in each] == [
        f"/i/harbour/last-time/{group}/" for group in ("visit", "place", "health")
    ]
    assert not [each for each in seen if "/p/health" in each], "confirmed pages are passed over"
    assert client.get("/i/harbour/check/").content.decode().count("Same as last time") == 4, "in every section but one"
    assert client.post("/i/harbour/check/", {"key": "again"})["Location"] == "/i/harbour/sent/"
    cases = TriageCase.objects.filter(patient=earlier.patient)
    assert cases.count() == 2
    again = cases.get(response=draft)
    assert again.response.answers["health_now"] == ["blood_thinner"]


def posted(page_id: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of a page in the names of its form."""
    return stored_raw(protocol_store.questionnaire().page(page_id), answers)


def test_another_birth_date_is_another_person(people: People, earlier: QuestionnaireResponse) -> None:
    _client, draft = comes_back(people, earlier)
    answer(draft, "you", first_name="Robin", last_name="Moreau", birth_date="2001-02-03", phone="555-0177")
    draft.refresh_from_db()
    earlier.patient.refresh_from_db()
    assert draft.patient != earlier.patient
    assert (earlier.patient.first_name, earlier.patient.birth_date) == ("Alex", BIRTH)


def test_a_list_that_would_carry_a_warning_sign_is_refused(tmp_path: Path) -> None:
    text = (protocol_store.FOLDER / "returning.yaml").read_text("utf-8")
    (tmp_path / "returning.yaml").write_text(text.replace("fill: [helper]", "fill: [helper, warning_now]"), "utf-8")
    with pytest.raises(ProtocolError, match="never carried"):
        read_returning(DataFolder(tmp_path), protocol_store.protocol())


def test_the_packaged_list_is_the_one_in_force() -> None:
    listed = yaml.safe_load((protocol_store.FOLDER / "returning.yaml").read_text("utf-8"))
    assert [group.id for group in returning().groups] == [group["id"] for group in listed["groups"]]
