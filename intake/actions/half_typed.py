"""What a page held when the person stopped there: answers are saved and screened, the rest waits as typed.

In: a draft, a page and its fields as posted. Out: whether the patient must see the stop page now.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actor import Actor, patient_actor
from clinic.phone_numbers import least_digits
from intake import months, protocol_store
from intake.actions import drafts, respond
from intake.models import QuestionnaireResponse
from intake.page_parts import values_by_page
from intake.plan_address import address_waits, without_tick
from intake.questionnaire.answers import parse_page
from intake.questionnaire.items import Page

MOST_TYPED, MOST_FIELDS = 20_000, 200  # characters of a field that waits, and values of one


def keep_what_fits(
    *,
    response: QuestionnaireResponse,
    page: Page,
    raw: Mapping[str, Sequence[str]],
    printed: respond.Printed | None = None,
    by: Actor | None = None,
) -> bool:
    """Save what a page held when the person stopped there: each answer that can be kept, beside those kept before. What
    cannot be an answer yet waits, as typed, for the page to be opened again.

    It is screened like any other save, so a warning sign that was ticked still raises the alarm. `by` is the patient
    where nobody else typed. Returns whether the patient must see the stop page now.
    """
    if response.is_sent:
        return False
    today = response.clinic.today(timezone.now())
    waits = address_waits(page, response.answers, raw)
    fields, digits = without_tick(raw) if waits else raw, least_digits(response.clinic.country)
    parsed = parse_page(protocol_store.questionnaire(), page, months.with_numbers(fields), today, digits)
    by, stop = by or patient_actor(response.clinic), False
    for part, values in values_by_page(page, response.answers, parsed.values, parsed.errors):
        if values != _saved(response, part):
            saved = respond.save_page(response=response, page=part, values=values, by=by, printed=printed)
            stop = stop or saved.stop
    _keep_as_typed(response, page.id, _fields_of({*waits, *parsed.errors}, raw))
    return stop


@transaction.atomic
def _keep_as_typed(response: QuestionnaireResponse, page: str, fields: Mapping[str, list[str]]) -> None:
    """What stands in a page's fields and is no answer yet: it waits for the person, and no rule reads it."""
    locked = drafts.locked_response(response)
    others = {key: kept for key, kept in locked.half_typed.items() if key != page}
    locked.half_typed = others | {page: dict(fields)} if fields else others
    locked.save(update_fields=["half_typed"])


def _saved(response: QuestionnaireResponse, page_id: str) -> dict[str, Any]:
    asked = protocol_store.questionnaire().page(page_id).items
    return {item.link_id: response.answers[item.link_id] for item in asked if item.link_id in response.answers}


def _fields_of(link_ids: Collection[str], raw: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The posted fields of some questions that hold anything, cut where nobody types as much."""
    return {
        name: [value[:MOST_TYPED] for value in values[:MOST_FIELDS]]
        for name, values in raw.items()
        if any(values) and any(name == each or name.startswith(f"{each}-") for each in link_ids)
    }
