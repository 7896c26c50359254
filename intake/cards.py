"""All that one row of the board shows.

In: a case with its decision, who looks, and when. Out: a TriageCard, ready to print.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from clinic.emergency_numbers import sms, tel
from clinic.models import Staff
from intake import needs as patient_needs
from intake import person_decided, protocol_store
from intake.actions import decide_anew, got_worse
from intake.agreement import consent_flag
from intake.also_waiting import AlsoWaiting
from intake.body_picture import BodyThumbnail, body_thumbnail
from intake.group_words import SHAPES, WORDS
from intake.models import TriageCase
from intake.models.case import Group
from intake.summary import GOT_WORSE, answer_for, place_line, why_line, years
from intake.waiting import back_words, duration_words, is_late, waited_for, waiting_words

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
    person_why: str
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
    reach: str
    actions: tuple[str, ...]
    urls: dict[str, str]
    waited: timedelta
    contacted: bool
    also: tuple[AlsoWaiting, ...]

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


def card_of(
    case: TriageCase, viewer: Staff, now: datetime, *, suspended: bool = False, also: tuple[AlsoWaiting, ...] = ()
) -> TriageCard:
    """The card of one case as `viewer` may see it at `now`; while the rules are `suspended` it is for a clinician.
    `also` are the person's other open cases."""
    group = shown_group(case, now)
    waited = waited_for(case, now)
    record = case.decision.record
    because = record.get("because", {})
    wording = protocol_store.wording("en")
    urls = {
        name: reverse(f"intake:{name}", args=[case.id])
        for name in ("case", "claim", "release", "take_over", "accept", "contact")
    }
    reach = patient_needs.reach(case.response.answers)
    worse, desk = _says_worse(case), str(because.get("desk", ""))
    mine, alarming = case.owner_id == viewer.id, case.group in (Group.EMERGENCY, Group.URGENT)
    owner = "" if case.owner is None else "You" if mine else case.owner.name.split()[0]
    return TriageCard(
        id=str(case.id),
        code=case.response.code,
        group=group,
        word=WORDS[group],
        shape=SHAPES[group],
        waiting=back_words(case, now) if group == "waiting" else waiting_words(case, waited, now),
        late=is_late(case, waited),
        name=case.patient.short_name,
        full_name=case.patient.name,
        age=years(case.patient, case.clinic.today(now)),
        place=place_line(case.response, case.clinic.today(now)),
        body=body_thumbnail(answer_for(case.response.answers, "places"), case.response.outline),
        why=_why(case, desk, worse=worse),
        first_why=_first_why(case, desk, worse=worse),
        person_why=_person_why(case, now, worse=worse),
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
        phone_href=sms(case.patient.phone) if reach == "Text" else tel(case.patient.phone),
        reach=reach,
        actions=allowed(case, viewer, suspended=suspended),
        urls=urls,
        waited=waited,
        contacted=case.contacted_at is not None,
        also=also,
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


def blocks_line(case: TriageCase) -> str:
    """What the rules ruled out for this patient, in short words; "" for nothing, and beside an urgency: there is no
    treatment to limit, and what to do must stand alone."""
    if case.disposition not in decide_anew.PATHWAYS:
        return ""
    wording = protocol_store.wording("en")
    return ", ".join(wording.technique(code) for code in case.decision.record.get("blocks", []))


def _limits(case: TriageCase) -> str:
    """ ", with limits" beside a hands-on pathway for which some technique is ruled out."""
    hands_on = case.disposition in ("massage", "chiropractic")
    return ", with limits" if hands_on and case.decision.record.get("blocks") else ""


def _why(case: TriageCase, desk: str, *, worse: bool) -> str:
    """Why in one line, by what the patient said and the rules found. After a person has decided it is the rules' own
    line alone: where the case stands now says nothing about the signs they saw."""
    if case.decision.author_id:
        return "; ".join([*([GOT_WORSE] if worse else []), desk])
    return why_line(case.disposition, case.response.answers, desk, worse=worse)


def _person_why(case: TriageCase, now: datetime, *, worse: bool) -> str:
    """Who decided, when and why, where that is why the case stands where it stands."""
    return "" if worse and got_worse.alone_raised(case) else person_decided.on_the_board(case, now)


def _first_why(case: TriageCase, desk: str, *, worse: bool) -> str:
    """The one reason that the case stands where it stands."""
    if worse and got_worse.alone_raised(case):
        return GOT_WORSE
    return person_decided.in_short(case, _why(case, desk, worse=False).partition(";")[0])


def _says_worse(case: TriageCase) -> bool:
    """Whether the patient has said that it got worse; a case of the board brings the answer with it."""
    known: bool | None = getattr(case, "says_worse", None)
    return got_worse.said_at(case.response) is not None if known is None else known


def _rule_line(case: TriageCase) -> str:
    """Which rules put the case here; nothing where a person did, who is named with the reason."""
    if case.decision.author_id:
        return _told(case) if case.group == Group.EMERGENCY else ""
    rules = case.decision.record.get("rules", [])
    ids = [str(rule["id"]) if isinstance(rule, dict) else str(rule) for rule in rules]
    if not ids:
        return ""
    line = f"{'Rule' if len(ids) == 1 else 'Rules'} {', '.join(ids[:3])}"
    return f"{line}. {_told(case)}" if case.group == Group.EMERGENCY else line


def _told(case: TriageCase) -> str:
    """Who has told the patient to go, as far as the form knows: its own page, or a person who types for them."""
    if case.response.highest_urgency != Group.EMERGENCY:
        return "Not told on screen: call, say go now"
    by_hand = {"phone": "By phone: say go now", "paper": "From paper: call them, say go now"}
    return by_hand.get(case.response.source, "Told on screen: go now")
