"""A draft under a newer questionnaire: unchanged answers stay, changed and removed ones are asked again, said plainly.

The newer version is the packaged one with an option more, a question fewer, and other words on a third.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from clinic.actor import patient_actor
from intake import protocol_store
from intake.actions import drafts, respond
from intake.actions.carry_over import fitting
from intake.models import PageSave, QuestionnaireResponse, TriageCase
from intake.routing.protocol import Protocol, load_protocol
from intake.views.patient_page import COOKIE
from tests.answers import TODAY, complete
from tests.people import People

pytestmark = pytest.mark.django_db
VERSION = "2099-01-01.1"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Protocol:
    """The packaged rules with a newer questionnaire."""
    folder = tmp_path_factory.mktemp("newer") / "protocols"
    shutil.copytree(protocol_store.FOLDER, folder)
    current = protocol_store.questionnaire().version
    edit(folder / "questionnaire.yaml", f'version: "{current}"', f'version: "{VERSION}"')
    edit(folder / "questionnaire.yaml", "[five, ten, fifteen, not_sure]", "[five, ten, fifteen, twenty, not_sure]")
    remove(folder / "questionnaire.yaml", "- {link_id: email")
    for path in (folder / "wording").glob("*.yaml"):
        edit(path, "options: {five: ", 'options: {twenty: "20", five: ')
        remove(path, "email:")
    english = folder / "wording/en.yaml"
    english.write_text(re.sub(r'(consent_care: "[^"]*)"', r'\1 and for training"', english.read_text("utf-8")), "utf-8")
    return load_protocol(folder)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer says {old}"
    path.write_text(text.replace(old, new), "utf-8")


def remove(path: Path, start: str) -> None:
    """Take out the entry whose line begins so, with everything indented below it."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith(start))
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    path.write_text("".join(lines[:at] + lines[end:]), "utf-8")


GIVEN: dict[str, Any] = {"minutes_a_day": "ten", "email": "alex@mail.example"}


@pytest.fixture
def alex(people: People) -> tuple[Client, QuestionnaireResponse]:
    """A browser with a whole draft under today's questionnaire."""
    answers = complete(**GIVEN)
    draft = drafts.start(clinic=people.harbour, language="en")
    for page in protocol_store.questionnaire().pages:
        values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
        if values:
            respond.save_page(response=draft.response, page=page.id, values=values, by=patient_actor(people.harbour))
    client = Client()
    client.cookies[COOKIE] = draft.secret
    return client, draft.response


def test_unchanged_answers_stay_and_the_rest_is_asked_again(
    alex: tuple[Client, QuestionnaireResponse], newer: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, draft = alex
    before = QuestionnaireResponse.objects.get(pk=draft.pk).answers

    # Given that the questionnaire changes while the draft lies
    monkeypatch.setattr(protocol_store, "protocol", lambda: newer)

    # When the patient comes back
    start = client.get("/i/harbour/").content.decode()

    # Then it is said plainly, and they land on the first page that changed
    assert "Our form has changed since you started" in start
    assert "/i/harbour/p/consent/" in start
    page = client.get("/i/harbour/p/consent/").content.decode()
    assert "We changed this page since you answered it" in page and "for training" in page

    # and all that did not change is still there, and nothing that was said is lost
    draft.refresh_from_db()
    assert set(before) - set(draft.answers) == {"consent_use", "minutes_a_day", "email"}
    assert draft.asked_again == ["consent_use", "minutes_a_day"]
    assert PageSave.objects.filter(response=draft, answers__email="alex@mail.example").exists()

    # When they answer it again and send
    version = {"form_version": VERSION}
    assert client.post("/i/harbour/p/consent/", version | {"consent_use": "consent_care"}).status_code == 302
    assert "We changed this page" in client.get("/i/harbour/p/home/").content.decode()
    assert client.post("/i/harbour/p/home/", version | {"minutes_a_day": "twenty"}).status_code == 302
    assert client.post("/i/harbour/check/", {"key": "a-key"})["Location"] == "/i/harbour/sent/"

    # Then the case is no system failure: it is routed under the new version
    case = TriageCase.objects.get()
    assert case.decision.questionnaire_version == VERSION
    assert case.group == "routine"


def test_a_sent_form_stays_as_it_was_sent_and_its_pages_still_open(
    alex: tuple[Client, QuestionnaireResponse], newer: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, draft = alex
    client.post("/i/harbour/check/", {"key": "a-key"})
    sent = QuestionnaireResponse.objects.get(pk=draft.pk).answers
    monkeypatch.setattr(protocol_store, "protocol", lambda: newer)
    for path in ("sent/", "check/", "p/consent/", "worse/", "later/", ""):
        assert client.get(f"/i/harbour/{path}").status_code in (200, 302), path
    assert QuestionnaireResponse.objects.get(pk=draft.pk).answers == sent


def test_an_emergency_whose_question_changed_still_stops(
    alex: tuple[Client, QuestionnaireResponse], newer: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, draft = alex
    by = patient_actor(draft.clinic)
    values = {"warning_now": ["chest_pain"]}
    assert respond.save_page(response=draft, page="warning_now", values=values, by=by).stop
    QuestionnaireResponse.objects.update(fingerprints={"warning_now": "another question"})
    monkeypatch.setattr(protocol_store, "protocol", lambda: newer)
    assert "/i/harbour/help-now/" in client.get("/i/harbour/").content.decode()


@pytest.mark.parametrize(
    "stored",
    [{"gone": "x"}, {"pain_level": "very"}, {"places": {"a": 1}}, {"birth_date": "2999-01-01"}, {"who_for": None}],
    ids=str,
)
def test_what_no_longer_fits_is_left_out(stored: dict[str, Any]) -> None:
    assert fitting(stored, {}, TODAY) == {}
