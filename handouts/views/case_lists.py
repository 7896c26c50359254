"""Lists of cases with how far their sheets have come: who is done, whose sheet waits for review, who was looked for.

In: a signed-in person of the clinic (the policy table has judged the role). Out: pages; each patient shown is recorded.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic.models import Staff
from clinic.signed_in import staff_of
from handouts import progress
from intake import finding, protocol_store
from intake.group_words import SHAPES, WORDS
from intake.models import TriageCase
from intake.models.case import CaseStatus
from intake.shown import record_shown

DONE_SHOWN = timedelta(days=14)
MOST = 500
KEEP = {
    "all": "All",
    progress.TO_REVIEW: "To review",
    progress.TO_GIVE: "Ready to print",
    progress.FAILED: "PDF failed",
}


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Who was accepted in the last 14 days, newest first, and whose sheet still waits for a clinician, urgent first."""
    staff, now = staff_of(request), timezone.now()
    of_late = TriageCase.objects.for_clinic(staff.clinic).filter(
        status=CaseStatus.ACCEPTED, accepted_at__gte=now - DONE_SHOWN
    )
    to_review = _rows(_with_people(progress.accepted_to_review(staff.clinic, now)), staff)
    rows = _rows(_with_people(of_late.order_by("-accepted_at", "id")), staff)
    lists = {code: [row for row in rows if row["sheet"].code == code] for code in KEEP}
    lists |= {"all": rows, progress.TO_REVIEW: to_review}
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in KEEP else "all"
    record_shown(request, [row["case"] for row in lists[chosen]])
    filters = [
        {"code": code, "label": label, "count": len(lists[code]), "url": f"?show={code}", "current": code == chosen}
        for code, label in KEEP.items()
    ]
    context = {"rows": lists[chosen], "filters": filters, "chosen": chosen, "may_review": staff.is_clinical}
    return render(request, "handouts/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Who fits what was typed: those on the board first. What is typed comes by POST, so no name gets into an address,
    a history or a log; without it, the empty form."""
    staff = staff_of(request)
    typed = " ".join(request.POST.get("q", "")[: finding.MOST_TYPED].replace("\x00", "").split())
    found = finding.find(staff.clinic, typed)
    record_shown(request, [*found.waiting, *found.done])
    context = {
        "typed": typed,
        "asked": bool(finding.words_of(typed)),
        "waiting": _rows(found.waiting, staff),
        "done": _rows(found.done, staff),
        "more": found.more,
        "may_review": staff.is_clinical,
    }
    return render(request, "handouts/find.html", context)


def _with_people(rows: Any) -> list[TriageCase]:
    return list(rows.select_related("patient", "response", "clinic", "owner")[:MOST])


def _rows(cases: Sequence[TriageCase], staff: Staff) -> list[dict[str, Any]]:
    sheets, today = progress.states_of(cases), staff.clinic.today(timezone.now())
    wording = protocol_store.wording("en")
    return [
        {
            "case": case,
            "name": case.patient.name,
            "age": case.patient.age(today),
            "code": case.response.code,
            "phone": case.patient.phone,
            "born": case.patient.birth_date,
            "word": "" if case.status == CaseStatus.ACCEPTED else WORDS[case.group],
            "shape": SHAPES[case.group],
            "at": (case.accepted_at or case.waiting_since).astimezone(staff.clinic.zone),
            "decision": wording.disposition(case.disposition).name,
            "owner": case.owner.name if case.owner else "",
            "sheet": sheets[str(case.id)],
        }
        for case in cases
    ]
