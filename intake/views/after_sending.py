"""Where an intake goes on after it was sent from the clinic's tablet or by staff.

In: a request and the way in. Out: a tablet is put away and wiped; staff come to the case they have just sent.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from clinic.models import Clinic
from intake.actions import tablet_session
from intake.at_hand import TYPING_FOR, AtHand
from intake.models import QuestionnaireResponse, TriageCase
from intake.views.invited import COOKIE as INVITED_COOKIE
from intake.views.patient_page import COOKIE

# Not "cookies": the lock that only staff lift must stay. Cookies that hold something of the patient go by name.
WIPE = '"cache", "storage"'


def after_sending(request: HttpRequest, way: AtHand, sent: QuestionnaireResponse) -> HttpResponse:
    """The tablet's last page, or the case page."""
    if way.tablet:
        tablet_session.end_tablet(tablet=way.tablet, how="sent")
        return wiped(redirect("intake:tablet_done", slug=sent.clinic.slug), sent.clinic)
    request.session.pop(TYPING_FOR, None)
    return redirect("intake:case", case_id=TriageCase.objects.get(response=sent).id)


def wiped(response: HttpResponse, clinic: Clinic | None) -> HttpResponse:
    """Tell the tablet's browser to forget everything of ours but which session was its last: that one is over on the
    server and opens nothing, and the last page may have to stay an alarm. With a clinic it also forgets what somebody
    opened there by a code or a link; a browser that is no tablet keeps that."""
    response["Clear-Site-Data"] = WIPE
    if clinic:
        form = reverse("intake:start", args=[clinic.slug])
        response.delete_cookie(COOKIE, path=form, samesite="Lax")
        response.delete_cookie(INVITED_COOKIE, path=form, samesite="Lax")
    return response
