"""One case: its page and its audit.

In: a signed-in person of the clinic and a case of theirs. Out: the pages; 404 for foreign and unknown ids alike.
"""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.models import AuditEvent, Staff
from clinic.signed_in import staff_of
from intake import board_groups, case_page
from intake.actions.acts import Refused
from intake.models import TriageCase
from intake.views.typed import OVERRIDE, take


@require_safe
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything about one case, and what may be done with it."""
    return draw_case(request, case_id)


def draw_case(
    request: HttpRequest,
    case_id: uuid.UUID,
    *,
    refused: Refused | None = None,
    held: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The case's page with what was typed and not used yet, `held`; after a change of the decision that was `refused`,
    with that sentence in the summary and beside its field."""
    staff, now = staff_of(request), timezone.now()
    found = case_of(staff, case_id)
    groups = board_groups.groups_of(staff.clinic, staff, now)
    context = case_page.context_of(found, staff, now) | {
        "alarm": board_groups.alarm_line(groups, str(found.id)) | {"updated_at": now.astimezone(staff.clinic.zone)},
        "last_action": board_groups.last_act(staff.clinic, staff, now, here=found),
    }
    held = take(request, found.id) if held is None else held
    context["typed"] = held
    context["decide"]["override"] |= {"values": held, "open": any(name in held for name in OVERRIDE)}
    if refused is not None:
        field = refused.field or "where"
        context["decide"]["override"] |= {"errors": {field: str(refused)}, "open": True}
        context["errors"] = [{"href": f"#override-{field}", "message": str(refused)}]
    return render(request, "intake/frontdesk/case.html", context, status=status)


@require_safe
def case_audit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The audit of one case: every act and every view, with who and when."""
    staff = staff_of(request)
    found = case_of(staff, case_id)
    names = {person.id: person.name for person in Staff.objects.filter(clinic=staff.clinic)}
    rows = AuditEvent.objects.filter(
        clinic_id=staff.clinic_id, object_id__in=[found.id, found.response_id, found.patient_id]
    ).order_by("number")
    events = [
        {
            "at": row.at.astimezone(staff.clinic.zone),
            "who": names.get(row.actor_id, row.actor_kind) if row.actor_id else row.actor_kind,
            "what": row.action,
            "object": row.object_kind,
            "detail": ", ".join(f"{key} {value}" for key, value in row.detail.items() if value not in (None, "")),
        }
        for row in rows
    ]
    return render(request, "clinic/audit.html", {"events": events, "code": found.response.code, "case_id": found.id})


def case_of(staff: Staff, case_id: uuid.UUID) -> TriageCase:
    """The clinic's case or 404, the same for foreign and unknown ids."""
    rows = TriageCase.objects.for_clinic(staff.clinic).select_related(
        "patient", "response", "decision__author", "owner", "clinic"
    )
    found: TriageCase | None = rows.filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found
