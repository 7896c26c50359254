"""The board: every open case of a clinic in its group, from one query; the alarm line; the viewer's own last act.

In: a clinic, who looks, and when. Out: CardGroups in order, and what the alarm line says.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from clinic.models import Clinic, Staff
from intake import also_waiting, governance, reaching, told_before, tries
from intake.actions import take_back
from intake.actions.acts import change_of
from intake.cards import UNCLAIMED_ALARM, TriageCard, card_of
from intake.group_words import WORDS
from intake.models import CaseEvent, TriageCase
from intake.models.case import EventKind

LIMIT_WORDS = {
    "emergency": "claim in 2 min",
    "urgent": "call in 30 min, clinician today",
    "soon": "1 working day",
    "routine": "2 working days",
    "waiting": "on the patient",
}


@dataclass(frozen=True, slots=True)
class CardGroup:
    """One group of the board, present even when empty."""

    code: str
    word: str
    limit_words: str
    cards: list[TriageCard] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.cards)


def open_cases(clinic: Clinic) -> Sequence[TriageCase]:
    """The clinic's waiting cases with all a card needs, in board order; one query."""
    rows = TriageCase.objects.for_clinic(clinic).waiting()
    worse = Exists(CaseEvent.objects.filter(case=OuterRef("pk"), kind=EventKind.WORSE))
    joined = rows.select_related(
        "patient", "response__patient", "response__clinic", "decision__author", "owner", "clinic"
    )
    first = CaseEvent.objects.filter(case=OuterRef("pk")).order_by("at").values("at")[:1]
    return list(joined.annotate(says_worse=worse, first_came=Subquery(first)))


def groups_of(
    clinic: Clinic, viewer: Staff, now: datetime, cases: Iterable[TriageCase] | None = None
) -> list[CardGroup]:
    """The five groups with their cards."""
    groups = {code: CardGroup(code, word, LIMIT_WORDS[code]) for code, word in WORDS.items()}
    suspended = governance.suspension(clinic) is not None
    cases = list(open_cases(clinic) if cases is None else cases)
    others, tried = also_waiting.links(cases, now), tries.lines(cases)
    at_tablets, before = reaching.holding_tablets(cases, now), told_before.lines(cases)
    for case in cases:
        card = card_of(
            case, viewer, now, suspended=suspended, also=others[case.id], tried=tried[case.id],
            holds_tablet=case.id in at_tablets, told_before=before[case.id],
        )  # fmt: skip
        groups[card.group].cards.append(card)
    for code in ("emergency", "urgent"):
        groups[code].cards.sort(key=lambda card: card.contacted)  # whom nobody has reached yet first; else as they came
    return list(groups.values())


def alarm_line(groups: Sequence[CardGroup], here: str = "") -> dict[str, object]:
    """The alarm line: the first emergency that nobody has claimed or reached, else such an urgent one after five
    minutes, else what is in hand and not done, else calm. It is never absent. On the page of the case `here` it says
    when it tells of another patient."""
    line = _line(groups)
    return line | {"elsewhere": bool(here and line.get("case_id") not in (None, here))}


def _line(groups: Sequence[CardGroup]) -> dict[str, object]:
    by_code = {group.code: group.cards for group in groups}
    emergencies, urgents = by_code.get("emergency", []), by_code.get("urgent", [])
    free = [card for card in emergencies if not card.owner and not card.contacted]
    reached = [card for card in emergencies if not card.owner and card.contacted]
    late = [card for card in urgents if not card.owner and not card.contacted and card.waited >= UNCLAIMED_ALARM]
    if free:
        return _loud("emergency", free, [*late, *reached])
    if late:
        return _loud("urgent", late, reached)
    open_still = [
        *emergencies,
        *(card for card in urgents if card.late),
        *(card for card in urgents if card.contacted and not card.late),
    ]
    if open_still:
        return _in_hand(open_still[0], open_still[1:])
    return {"level": "calm", "title": "No emergency. Nothing urgent is unclaimed.", "detail": ""}


