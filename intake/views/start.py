"""The way in to the form: the start page, the choice of a language, what happens with the answers.

In: a request to one clinic's form. Out: the page, or a redirect into a new or a living draft.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.models import Clinic
from intake import at_hand, governance, languages, protocol_store
from intake.actions import drafts, page_counts
from intake.actions.tablet_session import begin_on_tablet
from intake.models import QuestionnaireResponse
from intake.views.patient_page import (
    chosen_language,
    not_open,
    opened,
    render_page,
    resume_url,
    speak,
    way_of,
    with_secret,
)
from intake.views.way_on import is_waiting, unsent_url

MINUTES = {"en": 6, "fr-CA": 7, "es": 6}  # for half of the people with everyday pain: tests/path_times.py
# Where a change of language leads back to. A page of questions answers it in place, with what is typed and not saved.
BACK = ("start", "check", "receipt", "help_now", "with_staff", "worse", "worse_send", "privacy", "later", "come_back")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What this is, how long it takes, and that it is not for emergencies. POST opens a draft."""
    clinic, draft = opened(request, slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    way = way_of(request)
    if way is None and request.COOKIES.get(at_hand.TABLET_COOKIE):
        return redirect("intake:tablet_away", slug=slug)
    if request.method == "POST":
        if request.POST.get("website"):
            return redirect("intake:start", slug=slug)
        first = protocol_store.questionnaire().pages[0]
        if way is None or way.is_tablet:
            page_counts.began(clinic, first.id)
        if way:
            return _begin_with_staff(request, clinic, way)
        made = drafts.start(clinic=clinic, language=chosen_language(request, clinic) or languages.offered(clinic)[0])
        return with_secret(redirect("intake:page", slug=slug, page_id=first.id), clinic, made.secret)
    unsent = draft if draft and not draft.is_sent and (draft.saved_at or draft.carried) else None
    spoken = languages.language_for(request, clinic, draft)
    if way and draft is None and "lang" not in request.GET and len(languages.offered(clinic)) > 1:
        choices = languages.choices(clinic, "", reverse("intake:start", args=[slug]))
        return render_page(request, "tablet_language", clinic, {"choices": choices, "languages": []}, thread=4)
    context = {
        "minutes": MINUTES[spoken],
        "paper_links": True,
        "language": spoken,
        "languages": languages.choices(clinic, spoken, "" if draft else reverse("intake:start", args=[slug])),
        "draft_saved_at": unsent.saved_at if unsent else None,
        "changed": bool(unsent and unsent.asked_again),
        "resume_url": resume_url(unsent, clinic) if unsent else "",
        "unsent_url": unsent_url(clinic, draft) if draft else "",
        "sent": _sent(draft, clinic) if draft and draft.is_sent and not way else None,
    }
    return render_page(request, "start", clinic, context, thread=4)


def _sent(draft: QuestionnaireResponse, clinic: Clinic) -> dict[str, Any]:
    """The form that this browser has sent: when, and the ways on. Others may hold the phone: it names nobody."""
    see, stop = resume_url(draft, clinic), reverse("intake:help_now", args=[clinic.slug])
    found = {"at": draft.sent_at, "see_url": see, "must_stop": see == stop}
    found["worse_url"] = reverse("intake:worse", args=[clinic.slug])
    if is_waiting(draft):
        found["mend_url"] = reverse("intake:check", args=[clinic.slug])
    return found


def _begin_with_staff(request: HttpRequest, clinic: Clinic, way: at_hand.AtHand) -> HttpResponse:
    """On a tablet the chosen language begins a draft; a draft that is there already goes on."""
    draft = way.draft
    if draft is None and way.tablet:
        spoken = chosen_language(request, clinic) or languages.offered(clinic)[0]
        draft = begin_on_tablet(tablet=way.tablet, language=spoken)
    return redirect(resume_url(draft, clinic) if draft else reverse("intake:start", args=[clinic.slug]))


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens with the answers, in plain words."""
    return render_page(request, "privacy", opened(request, slug)[0], {}, thread=0)


@require_POST
def language(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft goes on in another language; then back to the page where that was asked for."""
    clinic, draft = opened(request, slug)
    if draft:
        speak(request, clinic, draft)
    back = request.POST.get("back", "")
    return redirect(f"intake:{back}" if back in BACK else "intake:start", slug=slug)
