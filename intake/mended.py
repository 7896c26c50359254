"""What a person changed after sending: what is not sent yet, and what the last sending brought.

In: a response with its page saves. Out: link_ids of the questions whose answers changed, and their titles; a private
question is never named.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from intake import protocol_store
from intake.models import CaseEvent, QuestionnaireResponse
from intake.models.case import EventKind
from intake.models.response import ResponseStatus


def unsent(response: QuestionnaireResponse) -> frozenset[str]:
    """The questions whose saved answer is not the one that was sent; none for a form that was never sent."""
    return _changed(response, response.sent_at, None) if response.is_sent and response.sent_at else frozenset()


def arrived(response: QuestionnaireResponse) -> dict[str, Any]:
    """When a changed form was sent again, and the titles of the questions that changed; {} where nothing changed."""
    kinds = (EventKind.SENT, EventKind.AMENDED)
    events = CaseEvent.objects.filter(case__response=response, kind__in=kinds).order_by("-at")
    sent = list(events.values_list("at", flat=True)[:2])
    if response.status != ResponseStatus.AMENDED or len(sent) < 2:
        return {}
    changed = _changed(response, sent[1], sent[0])
    return {"at": sent[0], "titles": titles(changed, response.language)} if changed else {}


def titles(changed: Iterable[str], language: str) -> list[str]:
    """The short names of the questions, in the form's order; private ones are left out."""
    items, wording, wanted = protocol_store.questionnaire().items, protocol_store.wording(language), set(changed)
    return [wording.item(link_id).short for link_id, item in items.items() if link_id in wanted and not item.private]


def _changed(response: QuestionnaireResponse, since: datetime, until: datetime | None) -> frozenset[str]:
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for page, answers, at in response.saves.order_by("number").values_list("page", "answers", "at"):
        if until is None or at <= until:
            (before if at <= since else after)[page] = answers
    return frozenset(
        link_id
        for page, now in after.items()
        for link_id in before.get(page, {}).keys() | now.keys()
        if before.get(page, {}).get(link_id) != now.get(link_id)
    )
