"""One page of questions: opened, checked, saved, left for later.

In: a request, and the draft whose secret the browser's cookie holds, never an id in a URL. Out: the page, as typed
where something is wrong with it, or a redirect after a POST.
"""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.models import Clinic
from clinic.phone_numbers import least_digits
from intake import for_whom, governance, months, not_on_paper, protocol_store
from intake.actions import carried, got_worse, page_counts, respond
from intake.actions.half_typed import keep_what_fits
from intake.check_page import open_pages
from intake.form_raw import SHORT, Raw, first_of, raw_of, stored_raw
from intake.models import QuestionnaireResponse
from intake.page_parts import joined, parts, values_by_page
from intake.plan_address import with_address
from intake.questionnaire.answers import PageParse, parse_page
from intake.questionnaire.items import NOT_SURE, ItemType, Page
from intake.views.draw_page import draw_page
from intake.views.patient_page import (
    actor_of,
    case_closed,
    chosen_print,
    draw_anew,
    keep_open,
    keeps_page,
    moved,
    not_open,
    on_a_tablet,
    opened,
    resume_url,
    speak,
)
from intake.views.return_door import door, kept_for_later
from intake.views.way_on import CHECK, MISTAKE, WORSE, came_from, next_page, page_url


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
    if shown == together[0] and not came_from(request):
        shown = joined(together)
    if request.method == "POST":
        return _posted(request, clinic, draft, shown, now)
    _note_back(request, clinic, draft)
    if carried.open_group(draft, page_id):
        return redirect("intake:last_time", slug=slug)
    if page_id != together[0].id and not came_from(request):
        return redirect("intake:page", slug=slug, page_id=together[0].id)
    return _shown(request, clinic, draft, shown)


def _posted(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page, now: datetime
) -> HttpResponse:
    raw = raw_of(request.POST)
    if speak(request, clinic, draft) or draw_anew(request, clinic, draft) or chosen_print(request):
        return draw_page(request, clinic, draft, shown, raw, {})
    if "later" in request.POST:
        return _later(request, clinic, draft, shown, raw, now)
    return moved(request, keep_open(request, clinic, save_typed(request, clinic, draft, shown, raw, now)))


def _shown(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page) -> HttpResponse:
    """The page with what is known, and why it comes (again) where that needs saying."""
    if came_from(request) == WORSE and got_worse.is_asked_anew(draft, shown):
        notice = _("We have told the clinic that it got worse. Now tell us which signs you have, then send us that.")
        return draw_page(request, clinic, draft, shown, {}, {}, notice=notice)
    raw = stored_raw(shown, carried.filled_in(draft, shown) | draft.answers) | draft.half_typed.get(shown.id, {})
    raw |= {} if "from" in request.GET else {SHORT: ["1"]}
    notice = (
        _whom_asked_again(draft, shown, clinic)
        or _asked_again(draft, shown)
        or _asked_for_want_of_a_place(draft, shown)
        or _as_last_time(draft, shown)
    )
    if came_from(request) == MISTAKE:
        untick = _("Untick what is not true. To be safe, we still call you about it.")
        left = _("If nothing is left, tick “None of these”.")
        notice = f"{_('We have told the clinic.')} {untick} {left}"
    return draw_page(request, clinic, draft, shown, raw, {}, notice=notice)


def _later(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page, raw: Raw, now: datetime
) -> HttpResponse:
    """ "Come back later": what is typed is saved first, each answer that can be kept where the page is not complete."""
    later = keep_open(request, clinic, redirect("intake:later", slug=clinic.slug))
    whole = with_address(shown, draft.answers, raw)
    is_whole = not _parsed(clinic, whole, raw, now).errors
    if is_whole or first_of(raw, "form_version") != protocol_store.questionnaire().version:
        response = save_typed(request, clinic, draft, shown, raw, now)
        stops = response.status_code != 302 or response["Location"] == reverse("intake:help_now", args=[clinic.slug])
        return response if stops else later
    try:
        stop = keep_what_fits(response=draft, page=shown, raw=raw, printed=printed_of(raw))
    except respond.CaseClosed:
        return case_closed(request, clinic)
    except respond.AnsweredElsewhere as found:
        return draw_page(request, clinic, draft, shown, raw, {}, elsewhere=found.save)
    return redirect("intake:help_now", slug=clinic.slug) if stop else later


def _parsed(clinic: Clinic, whole: Page, raw: Raw, now: datetime) -> PageParse:
    digits = least_digits(clinic.country)
    return parse_page(protocol_store.questionnaire(), whole, months.with_numbers(raw), clinic.today(now), digits)


def _with_whom(parsed: PageParse, draft: QuestionnaireResponse, today: date) -> PageParse:
    """An adult's birth date in a form for "My child" is refused beside its field: no sign of a child would be asked. So
    is a relation that an older copy of the page offered, for somebody else."""
    said, errors = draft.answers | parsed.values, dict(parsed.errors)
    if for_whom.BORN in parsed.values and for_whom.is_grown_up(said, today):
        errors[for_whom.BORN] = for_whom.GROWN_UP
    if for_whom.RELATION in parsed.values and for_whom.RELATION not in for_whom.fitting(said):
        errors[for_whom.RELATION] = "required"
    return PageParse(parsed.values, errors)


