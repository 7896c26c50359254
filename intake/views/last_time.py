"""A returning patient's page "Last time you told us": what lasts, confirmed by one tap a group, or asked again.

In: a draft with carried answers. Out: the page; then saves of what is confirmed. What is not ticked is asked.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.models import Clinic
from intake import governance, protocol_store
from intake.actions import carried, page_counts, respond, screening
from intake.answer_words import answer_words, date_words
from intake.body_picture import body_views
from intake.check_page import open_pages
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import BIRTH_DATE, NONE, PLACES, Item, ItemType
from intake.questionnaire.wording import Wording
from intake.returning import HEALTH, CarriedGroup, returning
from intake.views.patient_page import actor_of, case_closed, keep_open, moved, not_open, opened, render_page, resume_url

STILL, ASK_ALL = "still", "ask_all"
FIRST = "f-still"
NAMES = ("first_name", "last_name")
PLAIN = (ItemType.TEXT, ItemType.DATE, ItemType.PLACES, ItemType.DURATION)


@require_http_methods(["GET", "HEAD", "POST"])
def last_time(request: HttpRequest, slug: str) -> HttpResponse:
    """All that may be confirmed at once. A tick keeps a group as it was; the rest is asked again."""
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    groups = carried.open_groups(draft)
    if not groups or draft.is_sent:
        return redirect(resume_url(draft, clinic))
    if request.method != "POST":
        return _shown(request, clinic, draft, groups)
    same = {group.id for group in groups} & set(request.POST.getlist(STILL))
    if not same and ASK_ALL not in request.POST:
        page_counts.add(clinic, carried.LAST_TIME, page_counts.WRONG)
        error = _("Tick what is still right, or tap “Ask me everything again”.")
        return _shown(request, clinic, draft, groups, error=error)
    return moved(request, _decided(request, clinic, draft, same if ASK_ALL not in request.POST else set()))


def _decided(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, same: set[str]) -> HttpResponse:
    now = timezone.now()
    try:
        stop = carried.decide(response=draft, same=same, by=actor_of(request, clinic), now=now)
    except respond.CaseClosed:
        return case_closed(request, clinic)
    draft.refresh_from_db()
    page_counts.came_back(draft)
    following = "" if stop else next(iter(screening.unsent_pages(draft, clinic.today(now))), page_counts.CHECK)
    page_counts.done(clinic, carried.LAST_TIME, request.POST.get("shown_at", ""), following, now)
    return keep_open(request, clinic, redirect(resume_url(draft, clinic)))


def _shown(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, groups: tuple[CarriedGroup, ...],
    error: str = "",
) -> HttpResponse:  # fmt: skip
    ticked, wording = request.POST.getlist(STILL), protocol_store.wording(draft.language)
    known = {group.id: carried.group_values(draft, group) for group in groups}
    anew = anew_of(carried.asked_anew(draft), wording)
    context = {
        "day": date_words(max(carried.day_of(draft, group) for group in groups)),
        "groups": [
            {
                "id": group.id,
                "tick": _("Nothing else is new: no illness, medicine, operation or pregnancy")
                if anew and group.id == HEALTH
                else tick_of(group.id),
                "input_id": FIRST if number == 0 else f"{FIRST}-{group.id}",
                "ticked": group.id in ticked,
                "rows": [row for row in rows_of(known[group.id], group, wording) if not row["closed"]],
                "wishes": [row for row in rows_of(known[group.id], group, wording) if row["closed"]],
                "unticked": (unticked := unticked_of(known[group.id], group, wording)),
                "line": line_of(known[group.id], unticked),
                "anew": anew if group.id == HEALTH else [],
                "views": body_views(known[group.id].get(PLACES), draft.outline),
            }
            for number, group in enumerate(groups)
        ],
        "errors": [{"href": f"#{FIRST}", "message": error}] if error else [],
        "saved_at": draft.saved_at,
        "shown_at": page_counts.stamp(carried.LAST_TIME),
        "back_url": _back_url(clinic, draft, groups[0]),
    }  # fmt: skip
    return render_page(request, "last_time", clinic, context, thread=3, status=422 if error else 200)


def rows_of(values: Mapping[str, Any], group: CarriedGroup, wording: Wording) -> list[dict[str, Any]]:
    """What was answered, page by page; not the day of birth, which the person has just written to come in, and not
    where nothing was ticked."""
    pages = [page for page in protocol_store.questionnaire().pages if page.id in group.pages]
    items = [item for page in pages for item in page.items if item.link_id in values and item.link_id != BIRTH_DATE]
    rows = [_row(item, values[item.link_id], wording) for item in items if values[item.link_id] != [NONE]]
    return _with_whole_name(rows)


def _with_whole_name(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """First and last name on one line."""
    first, last = ([row for row in rows if row["link_id"] == name] for name in NAMES)
    if first and last:
        first[0]["values"] = (" ".join(first[0]["values"] + last[0]["values"]),)
    return [row for row in rows if not (first and row in last)]


def unticked_of(values: Mapping[str, Any], group: CarriedGroup, wording: Wording) -> list[str]:
    """Where something new must be noticed: what was not ticked, in words."""
    items = protocol_store.questionnaire().items
    return [
        wording.option(link_id, code)
        for link_id, ticked in values.items()
        if group.show_unticked and items[link_id].type is ItemType.TICKS
        for code in items[link_id].options
        if code not in ticked
    ]


def anew_of(ticks: Mapping[str, Sequence[str]], wording: Wording) -> list[str]:
    """What was told of health that changes with time, in words: it is asked again, and not passed over in silence."""
    return [wording.option(link_id, code) for link_id, codes in ticks.items() for code in codes]


def line_of(values: Mapping[str, Any], unticked: Sequence[str]) -> str:
    """The line under which what was not ticked stands closed; it says how many that are."""
    number = len(unticked)
    if all(ticked == [NONE] for ticked in values.values()):
        return _("None of %(number)s ticked") % {"number": number}
    return _("%(number)s others not ticked") % {"number": number}


def _row(item: Item, value: Any, wording: Wording) -> dict[str, Any]:
    """`plain` says for itself what it is: a name, a date, a place, an illness; the label is there to be heard."""
    return {
        "link_id": item.link_id,
        "label": wording.item(item.link_id).short,
        "closed": item.link_id in returning().closed,
        "plain": item.type in PLAIN or item.link_id in returning().plain,
        "values": answer_words(item, value, wording),
    }


def _back_url(clinic: Clinic, draft: QuestionnaireResponse, group: CarriedGroup) -> str:
    """The last page filled in before the first group: not one that is asked only while an age is unknown."""
    today = clinic.today(timezone.now())
    ids, unsent = [page.id for page in open_pages(draft, today)], set(screening.unsent_pages(draft, today))
    first = min((ids.index(page_id) for page_id in group.pages if page_id in ids), default=0)
    filled_in = [page_id for page_id in ids[:first] if page_id not in unsent]
    if not filled_in:
        return reverse("intake:start", args=[clinic.slug])
    return reverse("intake:page", args=[clinic.slug, filled_in[-1]]) + f"?back={carried.LAST_TIME}"


def tick_of(group_id: str) -> str:
    """What the tick of a group says."""
    return {
        "consent": _("I still agree"),
        "place": _("Same pain, same place. It never went away"),
        "health": _("Nothing new: no illness, medicine, operation or pregnancy"),
        "visit": _("All still right"),
    }[group_id]
