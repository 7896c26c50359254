"""Stopping and coming back: the page that gives the way back, and the doors that lead in on another device.

In: a draft that this browser holds, or a link's secret, or a code with a birth date. Out: pages; behind a door a cookie
of this browser's own, and the first page that lacks an answer.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actor import patient_actor
from clinic.models import Clinic
from intake import governance
from intake.actions import carried, come_back, drafts, screening
from intake.actions.come_back import Door
from intake.check_page import open_pages
from intake.form_fields import Field
from intake.models import QuestionnaireResponse
from intake.page_parts import joined
from intake.views.page import save_typed
from intake.views.patient_page import not_open, opened, render_page, resume_url, with_secret
from intake.views.return_door import code_field, date_field, door, kept_in, typed_date

GET_HEAD_POST = ["GET", "HEAD", "POST"]


# ------------------------------------------------------------------ the way back, given


@require_http_methods(GET_HEAD_POST)
def later(request: HttpRequest, slug: str) -> HttpResponse:
    """How to come back: the code, and on request a link to copy or to send to oneself."""
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:come_back", slug=slug)
    if request.method != "POST":
        return _later(request, clinic, draft, mailed="mailed" in request.GET)
    if request.POST.get("what") == "email":
        return _email(request, clinic, draft)
    secret = come_back.make_link(response=draft, by=patient_actor(clinic))
    address = f"{settings.PUBLIC_URL}{reverse('intake:return_link', args=[slug, secret])}"
    return _later(request, clinic, draft, address=address)


def _email(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> HttpResponse:
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email[:254])
        if not come_back.can_send_mail():
            raise ValidationError("")
        come_back.email_link(response=draft, email=email[:254], by=patient_actor(clinic))
    except ValidationError:
        return _later(request, clinic, draft, error=_("Write an email address such as name@example.com."))
    except come_back.TooManyEmails:
        return _later(request, clinic, draft, error=_("We have sent 5 emails already. Please make a link to copy."))
    return redirect(f"{reverse('intake:later', args=[clinic.slug])}?mailed")


def _later(
    request: HttpRequest,
    clinic: Clinic,
    draft: QuestionnaireResponse,
    *,
    address: str = "",
    mailed: bool = False,
    error: str = "",
) -> HttpResponse:
    email = Field(
        link_id="email", type="text", input_id="f-email", label=_("Your email address"), hint="", error=error,
        required=True, is_only=False, inputmode="email", autocomplete="email", maxlength=254,
        value=request.POST.get("email", str(draft.answers.get("email", "")))[:254],
    )  # fmt: skip
    context = {
        "code": draft.code if draft.patient.birth_date else "",
        "door": _door_in_words(request, clinic),
        "until": drafts.open_until(draft),
        "saved_at": draft.saved_at,
        "address": address,
        "mailed": mailed,
        "email_field": email if come_back.can_send_mail() else None,
        "errors": [{"href": "#f-email", "message": error}] if error else [],
        "is_sent": draft.is_sent,
        "is_warned": draft.warned_at is not None,
        "go_on_url": resume_url(draft, clinic),
    }
    return render_page(request, "later", clinic, context, thread=3, status=422 if error else 200)


def _door_in_words(request: HttpRequest, clinic: Clinic) -> list[str]:
    """The door's address to copy by hand, cut where a line may end, on the host that this browser reached. Browsers add
    https:// by themselves."""
    _, *path = reverse("intake:come_back", args=[clinic.slug]).removesuffix("/").split("/")
    return [f"{'' if settings.HTTPS else 'http://'}{request.get_host()}", *path]


# ------------------------------------------------------------------ the doors


@require_http_methods(GET_HEAD_POST)
def by_code(request: HttpRequest, slug: str) -> HttpResponse:
    """A code and a birth date. A date that cannot be read costs no try: no draft was looked at."""
    clinic, draft = opened(request, slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    if request.method != "POST":
        return door(request, clinic)
    code, day = request.POST.get("code", "").strip(), typed_date(request)
    kept = {name: [str(each) for each in values] for name, values in request.POST.lists() if name.startswith("kept-")}
    if not code or day is None:
        fields = (code_field(request, "" if code else _("Write your code.")), date_field(request, _unread(day)))
        return door(request, clinic, fields, kept=kept, status=422)
    found = come_back.open_by_code(clinic=clinic, code=code[:20], birth_date=day)
    if found.response is None:
        return door(request, clinic, refused=True, kept=kept, status=403)
    return _in(request, clinic, found.response, found.secret)


@require_http_methods(GET_HEAD_POST)
def by_link(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """GET reveals and uses up nothing. POST asks for the birth date, then exchanges the secret for a cookie."""
    clinic, draft = opened(request, slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    if request.method != "POST":
        return door(request, clinic, link=True, ask=False)
    asked, day = "birth_date-day" in request.POST, typed_date(request)
    if asked and day is None:
        return door(request, clinic, (date_field(request, _unread(day)),), link=True, ask=True, status=422)
    found = come_back.open_by_link(clinic=clinic, secret=secret, birth_date=day)
    if found.door is Door.ASK:
        return door(request, clinic, (date_field(request),), link=True, ask=True)
    if found.response is None:
        return door(request, clinic, (date_field(request),), link=True, ask=True, refused=True, status=403)
    return _in(request, clinic, found.response, found.secret)


def _unread(day: object) -> str:
    return "" if day else _("Write your date of birth as day, month and year, such as 14\u00a06\u00a01984.")


def _in(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, secret: str) -> HttpResponse:
    """Behind the door: what was typed before the session ended is saved; else the first page that lacks an answer."""
    now = timezone.now()
    page_id, raw = kept_in(request)
    asked = open_pages(draft, clinic.today(now))
    shown = next((page for page in asked if page.id == page_id), None)
    if shown is not None and not screening.must_stop(draft, now):
        whole = joined(carried.asked_together(draft, shown, asked))
        return with_secret(save_typed(request, clinic, draft, whole, raw, now), clinic, secret)
    return with_secret(redirect(resume_url(draft, clinic)), clinic, secret)
