"""The patient's pages: start, one topic a page, check, receipt, and the stop page of an emergency.

In: a request to one clinic's form; the draft is the one whose secret the browser's cookie holds, never an id in a URL.
Out: plain HTML pages that work without JavaScript, and redirects after every POST.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.models import Clinic
from intake import governance, languages, mended, protocol_store, ways_in
from intake.actions import carried, got_worse, page_counts, respond
from intake.actions.ways_in import begin_on_tablet, keep_what_fits
from intake.answer_words import answer_words
from intake.check_page import check_sections, open_pages
from intake.dates import clock, weekday
from intake.emergency_page import page_of_tick, person, told
from intake.forms import SHORT, Field, Raw, fields_of, kept_fields, stored_raw, without
from intake.models import PageSave, QuestionnaireResponse, TriageCase
from intake.models.case import CaseStatus, EventKind
from intake.page_parts import joined, parts, values_by_page, with_part_titles
from intake.plan_address import EMAIL, with_address
from intake.questionnaire.answers import parse_page
from intake.questionnaire.items import NOT_SURE, ItemType, Page
from intake.receipt import receipt_of
from intake.views.after_sending import after_sending
from intake.views.patient_page import (
    actor_of,
    case_closed,
    chosen_language,
    chosen_print,
    draw_anew,
    keep_open,
    keeps_page,
    moved,
    not_open,
    on_a_tablet,
    opened,
    render_page,
    resume_url,
    speak,
    way_of,
    with_secret,
)
from intake.views.return_door import door, kept_for_later

MINUTES = {"en": 6, "fr-CA": 7, "es": 6}  # for half of the people with everyday pain: tests/path_times.py
SIGNS = "keeping_you_safe"
CHECK, MISTAKE, WORSE, WORSE_SEND = "check", "mistake", "worse", "worse_send"
# Where a change of language leads back to. A page of questions answers it in place, with what is typed and not saved.
BACK = ("start", "check", "receipt", "help_now", "worse", "worse_send", "privacy", "later", "come_back")


# ------------------------------------------------------------------ start


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What this is, how long it takes, and that it is not for emergencies. POST opens a draft."""
    clinic, draft = opened(request, slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    way = way_of(request)
    if way is None and request.COOKIES.get(ways_in.TABLET_COOKIE):
        return redirect("intake:tablet_away", slug=slug)
    if request.method == "POST":
        if request.POST.get("website"):
            return redirect("intake:start", slug=slug)
        first = protocol_store.questionnaire().pages[0]
        page_counts.add(clinic, first.id, page_counts.CAME)
        if way:
            return _begin_with_staff(request, clinic, way)
        made = respond.start(clinic=clinic, language=chosen_language(request, clinic) or languages.offered(clinic)[0])
        return with_secret(redirect("intake:page", slug=slug, page_id=first.id), clinic, made.secret)
    unsent = draft if draft and not draft.is_sent and draft.saved_at else None
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
        "unsent_url": _unsent_url(clinic, draft) if draft else "",
    }
    return render_page(request, "start", clinic, context, thread=4)


def _unsent_url(clinic: Clinic, draft: QuestionnaireResponse) -> str:
    """Where a change that was saved after sending is sent; "" for none, or once the desk has decided."""
    is_open = TriageCase.objects.filter(response=draft, status=CaseStatus.WAITING).exists()
    return page_url(clinic, page_counts.CHECK) if is_open and mended.unsent(draft) else ""


def _begin_with_staff(request: HttpRequest, clinic: Clinic, way: ways_in.AtHand) -> HttpResponse:
    """On a tablet the chosen language begins a draft; a draft that is there already goes on."""
    draft = way.draft
    if draft is None and way.tablet:
        spoken = chosen_language(request, clinic) or languages.offered(clinic)[0]
        draft = begin_on_tablet(tablet=way.tablet, language=spoken)
    return redirect(resume_url(draft, clinic) if draft else reverse("intake:start", args=[clinic.slug]))


