"""All that one board row shows, for every open case of a clinic, in one query.

In: a clinic, who looks, and when. Out: TriageCards in the board's groups.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from clinic.emergency_numbers import tel
from clinic.models import Clinic, Staff
from intake import governance, protocol_store
from intake import needs as patient_needs
from intake.actions import decide_anew, got_worse, take_back
from intake.agreement import consent_flag
from intake.body_picture import BodyThumbnail, body_thumbnail
from intake.models import CaseEvent, TriageCase
from intake.models.case import CaseStatus, EventKind, Group
from intake.summary import GOT_WORSE, answer_for, place_line, why_line, years

WORDS = {
    "emergency": "EMERGENCY",
    "urgent": "URGENT",
    "soon": "Soon",
    "routine": "Routine",
    "waiting": "Waiting",
}
SHAPES = {
    "emergency": "octagon",
    "urgent": "triangle",
    "soon": "diamond",
    "routine": "circle",
    "waiting": "square",
}
LIMIT_WORDS = {
    "emergency": "claim in 2 min",
    "urgent": "call in 30 min",
    "soon": "1 working day",
    "routine": "2 working days",
    "waiting": "on the patient",
}
WORKING_DAY = timedelta(hours=8)
LIMITS = {
    "emergency": timedelta(minutes=2),
    "urgent": timedelta(minutes=30),
    "soon": WORKING_DAY,
    "routine": 2 * WORKING_DAY,
}
CAME_IN = {"kiosk": "Tablet", "phone": "By phone", "paper": "From paper"}
UNCLAIMED_ALARM = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class TriageCard:
    """One row of the board, ready to print; times are already words."""

    id: str
    code: str
    group: str
    word: str
    shape: str
    waiting: str
    late: bool
    name: str
    full_name: str
    age: int | None
    place: str
    body: BodyThumbnail | None
    why: str
    first_why: str
    rule: str
    note: str
    blocks: str
    suggestion: str
    flags: tuple[str, ...]
    owner: str
    owner_since: str
    mine: bool
    unclaimed_words: str
    phone: str
    phone_href: str
    actions: tuple[str, ...]
    urls: dict[str, str]
    waited: timedelta
    contacted: bool

    @property
    def case_url(self) -> str:
        """The case's own page."""
        return self.urls["case"]

    @property
    def claim_url(self) -> str:
        """Where Claim posts to."""
        return self.urls["claim"]

    @property
    def release_url(self) -> str:
        """Where Release posts to."""
        return self.urls["release"]

    @property
    def take_over_url(self) -> str:
        """Where Take over posts to."""
        return self.urls["take_over"]

    @property
    def accept_url(self) -> str:
        """Where Accept posts to."""
        return self.urls["accept"]

    @property
    def contact_url(self) -> str:
        """Where a contact is posted to."""
        return self.urls["contact"]


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
    joined = rows.select_related("patient", "response__patient", "response__clinic", "decision", "owner", "clinic")
    return list(joined.annotate(says_worse=worse))


def _first_why(case: TriageCase, desk: str, *, worse: bool) -> str:
    """The one reason that the case stands where it stands."""
    if worse and got_worse.alone_raised(case):
        return GOT_WORSE
    return why_line(case.disposition, case.response.answers, desk).partition(";")[0]


def _says_worse(case: TriageCase) -> bool:
    """Whether the patient has said that it got worse; a case of the board brings the answer with it."""
    known: bool | None = getattr(case, "says_worse", None)
    return got_worse.said_at(case.response) is not None if known is None else known


def board(clinic: Clinic, viewer: Staff, now: datetime, cases: Iterable[TriageCase] | None = None) -> list[CardGroup]:
    """The five groups with their cards."""
    groups = {code: CardGroup(code, word, LIMIT_WORDS[code]) for code, word in WORDS.items()}
    suspended = governance.suspension(clinic) is not None
    for case in open_cases(clinic) if cases is None else cases:
        card = card_of(case, viewer, now, suspended=suspended)
        groups[card.group].cards.append(card)
    return list(groups.values())


