"""Template filters for dates and times: clock, moment, weekday_and_moment, day.

In: an aware datetime. Out: words in the active language and time zone, empty for no datetime.
"""

from datetime import date, datetime

from django import template

from intake import dates

register = template.Library()


@register.filter(expects_localtime=True)
def clock(at: datetime | None) -> str:
    """ "2:05 pm"."""
    return dates.clock(at) if at else ""


@register.filter(expects_localtime=True)
def moment(at: datetime | None) -> str:
    """ "20 November, 2:05 pm"."""
    return dates.moment_words(at) if at else ""


@register.filter(expects_localtime=True)
def weekday_and_moment(at: datetime | None) -> str:
    """ "Friday 20 November, 2:05 pm"."""
    return f"{dates.weekday(at)} {dates.moment_words(at)}" if at else ""


@register.filter
def day(value: date | None) -> str:
    """ "14 June 1984"."""
    return dates.day_words(value) if value else ""
