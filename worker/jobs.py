"""Claim → do → finish, until nothing is due. Used by the Celery task and, when Redis is down, by the sweeper.

In: the job table. Out: the number of jobs done; each failure is given back to the table by its error's type.
"""

from collections.abc import Callable, Mapping

import structlog

from clinic import outbox
from clinic.models import Job
from handouts.actions.approval import RENDER
from handouts.printouts import PRINTOUT
from intake.actions.come_back import RETURN_EMAIL
from intake.actions.invite import INVITATION_EMAIL
from intake.alarm_email import send_alarm_email
from intake.patient_email import send_invitation_email, send_return_email
from worker.handout_job import make_pdf
from worker.printout_job import make_printout

log = structlog.get_logger("unknot.worker")

KINDS: Mapping[str, Callable[[Job], None]] = {
    "alarm_email": send_alarm_email,
    INVITATION_EMAIL: send_invitation_email,
    RETURN_EMAIL: send_return_email,
    RENDER: make_pdf,
    PRINTOUT: make_printout,
}


def do_due_jobs(limit: int = 1000) -> int:
    """Do due jobs one by one, at most `limit`; return how many ended well."""
    done = 0
    for _ in range(limit):
        job = outbox.claim(KINDS)
        if job is None:
            break
        done += do(job)
    return done


def do(job: Job) -> bool:
    """Do one claimed job. An error is not swallowed: it goes back into the table and, after three, before staff."""
    try:
        KINDS[job.kind](job)
    except Exception as error:
        name = f"{type(error).__name__} {getattr(error, 'code', '')}".strip()
        log.warning("job_failed", job=str(job.id), kind=job.kind, attempt=job.attempts, error=name)
        outbox.fail(job, name)
        return False
    finished = outbox.finish(job)
    log.info("job_done" if finished else "job_lease_lost", job=str(job.id), kind=job.kind, attempt=job.attempts)
    return finished
