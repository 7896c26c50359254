"""A returning patient's earlier answers: carried into the new draft unconfirmed, and saved only once confirmed.

In: a draft and an earlier sent form of the same person. Out: `response.carried`, and ordinary page saves for what the
patient says is still right. Until then no rule reads any of it.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import Actor
from clinic.models import Patient
from intake import protocol_store
from intake.actions import respond
from intake.actions.carry_over import fitting
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import Page
from intake.returning import CarriedGroup, carried_values, returning

SAME, CHANGED = "same", "changed"


def earlier_form(patient: Patient, now: datetime) -> QuestionnaireResponse | None:
    """The person's newest sent form that is not too old to carry from."""
    oldest = now - timedelta(days=30 * returning().months)
    sent = QuestionnaireResponse.objects.filter(patient=patient, sent_at__gt=oldest)
    return sent.order_by("-sent_at").first()


def to_carry(earlier: QuestionnaireResponse, today: date) -> dict[str, Any]:
    """The content of `response.carried` from an earlier form."""
    known = fitting(earlier.answers, earlier.fingerprints, today)
    sent = earlier.sent_at.astimezone(earlier.clinic.zone).date() if earlier.sent_at else today
    return {
        "from": str(earlier.id),
        "day": sent.isoformat(),
        "values": carried_values(known, today),
        "decided": {},
    }


def _values(response: QuestionnaireResponse) -> Mapping[str, Any]:
    """The carried answers that the questionnaire in force still allows."""
    today = response.clinic.today(timezone.now())
    return fitting(response.carried.get("values", {}), {}, today)


def filled_in(response: QuestionnaireResponse, page: Page) -> dict[str, Any]:
    """What a page shows before it is answered: carried answers, but not those of a group that is asked anew."""
    values = _values(response)
    group = returning().group_of(page.id)
    if group and not group.fill_if_changed:
        return {}
    return {item.link_id: values[item.link_id] for item in page.items if item.link_id in values}


def open_group(response: QuestionnaireResponse, page_id: str) -> CarriedGroup | None:
    """The group with this page that the patient has not decided on yet, while something of it was carried."""
    group = returning().group_of(page_id)
    earlier = "day" in response.carried  # else only what staff knew is filled in
    if group is None or not earlier or group.id in response.carried["decided"]:
        return None
    return group if group_values(response, group) else None


def group_values(response: QuestionnaireResponse, group: CarriedGroup) -> dict[str, Any]:
    """The carried answers of a group."""
    values = _values(response)
    pages = [protocol_store.questionnaire().page(page_id) for page_id in group.pages]
    return {item.link_id: values[item.link_id] for page in pages for item in page.items if item.link_id in values}


def is_confirmed(response: QuestionnaireResponse, page: Page) -> bool:
    """Whether the page was answered by confirming, so that the form need not stop there."""
    group = returning().group_of(page.id)
    if group is None or response.carried.get("decided", {}).get(group.id) != SAME:
        return False
    return any(item.link_id in response.carried["values"] for item in page.items)


@transaction.atomic
def decide_group(*, response: QuestionnaireResponse, group: CarriedGroup, same: bool, by: Actor, now: datetime) -> bool:
    """Keep what the patient says about a group: still the same saves every page of it that is open; changed asks them.
    Returns whether the form must stop."""
    locked = respond.locked_response(response)
    locked.carried = {**locked.carried, "decided": {**locked.carried.get("decided", {}), group.id: _word(same)}}
    locked.save(update_fields=["carried"])
    audit.record(by, "intake.carried_decided", locked, {"group": group.id, "same": same})
    response.carried = locked.carried
    return same and _save_group(locked, group, by, now)


def _word(same: bool) -> str:
    return SAME if same else CHANGED


def _save_group(response: QuestionnaireResponse, group: CarriedGroup, by: Actor, now: datetime) -> bool:
    """Save the pages one by one: an answer may open the next page of the group."""
    stop, values = False, group_values(response, group)
    for page_id in group.pages:
        page = protocol_store.questionnaire().page(page_id)
        known = {item.link_id: values[item.link_id] for item in page.items if item.link_id in values}
        today = response.clinic.today(now)
        opened = protocol_store.questionnaire().open_pages(respond.answers_of(response, today), today)
        if not known or page not in opened:
            continue
        printed = respond.Printed(f"carried-{group.id}", response.save_number)
        saved = respond.save_page(response=response, page=page_id, values=known, by=by, now=now, printed=printed)
        response, stop = saved.response, stop or saved.stop
    return stop
