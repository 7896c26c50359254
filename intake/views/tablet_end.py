"""What a tablet says once its session is over, until staff sign in on it: an alarm stays one.

In: a request with the cookie of the session that was the last. Out: a page that names nobody and opens nothing.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from clinic.languages import code_of
from clinic.models import Clinic
from intake import at_hand, emergency_page, languages
from intake.actions import screening, tablet_session
from intake.models import QuestionnaireResponse
from intake.views.after_sending import wiped
from intake.views.patient_page import render_page

ALARM, TOLD = "tablet_alarm", "tablet_told"


def last_page(request: Any, clinic: Clinic, calm: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page `calm`, unless what was told on the tablet asks for staff; in the language that the form was in."""
    ended = tablet_session.ended_by_secret(clinic, request.COOKIES.get(at_hand.TABLET_COOKIE, ""))
    draft, request.way_in = ended.response if ended else None, None
    name = _asks_for_staff(draft, calm)
    with translation.override(code_of(languages.language_for(request, clinic, draft))):
        told = {"languages": [], "code": draft.code if draft else ""}
        page = render_page(request, name, clinic, context | told, thread=0, status=status)
    if name not in (ALARM, TOLD) and at_hand.TABLET_COOKIE in request.COOKIES:
        page.delete_cookie(at_hand.TABLET_COOKIE, path="/", samesite="Lax")
    return page


def wiped_on_a_tablet(request: HttpRequest, clinic: Clinic, page: HttpResponse) -> HttpResponse:
    """The same page, and the browser forgets the rest; what somebody opened by a code only on a tablet."""
    return wiped(page, clinic if at_hand.TABLET_COOKIE in request.COOKIES else None)


def _asks_for_staff(draft: QuestionnaireResponse | None, calm: str) -> str:
    """The page to show: of an emergency that no staff stand beside, of a sign told in a form not sent, else `calm`."""
    if draft is None:
        return calm
    now = timezone.now()
    if screening.must_stop(draft, now):
        return ALARM
    told = draft.highest_urgency in ("emergency", "urgent") or emergency_page.has_sign(draft, draft.clinic.today(now))
    return TOLD if told and not draft.is_sent else calm
