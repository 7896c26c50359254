"""Blank paper: the form for anybody, the poster for staff. The worker makes each file once; until then a page waits.

In: ?lang=, ?paper= and ?size=. Out: a stored PDF, or a page that asks again by itself.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from clinic.languages import code_of
from clinic.models import Clinic, Job
from clinic.models.job import JobState
from handouts import files, printouts
from handouts.models import PrintoutKind
from handouts.views.desk import pdf_headers


@require_safe
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The blank form of a clinic, for patients and staff alike."""
    return _paper(request, get_object_or_404(Clinic, slug=slug), PrintoutKind.FORM)


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """The poster with the code of one's own clinic's form."""
    with_clinic: Any = request
    return _paper(request, with_clinic.clinic, PrintoutKind.POSTER)


def _paper(request: HttpRequest, clinic: Clinic, kind: PrintoutKind) -> HttpResponse:
    given = (request.GET.get(name, "")[:12] for name in ("lang", "paper", "size"))
    want = printouts.wanted(clinic, kind, *given)
    found = printouts.printout_of(clinic, want)
    if found.made_at:
        try:
            content = files.load(found.sha256)
        except files.FileDamaged:
            return _wait(request, clinic, want, failed=True)
        return pdf_headers(HttpResponse(content, content_type="application/pdf"), want.file_name)
    failed = Job.objects.filter(kind=printouts.PRINTOUT, subject=found.id, state=JobState.QUARANTINED).exists()
    return _wait(request, clinic, want, failed=failed)


def _wait(request: HttpRequest, clinic: Clinic, want: printouts.Wanted, *, failed: bool) -> HttpResponse:
    """Say that it is being made, and ask again in two seconds; or that it could not be made."""
    translation.activate(code_of(want.language))
    context = {"clinic": {"name": clinic.name, "slug": clinic.slug, "phone": clinic.phone}, "failed": failed}
    response = render(request, "handouts/paper/waiting.html", context, status=503 if failed else 202)
    if not failed:
        response["Refresh"] = "2"
    return response
