"""The board's pages: the whole of it, and the table again for polling.

In: a signed-in person of the clinic (the policy table has judged the role). Out: the page; 204 while nothing changed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.emergency_numbers import numbers_for
from clinic.models import Clinic
from clinic.signed_in import staff_of
from intake import board_groups, governance
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


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board."""
    return render(request, "intake/frontdesk/board.html", board_context(request))


@require_safe
def board_poll(request: HttpRequest) -> HttpResponse:
    """204 while nothing changed since `?since=`, else the table again. Clocks are the page's own business."""
    staff = staff_of(request)
    if request.GET.get("since", "") == change_number(staff.clinic):
        return HttpResponse(status=204)
    return render(request, "intake/frontdesk/board_table.html", board_context(request))


def board_context(request: HttpRequest) -> dict[str, Any]:
    """Groups, alarm, filters and the viewer's last act. A patient shown is recorded once per staff session."""
    staff, now = staff_of(request), timezone.now()
    change = change_number(staff.clinic)
    cases = board_groups.open_cases(staff.clinic)
    record_shown(request, cases)
    groups = board_groups.groups_of(staff.clinic, staff, now, cases)
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in KEEP else "all"
    shown = _narrow(groups, chosen)
    return {
        "alarm": board_groups.alarm_line(groups, request.GET.get("here", ""))
        | {"updated_at": now.astimezone(staff.clinic.zone)},
        "here": board_groups.here_now(staff.clinic, request.GET["here"]) if "here" in request.GET else None,
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
