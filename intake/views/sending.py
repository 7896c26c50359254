"""The check page, sending, and the receipt.

In: a draft with every required answer. Out: the pages; a sent response, and the way on from it.
"""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic.models import Clinic
from intake import for_whom, governance, mended, needs
from intake.actions import consent, page_counts, respond, screening
from intake.check_page import check_sections, open_pages
from intake.models import QuestionnaireResponse
from intake.progress import progress
from intake.receipt import receipt_of
from intake.views.after_sending import after_sending
from intake.views.patient_page import actor_of, case_closed, moved, not_open, opened, render_page, way_of
from intake.views.way_on import CHECK, is_waiting, page_url, unsent_url


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """All answers with a way to change each. POST sends them; twice the same sending is one."""
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    today = clinic.today(timezone.now())
    unsent = screening.unsent_pages(draft, today)
    if unsent:
        return redirect("intake:page", slug=slug, page_id=unsent[0])
    if for_whom.is_grown_up(draft.answers, today):
        return redirect(page_url(clinic, for_whom.WHO, CHECK))
    if request.method == "POST" and "may_text" in request.POST:
        return _may_text(request, clinic, draft)
    if request.method == "POST":
        return moved(request, send(request, clinic, draft))
    sections, apart = check_sections(draft, today)
    context = {
        "sections": sections,
        "apart": apart,
        "part": progress(draft, today),
        "errors": [],
        "key": str(uuid.uuid4()),
        "saved_at": draft.saved_at,
        "sent_at": draft.sent_at,
        "unsent": bool(mended.unsent(draft)),
        "texts": needs.texts(draft.answers),
        "receipt_url": reverse("intake:receipt", args=[slug]),
        "shown_at": page_counts.stamp(page_counts.CHECK),
        "back_url": page_url(clinic, open_pages(draft, today)[-1].id) + f"?back={page_counts.CHECK}",
    }
    return render_page(request, "check", clinic, context, thread=1)


def _may_text(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> HttpResponse:
    """The consent that is missing where someone asks for texts, given where it is missed."""
    try:
        consent.give(response=draft, choice=needs.MAY_TEXT, by=actor_of(request, clinic))
    except respond.CaseClosed:
        return case_closed(request, clinic)
    return redirect("intake:check", slug=clinic.slug)


def send(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> HttpResponse:
    """Send what is saved; on to the receipt, or to the stop page of an emergency."""
    key = request.POST.get("key", "")[:64] or str(uuid.uuid4())
    try:
        sent = respond.submit(response=draft, key=key, by=actor_of(request, clinic))
    except respond.CaseClosed:
        return case_closed(request, clinic)
    if not draft.is_sent:
        page_counts.came_back(draft)
        page_counts.sent(sent, request.POST.get("shown_at", ""))
    stop = screening.must_stop(sent, timezone.now())
    way = way_of(request)
    if way and not stop:
        return after_sending(request, way, sent)
    return redirect("intake:help_now" if stop else "intake:receipt", slug=clinic.slug)


@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next and when; the code; when to get help at once."""
    clinic, draft = opened(request, slug)
    if draft is None or not draft.is_sent:
        return redirect("intake:start", slug=slug)
    way = way_of(request)
    if way:
        return after_sending(request, way, draft)
    found = receipt_of(draft, timezone.now())
    # It can get worse after the desk has decided too: that brings the case back. Answers then change by phone.
    urls = {
        "worse_url": reverse("intake:worse", args=[slug]),
    }
    if is_waiting(draft):
        urls |= {
            "worse_send_url": reverse("intake:worse_send", args=[slug]),
            "mend_url": reverse("intake:check", args=[slug]),
        }
    found["unsent_url"] = "" if found["worse"].get("waits") else unsent_url(clinic, draft)
    found["help_url"] = reverse("intake:help_now", args=[slug])
    return render_page(request, "receipt", clinic, found | urls, thread=0)
