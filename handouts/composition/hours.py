"""Opening hours in one line for print. In: weekday codes with their spans of time, and the language's ways.
Out: "Monday to Friday, 8:00 to 18:00; Saturday, 9:00 to 12:00"."""

from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise

from handouts.composition.filling import sentence_start
from handouts.composition.locale_words import Locale

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]]]
Run = tuple[int, int, str]


def hours_line(hours: Hours, locale: Locale) -> str:
    """The hours of a week, days with the same hours together; "" where there are none."""
    lines = (
        locale.text("hours.line", days=_days(first, last, locale), times=times)
        for first, last, times in _runs([_times(hours.get(day, ()), locale) for day in DAYS])
    )
    return sentence_start("; ".join(lines))


def _runs(times: Sequence[str]) -> list[Run]:
    """Neighbouring days with the same hours: first day, last day, hours; days without hours are left out."""
    starts = [0, *(at for at, (before, here) in enumerate(pairwise(times), 1) if before != here), len(times)]
    return [(first, after - 1, times[first]) for first, after in pairwise(starts) if times[first]]


def _times(spans: Sequence[Sequence[str]], locale: Locale) -> str:
    return locale.both([locale.text("hours.span", start=_time(a, locale), end=_time(b, locale)) for a, b in spans])


def _time(text: str, locale: Locale) -> str:
    return locale.time(time.fromisoformat(text))


def _days(first: int, last: int, locale: Locale) -> str:
    if first == last:
        return locale.weekdays[first]
    return locale.text("hours.days", first=locale.weekdays[first], last=locale.weekdays[last])
