"""After sending: "It got worse". Staff are told at once, the warning signs are asked anew, then all of it is sent.

In: a request to one clinic's form that has been sent. Out: pages, and redirects after every POST.
"""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.models import Clinic
from intake import governance, protocol_store
from intake.actions import got_worse, respond, screening
from intake.form_fields import Field
from intake.models import QuestionnaireResponse
from intake.models.case import EventKind
from intake.questionnaire.answer_values import Rejected
from intake.views.patient_page import actor_of, case_closed, moved, not_open, opened, render_page
from intake.views.sending import send
from intake.views.way_on import page_url, sign_pages


@require_http_methods(["GET", "HEAD", "POST"])
def worse(request: HttpRequest, slug: str) -> HttpResponse:
    """ "It got worse": staff are told at once, and the warning signs are asked again."""
    clinic, draft = opened(request, slug)
    if draft is None or not draft.is_sent:
        return redirect("intake:start", slug=slug)
    if request.method == "POST":
        respond.say(response=draft, kind=EventKind.WORSE, by=actor_of(request, clinic))
        return redirect(page_url(clinic, sign_pages()[0], "worse"))
    return render_page(request, "worse", clinic, {"back_url": reverse("intake:receipt", args=[slug])}, thread=0)


@require_http_methods(["GET", "HEAD", "POST"])
def worse_send(request: HttpRequest, slug: str) -> HttpResponse:
    """After the signs: what got worse in the patient's own words, if they like, and the button that sends."""
    clinic, draft = opened(request, slug)
    if draft is None or not draft.is_sent:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    if got_worse.said_at(draft) is None:
        return redirect("intake:receipt", slug=slug)
    today = clinic.today(timezone.now())
    missing = got_worse.unasked_signs(draft, today) or screening.unsent_pages(draft, today)
    if missing:
        return redirect(page_url(clinic, missing[0], "worse"))
    return _send(request, clinic, draft) if request.method == "POST" else _page(request, clinic, draft)


def _send(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> HttpResponse:
    words = request.POST.get("worse_words", "")
    try:
        got_worse.add_words(response=draft, words=words, by=actor_of(request, clinic), now=timezone.now())
    except Rejected as problem:
        error = protocol_store.wording(draft.language).error(problem.code, got_worse.WORDS)
        return _page(request, clinic, draft, words=words, error=error)
    except respond.CaseClosed:
        return case_closed(request, clinic)
    return moved(request, send(request, clinic, draft))


def _page(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, words: str = "", error: str = ""
) -> HttpResponse:
    room = got_worse.room_for_words(draft)
    field = Field(
        link_id="worse_words", type="long_text", input_id="f-worse_words", label=_("What got worse?"),
        hint=_("You can leave this empty."), error=error, required=False, is_only=False, value=words, maxlength=room,
    )  # fmt: skip
    context = {
        "fields": [field] if room or words else [],
        "errors": [{"href": "#f-worse_words", "message": error}] if error else [],
        "key": request.POST.get("key", "")[:64] or str(uuid.uuid4()),
        "back_url": page_url(clinic, sign_pages()[0], "worse"),
    }
    return render_page(request, "worse_send", clinic, context, thread=0, status=422 if error else 200)
