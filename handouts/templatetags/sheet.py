"""The sheet of a case, for the page of that case: what there is to give, and for clinicians the way to review it.

In: {% sheet_of card.id %} or {% sheets_to_review %} on a staff page. Out: the part as HTML, a number; nothing where
nobody is signed in.
"""

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils import timezone

from clinic.models import Staff
from handouts import asked_for, progress, sheet_history
from handouts.models import Handout
from handouts.revisions import cards_of
from intake.models import TriageCase
from intake.models.case import CaseStatus

register = template.Library()


@register.inclusion_tag("handouts/parts/sheet.html", takes_context=True)
def sheet_of(context: RequestContext, case_id: str) -> dict[str, Any]:
    """Context of the part: the words, the revisions, and `review_url` ("" for those who may not review)."""
    request: Any = context.request
    if not isinstance(request.user, Staff):
        return {"sheet": None}
    cases = TriageCase.objects.for_clinic(request.user.clinic).select_related("response", "clinic")
    case = cases.filter(pk=case_id).first()
    if case is None:
        return {"sheet": None}
    handout = Handout.objects.filter(case=case).select_related("changed_by").first()
    revisions = cards_of(handout) if handout else []
    review_url = reverse("handouts:review", args=[case.id]) if request.user.is_clinical else ""
    accepted = case.status == CaseStatus.ACCEPTED
    sheet = {
        "review_url": review_url,
        "revisions": revisions,
        "words": _words(case, handout, bool(revisions)),
        "asked_for": asked_for.lines(case, handout.draft if handout else {}),
    }
    return {"sheet": sheet, "accepted": accepted, "request": request}


@register.filter
def with_sheet(history: list[dict[str, Any]], case_id: str) -> list[dict[str, Any]]:
    """The rows of a case's history with those of its sheet."""
    return sheet_history.merged(history, case_id)


@register.simple_tag(takes_context=True)
def sheets_to_review(context: RequestContext) -> int:
    """How many accepted cases wait for this clinician to approve their sheet; 0 for those who approve none."""
    request: Any = context.request
    if not isinstance(request.user, Staff) or not request.user.is_clinical:
        return 0
    return int(progress.accepted_to_review(request.user.clinic, timezone.now()).count())


def _words(case: TriageCase, handout: Handout | None, approved: bool) -> str:
    """Where the sheet stands, in one sentence."""
    if approved:
        return ""
    if case.disposition in ("emergency", "urgent"):
        return "No letter yet. A clinician approves the one-page letter."
    if case.status != CaseStatus.ACCEPTED:
        return "No sheet yet. It follows the decision."
    if handout is None or not handout.draft_number:
        return "No sheet yet. It waits for a clinician."
    who = handout.changed_by.name if handout.changed_by else "a clinician"
    at = handout.changed_at.astimezone(case.clinic.zone)
    return f"Draft, changed {at:%-d %b %H:%M} by {who}. It waits for a clinician."
