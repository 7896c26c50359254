"""What every patient page shares: whose draft the browser holds, in which language, and the frame around the page.

In: a request to one clinic's form; the draft is the one whose secret the cookie holds, never an id in a URL. Out: the
clinic with that draft, pages, and the cookie.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from clinic.actor import Actor, patient_actor
from clinic.emergency_numbers import numbers_for, tel
from clinic.languages import code_of, tag_of
from clinic.models import Clinic
from intake import at_hand, board_groups, governance, languages
from intake.actions import drafts, screening
from intake.actions.carry_over import carry_over, fitting
from intake.actions.tablet_session import seen
from intake.check_page import open_pages
from intake.models import QuestionnaireResponse
from intake.models.case import EventKind
from intake.questionnaire.body_map import OUTLINES
from intake.views import closed

COOKIE = "unknot_intake"
COOKIE_DAYS = 7
SAID = "said"  # in an address: what a person has just told, to be answered on the page that comes
PRINT_COOKIE, LARGE, NORMAL = "unknot_print", "large", "normal"


def resume_url(draft: QuestionnaireResponse, clinic: Clinic) -> str:
    """Where the patient goes on: the stop page of an emergency, the receipt of a sent form, the page where something is
    half typed, the first that still lacks an answer, or the check page."""
    if screening.must_stop(draft, timezone.now()):
        return reverse("intake:help_now", args=[clinic.slug])
    if draft.is_sent:
        return reverse("intake:receipt", args=[clinic.slug])
    today = clinic.today(timezone.now())
    half_typed = [page.id for page in open_pages(draft, today) if page.id in draft.half_typed]
    unsent = half_typed or screening.unsent_pages(draft, today)
    if unsent:
        return reverse("intake:page", args=[clinic.slug, unsent[0]])
    return reverse("intake:check", args=[clinic.slug])


def opened(request: HttpRequest, slug: str, *, alive: bool = True) -> tuple[Clinic, QuestionnaireResponse | None]:
    """The clinic and this browser's draft; the rest of the request speaks the draft's language. `alive`: a page of the
    clinic's tablet that somebody has asked for."""
    clinic: Clinic = get_object_or_404(Clinic, slug=slug)
    with_way: Any = request
    with_way.way_in = way = at_hand.at_hand(request, clinic)
    if way and way.tablet and alive:
        seen(way.tablet, timezone.now())
    draft = way.draft if way else drafts.draft_by_secret(clinic, request.COOKIES.get(COOKIE, ""))
    spoken = languages.language_for(request, clinic, draft)
    translation.activate(code_of(spoken))
    if draft:
        draft.language = spoken  # the clinic may no longer offer the one it was begun in
        _in_step(clinic, draft)
    return clinic, draft


def way_of(request: Any) -> at_hand.AtHand | None:
    """The tablet, or the member of staff who types, that this request comes from."""
    found: at_hand.AtHand | None = getattr(request, "way_in", None)
    return found


def actor_of(request: HttpRequest, clinic: Clinic) -> Actor:
    """Who acts here, for the audit."""
    way = way_of(request)
    return way.actor if way else patient_actor(clinic)


def _in_step(clinic: Clinic, draft: QuestionnaireResponse) -> None:
    """Under a newer questionnaire a draft is brought in step; a sent form is only read so, staff keep what was sent."""
    today = clinic.today(timezone.now())
    if draft.is_sent:
        draft.answers = fitting(draft.answers, draft.fingerprints, today)
    else:
        carry_over(response=draft, by=patient_actor(clinic), today=today)


