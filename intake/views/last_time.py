"""A returning patient's page: what was said last time, to be confirmed in one tap or asked again.

In: a draft with carried answers, and the group of pages they belong to. Out: the page; then saves of what is confirmed.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.models import Clinic
from intake import governance, protocol_store
from intake.actions import carried, page_counts, respond
from intake.answer_words import answer_words, date_words
from intake.body_picture import body_views
from intake.check_page import open_pages
from intake.forms import Field, Option
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import PLACES, ItemType
from intake.questionnaire.wording import Wording
from intake.returning import CarriedGroup, returning
from intake.views.patient_page import actor_of, case_closed, keep_open, moved, not_open, opened, render_page, resume_url

ANSWER = "still"


@require_http_methods(["GET", "HEAD", "POST"])
def last_time(request: HttpRequest, slug: str, group_id: str) -> HttpResponse:
    """What was said last time about one group of pages."""
    clinic, draft = opened(request, slug)
    group = next((each for each in returning().groups if each.id == group_id), None)
    if group is None:
        raise Http404
    if draft is None:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    if carried.open_group(draft, group.pages[0]) is None or draft.is_sent:
        return redirect(resume_url(draft, clinic))
    if request.method != "POST":
        return _shown(request, clinic, draft, group)
    said = request.POST.get(ANSWER, "")
    if said not in (carried.SAME, carried.CHANGED):
        page_counts.add(clinic, carried.tally_of(group), page_counts.WRONG)
        return _shown(request, clinic, draft, group, error=_("Pick one."))
    return moved(request, _decided(request, clinic, draft, group, same=said == carried.SAME))


def _decided(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, group: CarriedGroup, *, same: bool
) -> HttpResponse:
    by, now = actor_of(request, clinic), timezone.now()
    try:
        stop = carried.decide_group(response=draft, group=group, same=same, by=by, now=now)
    except respond.CaseClosed:
        return case_closed(request, clinic)
    draft.refresh_from_db()
    page_counts.came_back(draft)
    following = "" if stop else _next(clinic, draft, group)
    came_to = carried.came_to(draft, following) if following else ""
    page_counts.done(clinic, carried.tally_of(group), request.POST.get("shown_at", ""), came_to, now)
    if stop or not following:
        return redirect(resume_url(draft, clinic))
    if following == page_counts.CHECK:
        return keep_open(request, clinic, redirect("intake:check", slug=clinic.slug))
    return keep_open(request, clinic, redirect("intake:page", slug=clinic.slug, page_id=following))


def _next(clinic: Clinic, draft: QuestionnaireResponse, group: CarriedGroup) -> str:
    """The first page of the group where it is asked again; else the first page that still lacks an answer, or
    "check"."""
    today = clinic.today(timezone.now())
    if draft.carried["decided"][group.id] == carried.CHANGED:
        return next(page.id for page in open_pages(draft, today) if page.id in group.pages)
    return next(iter(respond.unsent_pages(draft, today)), page_counts.CHECK)


def _shown(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, group: CarriedGroup, error: str = ""
) -> HttpResponse:
    words = words_of(group.id)
    values, wording = carried.group_values(draft, group), protocol_store.wording(draft.language)
    field = Field(
        link_id=ANSWER, type="choice", input_id=f"f-{ANSWER}", label=words["question"], hint="", error=error,
        required=True, is_only=False,
        options=(
            Option(carried.SAME, words["same"], False, f"f-{ANSWER}-same"),
            Option(carried.CHANGED, words["changed"], False, f"f-{ANSWER}-changed"),
        ),
    )  # fmt: skip
    context = {
        "title": words["title"],
        "day": date_words(carried.day_of(draft, group)),
        "rows": [_row(link_id, values.get(link_id), group, wording) for link_id in _shown_questions(draft, group)],
        "views": body_views(values.get(PLACES), draft.outline),
        "field": field,
        "errors": [{"href": f"#f-{ANSWER}", "message": error}] if error else [],
        "saved_at": draft.saved_at,
        "shown_at": page_counts.stamp(carried.tally_of(group)),
        "back_url": _back_url(clinic, draft, group),
    }
    return render_page(request, "last_time", clinic, context, thread=2, status=422 if error else 200)


def _shown_questions(draft: QuestionnaireResponse, group: CarriedGroup) -> list[str]:
    """What was answered, and the questions that everyone may leave empty and that were."""
    values = carried.group_values(draft, group)
    pages = [page for page in protocol_store.questionnaire().pages if page.id in group.pages]
    return [
        item.link_id
        for page in pages
        for item in page.items
        if item.link_id in values or (page.enable_when is None and not any(each.required for each in page.items))
    ]


def _row(link_id: str, value: Any, group: CarriedGroup, wording: Wording) -> dict[str, Any]:
    """What was answered and, where something new must be noticed, what was not ticked."""
    item = protocol_store.questionnaire().items[link_id]
    ticked = value if isinstance(value, list) else []
    others = item.options if item.type is ItemType.TICKS and group.show_unticked else ()
    return {
        "label": wording.item(link_id).short,
        "values": answer_words(item, value, wording),
        "unticked": [wording.option(link_id, code) for code in others if code not in ticked],
    }


def _back_url(clinic: Clinic, draft: QuestionnaireResponse, group: CarriedGroup) -> str:
    """The page before the group."""
    ids = [page.id for page in open_pages(draft, clinic.today(timezone.now()))]
    first = min((ids.index(page_id) for page_id in group.pages if page_id in ids), default=0)
    return (
        reverse("intake:page", args=[clinic.slug, ids[first - 1]]) + f"?back={carried.tally_of(group)}"
        if first
        else reverse("intake:start", args=[clinic.slug])
    )


def words_of(group_id: str) -> dict[str, str]:
    """What the page of a group says and offers."""
    if group_id == "consent":
        return {
            "title": _("May we use your answers?"),
            "question": _("You said yes. Is that still OK?"),
            "same": _("Yes, still OK"),
            "changed": _("No, I want to change it"),
        }
    if group_id == "place":
        return {
            "title": _("Same pain as last time?"),
            "question": _("Is it the same pain, in the same place, and it never went away?"),
            "same": _("Yes, the same pain"),
            "changed": _("No: it is new, came back, or hurts in more places"),
        }
    if group_id == "health":
        return {
            "title": _("Is your health still the same?"),
            "question": _("Is this still right, with no new illness, medicine, operation or pregnancy?"),
            "same": _("Yes, nothing is new"),
            "changed": _("No, or I am not sure"),
        }
    return {
        "title": _("You and your visit: still the same?"),
        "question": _("Is all of this still right?"),
        "same": _("Yes, all of it is right"),
        "changed": _("No, I want to change something"),
    }
