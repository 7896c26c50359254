"""Dates and times in the words of the active language. How each language writes them stands in its django.po.

In: a day, or a moment in the zone it shall be read in. Out: words such as "20 November 2026" or "14:05".
"""

from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day_words(day: date) -> str:
    """ "14 June 1984"."""
    pattern = pgettext("first of a month", "j F Y") if day.day == 1 else pgettext("date", "j F Y")
    return dateformat.format(day, pattern)


def clock(at: datetime) -> str:
    """ "14:05"."""
    return dateformat.format(at, pgettext("time", "G:i"))


def moment_words(at: datetime) -> str:
    """ "20 November, 14:05"."""
    pattern = pgettext("first of a month", "j F") if at.day == 1 else pgettext("date", "j F")
    return _("%(day)s, %(time)s") % {"day": dateformat.format(at, pattern), "time": clock(at)}


def weekday(day: date) -> str:
    """ "Friday"."""
    return dateformat.format(day, "l")
