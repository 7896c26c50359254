"""What was told, and is no longer, where a case stands only because the more urgent earlier answer counts.

In: cases with their decisions. Out: one line a case from one query, in the rules' own words of then, so that a private
sign is never named; "" for every other case.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from intake import protocol_store, taken_back
from intake.models import RoutingDecision, TriageCase
from intake.summary import own_words


def lines(cases: Iterable[TriageCase]) -> dict[uuid.UUID, str]:
    """ "Told, then taken back: Chest pain; the more urgent answer counts", by case."""
    found = {case.id: "" for case in cases}
    changed = {case.response_id: case for case in cases if taken_back.alone_urgent(case)}
    if not changed:
        return found
    made = RoutingDecision.objects.filter(response__in=changed, author=None).order_by("at")
    for response_id, disposition, record in made.values_list("response_id", "disposition", "record"):
        case = changed[response_id]
        told_then = taken_back.EARLIER not in record.get("review_reasons", ())
        if told_then and disposition == case.response.highest_urgency:
            found[case.id] = _line(case, record.get("because", {}), disposition)
    return found


def _line(case: TriageCase, because: dict[str, Any], urgency: str) -> str:
    desk = because.get("desk", "")
    return f"{_how(case, because, urgency)}: {desk}; the more urgent answer counts" if desk else ""


def _how(case: TriageCase, because: dict[str, Any], urgency: str) -> str:
    """In which way it was told: by words of their own alone, or by an answer."""
    findings = because.get("clinician", {}).get("findings", ())
    leading = {row["code"] for row in findings if row["urgency"] == urgency}
    if not leading or not leading <= protocol_store.protocol().phrase_flags.keys():
        return "Told, then taken back"
    return "Written, then changed" if own_words(case.response.answers) else "Written, then deleted"
