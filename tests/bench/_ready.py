"""What `ready` measures, in a process of its own: a fresh database, a real Celery worker, one approval after the other.

In: UNKNOT_DATA and REDIS_URL in the environment. Out: one line of JSON, the seconds of each approval.
"""

import json
import subprocess
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from clinic.models import Staff  # noqa: E402
from handouts.actions import approval, editing  # noqa: E402
from handouts.models import HandoutFile, Revision  # noqa: E402
from intake import demo  # noqa: E402
from intake.actions import triage  # noqa: E402
from intake.models import TriageCase  # noqa: E402

COUNT = 20
PATIENCE = 60.0


def main() -> None:
    """Set up, warm, measure."""
    call_command("migrate", verbosity=0)
    demo.seed()
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "worker.celery", "worker", "--concurrency", "1", "-l", "ERROR"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        case, clinician = _accepted()
        _seconds(case, clinician)
        print(json.dumps([_seconds(case, clinician) for _ in range(COUNT)]))
    finally:
        worker.terminate()
        worker.wait()


def _accepted() -> tuple[TriageCase, Staff]:
    clinician = Staff.objects.get(email="casey@harbour.example")
    case = TriageCase.objects.filter(clinic=clinician.clinic, group="routine").first()
    assert case is not None
    triage.accept(case_id=case.id, by=clinician)
    return TriageCase.objects.get(pk=case.pk), clinician


def _seconds(case: TriageCase, clinician: Staff) -> float:
    handout = editing.draft(case=case, by=clinician)
    began = time.perf_counter()
    revision = approval.approve(case=case, by=clinician, draft_number=handout.draft_number)
    return _wait_for(revision, began) - began


def _wait_for(revision: Revision, began: float) -> float:
    while not HandoutFile.objects.filter(revision=revision).exists():
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError("no PDF within a minute")
        time.sleep(0.01)
    return time.perf_counter()


main()
