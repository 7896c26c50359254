"""Pages of the ground floor that belong to nobody: home, health, errors; and what every template is given.

In: a request. Out: a page, or the JSON that a load balancer reads.
"""

from typing import Any
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from clinic.heartbeat import is_fresh
from clinic.models import Clinic, Staff
from clinic.network import is_loopback, reach_of_links
from clinic.permissions import POLICY

NAV = (
    ("Board", "intake:board", ("front_desk", "clinician", "clinical_lead", "manager")),
    ("Start an intake", "intake:start_intake", ("front_desk", "clinician", "clinical_lead", "manager")),
    ("Invitations", "intake:invitations", ("front_desk", "clinician", "clinical_lead")),
    ("Print problems", "handouts:failed", ("front_desk", "clinician", "clinical_lead", "manager")),
    ("Rules", "handouts:governance", ("clinician", "clinical_lead", "manager")),
    ("Where people stop", "intake:page_numbers", ("manager",)),
    ("Staff", "staff_list", ("manager",)),
    ("Clinic", "clinic_settings", ("manager",)),
)

# Pages that belong to an entry of the navigation without being it.
UNDER = {
    "intake:board": ("handouts:done", "handouts:find", "intake:case", "intake:case_audit", "handouts:review"),
    "intake:invitations": ("intake:invitation_link",),
    "intake:start_intake": ("intake:start_tablet", "intake:start_phone", "intake:start_paper"),
    "handouts:governance": (
        "handouts:governance_subject",
        "handouts:governance_sign",
        "handouts:governance_withdraw",
        "handouts:governance_suspend",
        "handouts:governance_resume",
    ),
}


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the clinic and, for staff, who is signed in and where they may go."""
    clinic: Clinic | None = getattr(request, "clinic", None)
    staff = getattr(request, "user", None)
    common = {"clinic": clinic, "unprotected": is_unprotected(request)}
    if not isinstance(staff, Staff):
        return common
    current = request.resolver_match.view_name if request.resolver_match else ""
    nav = [
        {"label": label, "name": name, "current": current in (name, *UNDER.get(name, ()))}
        for label, name, roles in NAV
        if staff.role in roles
    ]
    find_url = reverse("handouts:find") if staff.role in POLICY["handouts:find"].who else ""
    return common | {
        "find_url": find_url,
        "staff": {"name": staff.name, "role_label": staff.get_role_display()},
        "nav": nav,
        "reach": reach_of_links(),
    }


def is_unprotected(request: HttpRequest) -> bool:
    """Whether others on the network can read what this page sends: it came over the network, and not by TLS."""
    try:
        host = urlsplit(f"//{request.get_host()}").hostname or ""
    except (DisallowedHost, ValueError):
        return False
    return not settings.HTTPS and not is_loopback(host)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Staff go to their board; anyone else sees the way to each clinic's form, or to the sign-in when there is none."""
    if isinstance(request.user, Staff):
        return redirect("staff_list" if request.user.role == "manager" else "intake:board")
    clinics = Clinic.objects.order_by("name")
    if len(clinics) == 1:
        return redirect("intake:start", slug=clinics[0].slug)
    return render(request, "clinic/home.html", {"clinics": clinics})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about anything else."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, Redis, and progress of worker and sweeper. 503 only without the database: the rest costs time, not
    work."""
    parts = {"database": database_answers()}
    if parts["database"]:
        parts |= {"redis": redis_answers(), "worker": is_fresh("worker"), "sweeper": is_fresh("sweeper")}
    status = "ready" if all(parts.values()) else "degraded" if parts["database"] else "down"
    return JsonResponse({"status": status, **parts}, status=200 if parts["database"] else 503)


def database_answers() -> bool:
    """Whether the database answers a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def redis_answers() -> bool:
    """Whether Redis answers within a second."""
    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping())
    except (redis.RedisError, OSError):
        return False


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for /favicon.ico to the drawn one."""
    return redirect(static("unknot/mark.svg"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page too old or from elsewhere: say what to do, in the words of the page."""
    return render(request, "csrf_failure.html", status=403)
