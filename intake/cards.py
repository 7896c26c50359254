"""All that one row of the board shows.

In: a case with its decision, who looks, and when. Out: a TriageCard, ready to print.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from clinic.models import Staff
from intake import last_told, protocol_store, spoke_against
from intake.actions.acts import change_of
from intake.also_waiting import AlsoWaiting
from intake.body_picture import BodyThumbnail, body_thumbnail
from intake.card_lines import (
    blocks_line,
    first_came,
    first_why,
    limits_words,
    needs,
    person_why,
    rule_line,
    says_worse,
    why_words,
)
from intake.group_words import SHAPES, WORDS
from intake.models import TriageCase
from intake.models.case import Group
from intake.reaching import Reach, reach_of
from intake.summary import answer_for, place_line, years
from intake.waiting import back_words, duration_words, is_late, waited_for, waiting_words

URLS = ("case", "claim", "release", "take_over", "accept")
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
    initials: str
    full_name: str
    age: int | None
    place: str
    body: BodyThumbnail | None
    why: str
    unflagged: str
    untold: str
    first_why: str
    person_why: str
    rule: str
    note: str
    blocks: str
    suggestion: str
    flags: tuple[str, ...]
    owner: str
    owner_name: str
    owner_since: str
    mine: bool
    unclaimed_words: str
    phone: str
    reach: Reach
    actions: tuple[str, ...]
    urls: dict[str, str]
    waited: timedelta
    contacted: bool
    clinician_spoke: bool
    tried: str
    change: str
    also: tuple[AlsoWaiting, ...]


def card_of(
    case: TriageCase,
    viewer: Staff,
    now: datetime,
    *,
    suspended: bool = False,
    also: tuple[AlsoWaiting, ...] = (),
    tried: str = "",
    holds_tablet: bool = False,
    told_before: str = "",
) -> TriageCard:
    """The card of one case as `viewer` may see it at `now`; while the rules are `suspended` it is for a clinician.
    `also` are the person's other open cases, `tried` what came of the last try; `holds_tablet`: has ours in hand.
    `told_before` names the earlier answer where that alone counts."""
    group = shown_group(case, now)
    waited = waited_for(case, now)
    worse, unflagged = says_worse(case), spoke_against.on_the_board(case)
    desk = told_before or str(case.decision.record.get("because", {}).get("desk", ""))
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
        initials=" ".join(f"{word[0]}." for word in case.patient.short_name.split()) if case.patient.first_name else "",
        full_name=case.patient.name,
        age=years(case.patient, case.clinic.today(now)),
        place=place_line(case.response, case.clinic.today(now)),
        body=body_thumbnail(answer_for(case.response.answers, "places"), case.response.outline),
        why=why_words(case, desk, worse=worse, told_sign=bool(unflagged)),
        unflagged=unflagged,
        untold=last_told.on_the_board(case),
        first_why=first_why(case, desk, worse=worse),
        person_why=person_why(case, now, worse=worse),
        rule=rule_line(case, viewer),
        note=case.desk_note,
        blocks=blocks_line(case),
        suggestion=protocol_store.wording("en").disposition(case.disposition).name + limits_words(case),
        flags=(("For a clinician",) if suspended else ()) + tuple(filter(None, [first_came(case, now)])) + needs(case),
        owner=owner,
        owner_name=case.owner.name if case.owner else "",
        owner_since=duration_words(now - case.owned_since) if case.owned_since else "",
        mine=mine,
        unclaimed_words="over 5 min" if not owner and alarming and waited >= UNCLAIMED_ALARM else "",
        phone=case.patient.phone,
        reach=reach_of(case, now, holds_tablet=holds_tablet),
        actions=allowed(case, viewer, suspended=suspended),
        urls={name: reverse(f"intake:{name}", args=[case.id]) for name in URLS},
        waited=waited,
        contacted=case.contacted_at is not None,
        clinician_spoke=case.clinician_at is not None,
        tried=tried,
        change=change_of(case),
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
