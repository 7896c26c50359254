"""The door back to a draft: a reference code and a birth date, or the birth date behind a link. It names nobody.

In: a request to one clinic's form, what was typed, and what to say about it. Out: the page. It opens nothing itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from clinic.languages import tag_of
from clinic.models import Clinic
from intake import languages, months
from intake.form_fields import Field
from intake.form_raw import first_of
from intake.questionnaire.answer_values import OLDEST_YEARS
from intake.questionnaire.items import BIRTH_DATE
from intake.views.patient_page import render_page

PARTS = ("day", "month", "year")
KEPT = "kept-"
MOST_KEPT = 200


def typed_date(request: HttpRequest) -> date | None:
    """The day in three boxes, or None where it is none or nobody's birth date."""
    typed = {f"{BIRTH_DATE}-{part}": [request.POST.get(f"{BIRTH_DATE}-{part}", "").strip()] for part in PARTS}
    boxes = [first_of(months.with_numbers(typed), name) for name in typed]
    if not all(box.isascii() and box.isdigit() and len(box) <= 4 for box in boxes):
        return None
    day, month, year = map(int, boxes)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= date.today().year - OLDEST_YEARS - 1 else None


def is_date_typed(request: HttpRequest) -> bool:
    """Whether anything stands in the boxes of the birth date, a date or not."""
    return any(request.POST.get(f"{BIRTH_DATE}-{part}", "").strip() for part in PARTS)


def date_field(request: HttpRequest, error: str = "") -> Field:
    """Three boxes for the birth date, as typed."""
    day, month, year = (request.POST.get(f"{BIRTH_DATE}-{part}", "")[:10] for part in PARTS)
    return Field(
        link_id=BIRTH_DATE, type="date", input_id=f"f-{BIRTH_DATE}", label=_("Date of birth"),
        hint=_("So that only you can open it."), error=error, required=True, is_only=False, autocomplete="bday",
        day=day, month=month, year=year,
    )  # fmt: skip


def code_field(request: HttpRequest, error: str = "") -> Field:
    """The box for the reference code, as typed."""
    return Field(
        link_id="code", type="text", input_id="f-code", label=_("Your code"),
        hint=_("6 letters and numbers, such as 7KQ-2M9."), error=error, required=True, is_only=False,
        value=request.POST.get("code", "")[:20], maxlength=20,
    )  # fmt: skip


def door(
    request: HttpRequest,
    clinic: Clinic,
    fields: Sequence[Field] = (),
    *,
    refused: bool = False,
    kept: Mapping[str, Sequence[str]] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page. `kept` is a page of the form that came in after its session had ended: it is saved behind the door."""
    shown = fields or (code_field(request), date_field(request))
    errors = [{"href": f"#{each.input_id}", "message": each.error} for each in shown if each.error]
    if refused:
        errors = [{"href": "", "message": _("We could not open answers with these details.")}]
    context = {
        "fields": shown,
        "errors": errors,
        "refused": refused,
        "kept": [(name, value) for name, values in (kept or {}).items() for value in values][:MOST_KEPT],
        "languages": _languages(request, clinic, bool(kept)),
        **more,
    }
    return render_page(request, "come_back", clinic, context, thread=3, status=status)


def _languages(request: HttpRequest, clinic: Clinic, holds_something: bool) -> list[dict[str, Any]]:
    """Links that say the same door in another language; none where they would lose what was typed."""
    spoken = tag_of(translation.get_language() or "en")
    return [] if holds_something else languages.choices(clinic, spoken, request.path)


def kept_for_later(request: HttpRequest, page_id: str) -> dict[str, list[str]]:
    """The fields of a page that was sent without a session, under names that collide with none of the door's."""
    raw = {f"{KEPT}{name}": [str(value) for value in values] for name, values in request.POST.lists()}
    raw.pop(f"{KEPT}csrfmiddlewaretoken", None)
    return raw | {f"{KEPT}page": [page_id]}


def kept_in(request: HttpRequest) -> tuple[str, dict[str, list[str]]]:
    """The page kept behind the door, "" for none, and its fields."""
    found = {name.removeprefix(KEPT): [str(value) for value in values]
             for name, values in request.POST.lists() if name.startswith(KEPT)}  # fmt: skip
    return next(iter(found.pop("page", [])), ""), found
