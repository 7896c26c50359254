"""Clinical governance: the form stays closed and everything says "sample" until the lead has signed."""

import json
from typing import Any

import pytest
from django.test import Client

from clinic.actor import patient_actor
from clinic.api_keys import make_key
from intake import governance, protocol_store, signables
from intake.actions import drafts, respond
from intake.actions import governance as actions
from intake.models import QuestionnaireResponse, Signature, TriageCase
from intake.signables import LIBRARY, PROTOCOL
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import People
from tests.quay import NEEDED, Quay, SignedIn

pytestmark = pytest.mark.django_db

SAMPLE = "No clinician has checked them yet"
SAMPLE_SHEET = "not yet checked by a health professional"


def answer(client: Client, slug: str = "quay", page: str = "who_for", **values: Any) -> Any:
    return client.post(f"/i/{slug}/p/{page}/", values | {"form_version": protocol_store.questionnaire().version})


def begun(client: Client) -> Client:
    assert client.post("/i/quay/", {"language": "en"}).status_code == 302
    answer(client, who_for="me")
    return client


@pytest.mark.parametrize("missing", NEEDED)
def test_the_form_opens_only_when_all_three_are_signed(quay: Quay, missing: str) -> None:
    for subject in NEEDED:
        if subject != missing:
            quay.sign(subject)
    assert not governance.is_open(quay.clinic)
    quay.sign(missing)
    assert governance.is_open(quay.clinic)


def test_until_then_the_start_page_says_kindly_to_call(quay: Quay) -> None:
    page = Client().get("/i/quay/")
    text = page.content.decode()
    assert page.status_code == 200 and "Our online form is not open yet" in text
    assert "555-0100" in text and "911" in text and "Start now" not in text
    assert Client().post("/i/quay/", {"language": "en"}).status_code == 409
    assert not QuestionnaireResponse.objects.exists()
    with pytest.raises(governance.NotOpen):
        drafts.start(clinic=quay.clinic, language="en")


def test_a_draft_begun_earlier_stays_safe(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    refused = answer(client, who_for="my_child")
    assert refused.status_code == 409 and "What you have filled in is safe" in refused.content.decode()
    assert client.get("/i/quay/p/who_for/").status_code == 200
    with pytest.raises(governance.NotOpen):
        respond.save_page(response=draft, page="who_for", values={"who_for": "me"}, by=patient_actor(quay.clinic))
    draft.refresh_from_db()
    assert draft.answers["who_for"] == "me" and draft.save_number == 1
    quay.sign(LIBRARY)
    assert answer(client, who_for="my_child").status_code == 302


def test_a_finished_draft_is_not_sent_while_closed(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    draft.answers = complete()
    draft.save()
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    assert client.post("/i/quay/check/", {"key": "one-key-only"}).status_code == 409
    assert not TriageCase.objects.exists()
    quay.sign(LIBRARY)
    assert client.post("/i/quay/check/", {"key": "one-key-only"}).status_code == 302
    assert TriageCase.objects.count() == 1


def test_what_was_sent_can_still_be_read_and_said_to_be_worse(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    draft.answers = complete()
    draft.save()
    client.post("/i/quay/check/", {"key": "one-key-only"})
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    assert client.get("/i/quay/sent/").status_code == 200
    client.post("/i/quay/worse/")
    assert TriageCase.objects.get().group == "soon"


def test_the_api_answers_409_with_a_clear_error(quay: Quay) -> None:
    key = make_key(quay.clinic, "booking system")[1]

    def post(idempotency: str) -> Any:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency}
        return Client().post(
            "/api/v1/intakes/", json.dumps({"answers": complete()}), content_type="application/json", headers=headers
        )

    closed = post("the-first-intake")
    assert closed.status_code == 409 and closed.json()["error"] == "not_open"
    assert "not open yet" in closed.json()["detail"] and not QuestionnaireResponse.objects.exists()
    quay.sign_all()
    assert post("the-first-intake").status_code == 201
    actions.withdraw(by=quay.ona, subject=PROTOCOL, reason="E05 misses a case.")
    assert post("the-first-intake").status_code == 200, "what was accepted once stays accepted"
    assert post("another-intake").status_code == 409


def test_a_demo_clinic_is_always_open(people: People) -> None:
    assert not Signature.objects.exists() and governance.is_open(people.harbour)


def test_a_demo_clinic_always_says_sample(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    for subject in NEEDED:
        found = signables.signable(subject)
        assert found
        actions.sign(by=people.drew, subject=subject, digest=found.digest, kind="lead", name="Drew", credential="DC")
    case = send()
    assert governance.is_sample(people.harbour) and case.decision.record["sample"] is True
    assert SAMPLE in Client().get("/i/harbour/").content.decode()
    assert "Sample rules" in signed_in(people.drew).get(f"/cases/{case.id}/").content.decode()
    assert "Sample rules" in signed_in(people.drew).get(f"/cases/{case.id}/handout/").content.decode()
    assert SAMPLE_SHEET in signed_in(people.drew).get(f"/cases/{case.id}/handout/preview/").content.decode()


def test_a_real_clinic_says_sample_until_everything_is_signed(
    quay: Quay, send: SendAnswers, signed_in: SignedIn
) -> None:
    assert SAMPLE in Client().get("/i/quay/").content.decode()
    quay.sign_all()
    case = send(clinic=quay.clinic)
    pages = [
        Client().get("/i/quay/"),
        signed_in(quay.ona).get(f"/cases/{case.id}/"),
        signed_in(quay.ona).get(f"/cases/{case.id}/handout/"),
    ]
    assert all(page.status_code == 200 for page in pages)
    assert not any(SAMPLE in page.content.decode() or "Sample rules" in page.content.decode() for page in pages)
    key = make_key(quay.clinic, "booking system")[1]
    url, headers = f"/api/v1/intakes/{case.response_id}/decision/", {"Authorization": f"Bearer {key}"}
    assert Client().get(url, headers=headers).json()["sample"] is False
    preview = f"/cases/{case.id}/handout/preview/"
    assert SAMPLE_SHEET not in signed_in(quay.ona).get(preview).content.decode()
    actions.withdraw(by=quay.ona, subject="wording:en", reason="A sentence is wrong.")
    assert SAMPLE_SHEET in signed_in(quay.ona).get(preview).content.decode()
    assert "Sample rules" in signed_in(quay.ona).get(f"/cases/{case.id}/").content.decode()
