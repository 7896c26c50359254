"""A browser that staff once handed to patients stays shut between two of them, until staff sign in on it.

In: requests with the lock's cookie. Out: "This tablet is locked", or the alarm told on it; staff lift the lock.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from clinic.models import Clinic, Staff
from intake import at_hand
from intake.actions import tablet_session
from intake.views.tablet_end import last_page

FOR_PATIENTS = ("intake:", "handouts:")
OPEN_WHEN_LOCKED = "intake:tablet_"


class tablet_lock:
    """Shuts every page of the form that is not the tablet's own last page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request; staff who are signed in at its end have lifted the lock."""
        response: Any = self.get_response(request)
        if at_hand.LOCK_COOKIE in request.COOKIES and isinstance(request.user, Staff):
            response.delete_cookie(at_hand.LOCK_COOKIE, path="/", samesite="Lax")
            if not tablet_session.tablet_by_secret(request.user.clinic, request.COOKIES.get(at_hand.TABLET_COOKIE, "")):
                response.delete_cookie(at_hand.TABLET_COOKIE, path="/", samesite="Lax")
        return response  # type: ignore[no-any-return]

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """The locked page, while no session of the tablet is live here and nobody of the staff is signed in."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        shut = at_hand.LOCK_COOKIE in request.COOKIES and not isinstance(request.user, Staff)
        if not shut or "slug" not in kwargs or not name.startswith(FOR_PATIENTS) or name.startswith(OPEN_WHEN_LOCKED):
            return None
        clinic = get_object_or_404(Clinic, slug=kwargs["slug"])
        way = at_hand.at_hand(request, clinic)
        if way is not None:
            return None
        return last_page(request, clinic, "tablet_locked", {}, status=403)