# ------------------------------------------------------------------ one page


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, page_id: str) -> HttpResponse:
    """One topic. POST validates, saves, screens, and goes on to the next page or to the stop page."""
    clinic, draft = opened(request, slug)
    if draft is None and request.method == "POST" and not on_a_tablet(request):
        # The session ended while the page was open: what was typed waits behind the door.
        return door(request, clinic, ended=True, kept=kept_for_later(request, page_id), status=403)
    if draft is None:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    now = timezone.now()
    asked = open_pages(draft, clinic.today(now))
    shown = next((each for each in asked if each.id == page_id), None)
    if shown is None:
        return _not_asked(draft, clinic, page_id)
    together = carried.asked_together(draft, shown, asked)
    if shown == together[0] and not _from(request):
        shown = joined(together)
    looks = speak(request, clinic, draft) or draw_anew(request, clinic, draft) or chosen_print(request)
    if request.method == "POST" and looks:
        return _page(request, clinic, draft, shown, _raw(request), {})
    if request.method == "POST" and "later" in request.POST:
        return _later(request, clinic, draft, shown, _raw(request), now)
    if request.method == "POST":
        response = save_typed(request, clinic, draft, shown, _raw(request), now)
        return moved(request, keep_open(request, clinic, response))
    _note_back(request, clinic, draft)
    if carried.open_group(draft, page_id):
        return redirect("intake:last_time", slug=slug)
    if page_id != together[0].id and not _from(request):
        return redirect("intake:page", slug=slug, page_id=together[0].id)
    known = carried.filled_in(draft, shown) | draft.answers
    if _from(request) == WORSE and got_worse.is_asked_anew(draft, shown):
        notice = _("We have told the clinic that it got worse. Now tell us which signs you have, then send us that.")
        return _page(request, clinic, draft, shown, {}, {}, notice=notice)
    raw = stored_raw(shown, known) | draft.half_typed.get(shown.id, {})
    raw |= {} if "from" in request.GET else {SHORT: ["1"]}
    notice = _asked_again(draft, shown) or _asked_for_want_of_a_place(draft, shown)
    if _from(request) == MISTAKE:
        untick = _("Untick what is not true. We keep both answers, and staff still call you.")
        notice = f"{_('We have told the clinic.')} {untick}"
    return _page(request, clinic, draft, shown, raw, {}, notice=notice)


def _from(request: HttpRequest) -> str:
    """What this page was opened from, where that decides what follows: "check", "mistake", "worse" or ""."""
    came = request.GET.get("from", "")
    return came if came in (CHECK, MISTAKE, WORSE) else ""


def _later(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page, raw: Raw, now: datetime
) -> HttpResponse:
    """ "Come back later": what is typed is saved first, each answer that can be kept where the page is not complete."""
    later = keep_open(request, clinic, redirect("intake:later", slug=clinic.slug))
    whole = with_address(shown, draft.answers, raw)
    is_whole = not parse_page(protocol_store.questionnaire(), whole, raw, clinic.today(now)).errors
    if is_whole or _one(raw, "form_version") != protocol_store.questionnaire().version:
        response = save_typed(request, clinic, draft, shown, raw, now)
        stops = response.status_code != 302 or response["Location"] == reverse("intake:help_now", args=[clinic.slug])
        return response if stops else later
    try:
        stop = keep_what_fits(response=draft, page=shown, raw=raw, printed=_printed(raw))
    except respond.CaseClosed:
        return case_closed(request, clinic)
    except respond.AnsweredElsewhere as found:
        return _page(request, clinic, draft, shown, raw, {}, elsewhere=found.save)
    return redirect("intake:help_now", slug=clinic.slug) if stop else later


