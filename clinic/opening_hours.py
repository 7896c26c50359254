"""Opening hours as data: weekday code -> list of ["HH:MM", "HH:MM"] spans, in the clinic's own time.

In: a JSON value. Out: nothing, or a ValidationError that says what is wrong in words.
"""

from datetime import time
from typing import Any

from django.core.exceptions import ValidationError

Hours = dict[str, list[list[str]]]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def default_hours() -> Hours:
    """Monday to Friday, 8:00 to 18:00."""
    return {day: [["08:00", "18:00"]] for day in WEEKDAYS[:5]}


def check_hours(value: Any) -> None:
    """Raise ValidationError unless `value` maps weekdays to ordered, non-overlapping spans."""
    if not isinstance(value, dict) or set(value) - set(WEEKDAYS):
        raise ValidationError("Opening hours name weekdays mon to sun.")
    for spans in value.values():
        last = time.min
        for span in spans:
            start, end = parse_span(span)
            if not last <= start < end:
                raise ValidationError("The closing time must be later than the opening time.")
            last = end


def parse_span(span: Any) -> tuple[time, time]:
    """Return the two times of ["HH:MM", "HH:MM"], or raise ValidationError."""
    try:
        start, end = span
        return time.fromisoformat(start), time.fromisoformat(end)
    except (TypeError, ValueError):
        raise ValidationError("Give times as hours and minutes, such as 08:00.") from None