def card_of(case: TriageCase, viewer: Staff, now: datetime, *, suspended: bool = False) -> TriageCard:
    """The card of one case as `viewer` may see it at `now`; while the rules are `suspended` it is for a clinician."""
    group = shown_group(case, now)
    waited = waited_for(case, now)
    record = case.decision.record
    because = record.get("because", {})
    wording = protocol_store.wording("en")
    urls = {
        name: reverse(f"intake:{name}", args=[case.id])
        for name in ("case", "claim", "release", "take_over", "accept", "contact")
    }
    worse, desk = _says_worse(case), str(because.get("desk", ""))
    mine, alarming = case.owner_id == viewer.id, case.group in (Group.EMERGENCY, Group.URGENT)
    owner = "" if case.owner is None else "You" if mine else case.owner.name.split()[0]
    return TriageCard(
        id=str(case.id),
        code=case.response.code,
        group=group,
        word=WORDS[group],
        shape=SHAPES[group],
        waiting=_back_at(case, now) if group == "waiting" else _waiting_words(case, waited, now),
        late=is_late(case, waited),
        name=case.patient.short_name,
        full_name=case.patient.name,
        age=years(case.patient, case.clinic.today(now)),
        place=place_line(case.response, case.clinic.today(now)),
        body=body_thumbnail(answer_for(case.response.answers, "places"), case.response.outline),
        why=why_line(case.disposition, case.response.answers, desk, worse=worse),
        first_why=_first_why(case, desk, worse=worse),
        rule=_rule_line(case),
        note=case.desk_note,
        blocks=blocks_line(case),
        suggestion=wording.disposition(case.disposition).name + _limits(case),
        flags=(("For a clinician",) if suspended else ()) + needs(case),
        owner=owner,
        owner_since=duration_words(now - case.owned_since) if case.owned_since else "",
        mine=mine,
        unclaimed_words="over 5 min" if not owner and alarming and waited >= UNCLAIMED_ALARM else "",
        phone=case.patient.phone,
        phone_href=tel(case.patient.phone),
        actions=allowed(case, viewer, suspended=suspended),
        urls=urls,
        waited=waited,
        contacted=case.contacted_at is not None,
    )


def shown_group(case: TriageCase, now: datetime) -> str:
    """Its group, or "waiting" while a soon or routine case waits on the patient."""
    sinks = case.wake_at is not None and case.wake_at > now and case.group in (Group.SOON, Group.ROUTINE)
    return "waiting" if sinks else str(case.group)


def allowed(case: TriageCase, viewer: Staff, *, suspended: bool = False) -> tuple[str, ...]:
    """The acts a row offers this viewer; the actions themselves check again."""
    if viewer.role == "manager":
        return ()
    if case.owner_id is None:
        claim: tuple[str, ...] = ("claim",)
    else:
        claim = ("release", "log_contact") if case.owner_id == viewer.id else ("take_over",)
    may_accept = case.group == Group.ROUTINE and case.owner_id in (None, viewer.id)
    may_accept = may_accept and (viewer.is_clinical or not suspended)
    return (*claim, *(("accept",) if may_accept else ()), "open")


def needs(case: TriageCase) -> tuple[str, ...]:
    """Flags for the desk: not sent yet, a person must look, another language than the staff's, needs and wishes."""
    flags = []
    if not case.response.is_sent:
        flags.append("Not sent yet")
    if case.human_review and case.group != Group.EMERGENCY:
        flags.append("Person must check")
    if case.response.source in CAME_IN:
        flags.append(CAME_IN[case.response.source])
    if case.response.language != "en":
        flags.append(case.response.language.upper())
    consent = consent_flag(case.response, case.clinic.today(timezone.now()))
    return (*flags, *consent, *patient_needs.flags(case.response.answers))


def waited_for(case: TriageCase, now: datetime) -> timedelta:
    """How long the case has waited: by the clock for emergency and urgent, else counting opening hours only."""
    if case.group in (Group.EMERGENCY, Group.URGENT):
        return max(now - case.waiting_since, timedelta())
    return open_time(case.clinic, case.waiting_since, now)


def open_time(clinic: Clinic, start: datetime, end: datetime) -> timedelta:
    """The opening time between two instants, at most the last 60 days of it."""
    local_start, local_end = start.astimezone(clinic.zone), end.astimezone(clinic.zone)
    day, total = max(local_start.date(), local_end.date() - timedelta(days=60)), timedelta()
    while day <= local_end.date():
        for opens, closes in clinic.spans(day):
            since = max(_at(clinic, day, opens), local_start)
            until = min(_at(clinic, day, closes), local_end)
            total += max(until - since, timedelta())
        day += timedelta(days=1)
    return total


def _at(clinic: Clinic, day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=clinic.zone)


def is_late(case: TriageCase, waited: timedelta) -> bool:
    """Whether the row is over its limit: an emergency unclaimed, an urgent one nobody has reached, others undecided."""
    if case.status != CaseStatus.WAITING or waited <= LIMITS[case.group]:
        return False
    if case.group == Group.EMERGENCY:
        return case.owner_id is None
    return case.group != Group.URGENT or case.contacted_at is None


def duration_words(waited: timedelta) -> str:
    """ "42 min", "1 h 10", "2 d 3 h"."""
    minutes = int(waited.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d}"
    return f"{hours // 24} d {hours % 24} h"


