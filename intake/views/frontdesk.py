"""The desk's pages: the board, one case, and a POST for each act.

In: a signed-in person of the clinic (the policy table has judged the role). Out: pages, partial pages for polling,
redirects.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from clinic.emergency_numbers import numbers_for
from clinic.models import AuditEvent, Clinic, Staff
from intake import board_groups, case_page, governance
from intake.actions import acts, decide_anew, take_back, triage
from intake.board_groups import CardGroup
from intake.body_picture import shared_paths
from intake.cards import TriageCard
from intake.invitation_state import wrong_people
from intake.models import TriageCase
from intake.models.case import CaseStatus
from intake.shown import record_shown

KEEP: dict[str, tuple[str, Callable[[TriageCard], bool]]] = {
    "all": ("All", lambda card: True),
    "mine": ("Mine", lambda card: card.mine),
    "unclaimed": ("Unclaimed", lambda card: not card.owner),
    "late": ("Late", lambda card: card.late),
}


# ------------------------------------------------------------------ the board


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board."""
    return render(request, "intake/frontdesk/board.html", board_context(request))


@require_safe
def board_poll(request: HttpRequest) -> HttpResponse:
    """204 while nothing changed since `?since=`, else the table again. Clocks are the page's own business."""
    staff = _staff(request)
    if request.GET.get("since", "") == change_number(staff.clinic):
        return HttpResponse(status=204)
    return render(request, "intake/frontdesk/board_table.html", board_context(request))


def board_context(request: HttpRequest) -> dict[str, Any]:
    """Groups, alarm, filters and the viewer's last act. A patient shown is recorded once per staff session."""
    staff, now = _staff(request), timezone.now()
    change = change_number(staff.clinic)
    cases = board_groups.open_cases(staff.clinic)
    record_shown(request, cases)
    groups = board_groups.groups_of(staff.clinic, staff, now, cases)
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in KEEP else "all"
    shown = _narrow(groups, chosen)
    return {
        "alarm": board_groups.alarm_line(groups) | {"updated_at": now.astimezone(staff.clinic.zone)},
        "filters": _filters(groups, chosen),
        "groups": shown,
        "body_paths": shared_paths(card.body for group in shown for card in group.cards),
        "chosen": chosen,
        "numbers": numbers_for(staff.clinic.country),
        "suspension": governance.suspension_line(staff.clinic),
        "change": change,
        "done_today": _done_today(staff.clinic, now),
        "last_action": board_groups.last_act(staff.clinic, staff, now),
        "privacy": request.GET.get("privacy") == "1",
        "done_url": reverse("handouts:done") if staff.role != "manager" else "",
        "invite_url": reverse("intake:invitations") if staff.role != "manager" else "",
        "wrong_people": wrong_people(staff.clinic),
        "now": now.astimezone(staff.clinic.zone),
    }


def change_number(clinic: Clinic) -> str:
    """Grows with every change of any of the clinic's cases, and when rules are suspended or resumed; two looks at an
    index."""
    changed = TriageCase.objects.for_clinic(clinic).aggregate(newest=Max("changed_at"))["newest"]
    switched = governance.switched_at(clinic)
    newest = max((at for at in (changed, switched) if at), default=None)
    return str(int(newest.timestamp() * 1_000_000)) if newest else "0"


def _filters(groups: Sequence[CardGroup], chosen: str) -> list[dict[str, Any]]:
    everyone = [card for group in groups for card in group.cards]
    return [
        {
            "code": code,
            "label": label,
            "count": sum(map(keep, everyone)),
            "url": f"?show={code}",
            "current": code == chosen,
        }
        for code, (label, keep) in KEEP.items()
    ]


def _narrow(groups: Sequence[CardGroup], chosen: str) -> list[CardGroup]:
    """The rows that pass the filter. An unclaimed emergency passes every filter: it is never hidden."""
    keep = KEEP[chosen][1]

    def passes(card: TriageCard) -> bool:
        loud = card.group == "emergency" and not card.owner
        return loud or keep(card)

    return [
        CardGroup(group.code, group.word, group.limit_words, [card for card in group.cards if passes(card)])
        for group in groups
    ]


