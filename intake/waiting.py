"""How long a case has waited, when that is too long, and the words for it.

In: a case and the instant; opening hours count for cases that are not alarming. Out: durations, and words of staff.
"""

from datetime import date, datetime, time, timedelta

from clinic.models import Clinic
from intake.models import TriageCase
from intake.models.case import CaseStatus, Group

WORKING_DAY = timedelta(hours=8)
LIMITS = {
    "emergency": timedelta(minutes=2),
    "urgent": timedelta(minutes=30),
    "soon": WORKING_DAY,
    "routine": 2 * WORKING_DAY,
}


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
    """Whether the row is over its limit: an emergency unclaimed, an urgent one nobody has reached, or whom no clinician
    has spoken with on the day it came in, others undecided."""
    if case.status != CaseStatus.WAITING or waited <= LIMITS[case.group]:
        return False
    if case.group == Group.EMERGENCY:
        return case.owner_id is None
    if case.group == Group.URGENT and case.contacted_at is not None:
        came = case.waiting_since.astimezone(case.clinic.zone).date()
        return case.clinician_at is None and case.clinic.today(case.waiting_since + waited) > came
    return True


def duration_words(waited: timedelta) -> str:
    """ "42 min", "1 h 10", "2 d 3 h", "1 d"."""
    minutes = int(waited.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d}"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def waiting_words(case: TriageCase, waited: timedelta, now: datetime) -> str:
    """The clock; before the clinic opens the time it came in, since a clock that stands still looks broken."""
    if waited < timedelta(minutes=1) <= now - case.waiting_since:
        return f"since {case.waiting_since.astimezone(case.clinic.zone):%H:%M}"
    return duration_words(waited)


def back_words(case: TriageCase, now: datetime) -> str:
    """When a case that waits on the patient comes back: "Back 14:30", with the day where it is another."""
    back = (case.wake_at or now).astimezone(case.clinic.zone)
    same_day = back.date() == case.clinic.today(now)
    return f"Back {back:%H:%M}" if same_day else f"Back {back:%a %-d %b, %H:%M}"
