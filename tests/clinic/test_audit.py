"""The audit: append-only, chained, and in the same transaction as the act it records."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import AuditEvent
from intake.actions import triage
from intake.models import TriageCase
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


def test_events_are_numbered_and_chained_per_clinic(people: People) -> None:
    for staff in (people.blair, people.sam, people.casey):
        with transaction.atomic():
            audit.record(staff_actor(staff), "test.done")
    numbers = AuditEvent.objects.filter(clinic_id=people.harbour.id).values_list("number", flat=True)
    assert list(numbers.order_by("number")) == [1, 2]
    assert audit.first_break(people.harbour.id) is None


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_event(people: People, change: str) -> None:
    event = audit.record(staff_actor(people.blair), "test.done")
    rows = AuditEvent.objects.filter(pk=event.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(action="test.hidden") if change == "update" else rows.delete()
    assert AuditEvent.objects.get(pk=event.pk).action == "test.done"


def test_a_forged_event_breaks_the_chain(people: People) -> None:
    audit.record(staff_actor(people.blair), "test.done")
    AuditEvent.objects.create(
        clinic_id=people.harbour.id, number=2, at=AuditEvent.objects.get().at, actor_kind="staff",
        actor_id=uuid.uuid4(), action="test.forged", digest="0" * 64,
    )  # fmt: skip
    assert audit.first_break(people.harbour.id) == 2


def test_no_audit_no_act(people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    case = send()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("audit is down")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        triage.claim(case_id=case.id, by=people.blair)
    assert TriageCase.objects.get(pk=case.pk).owner is None
