"""What a page of questions shows: its fields, errors and notices, the way back, how far one has come.

In: a draft, the page, and what was answered or typed. Out: the HTML. It saves nothing.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.models import Clinic
from intake import at_hand, bad_now, for_whom, not_on_paper, protocol_store
from intake.actions import carried, erase, page_counts
from intake.answer_words import answer_words
from intake.check_page import open_pages
from intake.form_fields import Field
from intake.form_raw import SHORT, Raw, first_of, kept_fields
from intake.forms import fields_of, without
from intake.models import PageSave, QuestionnaireResponse
from intake.page_parts import parts, with_part_titles
from intake.plan_address import EMAIL, with_address
from intake.progress import progress
from intake.questionnaire.items import Page
from intake.questionnaire.wording import Wording
from intake.receipt import shut_now
from intake.views.patient_page import render_page, resume_url, way_of
from intake.views.way_on import CHECK, WORSE, came_from, page_url


def draw_page(
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
    fields = without(_fields(shown, raw, errors, wording, draft), confirmed)
    is_joined = len(parts(shown)) > 1 and EMAIL not in {each.link_id for each in fields}
    if is_joined:
        fields = with_part_titles(fields, shown, wording)
    way = way_of(request)
    if way:  # the desk's own browser remembers nobody's name
        fields = [replace(each, autocomplete="off") for each in fields]
    wrong = [each for each in fields if each.error]
    # A sentence of all questions, such as "Pick one answer", says which it is about; a question's own says so itself.
    named = {each.link_id for each in wrong if is_joined or _is_shared(each, errors, wording)}
    is_worse = came_from(request) == WORSE
    part = None if is_worse else progress(draft, clinic.today(timezone.now()), shown)
    has_places = any(each.type == "places" for each in fields)
    context = {
        "page": {
            "id": shown.id,
            "section_name": wording.section(shown.section),
            "title": fields[0].label
            if confirmed and fields[0].is_only
            else for_whom.title(shown.id, draft.answers) or words.title,
            "lead": words.lead,
            "hint": for_whom.hint(shown.id, draft.answers, wording),
            "is_joined": is_joined,
        },
        "fields": fields,
        "errors": [
            {"href": f"#{each.wrong_id}", "message": _message(each, named=each.link_id in named)} for each in wrong
        ],
        "notice": notice,
        "shut": shut_now(clinic, timezone.now()) if is_worse else {},
        "back_url": _back_url(request, clinic, draft, shown),
        "saved_at": draft.saved_at,
        "drawn_anew": "outline" in raw,
        "elsewhere": _elsewhere(elsewhere, clinic, draft) if elsewhere else None,
        "kept": kept_fields(raw, confirmed),
        "mends": came_from(request) == CHECK,
        "part": part,
        "has_places": has_places,
        "has_rail": bool(part) and not has_places and not (way and way.is_tablet),
        "erased_after": 0 if erase.is_kept(draft) else erase.AFTER.days,
        "language_form": "question",
        "blank_on_paper": not_on_paper.boxes(draft, shown, raw) if way and not way.is_tablet else [],
        "bad_now": bad_now.may_be(draft.answers, shown, open_pages(draft, clinic.today(timezone.now()))),
    }
    context |= _printing(draft, shown, raw, elsewhere) | at_hand.page_context(way_of(request), shown)
    status = 422 if errors else 409 if elsewhere else 200
    return render_page(request, "page", clinic, context, thread=_thread(shown.section), status=status)


def _fields(
    shown: Page, raw: Raw, errors: Mapping[str, str], wording: Wording, draft: QuestionnaireResponse
) -> list[Field]:
    """The fields, with what no question's own wording knows and goes by whom the form is for: an error, what a helper
    may be, whose phone number it is."""
    is_grown_up = errors.get(for_whom.BORN) == for_whom.GROWN_UP
    worded = {link_id: code for link_id, code in errors.items() if code != for_whom.GROWN_UP}
    found = fields_of(shown, raw, worded, wording, draft.answers, draft.outline)
    return [_for_whom(each, draft.answers, is_grown_up=is_grown_up) for each in found]


def _for_whom(each: Field, answers: Mapping[str, Any], *, is_grown_up: bool) -> Field:
    if each.link_id == for_whom.RELATION:
        return replace(each, options=for_whom.offered(each.options, answers))
    if each.link_id == for_whom.PHONE:
        return replace(each, hint=for_whom.phone_hint(answers) or each.hint)
    if each.link_id == for_whom.BORN and is_grown_up:
        return replace(each, error=for_whom.error())
    return each


def _printing(draft: QuestionnaireResponse, shown: Page, raw: Raw, elsewhere: PageSave | None) -> dict[str, Any]:
    """What tells this printing of the page from others. A page shown again as typed is still the one printed then."""
    again = "" if elsewhere else first_of(raw, "form")[:36]
    return {
        "form_version": protocol_store.questionnaire().version,
        "shown_at": _stamp(raw, shown.id),
        "save_number": elsewhere.number if elsewhere else first_of(raw, "save_number")[:9] or draft.save_number,
        "form_id": again or str(uuid.uuid4()),
    }


def _is_shared(field: Field, errors: Mapping[str, str], wording: Wording) -> bool:
    """Whether, on a page of several questions, its error is said in the words of all."""
    return not field.is_only and errors[field.link_id] not in wording.item(field.link_id).errors


def _message(field: Field, *, named: bool) -> str:
    """What is wrong with a field; `named`, with the question that it is about."""
    if not named or not field.label:
        return field.error
    if field.label.endswith("?"):
        return f"{field.label} {field.error}"
    return _("%(question)s: %(problem)s") % {"question": field.label, "problem": field.error}


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
    if came_from(request) == CHECK:
        return page_url(clinic, page_counts.CHECK)
    if came_from(request) == WORSE:
        return reverse("intake:receipt", args=[clinic.slug])
    ids = [each.id for each in open_pages(draft, clinic.today(timezone.now()))]
    place = ids.index(shown.id) if shown.id in ids else 0
    if not place:
        return reverse("intake:start", args=[clinic.slug])
    return page_url(clinic, ids[place - 1]) + f"?back={shown.id}"


def _stamp(raw: Raw, page_id: str) -> str:
    """The page's own stamp when it comes back with an error or in another language; a new one when it is opened."""
    brought = first_of(raw, "shown_at")
    return brought if page_counts.shown_at(brought, page_id) is not None else page_counts.stamp(page_id)


def _thread(section: str) -> int:
    """Loops left in the thread: three in the first two sections, two in the third, one after."""
    place = protocol_store.questionnaire().sections.index(section)
    return 3 if place < 2 else 2 if place == 2 else 1
