"""The stop page of an emergency, and what a person says on it.

In: a draft whose case has raised the alarm. Out: whom to call now; a mistaken tick or "I am with staff", noted.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import taken_back
from intake.actions import respond, screening, triage
from intake.dates import opening_words
from intake.emergency_page import page_of_tick, person, told
from intake.models import QuestionnaireResponse, TriageCase
from intake.models.case import EventKind
from intake.views.patient_page import SAID, actor_of, opened, render_page, resume_url, way_of
from intake.views.way_on import MISTAKE, page_url


@require_safe
def help_now(request: HttpRequest, slug: str) -> HttpResponse:
    """The stop page: call now. Honest that nobody may be watching; what was ticked stands only in what to show."""
    clinic, draft = opened(request, slug)
    case = TriageCase.objects.filter(response=draft).select_related("decision").first() if draft else None
    if draft is None or case is None:
        return redirect("intake:start", slug=slug)
    now = timezone.now()
    opening, is_own = clinic.next_opening(now), draft.answers.get("who_for") == "me"
    context = {
        "code": draft.code,
        "clinic_open": clinic.is_open(now),
        "opens_at": opening_words(opening, now) if opening else "",
        # A helper is never told that the reason is a private one.
        "crisis": bool(case.decision.record.get("private_only")) and is_own,
        "staff_url": reverse("intake:with_staff", args=[slug]),
        "mistake_url": reverse("intake:mistake", args=[slug]),
        "print": True,
        "is_sent": draft.is_sent,
        "stays_red": screening.must_stop(draft, now),
        "go_on_url": "" if screening.must_stop(draft, now) else resume_url(draft, clinic),
    }
    way = way_of(request)
    on, today = "" if way is None else "_tablet" if way.is_tablet else "_typed", clinic.today(now)
    if way:
        context |= {
            "crisis": context["crisis"] and not way.is_tablet,
            "case_id": case.id,
            "note": case.desk_note,
            "phone": case.patient.phone,
        }
    if taken_back.is_mended(draft, now):
        rows = taken_back.signs(draft, today, draft.language)
        # The help line tells that the reason was a private one: not on a screen of the waiting room, nor to a helper.
        context |= {"taken": {"rows": rows}, "taken_alone": not rows and on != "_tablet" and is_own}
        return render_page(request, "taken_back_typed" if on == "_typed" else "taken_back", clinic, context)
    if way is None:
        context["person"] = person(draft, draft.language)
        context["told"] = told(draft, today, draft.language)
        context["told_english"] = told(draft, today, "en") if draft.language != "en" else []
    return render_page(request, f"help_now{on}", clinic, context)


@require_POST
def mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """ "I ticked that by mistake": kept and shown to staff; the alarm stands; the patient may change the answer."""
    return _said(request, slug, EventKind.MISTAKE)


@require_http_methods(["GET", "HEAD", "POST"])
def with_staff(request: HttpRequest, slug: str) -> HttpResponse:
    """ "I am with clinic staff": asked once more, since one tap on one's own phone must not end the order to get help;
    on POST noted, and the patient may go on."""
    if request.method != "POST":
        clinic, draft = opened(request, slug)
        if draft is None or not TriageCase.objects.filter(response=draft).exists():
            return redirect("intake:start", slug=slug)
        back_url, staff_url = (reverse(f"intake:{name}", args=[slug]) for name in ("help_now", "with_staff"))
        return render_page(
            request, "with_staff", clinic, {"back_url": back_url, "staff_url": staff_url, "stays_red": True}
        )
    return _said(request, slug, EventKind.WITH_STAFF)


def _keep_note(request: HttpRequest, draft: QuestionnaireResponse) -> None:
    """What staff who type wrote beside the button goes to the case, whichever they press."""
    way, case = way_of(request), TriageCase.objects.filter(response=draft).first()
    if way and not way.is_tablet and case and "text" in request.POST:
        triage.note(case_id=case.id, by=way.staff, text=request.POST["text"][: triage.MOST_NOTED])


def _said(request: HttpRequest, slug: str, kind: EventKind) -> HttpResponse:
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:start", slug=slug)
    respond.say(response=draft, kind=kind, by=actor_of(request, clinic))
    _keep_note(request, draft)
    cause = page_of_tick(draft, clinic.today(timezone.now())) if kind == EventKind.MISTAKE else ""
    if cause:
        return redirect(page_url(clinic, cause, MISTAKE))
    return redirect(f"{resume_url(draft, clinic)}?{SAID}={kind}")