def _waiting_words(case: TriageCase, waited: timedelta, now: datetime) -> str:
    """The clock; before the clinic opens the time it came in, since a clock that stands still looks broken."""
    if waited < timedelta(minutes=1) <= now - case.waiting_since:
        return f"since {case.waiting_since.astimezone(case.clinic.zone):%H:%M}"
    return duration_words(waited)


def _back_at(case: TriageCase, now: datetime) -> str:
    back = (case.wake_at or now).astimezone(case.clinic.zone)
    same_day = back.date() == case.clinic.today(now)
    return f"Back {back:%H:%M}" if same_day else f"Back {back:%a %H:%M}"


def _limits(case: TriageCase) -> str:
    """ ", with limits" beside a hands-on pathway for which some technique is ruled out."""
    hands_on = case.disposition in ("massage", "chiropractic")
    return ", with limits" if hands_on and case.decision.record.get("blocks") else ""


def blocks_line(case: TriageCase) -> str:
    """What the rules ruled out for this patient, in short words; "" for nothing, and beside an urgency: there is no
    treatment to limit, and what to do must stand alone."""
    if case.disposition not in decide_anew.PATHWAYS:
        return ""
    wording = protocol_store.wording("en")
    return ", ".join(wording.technique(code) for code in case.decision.record.get("blocks", []))


def _rule_line(case: TriageCase) -> str:
    """Which rules, or which person, put the case here."""
    if case.decision.author_id:
        return f"Decided by a person. {case.decision.get_reason_display()}".strip()
    rules = case.decision.record.get("rules", [])
    ids = [str(rule["id"]) if isinstance(rule, dict) else str(rule) for rule in rules]
    if not ids:
        return ""
    line = f"{'Rule' if len(ids) == 1 else 'Rules'} {', '.join(ids[:3])}"
    return f"{line}. {_told(case)}" if case.group == Group.EMERGENCY else line


def _told(case: TriageCase) -> str:
    """Who has told the patient to go, as far as the form knows: its own page, or a person who types for them."""
    by_hand = {"phone": "By phone: say go now", "paper": "From paper: call them, say go now"}
    return by_hand.get(case.response.source, "Told on screen: go now")


def alarm(groups: Sequence[CardGroup]) -> dict[str, object]:
    """The alarm line: the first unclaimed emergency, else an urgent one unclaimed for five minutes, else one in hand,
    else calm. It is never absent."""
    by_code = {group.code: group.cards for group in groups}
    emergencies, urgents = by_code.get("emergency", []), by_code.get("urgent", [])
    free = [card for card in emergencies if not card.owner]
    late = [card for card in urgents if not card.owner and card.waited >= UNCLAIMED_ALARM]
    if free:
        return _loud("emergency", free[0], [*free[1:], *late]) | {"count": len(free)}
    if late:
        return _loud("urgent", late[0], late[1:]) | {"count": len(late)}
    if emergencies:
        card = emergencies[0]
        title = f"{card.name} is with {'you' if card.mine else card.owner} since {card.owner_since} ago."
        detail = "Reached. Outcome not accepted yet." if card.contacted else "Nobody has reached the patient yet."
        return {
            "level": "in_hand",
            "title": title,
            "detail": detail,
            "case_url": card.case_url,
            "may_open": "open" in card.actions,
        }
    return {"level": "calm", "title": "No emergency. Nothing urgent is unclaimed.", "detail": ""}


def _loud(level: str, card: TriageCard, then: Sequence[TriageCard]) -> dict[str, object]:
    age = f", {card.age}" if card.age is not None else ""
    following = f"{then[0].word} {then[0].name}, {then[0].waiting}" if then else ""
    return {
        "level": level,
        "title": f"{card.word} {card.name}{age}",
        "waiting": card.waiting,
        # One reason: the line has two rows and must not grow.
        "detail": card.first_why,
        "claim_url": card.claim_url if "claim" in card.actions else "",
        "case_url": card.case_url,
        "may_open": "open" in card.actions,
        "phone": card.phone,
        "phone_href": card.phone_href,
        "then": following,
    }


def last_act(clinic: Clinic, viewer: Staff, now: datetime) -> dict[str, object] | None:
    """The viewer's own newest act and, where it may be undone, where to."""
    event = (
        CaseEvent.objects.filter(by=viewer, case__clinic=clinic).select_related("case__patient").order_by("-at").first()
    )
    if event is None:
        return None
    undo = take_back.last_event(event.case) == event and take_back.may_undo(event, viewer, now)
    words = f"You: {event.get_kind_display().lower()}, {event.case.patient.short_name}"
    url = reverse("intake:undo", args=[event.case_id]) if undo else ""
    return {"text": words, "at": event.at.astimezone(clinic.zone), "undo_url": url}
