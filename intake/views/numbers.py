"""Numbers about the form for managers: which page loses people. In: a signed-in manager, ?weeks=. Out: the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.signed_in import staff_of
from intake.page_numbers import SPANS, page_numbers


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """How each page of the form goes, over the weeks asked for (eight unless told otherwise)."""
    asked = request.GET.get("weeks", "")
    weeks = next((span for span in SPANS if str(span) == asked), SPANS[0])
    clinic = staff_of(request).clinic
    return render(request, "intake/numbers/pages.html", page_numbers(clinic, clinic.today(timezone.now()), weeks))
