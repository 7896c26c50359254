"""The audit: append-only, chained, and in the same transaction as the act it records."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import AuditEvent, AuditHead
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


@pytest.fixture
def three_events(people: People) -> list[AuditEvent]:
    """Three events of a clinic, in a database whose owner took the lock off the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {AuditEvent._meta.db_table}_append_only ON {AuditEvent._meta.db_table}")
    return [audit.record(staff_actor(people.blair), "test.done") for _ in range(3)]


def checked(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints about a broken chain, and that it asks for a person."""
    with pytest.raises(CommandError, match="Keep a copy of the database") as refused:
        call_command("check_audit")
    assert refused.value.returncode == 1
    return capsys.readouterr().out


def test_the_command_finds_whole_chains(people: People, capsys: pytest.CaptureFixture[str]) -> None:
    audit.record(staff_actor(people.blair), "test.done")
    audit.record(staff_actor(people.sam), "test.done")
    call_command("check_audit")
    assert capsys.readouterr().out.splitlines() == ["harbour: whole, 1 events", "northside: whole, 1 events"]


def test_the_command_names_a_changed_event(
    people: People, three_events: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    AuditEvent.objects.filter(pk=three_events[1].pk).update(action="test.hidden")
    said = checked(capsys)
    assert f"harbour: BROKEN at event 2 (test.hidden, {three_events[1].at:%Y-%m-%d}" in said
    assert str(three_events[1].id) in said and "northside: whole" in said


@pytest.mark.parametrize("taken", [0, 1, 2], ids=["first", "middle", "last"])
def test_the_command_names_a_missing_event(
    three_events: list[AuditEvent], capsys: pytest.CaptureFixture[str], taken: int
) -> None:
    AuditEvent.objects.filter(pk=three_events[taken].pk).delete()
    assert f"harbour: BROKEN at event {taken + 1}, which is missing" in checked(capsys)


def test_the_command_sees_a_chain_made_anew_from_its_last_event(
    people: People, three_events: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    last = three_events[2]
    last.action = "test.hidden"
    AuditEvent.objects.filter(pk=last.pk).update(
        action=last.action, digest=audit.digest_of(last, three_events[1].digest)
    )
    assert "harbour: BROKEN at event 3" in checked(capsys)
    AuditHead.objects.filter(clinic_id=people.harbour.id).delete()
    assert "harbour: BROKEN at event 1" in checked(capsys)


def test_no_audit_no_act(people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    case = send()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("audit is down")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        triage.claim(case_id=case.id, by=people.blair)
    assert TriageCase.objects.get(pk=case.pk).owner is None
