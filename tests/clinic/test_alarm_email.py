"""The desk alarm's email: goes out by the worker, by the sweeper when Redis is dead, once, and says nothing about
who."""

import pytest
from django.core import mail

from clinic.models import Job, Staff
from clinic.models.job import JobState
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People
from worker import jobs, sweeper

pytestmark = pytest.mark.django_db


def test_an_emergency_is_mailed_once_without_personal_data(people: People, send: SendAnswers) -> None:
    case = send(**EMERGENCY)
    assert jobs.do_due_jobs() == 1
    assert jobs.do_due_jobs() == 0
    (message,) = mail.outbox
    text = f"{message.subject} {message.body}"
    assert case.response.code in text
    assert not any(word in text for word in ("Alex", "Moreau", "416-555-0142", "1984", "numb", "back"))
    assert set(message.to) == set(Staff.objects.filter(clinic=people.harbour).values_list("email", flat=True))


def test_a_disabled_person_gets_no_alarm(people: People, send: SendAnswers) -> None:
    Staff.objects.filter(pk=people.casey.pk).update(is_active=False)
    send(**URGENT)
    jobs.do_due_jobs()
    assert people.casey.email not in mail.outbox[0].to


def test_a_routine_case_rings_nobody(people: People, send: SendAnswers) -> None:
    send()
    assert jobs.do_due_jobs() == 0 and not Job.objects.exists()


def test_the_sweeper_sends_it_when_redis_is_dead(
    people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(**EMERGENCY)
    monkeypatch.setattr(sweeper, "redis_answers", lambda: False)
    assert sweeper.sweep() == 1
    assert len(mail.outbox) == 1 and Job.objects.get().state == JobState.DONE


def test_mail_that_fails_is_tried_again_and_at_last_quarantined(
    people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(**EMERGENCY)

    def broken(job: Job) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(jobs, "KINDS", {"alarm_email": broken})
    for _ in range(3):
        Job.objects.update(next_at="2026-01-01T00:00:00Z")
        assert jobs.do_due_jobs() == 0
    assert Job.objects.get().state == JobState.QUARANTINED
