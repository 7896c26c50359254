"""ring: the one Celery task. It does every job that is due and returns.

In: a message without content. Out: jobs done, given back or quarantined; a heartbeat of the worker.
"""

from celery import shared_task
from celery.signals import worker_init

from clinic.heartbeat import beat
from worker.jobs import do_due_jobs
from worker.render import warm


@worker_init.connect  # type: ignore[untyped-decorator]  # the library has no types
def warm_up(**_: object) -> None:
    """Load fonts and drawings once, before the pool forks, so that every child shares them."""
    warm()


@shared_task(name="worker.tasks.ring")  # type: ignore[untyped-decorator]  # the library has no types
def ring() -> None:
    """Do what is due. Losing or doubling this message changes nothing: the job table decides."""
    beat("worker")
    do_due_jobs()