def with_secret(response: HttpResponse, clinic: Clinic, secret: str) -> HttpResponse:
    """Hand the draft's secret to the browser, for this clinic's form only."""
    response.set_cookie(
        COOKIE, secret, max_age=COOKIE_DAYS * 86_400, path=reverse("intake:start", args=[clinic.slug]),
        secure=settings.HTTPS, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def keep_open(request: HttpRequest, clinic: Clinic, response: HttpResponse) -> HttpResponse:
    """Let the browser keep its secret for as long again, as the draft now lives for as long again."""
    secret = request.COOKIES.get(COOKIE, "")
    return with_secret(response, clinic, secret) if secret and way_of(request) is None else response


def keeps_page(request: HttpRequest) -> bool:
    """Whether the page's script sent this form and stays where it is, so that a lost network loses nothing."""
    return request.headers.get("X-Keeps-Page") == "1"


def moved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For a page's script a redirect becomes the address to go to; cookies and headers stay."""
    if keeps_page(request) and response.status_code == 302:
        response.status_code = 204
        response["X-Next"] = response["Location"]
        del response["Location"]
    return response


def on_a_tablet(request: HttpRequest) -> bool:
    """Whether this browser is, or was, handed to patients by the clinic: what is typed must not outlive the visit."""
    return way_of(request) is not None or at_hand.TABLET_COOKIE in request.COOKIES


def chosen_print(request: HttpRequest) -> str:
    """The print size that this request asks for: "large", "normal", or "" for none."""
    wanted = request.POST.get("print", "") or request.GET.get("print", "")
    return wanted if wanted in (LARGE, NORMAL) else ""


def is_large(request: HttpRequest) -> bool:
    """Whether this browser's pages are in large print."""
    return (chosen_print(request) or request.COOKIES.get(PRINT_COOKIE)) == LARGE


def _with_print(request: HttpRequest, clinic: Clinic, response: HttpResponse) -> HttpResponse:
    """Keep the size in the browser, for this clinic's form only; nothing is stored with the draft."""
    if chosen_print(request):
        response.set_cookie(
            PRINT_COOKIE, chosen_print(request), max_age=COOKIE_DAYS * 86_400, secure=settings.HTTPS, httponly=True,
            path=reverse("intake:start", args=[clinic.slug]), samesite="Lax",
        )  # fmt: skip
    return response


def chosen_language(request: HttpRequest, clinic: Clinic) -> str:
    """The language that this POST asks for; "" for none that the clinic offers."""
    wanted = request.POST.get("language", "")
    return wanted if wanted in languages.offered(clinic) else ""


def speak(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> bool:
    """Whether this POST asks for a language: then the draft and the rest of the request speak it."""
    chosen = chosen_language(request, clinic)
    if chosen:
        drafts.speak(response=draft, language=chosen, by=actor_of(request, clinic))
        draft.language = chosen
        translation.activate(code_of(chosen))
    return bool(chosen)


def draw_anew(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> bool:
    """Whether this POST asks for another drawing of the body: then the draft is drawn so from now on."""
    chosen = request.POST.get("outline", "")
    if chosen not in OUTLINES:
        return False
    drafts.draw(response=draft, outline=chosen, by=actor_of(request, clinic))
    draft.outline = chosen
    return True


def case_closed(request: HttpRequest, clinic: Clinic) -> HttpResponse:
    """The desk has decided: changes go by phone."""
    return render_page(request, "closed", clinic, closed.already_read(clinic), thread=0, status=409)


def not_open(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse | None) -> HttpResponse:
    """Said kindly, with the phone; nothing is saved, and what was saved before stays."""
    context = closed.not_open(clinic, saved=draft is not None)
    return render_page(request, "closed", clinic, context, thread=0, status=409 if request.method == "POST" else 200)


def _noted(request: HttpRequest) -> str:
    """The answer to what the person has just said on the stop page; "" for nothing."""
    match request.GET.get(SAID, ""):
        case EventKind.MISTAKE:
            return _("We have noted that a tick was a mistake. Staff see it, and still call you.")
        case EventKind.WITH_STAFF:
            return _("We have noted that you are with clinic staff.")
    return ""


def _alarm(request: HttpRequest) -> dict[str, Any]:
    """The board's alarm line for staff who type: while they do they see no page of their own."""
    way = way_of(request)
    if way is None or way.is_tablet:
        return {}
    return {"alarm": board_groups.alarm_line(board_groups.groups_of(way.staff.clinic, way.staff, timezone.now()))}


def render_page(
    request: HttpRequest, name: str, clinic: Clinic, context: Mapping[str, Any], thread: int = 0, status: int = 200
) -> HttpResponse:
    """A patient page with what its base template always needs."""
    spoken = tag_of(translation.get_language() or "en")
    base = (
        {
            "clinic": {
                "name": clinic.name,
                "slug": clinic.slug,
                "phone": clinic.phone,
                "phone_href": tel(clinic.phone),
            },
            "numbers": numbers_for(clinic.country, spoken),
            "thread": thread,
            "languages": languages.choices(clinic, spoken),
            "back": request.resolver_match.url_name if request.resolver_match else "",
            "sample": governance.is_sample(clinic),
            "is_demo": clinic.is_demo,
            "zone": clinic.time_zone,
            "large_print": is_large(request),
            "noted": _noted(request),
        }
        | at_hand.page_context(way_of(request))
        | _alarm(request)
    )
    with timezone.override(clinic.zone):
        response = render(request, f"intake/patient/{name}.html", base | dict(context), status=status)
    return _with_print(request, clinic, response)