def _note_back(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse) -> None:
    """Someone pressed Back on the page that the link names."""
    left = request.GET.get("back", "")
    known = (page_counts.CHECK, carried.LAST_TIME, *(each.id for each in protocol_store.questionnaire().pages))
    if not draft.is_sent and left in known and page_counts.counts(draft):
        page_counts.add(clinic, left, page_counts.BACK)


def _not_asked(draft: QuestionnaireResponse, clinic: Clinic, page_id: str) -> HttpResponse:
    """A page that the answers have closed sends the patient on; an unknown one is a 404."""
    if page_id not in {each.id for each in protocol_store.questionnaire().pages}:
        raise Http404
    return redirect(resume_url(draft, clinic))


def printed_of(raw: Raw) -> respond.Printed | None:
    """Which printed page this is; None for a form that does not say so."""
    form, number = first_of(raw, "form")[:36], first_of(raw, "save_number")
    known = form and number.isascii() and number.isdigit() and len(number) < 9
    return respond.Printed(form, int(number)) if known else None


def _whom_asked_again(draft: QuestionnaireResponse, shown: Page, clinic: Clinic) -> str:
    if shown.id != for_whom.WHO or not for_whom.is_grown_up(draft.answers, clinic.today(timezone.now())):
        return ""
    return _(
        "The date of birth is an adult’s. For an adult, pick “Someone I help”. For a child, go on and change the date."
    )


def _as_last_time(draft: QuestionnaireResponse, shown: Page) -> str:
    """Above health that is asked anew and stands as it was told last time."""
    answered = any(item.link_id in draft.answers for item in shown.items)
    if answered or not carried.shows_last_time(draft, shown):
        return ""
    return _("As last time. Change what is different.")


def _asked_again(draft: QuestionnaireResponse, shown: Page) -> str:
    if not {item.link_id for item in shown.items} & set(draft.asked_again):
        return ""
    return _("We changed this page since you answered it. Please answer it again.")


def _asked_for_want_of_a_place(draft: QuestionnaireResponse, shown: Page) -> str:
    """Why a page on a place that was never named comes: with "I'm not sure" every place is asked about."""
    questionnaire = protocol_store.questionnaire()
    places = {item.link_id for item in questionnaire.items.values() if item.type is ItemType.PLACES}
    unsure = {link_id for link_id in places if NOT_SURE in draft.answers.get(link_id, ())}
    if not any(each.enable_when and unsure & questionnaire.items_behind(each.enable_when) for each in parts(shown)):
        return ""
    return _("You were not sure where it hurts, so we ask about more places. Where nothing fits, tick “None of these”.")


def save_typed(
    request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse, shown: Page, raw: Raw, now: datetime
) -> HttpResponse:
    """Check and save what was typed on a page, then on to the next; the page again, as typed, where that cannot be."""
    whole = with_address(shown, draft.answers, raw)
    parsed = _with_whom(_parsed(clinic, whole, raw, now), draft, clinic.today(now))
    blank = not_on_paper.told(draft, whole, raw, parsed.errors)
    if parsed.errors.keys() - blank:
        if not keeps_page(request) and page_counts.counts(draft):  # the script sends it once more, to show the page
            page_counts.add(clinic, shown.id, page_counts.WRONG, now)
        errors = {link_id: code for link_id, code in parsed.errors.items() if link_id not in blank}
        return draw_page(request, clinic, draft, shown, raw, errors)
    if first_of(raw, "form_version") != protocol_store.questionnaire().version:
        notice = _("This page changed since you opened it. Your answers are below. Please look at it again.")
        return draw_page(request, clinic, draft, shown, raw, {}, notice=notice)
    is_new = not draft.is_sent and not draft.saves.filter(page=shown.id).exists()
    by, asked = actor_of(request, clinic), open_pages(draft, clinic.today(now))
    try:
        stop, printed = False, printed_of(raw)
        for part, values in values_by_page(whole, draft.answers, parsed.values):
            saved = respond.save_page(response=draft, page=part, values=values, by=by, printed=printed)
            stop = stop or saved.stop
    except respond.CaseClosed:
        return case_closed(request, clinic)
    except respond.AnsweredElsewhere as found:
        return draw_page(request, clinic, draft, shown, raw, {}, elsewhere=found.save)
    not_on_paper.keep(saved.response, whole, blank)
    following = "" if stop else next_page(request, clinic, saved.response, whole, asked, now)
    if following == CHECK and for_whom.is_grown_up(saved.response.answers, clinic.today(now)):
        following = for_whom.YOU
    page_counts.came_back(draft)
    if is_new and page_counts.counts(draft):
        came_to = carried.came_to(saved.response, following) if following else ""
        page_counts.done(clinic, shown.id, first_of(raw, "shown_at"), came_to, now)
    if stop:
        return redirect("intake:help_now", slug=clinic.slug)
    row = f"#row-{shown.items[0].link_id}" if came_from(request) == CHECK == following else ""
    came = came_from(request) if came_from(request) in (CHECK, WORSE) else ""
    return redirect(page_url(clinic, following, came) + row)
