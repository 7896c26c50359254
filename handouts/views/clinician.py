"""The clinician's review: answers, because and draft side by side; edit, preview, approve.

In: a signed-in clinician of the clinic. Out: the review page, the sheet itself as a preview, redirects after each edit.
"""

import uuid
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from clinic.models import Staff
from handouts import actions, drafting, review_page
from handouts.composition.errors import SelectionError
from handouts.html import sheet_html
from intake.actions.triage import Refused
from intake.models import TriageCase


@require_safe
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The review page."""
    staff = _staff(request)
    case = _case(staff, case_id)
    handout = actions.draft(case=case, by=staff)
    return render(request, "handouts/review.html", review_page.context_of(case, handout, staff, timezone.now()))


@require_safe
@xframe_options_sameorigin
@csp_update({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # typed for views without arguments
def preview(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The sheet as it will print, from the same HTML, marked DRAFT."""
    staff, now = _staff(request), timezone.now()
    case = _case(staff, case_id)
    handout = actions.draft(case=case, by=staff)
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(now))
    settings = drafting.settings_for(case, handout.draft)
    version = handout.revisions.count() + 1
    try:
        document = drafting.document_for(case, selection, settings, now=now, version=version, prepared_by=staff)
    except SelectionError:
        return render(request, "handouts/no_sheet.html", {})
    return HttpResponse(sheet_html(document, stylesheet=static("handouts/print.css")))


@require_POST
def edit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One edit: `op` says which, `activity` about what."""
    staff = _staff(request)
    case = _case(staff, case_id)
    actions.draft(case=case, by=staff)
    try:
        _do_edit(request, case, staff)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("handouts:review", case_id=case_id)


def _do_edit(request: HttpRequest, case: TriageCase, staff: Staff) -> None:
    posted, activity = request.POST, request.POST.get("activity", "")[:60]
    match posted.get("op", ""):
        case "add":
            actions.edit(case=case, by=staff, change=actions.add(activity, posted.get("checked", "")[:200]))
        case "remove":
            actions.edit(case=case, by=staff, change=actions.remove(activity))
        case "up" | "down" as way:
            actions.edit(case=case, by=staff, change=actions.move(activity, -1 if way == "up" else 1))
        case "dose":
            actions.edit(case=case, by=staff, change=actions.dose(activity, _numbers(posted)))
        case "write":
            note, size, paper = (posted.get(name, "") for name in ("note", "print_size", "paper"))
            actions.write(case=case, by=staff, note=note, print_size=size, paper=paper)
        case "start_over":
            actions.start_over(case=case, by=staff)
        case _:
            raise Refused("That edit is not known.")


def _numbers(posted: Any) -> dict[str, int]:
    """The dose fields, named dose-<key>; words where a number should be are refused."""
    try:
        return {name.removeprefix("dose-"): int(value) for name, value in posted.items() if name.startswith("dose-")}
    except ValueError:
        raise Refused("Give whole numbers for the dose.") from None


@require_POST
def approve(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Freeze what was seen and file its printing."""
    staff = _staff(request)
    case = _case(staff, case_id)
    actions.draft(case=case, by=staff)
    number = request.POST.get("draft_number", "")
    try:
        revision = actions.approve(
            case=case, by=staff, draft_number=int(number) if number.isdigit() else -1,
            release=request.POST.get("release") == "on",
        )  # fmt: skip
        messages.success(request, f"Version {revision.number} is approved. The PDF is being made.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("handouts:review", case_id=case_id)


def _case(staff: Staff, case_id: uuid.UUID) -> TriageCase:
    rows = TriageCase.objects.for_clinic(staff.clinic).select_related(
        "patient", "response", "decision", "clinic", "owner"
    )
    found: TriageCase | None = rows.filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found


def _staff(request: Any) -> Staff:
    staff: Staff = request.user
    return staff
