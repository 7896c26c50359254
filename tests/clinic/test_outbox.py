"""The job table: filed once, claimed by one, finished by whoever holds the lease, quarantined after three tries."""

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from clinic import outbox
from clinic.models import Job
from clinic.models.job import JobState
from tests.people import People

pytestmark = pytest.mark.django_db
KINDS = ["alarm_email"]


@pytest.fixture
def job(people: People) -> Job:
    return outbox.file_job(clinic=people.harbour, kind="alarm_email", subject=uuid.uuid4())


def lose_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_filing_twice_is_filing_once(job: Job) -> None:
    assert outbox.file_job(clinic=job.clinic, kind=job.kind, subject=job.subject) == job
    assert Job.objects.count() == 1


def test_a_claimed_job_is_nobody_elses_until_its_lease_runs_out(job: Job) -> None:
    first = outbox.claim(KINDS)
    assert first is not None and first.attempts == 1
    assert outbox.claim(KINDS) is None
    lose_lease(job)
    second = outbox.claim(KINDS)
    assert second is not None and second.token != first.token
    assert outbox.finish(first) is False, "who lost the lease may not finish"
    assert outbox.finish(second) is True
    job.refresh_from_db()
    assert job.state == JobState.DONE and outbox.claim(KINDS) is None


def test_other_kinds_are_left_alone(job: Job) -> None:
    assert outbox.claim(["render"]) is None


def test_three_failures_quarantine(job: Job) -> None:
    for attempt in (1, 2, 3):
        Job.objects.filter(pk=job.pk).update(next_at=Now())
        claimed = outbox.claim(KINDS)
        assert claimed is not None and claimed.attempts == attempt
        assert outbox.fail(claimed, "SMTPServerDisconnected")
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.QUARANTINED, "SMTPServerDisconnected")
    assert outbox.claim(KINDS) is None


def test_a_job_whose_workers_all_died_is_quarantined_not_retried_for_ever(job: Job) -> None:
    for _ in range(outbox.MAX_ATTEMPTS):
        assert outbox.claim(KINDS)
        lose_lease(job)
    assert outbox.quarantine_spent() == 1
    assert outbox.claim(KINDS) is None


def test_a_failed_job_waits_before_it_is_tried_again(job: Job) -> None:
    claimed = outbox.claim(KINDS)
    assert claimed
    outbox.fail(claimed, "Timeout")
    assert outbox.claim(KINDS) is None
