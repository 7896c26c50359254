"""What happened to one case: its path so far, the tries to reach the patient, its history, and answers changed since.

In: a case and its events. Out: rows for the case page.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from intake import person_decided, protocol_store
from intake.actions import take_back, triage
from intake.answer_words import answer_words
from intake.group_words import WORDS
from intake.models import CaseEvent, PageSave, TriageCase
from intake.models.case import CaseStatus, EventKind


def path_of(case: TriageCase, events: Sequence[CaseEvent]) -> list[dict[str, Any]]:
    """The case's way from sent to accepted, one step a stage."""

    def when(*kinds: EventKind) -> str:
        return _clock(case, next((event.at for event in events if event.kind in kinds), None))

    accepted = case.status == CaseStatus.ACCEPTED
    until = case.accepted_at if accepted else None
    takes = [event for event in events if event.kind in (EventKind.CLAIMED, EventKind.TAKEN_OVER)]
    claims = [event for event in takes if until is None or event.at <= until]
    sent, claimed = when(EventKind.SENT), _clock(case, claims[-1].at if case.owner_id and claims else None)
    by_person = case.decision.at if case.decision.author_id and case.decision.reason else None
    steps = [
        ("Sent", sent, bool(sent)),
        ("Screened", when(EventKind.ALARMED, EventKind.LEFT, EventKind.SENT), True),
        ("Claimed" if case.owner_id or accepted else "Claim", claimed, case.owner_id is not None or accepted),
        ("Decided" if accepted or by_person else "Decide", _clock(case, by_person), accepted or by_person is not None),
        ("Accepted" if accepted else "Accept", _clock(case, until), accepted),
    ]
    now_at = next((place for place, (_, _, done) in enumerate(steps) if not done and place > 0), None)
    return [
        {"label": label, "at": at, "state": "done" if done else "now" if place == now_at else "next"}
        for place, (label, at, done) in enumerate(steps)
    ]


def _clock(case: TriageCase, at: datetime | None) -> str:
    return f"{at.astimezone(case.clinic.zone):%H:%M}" if at else ""


def contacts_of(case: TriageCase, events: Sequence[CaseEvent]) -> dict[str, Any]:
    """The tries to reach the patient: those that count, and those from before the case became more urgent."""
    undone, since = take_back.taken_back(case), case.raised_at
    tries = [event for event in events if event.kind == EventKind.CONTACT]
    rows = [(event, history_row(case, event) | {"undone": event.id in undone}) for event in tries]
    return {
        "log": [row for event, row in rows if since is None or event.at > since],
        "before": [row for event, row in rows if since is not None and event.at <= since],
        "raised_at": since.astimezone(case.clinic.zone) if since else None,
    }


def wrong_number(case: TriageCase, events: Sequence[CaseEvent]) -> bool:
    """Whether the last try said that the number is wrong, and nobody has corrected it since."""
    undone = take_back.taken_back(case)
    told = [event for event in events if event.kind in (EventKind.CONTACT, EventKind.PHONE) and event.id not in undone]
    return bool(told) and told[-1].detail.get("outcome") == "wrong_number"


def history_of(case: TriageCase, events: Sequence[CaseEvent]) -> list[dict[str, Any]]:
    """Everything that happened, newest first; a person's decision with why."""
    whys = person_decided.whys(case)
    rows = [(history_row(case, event), whys.get(event.at, "")) for event in reversed(events)]
    return [row | {"what": f"{row['what']}: {why}" if why else row["what"]} for row, why in rows]


def history_row(case: TriageCase, event: CaseEvent) -> dict[str, Any]:
    """One line of history in words."""
    who = event.by.name if event.by else _who(case, event)
    at = event.at.astimezone(case.clinic.zone)
    today = at.date() == case.clinic.today(timezone.now())
    return {"at": at, "when": f"{at:%H:%M}" if today else f"{at:%-d %b %H:%M}", "who": who, "what": _what(event)}


def _who(case: TriageCase, event: CaseEvent) -> str:
    if event.detail.get("by_itself"):
        return "By itself"
    if event.kind in (EventKind.SENT, EventKind.AMENDED) and case.response.source == "api":
        return f"Another program, for {case.patient.short_name}"
    return case.patient.short_name


def _what(event: CaseEvent) -> str:
    words = event.get_kind_display()
    wording = protocol_store.wording("en")
    if event.kind == EventKind.CONTACT:
        said = event.before.get("said", "")
        return f"{words}: {triage.OUTCOMES.get(event.detail.get('outcome', ''), '')}" + (f": “{said}”" if said else "")
    if event.kind == EventKind.WITH_STAFF and event.case.response.source == "phone":
        return "Told on the phone to get help now"
    if event.kind == EventKind.OVERRIDDEN:
        accepted = ", and accepted it" if event.detail.get("accepted") else ""
        return f"{words}: {wording.disposition(event.detail['to']).name}{accepted}"
    if (
        event.kind in (EventKind.SENT, EventKind.ALARMED, EventKind.LEFT, EventKind.AMENDED)
        and "disposition" in event.detail
    ):
        return f"{words}. Rules: {wording.disposition(event.detail['disposition']).name}"
    if event.kind == EventKind.UNDONE and event.detail.get("kind") in EventKind.values:
        return f"{words}: {EventKind(event.detail['kind']).label.lower()}"
    if event.kind == EventKind.NOTED:
        return f"{words}: “{event.before['wrote']}”" if event.before.get("wrote") else f"{words} taken away"
    if event.kind == EventKind.RAISED:
        return f"{words} to {WORDS[event.detail['to']]}"
    if event.detail.get("by_itself"):
        return "Let go after no action"
    return words


def earlier_answers(case: TriageCase, *, private: bool) -> list[dict[str, Any]]:
    """Answers that were changed after they had been saved: both versions, since a change may hide a sign."""
    questionnaire, wording = protocol_store.questionnaire(), protocol_store.wording("en")
    before: dict[str, Any] = {}
    changes = []
    for save in PageSave.objects.filter(response=case.response).order_by("number"):
        for link_id, value in save.answers.items():
            old, item = before.get(link_id), questionnaire.items.get(link_id)
            if old is not None and old != value and item is not None and (private or not item.private):
                changes.append(
                    {
                        "at": save.at.astimezone(case.clinic.zone),
                        "label": wording.item(link_id).short,
                        "before": "; ".join(answer_words(item, old, wording)),
                        "after": "; ".join(answer_words(item, value, wording)),
                    }
                )
            before[link_id] = value
    return changes
