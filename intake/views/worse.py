"""After sending: "It got worse". Staff are told at once, the warning signs are asked anew, then all of it is sent.

In: a request to one clinic's form that has been sent. Out: pages, and redirects after every POST.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

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
from intake.form_raw import Raw, first_of, raw_of
from intake.forms import fields_of
from intake.models import QuestionnaireResponse
from intake.models.case import EventKind
from intake.questionnaire.answer_values import Rejected
from intake.questionnaire.answers import PageParse, parse_page
from intake.questionnaire.wording import Wording
from intake.receipt import shut_now
from intake.views.patient_page import actor_of, case_closed, moved, not_open, opened, render_page
from intake.views.sending import send
from intake.views.way_on import page_url, sign_pages

WORDS = "worse_words"


@require_http_methods(["GET", "HEAD", "POST"])
def worse(request: HttpRequest, slug: str) -> HttpResponse:
    """ "It got worse": staff are told at once, and the warning signs are asked again."""
    clinic, draft = opened(request, slug)
    if draft is None or not draft.is_sent:
        return redirect("intake:start", slug=slug)
    if request.method == "POST":
        respond.say(response=draft, kind=EventKind.WORSE, by=actor_of(request, clinic))
        return redirect(page_url(clinic, sign_pages()[0], "worse"))
    context = {"back_url": reverse("intake:receipt", args=[slug]), "shut": shut_now(clinic, timezone.now())}
    return render_page(request, "worse", clinic, context, thread=0)


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
    now, raw = timezone.now(), raw_of(request.POST)
    pain = got_worse.pain_page()
    parsed = parse_page(protocol_store.questionnaire(), pain, raw, clinic.today(now)) if pain else PageParse({}, {})
    errors, words = dict(parsed.errors), first_of(raw, WORDS)
    try:
        _keep(request, clinic, draft, next(iter(parsed.values.values()), None), words, now)
    except Rejected as problem:
        errors[WORDS] = problem.code
    except respond.CaseClosed:
        return case_closed(request, clinic)
    if errors:
        return _page(request, clinic, draft, raw=raw, errors=errors)
    draft.refresh_from_db()
    missing = screening.unsent_pages(draft, clinic.today(now))
    if not missing:
        return moved(request, send(request, clinic, draft))
    if screening.must_stop(draft, now):
        return redirect("intake:help_now", slug=clinic.slug)
    return redirect(page_url(clinic, missing[0], "worse"))


def _keep(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, level: Any, words: str, now: datetime
) -> None:
    """The words, then the number."""
    by = actor_of(request, clinic)
    got_worse.add_words(response=draft, words=words, by=by, now=now)
    draft.refresh_from_db()
    if isinstance(level, int):
        got_worse.add_pain(response=draft, level=level, by=by, now=now)


def _page(
    request: HttpRequest,
    clinic: Clinic,
    draft: QuestionnaireResponse,
    raw: Raw = MappingProxyType({}),
    errors: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    wording, room, words = protocol_store.wording(draft.language), got_worse.room_for_words(draft), first_of(raw, WORDS)
    error = wording.error(errors[WORDS], got_worse.WORDS) if WORDS in errors else ""
    if error and len(words.strip()) > room:
        error = f"{error}. {_('Characters too many:')} {len(words.strip()) - room}"
    field = Field(
        link_id=WORDS, type="long_text", input_id=f"f-{WORDS}", label=_("What got worse?"),
        hint=_("You can leave this empty."), error=error, required=False, is_only=False, value=words, maxlength=room,
    )  # fmt: skip
    fields = [*_pain(draft, raw, errors, wording), *([field] if room or words else [])]
    context = {
        "fields": fields,
        "errors": [{"href": f"#{each.input_id}", "message": each.error} for each in fields if each.error],
        "key": request.POST.get("key", "")[:64] or str(uuid.uuid4()),
        "back_url": page_url(clinic, sign_pages()[0], "worse"),
        "shut": shut_now(clinic, timezone.now()),
    }
    return render_page(request, "worse_send", clinic, context, thread=0, status=422 if errors else 200)


def _pain(draft: QuestionnaireResponse, raw: Raw, errors: Mapping[str, str], wording: Wording) -> list[Field]:
    """The form's own question for the pain number, as it is now."""
    page = got_worse.pain_page()
    if page is None:
        return []
    level = got_worse.pain_since(draft)
    known = raw or ({} if level is None else {page.items[0].link_id: [str(level)]})
    fields = fields_of(page, known, errors, wording, draft.answers)
    return [replace(each, label=_("How bad is it now?"), is_only=False) for each in fields]
