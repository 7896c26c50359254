"""How staff reach the patient of a case now: go to them, call or text, and what to do where that fails.

In: cases, and when. Out: a Reach ready to print.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic.emergency_numbers import sms, tel
from intake import needs
from intake.actions.tablet_session import GONE_AFTER
from intake.models import TabletSession, TriageCase
from intake.models.case import Group

STILL_HERE = {"kiosk": timedelta(hours=2), "phone": timedelta(minutes=30)}
CALL, TEXT = "Call", "Text"


@dataclass(frozen=True, slots=True)
class Reach:
    """`where`: "tablet" with our tablet in hand, "waiting_room" once its session is over, "phone" on the line, else "".
    `place` says so on a row; `act` is what to do with the number, by `href`; `wish` is what the patient asked for."""

    where: str
    place: str
    act: str
    icon: str
    href: str
    wish: str


def reach_of(case: TriageCase, now: datetime, *, holds_tablet: bool = False) -> Reach:
    """How to reach the patient of one case; who `holds_tablet` is asked once for many."""
    where = at_hand(case, now, holds_tablet=holds_tablet)
    act, wish = _by_number(case)
    is_text = act == TEXT
    place = {
        "tablet": "At our tablet: go to them",
        "waiting_room": f"Was at our tablet: look in the waiting room, else {act.lower()}",
    }
    return Reach(
        where=where,
        place=place.get(where, "") if case.group in (Group.EMERGENCY, Group.URGENT) else "",
        act=act,
        icon="text" if is_text else "phone",
        href=sms(case.patient.phone) if is_text else tel(case.patient.phone),
        wish=wish,
    )


def at_hand(case: TriageCase, now: datetime, *, holds_tablet: bool = False) -> str:
    """Where the person likely is, while that is still likely, or while they hold the tablet."""
    came = case.response.sent_at or case.response.saved_at or case.response.started_at
    if holds_tablet:
        return "tablet"
    if now - came > STILL_HERE.get(case.response.source, timedelta()):
        return ""
    return {"kiosk": "waiting_room", "phone": "phone"}.get(case.response.source, "")


def holding_tablets(cases: Iterable[TriageCase], now: datetime) -> set[uuid.UUID]:
    """The cases whose patient has our tablet in hand: handed over, not given back, and touched lately. One query."""
    by_response = {case.response_id: case.id for case in cases if case.response.source == "kiosk"}
    if not by_response:
        return set()
    open_still = TabletSession.objects.filter(
        response__in=by_response, ended_at=None, seen_at__gt=now - GONE_AFTER
    ).values_list("response_id", flat=True)
    return {by_response[response_id] for response_id in open_still}


def _by_number(case: TriageCase) -> tuple[str, str]:
    """What to do with the number, and the wish for texts. An emergency is called first whatever the wish: a text may
    lie unread. Who must be called the same day is texted first: they may be unable to hear a call, their receipt says
    so, and half an hour leaves room to call after it."""
    if needs.texts(case.response.answers) != needs.TEXT:
        return CALL, ""
    if case.group == Group.EMERGENCY:
        return CALL, "Asked for texts: if no answer, text"
    return TEXT, "Asked for texts: if no answer, call" if case.group == Group.URGENT else ""