def _in_hand(card: TriageCard, then: Sequence[TriageCard]) -> dict[str, object]:
    """One that somebody has, and one that was reached, until it is done: it must not leave everybody's sight."""
    if card.owner:
        title = f"{card.name} is with {'you' if card.mine else card.owner} since {card.owner_since} ago."
    else:
        title = f"{card.name} waits for a clinician." if not card.clinician_spoke else f"{card.name} is not done yet."
    if not card.contacted:
        detail = "Nobody has reached the patient yet." + (" LATE." if card.late else "")
    elif card.clinician_spoke:
        detail = "Reached. Outcome not accepted yet."
    else:
        detail = f"{card.tried or 'Reached'}. A clinician calls today."
    return {
        "level": "in_hand",
        "word": card.word,
        "shape": card.shape,
        "title": f"{card.word} {title}",
        "detail": detail,
        "case_id": card.id,
        "case_url": card.urls["case"],
        "may_open": "open" in card.actions,
        **_then(then),
    }


def _loud(level: str, cards: Sequence[TriageCard], others: Sequence[TriageCard]) -> dict[str, object]:
    """The first of the cases that ring on one level, with how many they are; after them come the others."""
    card = cards[0]
    age = f", {card.age}" if card.age is not None else ""
    count = f" 1 of {len(cards)}:" if len(cards) > 1 else ""
    return {
        "level": level,
        "count": len(cards),
        "title": f"{card.word}{count} {card.name}{age}",
        "waiting": card.waiting,
        # One reason: the line has two rows and must not grow.
        "detail": card.first_why,
        "claim_url": card.urls["claim"] if "claim" in card.actions else "",
        "case_id": card.id,
        "case_url": card.urls["case"],
        "may_open": "open" in card.actions,
        "name": card.name,
        "phone": "" if card.reach.where == "tablet" else card.phone,
        "reach": card.reach,
        "place": card.reach.place,
        **_then([*cards[1:], *others]),
    }


def _then(then: Sequence[TriageCard]) -> dict[str, object]:
    """Who comes next, short enough not to be cut, and how many more."""
    if not then:
        return {"then": ""}
    more = f" +{len(then) - 1} more" if len(then) > 1 else ""
    return {"then": f"{then[0].word} {then[0].name}{more}", "then_shape": then[0].shape}


def here_now(clinic: Clinic, case_id: str) -> dict[str, str] | None:
    """How the case of an open page stands now, and what happened to it last; None for no case of this clinic."""
    try:
        case = TriageCase.objects.for_clinic(clinic).filter(pk=uuid.UUID(case_id)).select_related("clinic").first()
    except ValueError:
        return None
    last = take_back.last_event(case) if case else None
    if case is None or last is None:
        return None
    who = last.by.name.split()[0] if last.by else ""
    words = f"{last.at.astimezone(clinic.zone):%H:%M} {who} {last.get_kind_display().lower()}"
    return {"change": change_of(case), "words": " ".join(words.split()) + "."}


def last_act(
    clinic: Clinic, viewer: Staff, now: datetime, *, here: TriageCase | None = None
) -> dict[str, object] | None:
    """The viewer's own newest act and, where it may be undone, where to. On the page of the case `here` only an act on
    that case: what is undone from there must not be another patient's."""
    event = (
        CaseEvent.objects.filter(by=viewer, case__clinic=clinic).select_related("case__patient").order_by("-at").first()
    )
    if event is None or (here is not None and event.case_id != here.pk):
        return None
    undo = take_back.last_event(event.case) == event and take_back.may_undo(event, viewer, now)
    words = f"You: {event.get_kind_display().lower()}, {event.case.patient.short_name}"
    url = reverse("intake:undo", args=[event.case_id]) if undo else ""
    return {"text": words, "at": event.at.astimezone(clinic.zone), "undo_url": url}
