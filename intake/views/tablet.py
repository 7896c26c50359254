"""The clinic's tablet in a patient's hands: is somebody there, put it away, the last page.

In: the browser that staff handed over; its session is known by a cookie. Out: pages that name nobody, and wipe.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clinic.models import Clinic
from intake import at_hand
from intake.actions import left, tablet_session
from intake.views import patient_page
from intake.views.after_sending import wiped
from intake.views.leaving import keep_what_stands
from intake.views.tablet_end import last_page, wiped_on_a_tablet


@require_safe
def alive(request: HttpRequest, slug: str) -> HttpResponse:
    """The page's script says that somebody touches the screen. 204 while the session lives, else 410."""
    _, way = _at(request, slug)
    return HttpResponse(status=204 if way else 410)


@require_safe
def still_here(request: HttpRequest, slug: str) -> HttpResponse:
    """The warning for browsers without script: the page's own timer leads here, and from here to putting away."""
    clinic, way = _at(request, slug, looks=False)
    if way is None:
        return redirect("intake:tablet_away", slug=slug)
    back = patient_page.resume_url(way.draft, clinic) if way.draft else reverse("intake:start", args=[slug])
    response = patient_page.render_page(request, "tablet_still_here", clinic, {"back_url": back}, thread=0)
    away_url = reverse("intake:tablet_away", args=[slug])
    response["Refresh"] = f"{int(tablet_session.LOCK_AFTER.total_seconds())};url={away_url}"
    return response


@require_POST
def put_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what can be kept of the page that was open, and end the session. `how` is idle or put_away: a person who is
    still there and has just ticked an emergency sees the stop page first."""
    clinic, way = _at(request, slug)
    if way and way.tablet:
        idle = request.POST.get("how") == "idle"
        if way.draft and keep_what_stands(request, way.draft, way.actor) and not idle:
            return redirect("intake:help_now", slug=slug)
        tablet_session.end_tablet(tablet=way.tablet, how="idle" if idle else "put_away")
        if way.draft:
            left.put_away(way.draft)
    return wiped(redirect("intake:tablet_away", slug=slug), clinic)


@require_safe
def away(request: HttpRequest, slug: str) -> HttpResponse:
    """ "Please give this back": not sent, kept for staff. A session in use is not ended by coming here."""
    clinic, way = _at(request, slug, looks=False)
    if way and way.tablet:
        if not at_hand.is_idle(way.tablet, tablet_session.WARN_AFTER_WITHOUT_SCRIPT):
            return redirect("intake:start", slug=slug)
        tablet_session.end_tablet(tablet=way.tablet, how="idle")
    return _last(request, clinic, sent=False)


@require_safe
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """ "Please give this back": sent."""
    clinic, _ = _at(request, slug, looks=False)
    return _last(request, clinic, sent=True)


def _last(request: HttpRequest, clinic: Clinic, *, sent: bool) -> HttpResponse:
    return wiped_on_a_tablet(request, clinic, last_page(request, clinic, "tablet_last", {"sent": sent}))


def _at(request: HttpRequest, slug: str, *, looks: bool = True) -> tuple[Clinic, at_hand.AtHand | None]:
    """The clinic and the tablet in use; `looks`: coming here is a sign of life."""
    clinic, _ = patient_page.opened(request, slug, alive=looks)
    way = patient_page.way_of(request)
    return clinic, way if way and way.is_tablet else None
