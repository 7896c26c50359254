"""The API: the same actions, policy and audit as the pages."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from clinic.api_keys import make_key
from clinic.models import AuditEvent
from intake.models import TriageCase
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
INTAKES = "/api/v1/intakes/"


@pytest.fixture
def key(people: People) -> str:
    return make_key(people.harbour, "booking system")[1]


def post(body: Any, key: str, idempotency: str = "the-first-intake", raw: bytes | None = None) -> Any:
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency}
    content = raw if raw is not None else json.dumps(body).encode()
    return Client().post(INTAKES, content, content_type="application/json", headers=headers)


def test_a_key_sends_an_intake_and_reads_its_decision(people: People, key: str) -> None:
    made = post({"answers": complete()}, key)
    assert made.status_code == 201
    decision = Client().get(made.json()["decision_url"], headers={"Authorization": f"Bearer {key}"}).json()
    assert decision["disposition"] == made.json()["disposition"] and decision["protocol"]["digest"]
    assert AuditEvent.objects.filter(action="decision.viewed", actor_kind="api_key").count() == 1


def test_the_same_idempotency_key_is_the_same_intake(key: str, people: People) -> None:
    first, second = post({"answers": complete()}, key), post({"answers": complete()}, key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"] and TriageCase.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{", "not valid JSON"),
        (b'{"answers": {"first_name": "A\\u0000"}}', "cannot be stored"),
        (b'{"answers": {"first_name": "\\ud800"}}', "cannot be stored"),
        (b'{"answers": {"pain_level": NaN}}', "NaN"),
        (b'{"answers": {}, "answers": {}}', "twice"),
        (b'{"answers": {}, "urgency": "routine"}', "not known"),
        (b'{"answers": {"no_such_question": 1}}', "answers"),
        (b'{"answers": {"warning_now": ["moon"]}}', "warning_now"),
        (b'{"answers": []}', "answers"),
        (b'{"answers": {}, "language": "tlh"}', "language"),
        (b"[" * 5000, "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_400_that_says_why(key: str, people: People, raw: bytes, says: str) -> None:
    answer = post(None, key, raw=raw)
    assert answer.status_code == 400 and says in answer.content.decode()
    assert not TriageCase.objects.exists()


def test_without_an_idempotency_key_nothing_is_sent(key: str, people: People) -> None:
    assert post({"answers": complete()}, key, idempotency="short").status_code == 400


def test_an_empty_form_is_never_routine(key: str, people: People) -> None:
    made = post({"answers": {}}, key)
    assert made.status_code == 201 and made.json()["disposition"] in ("urgent", "gp_review")
    assert TriageCase.objects.get().human_review


def test_no_key_wrong_key_revoked_key(key: str, people: People) -> None:
    assert Client().get("/api/v1/cases/").status_code == 401
    assert Client().get("/api/v1/cases/", headers={"Authorization": "Bearer unknot_guess"}).status_code == 401


def test_cases_are_the_clinics_own_and_without_names(key: str, people: People, send: SendAnswers) -> None:
    own, foreign = send(), send(clinic=people.northside)
    listed = Client().get("/api/v1/cases/", headers={"Authorization": f"Bearer {key}"})
    assert [row["id"] for row in listed.json()] == [str(own.id)]
    assert "Alex" not in listed.content.decode()
    for intake_id in (foreign.response_id, uuid.uuid4()):
        url = f"/api/v1/intakes/{intake_id}/decision/"
        assert Client().get(url, headers={"Authorization": f"Bearer {key}"}).status_code == 404


def test_the_questionnaire_is_complete_enough_to_fill_in(people: People) -> None:
    definition = Client().get("/api/v1/questionnaire/").json()
    items = [item for page in definition["pages"] for item in page["items"]]
    assert {item["link_id"] for item in items} >= {"places", "warning_now", "birth_date"}
    assert all(option["label"] for item in items for option in item["options"])
    assert Client().get("/api/v1/questionnaire/?language=xx").status_code == 400


def test_the_schema_and_its_offline_pages(people: People) -> None:
    assert b"/api/v1/intakes/" in Client().get("/api/v1/schema/").content
    page = Client().get("/api/v1/docs/").content.decode()
    assert "://" not in page.replace("http://www.w3.org", "").replace("http://testserver", "")