def _done_today(clinic: Clinic, now: datetime) -> int:
    midnight = now.astimezone(clinic.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(
        TriageCase.objects.for_clinic(clinic).filter(status=CaseStatus.ACCEPTED, accepted_at__gte=midnight).count()
    )


# ------------------------------------------------------------------ one case


@require_safe
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything about one case, and what may be done with it."""
    return _case_page(request, case_id)


def _case_page(
    request: HttpRequest,
    case_id: uuid.UUID,
    *,
    refused: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    staff, now = _staff(request), timezone.now()
    found = _case(staff, case_id)
    groups = board_groups.groups_of(staff.clinic, staff, now)
    context = case_page.context_of(found, staff, now) | {
        "alarm": board_groups.alarm_line(groups) | {"updated_at": now.astimezone(staff.clinic.zone)},
        "last_action": board_groups.last_act(staff.clinic, staff, now),
        "refused": refused,
    }
    if typed is not None:
        context["decide"]["override"] |= {"values": typed, "errors": {"override": refused}, "open": True}
    return render(request, "intake/frontdesk/case.html", context, status=status)


@require_safe
def case_audit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The audit of one case: every act and every view, with who and when."""
    staff = _staff(request)
    found = _case(staff, case_id)
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


def _case(staff: Staff, case_id: uuid.UUID) -> TriageCase:
    """The clinic's case or 404, the same for foreign and unknown ids."""
    rows = TriageCase.objects.for_clinic(staff.clinic).select_related(
        "patient", "response", "decision__author", "owner", "clinic"
    )
    found: TriageCase | None = rows.filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found


# ------------------------------------------------------------------ acts


Act = Callable[..., TriageCase]


def _act(request: HttpRequest, act: Act, case_id: uuid.UUID, back: str = "", **given: Any) -> HttpResponse:
    """Do one act; a refusal is shown on the page the person came from, in words."""
    try:
        act(case_id=case_id, by=_staff(request), **given)
    except TriageCase.DoesNotExist:
        raise Http404 from None
    except acts.Refused as refused:
        messages.error(request, str(refused))
    return redirect(back or _back(request, case_id))


def _back(request: HttpRequest, case_id: uuid.UUID) -> str:
    """Back to the board or the case, as the form says; never to another host."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return f"/cases/{case_id}/"


@require_POST
def claim(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Claim."""
    return _act(request, triage.claim, case_id)


@require_POST
def release(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Release."""
    return _act(request, triage.release, case_id)


@require_POST
def take_over(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take over."""
    return _act(request, triage.take_over, case_id)


@require_POST
def contact(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Log a try to reach the patient; `try_again` is a local date and time, or empty."""
    staff = _staff(request)
    try:
        again = parse_datetime(request.POST.get("try_again", "") or "x")
    except ValueError:
        again = None
    if again is not None and timezone.is_naive(again):
        again = again.replace(tzinfo=staff.clinic.zone)
    return _act(request, triage.log_contact, case_id, outcome=request.POST.get("outcome", ""), try_again_at=again)


@require_POST
def accept(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Accept the decision as it stands."""
    return _act(request, triage.accept, case_id)


@require_POST
def raise_urgency(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Raise."""
    return _act(request, decide_anew.raise_urgency, case_id, group=request.POST.get("group", ""))


@require_POST
def override(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Decide otherwise; a refusal keeps what was chosen and typed, on the same page."""
    typed = {name: request.POST.get(name, "")[:500] for name in ("disposition", "reason", "note")}
    try:
        decide_anew.override(
            case_id=case_id,
            by=_staff(request),
            disposition=typed["disposition"],
            reason=typed["reason"],
            note=typed["note"],
        )
    except TriageCase.DoesNotExist:
        raise Http404 from None
    except acts.Refused as refused:
        return _case_page(request, case_id, refused=str(refused), typed=typed, status=422)
    return redirect("intake:case", case_id=case_id)


@require_POST
def note(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write the desk note."""
    return _act(request, triage.note, case_id, text=request.POST.get("text", ""))


@require_POST
def undo(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take back one's own last act."""
    return _act(request, take_back.undo, case_id)


def _staff(request: Any) -> Staff:
    """The signed-in person; the policy table has let nobody else in."""
    staff: Staff = request.user
    return staff
