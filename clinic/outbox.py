"""The job table: file, claim, finish, fail. The database is the queue; a Celery message only says that there is work.

In: a kind and an object's id, in the transaction of the change. Out: a Job row and, after commit, a ring.
"""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import structlog
from celery import current_app
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from clinic.models import Clinic, Job
from clinic.models.job import JobState

log = structlog.get_logger("unknot.outbox")
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3
RETRY_AFTER = (timedelta(seconds=10), timedelta(seconds=60))  # after the first attempt, after the second
RING = "worker.tasks.ring"
PUBLISH = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "max_retries": 1, "retry_on_timeout": False}


def file_job(*, clinic: Clinic, kind: str, subject: uuid.UUID) -> Job:
    """File work about `subject`, once per kind and subject, and ring after the transaction commits."""
    job, _ = Job.objects.get_or_create(kind=kind, subject=subject, defaults={"clinic": clinic, "next_at": Now()})
    transaction.on_commit(ring, robust=True)
    return job


def ring() -> None:
    """Tell the workers that there is work. One retry, one second each; a dead or frozen broker costs only time.

    The connection is its own: a worker's long wait for messages must not share the short time-out of a publisher.
    """
    try:
        with current_app.connection_for_write(transport_options=PUBLISH) as connection:
            _send(connection)
    except Exception as error:
        log.warning("ring_failed", error=type(error).__name__)


def _send(connection: Any) -> None:
    current_app.send_task(
        RING,
        connection=connection,
        retry=True,
        retry_policy={"max_retries": 1, "interval_start": 0},
        ignore_result=True,
    )


def due() -> models.QuerySet[Job]:
    """Jobs that may be claimed now, by the database's clock: due, or leased to a worker whose lease ran out."""
    now = Now()
    return Job.objects.filter(
        Q(state=JobState.DUE, next_at__lte=now) | Q(state=JobState.LEASED, lease_until__lt=now)
    ).order_by("attempts", "next_at")


def claim(kinds: Iterable[str]) -> Job | None:
    """Take the next due job of these kinds on a lease, or None.

    The conditional UPDATE decides: two claimers may see the same row, only one changes it.
    """
    for _ in range(8):
        with transaction.atomic():
            rows = due().filter(kind__in=list(kinds))
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            job = rows.first()
            if job is None:
                return None
            token = uuid.uuid4()
            won = (
                due()
                .order_by()
                .filter(pk=job.pk)
                .update(state=JobState.LEASED, token=token, lease_until=Now() + LEASE, attempts=F("attempts") + 1)
            )
        if won:
            job.refresh_from_db()
            return job
    return None


def finish(job: Job) -> bool:
    """Mark a claimed job done. False when the lease was lost to another worker: then nothing of ours may count."""
    return bool(
        Job.objects.filter(pk=job.pk, state=JobState.LEASED, token=job.token).update(
            state=JobState.DONE, finished_at=Now(), token=None, lease_until=None, error=""
        )
    )


def fail(job: Job, error: str) -> bool:
    """Give a claimed job back, to be tried again later, or quarantine it after its last attempt."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.LEASED, token=job.token)
    if job.attempts >= MAX_ATTEMPTS:
        return bool(mine.update(state=JobState.QUARANTINED, token=None, lease_until=None, error=error[:60]))
    wait = RETRY_AFTER[job.attempts - 1]
    return bool(mine.update(state=JobState.DUE, token=None, lease_until=None, error=error[:60], next_at=Now() + wait))


def try_again(kind: str, subject: uuid.UUID) -> bool:
    """Give quarantined work its three attempts anew, at a person's word; whether there was any."""
    found = Job.objects.filter(kind=kind, subject=subject, state=JobState.QUARANTINED)
    changed = found.update(state=JobState.DUE, attempts=0, next_at=Now(), error="")
    transaction.on_commit(ring, robust=True)
    return bool(changed)


def quarantine_spent() -> int:
    """Quarantine jobs whose last attempt died with its worker: their lease ran out and no attempt is left."""
    return (
        Job.objects.filter(state=JobState.LEASED, lease_until__lt=Now(), attempts__gte=MAX_ATTEMPTS)
        .update(state=JobState.QUARANTINED, token=None, lease_until=None, error="worker_lost")
    )  # fmt: skip
