"""The manager's page "Which page loses people": tallies of some weeks as rows, a chart and a sentence.

In: a clinic, a number of weeks. Out: context for intake/numbers/pages.html. It knows no person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils.html import strip_tags

from clinic.models import Clinic
from intake import protocol_store
from intake.actions.carried import LAST_TIME
from intake.actions.page_counts import BACK, CAME, CHECK, DONE, LEFT, WHOLE, WRONG
from intake.models import PageCount
from intake.page_times import FEWEST, quantile, timed

SPANS = (8, 4, 1)
SLOW_SECONDS = 90  # from here, or from 4 left in 100, a page is worth a look
LEFT_IN_100 = 4
TELLING = 20  # people; of fewer one alone is a large part, so that no page is called slow or losing by them
WIDTH = 240
Tallies = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of the form. Seconds are None where fewer than five people came or were timed; x are places on the
    chart."""

    title: str
    section: str
    came: int
    middle: int | None
    slow: int | None
    wrong: int
    back: int
    left: int
    timed: int
    middle_x: float
    slow_x: float

    @property
    def left_in_100(self) -> int:
        """How many of 100 who came to it stopped here."""
        return round(100 * self.left / self.came) if self.came else 0

    @property
    def is_slow(self) -> bool:
        """Whether one in ten needed longer than a page should take."""
        return self.timed >= TELLING and (self.slow or 0) > SLOW_SECONDS

    @property
    def loses(self) -> bool:
        """Whether it loses more people than a page should."""
        return self.came >= TELLING and self.left >= FEWEST and self.left_in_100 > LEFT_IN_100


def page_numbers(clinic: Clinic, today: date, weeks: int) -> dict[str, Any]:
    """Everything on the page, for `weeks` weeks up to and with this one."""
    monday = today - timedelta(days=today.weekday())
    since = monday - timedelta(weeks=weeks - 1)
    tallies = _tallies(clinic, since)
    rows = _rows(tallies)
    sent = tallies.get(CHECK, {}).get(DONE, 0)
    # Who began is counted since the form's pages are; what was tallied before that says at least how many.
    started = max(tallies.get(WHOLE, {}).get(CAME, 0), rows[0].came if rows else 0, sent)
    worst = max((row for row in rows if row.loses), key=lambda row: row.left_in_100, default=None)
    return {
        "rows": rows,
        "started": started,
        "sent": sent,
        "is_telling": started >= TELLING,
        "any_left": any(row.left for row in rows),
        "fewest": FEWEST,
        "telling": TELLING,
        "whole_minutes": _minutes(quantile(tallies.get(WHOLE, {}), 0.5)),
        "worst": worst,
        "since": since,
        "until": today,
        "spans": [{"weeks": span, "current": span == weeks} for span in SPANS],
        "limit_x": _x(SLOW_SECONDS, _longest(tallies)),
        "width": WIDTH,
        "slow_seconds": SLOW_SECONDS,
        "left_in_100": LEFT_IN_100,
    }


def _minutes(seconds: int | None) -> int | None:
    return -(-seconds // 60) if seconds else None


def _tallies(clinic: Clinic, since: date) -> dict[str, dict[str, int]]:
    counted = (
        PageCount.objects.filter(clinic=clinic, week__gte=since).values_list("page", "kind").annotate(Sum("count"))
    )
    tallies: dict[str, dict[str, int]] = {}
    for page, kind, count in counted:
        tallies.setdefault(page, {})[kind] = count
    return tallies


def _rows(tallies: Mapping[str, Tallies]) -> list[PageRow]:
    """The pages that anyone came to, in the form's order."""
    wording, longest = protocol_store.wording("en"), _longest(tallies)
    pages = [(page.id, strip_tags(wording.page(page.id).title), wording.section(page.section))
             for page in protocol_store.questionnaire().pages]  # fmt: skip
    pages += [(LAST_TIME, "Last time you told us", ""), (CHECK, "Check your answers", "")]
    return [_row(title, section, tallies[page], longest) for page, title, section in pages if page in tallies]


def _row(title: str, section: str, counted: Tallies, longest: int) -> PageRow:
    enough = counted.get(CAME, 0) >= FEWEST
    middle, slow = (quantile(counted, part) if enough else None for part in (0.5, 0.9))
    return PageRow(
        title=title,
        section=section,
        came=counted.get(CAME, 0),
        middle=middle,
        slow=slow,
        wrong=counted.get(WRONG, 0),
        back=counted.get(BACK, 0),
        left=counted.get(LEFT, 0),
        timed=timed(counted),
        middle_x=_x(middle or 0, longest),
        slow_x=_x(slow or 0, longest),
    )


def _longest(tallies: Mapping[str, Tallies]) -> int:
    slowest = [quantile(counted, 0.9) or 0 for page, counted in tallies.items() if page != WHOLE]
    return max([SLOW_SECONDS + 10, *slowest])


def _x(seconds: int, longest: int) -> float:
    """Where a time stands on the chart; a little room is left on both sides for its mark."""
    return round(5 + (WIDTH - 10) * seconds / longest, 1)
