"""The job that makes a blank form or a poster. In: a job whose subject is a printout. Out: its one stored file.

Doing it twice is harmless. When words have changed since it was asked for, nobody will ask for this one again.
"""

from django.utils import timezone

from clinic.models import Job
from handouts import files, printouts
from handouts.models import Printout
from worker.render import Limits, render_pdf

LIMITS = Limits(cpu_s=60, wall_s=90.0, memory_mb=768)
MOST_PAGES = 60  # the form in large print


def make_printout(job: Job) -> None:
    """Render and store, unless it is there already."""
    printout = Printout.objects.select_related("clinic").get(clinic_id=job.clinic_id, pk=job.subject)
    html = printouts.html_of(printout.clinic, printouts.want_of(printout))
    if printout.made_at or printouts.digest_of(html) != printout.digest:
        return
    pdf = render_pdf(html, limits=LIMITS, sheets=("form.css",), most_pages=MOST_PAGES)
    printout.sha256, printout.made_at = files.store(pdf), timezone.now()
    printout.save(update_fields=["sha256", "made_at"])
