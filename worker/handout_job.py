"""The job that makes a revision's PDF. In: a job whose subject is a revision. Out: its one stored file.

Doing it twice is harmless: a revision that has its file is left alone, and the file's name is its content's digest.
"""

from clinic.models import Job
from handouts.actions.approval import attach_pdf
from handouts.composition.document import document_from_json
from handouts.models import HandoutFile, Revision
from worker.render import render_handout
from worker.render_failed import RenderFailed


def make_pdf(job: Job) -> None:
    """Render and attach, unless the file is there already."""
    if HandoutFile.objects.filter(revision=job.subject).exists():
        return
    revision = Revision.objects.select_related("clinic").get(clinic_id=job.clinic_id, pk=job.subject)
    document = document_from_json(revision.document)
    if document.token != f"{revision.code}-v{revision.number}":
        raise RenderFailed("check_token")
    rendered = render_handout(document)
    attach_pdf(revision=revision, pdf=rendered.pdf, pages=rendered.pages)
