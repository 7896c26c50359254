"""The invited person's pages: a link that reveals nothing, "Is this you?", and the way into the form or out of it.

In: an invitation's secret, exchanged for a short signed cookie, and where answers could be seen the birth date. Out:
pages; a draft that belongs to the invited person. Unknown, expired, revoked and handed back look alike.
"""

import uuid

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actor import patient_actor
from clinic.languages import code_of, tag_of
from clinic.models import Clinic
from intake import for_whom, governance, languages, protocol_store
from intake.actions import invite, page_counts, respond, screening
from intake.actions.come_back import MOST_TRIES, Door
from intake.models import Invitation, QuestionnaireResponse
from intake.views.patient_page import not_open, opened, render_page, resume_url, with_secret
from intake.views.return_door import date_field, is_date_typed, typed_date
from intake.views.way_on import page_url

COOKIE = "unknot_invited"
SALT = "unknot.invited"
SECONDS = 30 * 60
WHO_FOR, ME = "who_for", "me"


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """GET reveals and uses up nothing, not even whether the link is real. POST exchanges the secret for a cookie."""
    clinic, draft = opened(request, slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    if request.method != "POST":
        spoken = tag_of(translation.get_language() or "en")
        ask = invite.may_need_birth_date(clinic=clinic, secret=secret)
        context = {
            "languages": languages.choices(clinic, spoken, request.path),
            "date_field": date_field(request) if ask else None,
        }
        return render_page(request, "invited", clinic, context, 4)
    key = invite.exchange(clinic=clinic, secret=secret)
    if key is None or key.invitation is None:
        return _ended(request, clinic)
    if is_date_typed(request) and invite.needs_birth_date(key.invitation):
        translation.activate(code_of(key.invitation.language))
        response = _yes(request, clinic, key.invitation)
    else:
        response = redirect("intake:invited", slug=slug)
    if response.status_code == 302 and response["Location"] != reverse("intake:invited", args=[slug]):
        return response
    response.set_cookie(
        COOKIE, signing.dumps(str(key.id), salt=SALT), max_age=SECONDS, httponly=True, secure=settings.HTTPS,
        samesite="Lax", path=reverse("intake:start", args=[slug]),
    )  # fmt: skip
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def is_this_you(request: HttpRequest, slug: str) -> HttpResponse:
    """First name and initial; yes leads into the form. No, asked once more, ends the invitation and tells staff: one
    slip of the thumb would shut out the very person."""
    clinic = get_object_or_404(Clinic, slug=slug)
    invitation = _held(request, clinic)
    if invitation is None:
        return _ended(request, clinic)
    translation.activate(code_of(invitation.language))
    if not governance.is_open(clinic):
        return not_open(request, clinic, None)
    if request.method != "POST":
        return _asked(request, clinic, invitation)
    if request.POST.get("you") == "no" and "sure" not in request.POST:
        context = {"name": invitation.patient.short_name, "languages": []}
        return render_page(request, "not_me", clinic, context, thread=4)
    if request.POST.get("you") == "no":
        invite.not_me(invitation=invitation)
        return _close(render_page(request, "invited_closed", clinic, {"not_me": True}), slug)
    return _yes(request, clinic, invitation)


def _yes(request: HttpRequest, clinic: Clinic, invitation: Invitation) -> HttpResponse:
    day = typed_date(request)
    if day is None and invite.needs_birth_date(invitation):
        return _asked(
            request,
            clinic,
            invitation,
            error=_("Write your date of birth as day, month and year, such as 14\u00a06\u00a01984."),
        )
    found = invite.begin(invitation=invitation, birth_date=day)
    if found.response is not None:
        begins, you = not found.response.answers, request.POST.get("you")
        if you == "yes":
            _for_oneself(clinic, found.response)
        if begins:
            first = screening.unsent_pages(found.response, clinic.today(timezone.now()))
            page_counts.began(clinic, first[0] if first else WHO_FOR)
        anew = you == "helper" and _is_for_oneself(found.response)
        response = redirect(page_url(clinic, for_whom.WHO) if anew else resume_url(found.response, clinic))
        return _close(with_secret(response, clinic, found.secret), clinic.slug)
    invitation.refresh_from_db()
    if invitation.tries >= MOST_TRIES or found.door is Door.ASK:
        return _ended(request, clinic)
    return _asked(
        request, clinic, invitation, error=_("This is not the date of birth we have. Check it, or call us."), status=403
    )


def _for_oneself(clinic: Clinic, draft: QuestionnaireResponse) -> None:
    """ "Yes, this is me" has answered who the form is for; someone who helps is asked on its first page."""
    asked = protocol_store.questionnaire().items.get(WHO_FOR)
    if asked is None or ME not in asked.options or draft.answers:
        return
    page = next(page for page in protocol_store.questionnaire().pages if asked in page.items)
    saved = respond.save_page(response=draft, page=page.id, values={WHO_FOR: ME}, by=patient_actor(clinic))
    draft.answers = saved.response.answers


def _is_for_oneself(draft: QuestionnaireResponse) -> bool:
    """Whether somebody said "this is me" before, of a form that can still go on: a helper is then asked anew."""
    stops = draft.is_sent or screening.must_stop(draft, timezone.now())
    return draft.answers.get(WHO_FOR) == ME and not stops


def _asked(
    request: HttpRequest, clinic: Clinic, invitation: Invitation, error: str = "", status: int = 422
) -> HttpResponse:
    ask = invite.needs_birth_date(invitation)
    context = {
        "name": invitation.patient.short_name,
        "begun": invitation.response is not None,
        "appointment_day": invitation.appointment_day,
        "date_field": date_field(request, error) if ask else None,
        "errors": [{"href": "#f-birth_date", "message": error}] if error else [],
        "languages": [],
    }
    return render_page(request, "is_this_you", clinic, context, thread=4, status=status if error else 200)


def _held(request: HttpRequest, clinic: Clinic) -> Invitation | None:
    """The invitation whose short session this browser holds, while both hold."""
    try:
        key_id = uuid.UUID(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    key = invite.live_keys(clinic).filter(pk=key_id).first()
    found: Invitation | None = key.invitation if key else None
    return found


def _ended(request: HttpRequest, clinic: Clinic) -> HttpResponse:
    """The same page for every link that opens nothing."""
    return render_page(request, "invited_closed", clinic, {"languages": []}, status=404)


def _close(response: HttpResponse, slug: str) -> HttpResponse:
    response.delete_cookie(COOKIE, path=reverse("intake:start", args=[slug]))
    return response
