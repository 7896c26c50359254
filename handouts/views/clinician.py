"""The clinician's review: answers, because and draft side by side; edit, preview, approve.

In: a signed-in clinician of the clinic. Out: the review page, the sheet itself as a preview, redirects after each edit.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from clinic.models import Staff
from clinic.signed_in import staff_of
from handouts import drafting, review_page
from handouts import visit_summary as summary_page
from handouts.actions import approval, editing
from handouts.html import sheet_html
from handouts.models import Handout
from intake.actions.acts import Refused
from intake.models import TriageCase
from intake.views.case import case_of

MOST_TYPED, MOST_CHECKED = 2000, 200


@require_safe
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The review page."""
    staff = staff_of(request)
    return _page(request, case_of(staff, case_id), staff)


def _page(
    request: HttpRequest, case: TriageCase, staff: Staff, *, typed: str | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The review page; `typed` is a note that was refused, kept in its field."""
    handout = editing.draft(case=case, by=staff)
    context = review_page.context_of(case, handout, staff, timezone.now())
    if typed is not None:
        context["settings"] = replace(context["settings"], note=typed)
    return render(request, "handouts/review.html", context | more, status=status)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # typed for views without arguments
def preview(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The sheet as it will print, from the same HTML, marked DRAFT until it is approved as it stands."""
    staff, now = staff_of(request), timezone.now()
    case = case_of(staff, case_id)
    handout = editing.draft(case=case, by=staff)
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(now))
    document = review_page.approved_as_is(case, handout, selection)
    if document is None:
        settings, version = drafting.settings_for(case, handout.draft), handout.revisions.count() + 1
        document = drafting.document_for(case, selection, settings, now=now, version=version, prepared_by=staff)
    return HttpResponse(sheet_html(document, stylesheet=static("handouts/print.css")))


@require_safe
def visit_summary(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The clinician's page of the visit, to print from the browser: it is never given to the patient."""
    staff = staff_of(request)
    context = summary_page.context_of(case_of(staff, case_id), staff, timezone.now())
    return render(request, "handouts/visit_summary.html", context)


@require_POST
def edit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One edit: `op` says which, `activity` about what."""
    staff = staff_of(request)
    case = case_of(staff, case_id)
    editing.draft(case=case, by=staff)
    try:
        _do_edit(request, case, staff)
    except editing.NotChecked as refused:
        kept = {name: request.POST.get(name, "")[:MOST_CHECKED] for name in ("activity", "checked")}
        return _page(request, case, staff, status=422, refused=kept | {"words": str(refused)})
    except Refused as refused:
        messages.error(request, str(refused))
        if request.POST.get("op") == "write":
            return _page(request, case, staff, typed=request.POST.get("note", "")[:MOST_TYPED], status=422)
    return redirect("handouts:review", case_id=case_id)


def _do_edit(request: HttpRequest, case: TriageCase, staff: Staff) -> None:
    posted, activity = request.POST, request.POST.get("activity", "")[:60]
    match posted.get("op", ""):
        case "add":
            editing.edit(case=case, by=staff, change=editing.add(activity, posted.get("checked", "")[:MOST_CHECKED]))
        case "remove":
            editing.edit(case=case, by=staff, change=editing.remove(activity))
        case "up" | "down" as way:
            editing.edit(case=case, by=staff, change=editing.move(activity, -1 if way == "up" else 1))
        case "dose":
            editing.edit(case=case, by=staff, change=editing.dose(activity, _numbers(posted)))
        case "write":
            _write(posted, case, staff)
        case "start_over":
            editing.start_over(case=case, by=staff)
        case "bring_back":
            editing.bring_back(case=case, by=staff)
        case _:
            raise Refused("That edit is not known.")


def _write(posted: Mapping[str, str], case: TriageCase, staff: Staff) -> None:
    names = ("note", "print_size", "paper", "language")
    editing.write(case=case, by=staff, **{name: posted.get(name, "") for name in names})


def _numbers(posted: Any) -> dict[str, int]:
    """The dose fields, named dose-<key>; words where a number should be are refused."""
    try:
        return {name.removeprefix("dose-"): int(value) for name, value in posted.items() if name.startswith("dose-")}
    except ValueError:
        raise Refused("Give whole numbers for the dose.") from None


@require_POST
def approve(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Freeze what was seen and file its printing. A note not yet on the sheet is put on it first, to be read."""
    staff = staff_of(request)
    case = case_of(staff, case_id)
    handout = editing.draft(case=case, by=staff)
    try:
        if _unread(request.POST, case, handout):
            _write(request.POST, case, staff)
            messages.warning(request, "What you wrote is on the sheet now. Read it there, then approve.")
        else:
            _approve(request, case, staff)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, case, staff, typed=request.POST.get("note", "")[:MOST_TYPED] or None, status=422)
    return redirect("handouts:review", case_id=case_id)


def _unread(posted: Mapping[str, str], case: TriageCase, handout: Handout) -> bool:
    """Whether the form holds a note or print settings that the sheet beside it does not show."""
    shown = drafting.settings_for(case, handout.draft)
    as_shown = {
        "note": shown.note, "print_size": shown.print_size, "paper": shown.paper, "language": shown.language,
    }  # fmt: skip
    return any(name in posted and " ".join(posted[name].split()) != value for name, value in as_shown.items())


def _approve(request: HttpRequest, case: TriageCase, staff: Staff) -> None:
    number = request.POST.get("draft_number", "")
    revision = approval.approve(
        case=case, by=staff, draft_number=int(number) if number.isdecimal() and len(number) < 10 else -1,
        release=request.POST.get("release") == "on",
    )  # fmt: skip
    messages.success(request, f"Version {revision.number} is approved.")