def _note_back(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> None:
    """Someone pressed Back on the page that the link names."""
    left = request.GET.get("back", "")
    known = (page_counts.CHECK, carried.LAST_TIME, *(each.id for each in protocol_store.questionnaire().pages))
    if not draft.is_sent and left in known:
        page_counts.add(clinic, left, page_counts.BACK)


def _not_asked(draft: QuestionnaireResponse, clinic: Clinic, page_id: str) -> HttpResponse:
    """A page that the answers have closed sends the patient on; an unknown one is a 404."""
    if page_id not in {each.id for each in protocol_store.questionnaire().pages}:
        raise Http404
    return redirect(resume_url(draft, clinic))


def _raw(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def _asked_again(draft: QuestionnaireResponse, shown: Page) -> str:
    if not {item.link_id for item in shown.items} & set(draft.asked_again):
        return ""
    return _("We changed this page since you answered it. Please answer it again.")


def _asked_for_want_of_a_place(draft: QuestionnaireResponse, shown: Page) -> str:
    """Why a page on a place that was never named comes: with "I'm not sure" every place is asked about."""
    questionnaire = protocol_store.questionnaire()
    places = {item.link_id for item in questionnaire.items.values() if item.type is ItemType.PLACES}
    unsure = {link_id for link_id in places if NOT_SURE in draft.answers.get(link_id, ())}
    if not shown.enable_when or not unsure & questionnaire.items_behind(shown.enable_when):
        return ""
    return _("You were not sure where it hurts, so we ask about more places. Where nothing fits, tick “None of these”.")


def save_typed(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page, raw: Raw, now: datetime
) -> HttpResponse:
    """Check and save what was typed on a page, then on to the next; the page again, as typed, where that cannot be."""
    whole = with_address(shown, draft.answers, raw)
    parsed = parse_page(protocol_store.questionnaire(), whole, raw, clinic.today(now))
    if parsed.errors:
        if not keeps_page(request):  # the script sends it once more, to show the page
            page_counts.add(clinic, shown.id, page_counts.WRONG, now)
        return _page(request, clinic, draft, shown, raw, parsed.errors)
    if _one(raw, "form_version") != protocol_store.questionnaire().version:
        notice = _("This page changed since you opened it. Your answers are below. Please look at it again.")
        return _page(request, clinic, draft, shown, raw, {}, notice=notice)
    is_new = not draft.is_sent and not draft.saves.filter(page=shown.id).exists()
    by, asked = actor_of(request, clinic), open_pages(draft, clinic.today(now))
    try:
        stop, printed = False, _printed(raw)
        for part, values in values_by_page(whole, draft.answers, parsed.values):
            saved = respond.save_page(response=draft, page=part, values=values, by=by, printed=printed)
            stop = stop or saved.stop
    except respond.CaseClosed:
        return case_closed(request, clinic)
    except respond.AnsweredElsewhere as found:
        return _page(request, clinic, draft, shown, raw, {}, elsewhere=found.save)
    following = "" if stop else _next_page(request, clinic, saved.response, whole, asked, now)
    page_counts.came_back(draft)
    if is_new:
        came_to = carried.came_to(saved.response, following) if following else ""
        page_counts.done(clinic, shown.id, _one(raw, "shown_at"), came_to, now)
    if stop:
        return redirect("intake:help_now", slug=clinic.slug)
    row = f"#row-{shown.items[0].link_id}" if _from(request) == CHECK == following else ""
    came = _from(request) if _from(request) in (CHECK, WORSE) else ""
    return redirect(page_url(clinic, following, came) + row)


def sign_pages() -> list[str]:
    """Ids of the pages of warning signs that are asked of everyone or open by an answer, in order."""
    return [page.id for page in protocol_store.questionnaire().pages if page.section == SIGNS]


def _one(raw: Raw, name: str) -> str:
    return next(iter(raw.get(name, ())), "")


def _printed(raw: Raw) -> respond.Printed | None:
    """Which printed page this is; None for a form that does not say so."""
    form, number = _one(raw, "form")[:36], _one(raw, "save_number")
    known = form and number.isascii() and number.isdigit() and len(number) < 9
    return respond.Printed(form, int(number)) if known else None


def _next_page(
    request: HttpRequest,
    clinic: Clinic,
    saved: QuestionnaireResponse,
    shown: Page,
    asked: Sequence[Page],
    now: datetime,
) -> str:
    """The id of the page that follows, or "check". After a change asked for on the check page that is the check page,
    unless pages opened that were not `asked` before, or now need an answer."""
    today = clinic.today(now)
    if _from(request) == WORSE and saved.is_sent:
        return _next_sign(saved, shown, today)
    if _from(request) == CHECK:
        opened_now = [
            each.id for each in open_pages(saved, today) if each not in asked and not _has_answers(saved, each)
        ]
        return next(iter([*opened_now, *respond.unsent_pages(saved, today)]), page_counts.CHECK)
    if _from(request) == MISTAKE:
        return next(iter(respond.unsent_pages(saved, today)), page_counts.CHECK)
    pages = open_pages(saved, today)
    place = next((number for number, each in enumerate(pages) if each.id == shown.id), len(pages))
    later = (each.id for each in pages[place + 1 :] if not carried.is_passed_over(saved, each, pages))
    return next(later, page_counts.CHECK)


def _has_answers(saved: QuestionnaireResponse, shown: Page) -> bool:
    return any(item.link_id in saved.answers for item in shown.items)


def _next_sign(saved: QuestionnaireResponse, shown: Page, today: date) -> str:
    """After "it got worse" only the warning signs are asked again and what they open, then the page that sends them."""
    pages = open_pages(saved, today)
    place = next((number for number, each in enumerate(pages) if each.id == shown.id), len(pages))
    signs = (each.id for each in pages[place + 1 :] if each.section == SIGNS)
    return next(signs, next(iter(respond.unsent_pages(saved, today)), WORSE_SEND))


def page_url(clinic: Clinic, page_id: str, came: str = "") -> str:
    """The address of a page of questions, of the check page, or of the page that sends what got worse; `came` says
    what it is opened from."""
    if page_id == WORSE_SEND:
        return reverse("intake:worse_send", args=[clinic.slug])
    if page_id == page_counts.CHECK:
        return reverse("intake:check", args=[clinic.slug])
    return reverse("intake:page", args=[clinic.slug, page_id]) + (f"?from={came}" if came else "")


def _page(
    request: HttpRequest,
    clinic: Clinic,
    draft: QuestionnaireResponse,
    shown: Page,
    raw: Raw,
    errors: Mapping[str, str],
    notice: str = "",
    elsewhere: PageSave | None = None,
) -> HttpResponse:
    """Print a page with what was answered or typed and, beside each field, what is wrong with it."""
    wording, shown = protocol_store.wording(draft.language), with_address(shown, draft.answers, raw)
    words = wording.page(shown.id)
    confirmed = carried.not_asked(draft, shown) - errors.keys() if SHORT in raw else frozenset()
    fields = fields_of(shown, raw, errors, wording, draft.answers, draft.outline)
    fields = without(fields, confirmed)
    is_joined = len(parts(shown)) > 1 and EMAIL not in {each.link_id for each in fields}
    if is_joined:
        fields = with_part_titles(fields, shown, wording)
    if way_of(request):  # the desk's own browser remembers nobody's name
        fields = [replace(each, autocomplete="off") for each in fields]
    context = {
        "page": {
            "id": shown.id,
            "section_name": wording.section(shown.section),
            "title": _title(fields, words.title, is_joined=is_joined, is_short=bool(confirmed)),
            "lead": "" if is_joined else words.lead,
            "hint": "" if is_joined else words.hint,
        },
        "fields": fields,
        "errors": [{"href": f"#{each.input_id}", "message": each.error} for each in fields if each.error],
        "notice": notice,
        "back_url": _back_url(request, clinic, draft, shown),
        "saved_at": draft.saved_at,
        "form_version": protocol_store.questionnaire().version,
        "shown_at": _stamp(raw, shown.id),
        "drawn_anew": "outline" in raw,
        # A page shown again as typed is still the page that was printed then.
        "save_number": elsewhere.number if elsewhere else _one(raw, "save_number")[:9] or draft.save_number,
        "form_id": (not elsewhere and _one(raw, "form")[:36]) or str(uuid.uuid4()),
        "elsewhere": _elsewhere(elsewhere, clinic, draft) if elsewhere else None,
        "kept": kept_fields(raw, confirmed),
        "mends": _from(request) == CHECK,
        "part": None if _from(request) == WORSE else _part(shown.section),
        "has_places": any(each.type == "places" for each in fields),
        "language_form": "question",
    } | ways_in.page_context(way_of(request), shown)
    status = 422 if errors else 409 if elsewhere else 200
    return render_page(request, "page", clinic, context, thread=_thread(shown.section), status=status)


def _title(fields: list[Field], title: str, *, is_joined: bool, is_short: bool) -> str:
    if is_joined:
        return _("How is it now?")
    return fields[0].label if is_short and fields[0].is_only else title


def _elsewhere(save: PageSave, clinic: Clinic, draft: QuestionnaireResponse) -> dict[str, Any]:
    """What another tab or device saved on this page, in words, and the way on that keeps it."""
    wording = protocol_store.wording(draft.language)
    rows = [
        {"label": wording.item(item.link_id).short,
         "values": answer_words(item, save.answers.get(item.link_id), wording)}
        for item in protocol_store.questionnaire().page(save.page).items
    ]  # fmt: skip
    return {"at": save.at, "rows": rows, "keep_url": resume_url(draft, clinic)}


def _back_url(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page) -> str:
    if _from(request) == CHECK:
        return page_url(clinic, page_counts.CHECK)
    if _from(request) == WORSE:
        return reverse("intake:receipt", args=[clinic.slug])
    ids = [each.id for each in open_pages(draft, clinic.today(timezone.now()))]
    place = ids.index(shown.id) if shown.id in ids else 0
    if not place:
        return reverse("intake:start", args=[clinic.slug])
    return page_url(clinic, ids[place - 1]) + f"?back={shown.id}"


def _stamp(raw: Raw, page_id: str) -> str:
    """The page's own stamp when it comes back with an error or in another language; a new one when it is opened."""
    brought = _one(raw, "shown_at")
    return brought if page_counts.shown_at(brought, page_id) is not None else page_counts.stamp(page_id)


def _thread(section: str) -> int:
    """Loops left in the thread: three in the first two sections, two in the third, one after."""
    place = protocol_store.questionnaire().sections.index(section)
    return 3 if place < 2 else 2 if place == 2 else 1


def _part(section: str) -> dict[str, int]:
    """Which part of the form this is, as the start page lists them: the sections, then the check."""
    sections = protocol_store.questionnaire().sections
    return {"number": sections.index(section) + 1, "count": len(sections) + 1}


# ------------------------------------------------------------------ check and send


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """All answers with a way to change each. POST sends them; twice the same sending is one."""
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:start", slug=slug)
    if not governance.is_open(clinic):
        return not_open(request, clinic, draft)
    today = clinic.today(timezone.now())
    unsent = respond.unsent_pages(draft, today)
    if unsent:
        return redirect("intake:page", slug=slug, page_id=unsent[0])
    if request.method == "POST":
        return moved(request, send(request, clinic, draft))
    context = {
        "sections": check_sections(draft, today),
        "errors": [],
        "key": str(uuid.uuid4()),
        "saved_at": draft.saved_at,
        "sent_at": draft.sent_at,
        "unsent": bool(mended.unsent(draft)),
        "receipt_url": reverse("intake:receipt", args=[slug]),
        "shown_at": page_counts.stamp(page_counts.CHECK),
        "back_url": page_url(clinic, open_pages(draft, today)[-1].id) + f"?back={page_counts.CHECK}",
    }
    return render_page(request, "check", clinic, context, thread=1)


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
    stop = respond.must_stop(sent, timezone.now())
    way = way_of(request)
    if way and not stop:
        return after_sending(request, way, sent)
    return redirect("intake:help_now" if stop else "intake:receipt", slug=clinic.slug)


# ------------------------------------------------------------------ after sending


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
    urls = {
        "worse_url": reverse("intake:worse", args=[slug]),
        "worse_send_url": reverse("intake:worse_send", args=[slug]),
        "mend_url": reverse("intake:check", args=[slug]),
    }
    found["unsent_url"] = "" if found["worse"].get("waits") else _unsent_url(clinic, draft)
    found["help_url"] = reverse("intake:help_now", args=[slug])
    is_open = TriageCase.objects.filter(response=draft, status=CaseStatus.WAITING).exists()
    return render_page(request, "receipt", clinic, found | (urls if is_open else {}), thread=0)


@require_safe
def help_now(request: HttpRequest, slug: str) -> HttpResponse:
    """The stop page: call now. Honest that nobody may be watching; what was ticked stands only in what to show."""
    clinic, draft = opened(request, slug)
    case = TriageCase.objects.filter(response=draft).select_related("decision").first() if draft else None
    if draft is None or case is None:
        return redirect("intake:start", slug=slug)
    now = timezone.now()
    opening = clinic.next_opening(now)
    context = {
        "code": draft.code,
        "clinic_open": clinic.is_open(now),
        "opens_at": _opening_words(opening, now) if opening else "",
        # A helper is never told that the reason is a private one.
        "crisis": bool(case.decision.record.get("private_only")) and draft.answers.get("who_for") == "me",
        "staff_url": reverse("intake:with_staff", args=[slug]),
        "mistake_url": reverse("intake:mistake", args=[slug]),
        "print": True,
    }
    way = way_of(request)
    if way:
        context |= {"crisis": context["crisis"] and not way.is_tablet, "case_id": case.id, "phone": case.patient.phone}
    else:
        today = clinic.today(now)
        context["person"] = person(draft, draft.language)
        context["told"] = told(draft, today, draft.language)
        context["told_english"] = told(draft, today, "en") if draft.language != "en" else []
    name = "help_now" if way is None else "help_now_tablet" if way.is_tablet else "help_now_typed"
    return render_page(request, name, clinic, context)


def _opening_words(opening: datetime, now: datetime) -> str:
    if opening.date() == now.astimezone(opening.tzinfo).date():
        return clock(opening)
    return _("%(day)s at %(time)s") % {"day": weekday(opening), "time": clock(opening)}


@require_POST
def mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """ "I ticked that by mistake": kept and shown to staff; the alarm stands; the patient may change the answer."""
    return _said(request, slug, EventKind.MISTAKE)


@require_POST
def with_staff(request: HttpRequest, slug: str) -> HttpResponse:
    """ "I am with clinic staff": noted; the patient may go on."""
    return _said(request, slug, EventKind.WITH_STAFF)


def _said(request: HttpRequest, slug: str, kind: EventKind) -> HttpResponse:
    clinic, draft = opened(request, slug)
    if draft is None:
        return redirect("intake:start", slug=slug)
    respond.say(response=draft, kind=kind, by=actor_of(request, clinic))
    cause = page_of_tick(draft, clinic.today(timezone.now())) if kind == EventKind.MISTAKE else ""
    if cause:
        return redirect(page_url(clinic, cause, MISTAKE))
    if draft.is_sent:
        return redirect("intake:receipt" if kind == EventKind.WITH_STAFF else "intake:check", slug=slug)
    return redirect(resume_url(draft, clinic))


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
