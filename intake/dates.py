"""Dates and times in the words of the active language. How each language writes them stands in its django.po.

In: a day, or a moment in the zone it shall be read in. Out: words such as "20 November 2026" or "2:05 pm".
"""

from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

NAMED_HOURS = {0: "midnight", 12: "noon"}  # where a language halves the day


def day_words(day: date) -> str:
    """ "14 June 1984"."""
    pattern = pgettext("first of a month", "j F Y") if day.day == 1 else pgettext("date", "j F Y")
    return dateformat.format(day, pattern)


def clock(at: datetime) -> str:
    """ "2:05 pm", "2 pm" and "12 noon", in French "14 h 05" and "14 h", in Spanish "14:05": as the sheet writes it."""
    pattern = pgettext("time", "g:i\u00a0a") if at.minute else pgettext("whole hour", "g\u00a0a")
    words = dateformat.format(at, pattern).replace(".", "")
    if at.minute or at.hour not in NAMED_HOURS or not pattern.endswith("a"):
        return words
    return f"12\u00a0{NAMED_HOURS[at.hour]}"


def moment_words(at: datetime) -> str:
    """ "20 November, 2:05 pm"."""
    pattern = pgettext("first of a month", "j F") if at.day == 1 else pgettext("date", "j F")
    day = dateformat.format(at, pattern).replace(" ", "\u00a0")
    return _("%(day)s, %(time)s") % {"day": day, "time": clock(at)}


def opening_words(opening: datetime, now: datetime) -> str:
    """ "8 am" of a later opening on the same day, else "Tuesday at 8 am"."""
    if opening.date() == now.astimezone(opening.tzinfo).date():
        return clock(opening)
    return _("%(day)s at %(time)s") % {"day": weekday(opening), "time": clock(opening)}


def weekday(day: date) -> str:
    """ "Friday"."""
    return dateformat.format(day, "l")
