"""A POST for each act on a case.

In: a signed-in person of the clinic (the policy table has judged the role) and what the form says. Out: a redirect;
a refusal in words on the page it came from.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clinic.signed_in import staff_of
from intake.actions import acts, decide_anew, take_back, triage
from intake.actions.phone import correct
from intake.models import TriageCase
from intake.views.case import draw_case
from intake.views.typed import CONTACT, MOST, OVERRIDE, PHONE, RAISE, keep, keep_note, typed

Act = Callable[..., TriageCase]


def _act(
    request: HttpRequest,
    act: Act,
    case_id: uuid.UUID,
    *,
    used: tuple[str, ...] = (),
    note_first: bool = True,
    **given: Any,
) -> HttpResponse:
    """Do one act; a refusal is shown on the page the person came from, in words. Whatever else stands typed there comes
    with the button: the desk note is saved with it, the rest comes back, after a refusal all of it."""
    try:
        if note_first:
            keep_note(request, case_id)
        act(case_id=case_id, by=staff_of(request), **given)
        if not note_first:
            keep_note(request, case_id)
    except TriageCase.DoesNotExist:
        raise Http404 from None
    except acts.Refused as refused:
        messages.error(request, str(refused))
        used = ()
    keep(request, case_id, used)
    return redirect(_back(request, case_id))


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
    staff = staff_of(request)
    try:
        again = parse_datetime(request.POST.get("try_again", "") or "x")
    except ValueError:
        again = None
    if again is not None and timezone.is_naive(again):
        again = again.replace(tzinfo=staff.clinic.zone)
    if again is not None and again <= timezone.now():
        messages.warning(request, "That time to try again is past. Write a later one, or it comes back in two hours.")
        again = None
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in ("outcome", "said")}
    return _act(request, triage.log_contact, case_id, used=CONTACT, **given, try_again_at=again)


@require_POST
def accept(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Accept the decision as it stands."""
    return _act(request, triage.accept, case_id, seen=request.POST.get("seen", ""))


@require_POST
def raise_urgency(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Raise, with the reason where one was written."""
    given: dict[str, Any] = {"group": request.POST.get("group", ""), "note": request.POST.get("why", "")}
    return _act(request, decide_anew.raise_urgency, case_id, used=RAISE, **given)


@require_POST
def override(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Decide otherwise; a refusal keeps what was chosen and typed, on the same page."""
    given: dict[str, Any] = {name: request.POST.get(name, "")[:MOST] for name in OVERRIDE}
    try:
        keep_note(request, case_id)
        seen = request.POST.get("seen", "")
        decide_anew.override(case_id=case_id, by=staff_of(request), seen=seen, **given)
    except TriageCase.DoesNotExist:
        raise Http404 from None
    except acts.Refused as refused:
        return draw_case(request, case_id, refused=refused, held=typed(request), status=422)
    keep(request, case_id, OVERRIDE)
    return redirect("intake:case", case_id=case_id)


@require_POST
def note(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write the desk note. It is what Enter presses in any field, so a number that was typed is saved as well."""
    number = request.POST.get("number", "").strip()
    if number:
        return phone(request, case_id)
    text = request.POST.get("note_typed", request.POST.get("text", ""))
    return _act(request, triage.note, case_id, note_first=False, text=text)


@require_POST
def phone(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Correct the phone number."""
    return _act(request, correct, case_id, used=PHONE, number=request.POST.get("number", ""))


@require_POST
def undo(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take back one's own last act. A desk note that stands typed is saved after it, or it would be what is undone."""
    return _act(request, take_back.undo, case_id, note_first=False)
