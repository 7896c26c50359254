"""ring: the one Celery task. It does every job that is due and returns.

In: a message without content. Out: jobs done, given back or quarantined; a heartbeat of the worker.
"""

from celery import shared_task

from clinic.heartbeat import beat
from worker.jobs import do_due_jobs


@shared_task(name="worker.tasks.ring")  # type: ignore[untyped-decorator]  # the library has no types
def ring() -> None:
    """Do what is due. Losing or doubling this message changes nothing: the job table decides."""
    beat("worker")
    do_due_jobs()
