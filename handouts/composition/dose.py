"""Doses in numbers and words. In: an entry, the facts, and what a clinician set. Out: the amounts, bounded; the phrases
with their numbers; minutes. A dose and the steps that name it can never disagree."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil

from handouts.composition.entries import Activity, Entry, SessionTime
from handouts.composition.errors import SelectionError
from intake.questionnaire.conditions import FALSE, Values

Dose = Mapping[str, int]
DosePhrases = Callable[[str, int], str]
# {longer} is the next step of an activity that grows: nobody has to add it up.
GROWS_BY, LONGER = "add_minutes", "longer"
PER_DAY, DAYS_WEEK, WEEK = "per_day", "days_week", 7
FIVE = 5


def dose_for(entry: Entry, values: Values) -> dict[str, int]:
    """The dose the library gives this person: the defaults, changed by the first rule that is not ruled out."""
    dose = {key: amount.default for key, amount in entry.dose.items()}
    for change in entry.dose_changes:
        if change.when.value(values) is not FALSE:
            return {**dose, **change.amounts}
    return dose


def dose_with(entry: Entry, given: Dose, changes: Dose) -> dict[str, int]:
    """The dose with a clinician's numbers; SelectionError outside the entry's bounds."""
    for key, number in changes.items():
        amount = entry.dose.get(key)
        if amount is None or type(number) is not int or not amount.least <= number <= amount.most:
            raise SelectionError("dose_out_of_bounds", entry.id)
    return {**given, **changes}


def dose_words(phrases: DosePhrases, dose: Dose) -> dict[str, str]:
    """What stands for {key} and {key.n} in this entry's texts; `phrases` says an amount in words."""
    numbers = {f"{key}.n": str(number) for key, number in dose.items()}
    words = numbers | {key: phrases(key, number) for key, number in dose.items()}
    if GROWS_BY in dose:
        words[LONGER] = phrases("minutes", dose["minutes"] + dose[GROWS_BY])
    return words


def session_minutes(session: SessionTime, dose: Dose) -> int:
    """Minutes of one session with getting ready, rounded up."""
    return -(-(_seconds(session, dose) + session.plus_s) // 60)


def _seconds(session: SessionTime, dose: Dose) -> int:
    total = 60 if session.in_minutes else 1
    for factor in session.factors:
        total *= dose[factor] if isinstance(factor, str) else factor
    return total


def minutes_a_day(activity: Activity, dose: Dose) -> int:
    """Minutes of all sessions of one day on which it is done."""
    return session_minutes(activity.session, dose) * dose.get(PER_DAY, 1)


def most_minutes(doses: Iterable[tuple[Activity, Dose]]) -> int:
    """Minutes a day at the most: the longest of every dose as printed, rounded up. What is done on some days a week
    counts for its share of the week; getting ready does not count."""
    seconds = sum(
        Fraction(_seconds(activity.session, dose) * dose.get(PER_DAY, 1) * dose.get(DAYS_WEEK, WEEK), WEEK)
        for activity, dose in doses
    )
    return ceil(seconds / 60)


def about_minutes(doses: Iterable[tuple[Activity, Dose]]) -> int:
    """The same as it is printed: nobody keeps to 52, so to the nearest five."""
    return max(FIVE, round(most_minutes(doses) / FIVE) * FIVE)
