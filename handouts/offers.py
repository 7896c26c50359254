"""One activity as the review page shows it: on the sheet with its dose steps, to be added, or left out with reasons.

In: a Choice or a Standing of a Selection. Out: rows for the template; every step lies within the library's bounds.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from handouts.composition.dose import DAYS_WEEK, WEEK, Dose, dose_for, minutes_a_day
from handouts.composition.entries import Activity
from handouts.composition.selection import Choice, Selection, Tip
from handouts.composition.standing import Reason, Standing
from intake import protocol_store

REASON_WORDS = {
    "blocked": "Blocked: {technique}",
    "caution": "Ask first: {about}",
    "caution_unknown": "Not known: {about}",
    "duration": "Not for this stage",
    "duration_unknown": "Not known for how long",
    "floor": "Needs to get down to the floor",
    "floor_unknown": "Not known if the floor is OK",
    "fresh_injury": "Not in the first 3 days after an injury",
    "no_fresh_injury": "Only for a new injury",
    "region_mismatch": "For another place",
    "equipment": "Not at home: {about}",
    "language": "Not in this language yet",
    "clinician_only": "Only a clinician adds this",
    "region": "{about}",
    "nearby": "near {about}",
    "trigger": "{about}",
    "evidence": "evidence {about}",
    "no_equipment": "needs nothing",
    "liked": "warmth helped before",
    "by_hand": "added by a clinician",
}
ANY_PLACE = "any place"
# The language of staff's pages: it stands beside the words of a sheet in another one.
OWN = "en"


class DoseWords(NamedTuple):
    """What stands before and after a number of a dose, and what a screen reader says instead."""

    before: str
    after: str
    said: str


DOSES: Mapping[str, DoseWords] = {
    "hold_s": DoseWords("", "s", "seconds to hold"),
    "build_to_s": DoseWords("to", "s", "seconds to build up to"),
    "in_s": DoseWords("in", "s", "seconds to breathe in"),
    "out_s": DoseWords("out", "s", "seconds to breathe out"),
    "minutes": DoseWords("", "min", "minutes"),
    "add_minutes": DoseWords("add", "min", "minutes to add every few days"),
    "reps": DoseWords("", "times", "times"),
    "spots": DoseWords("", "spots", "spots"),
    "rounds": DoseWords("", "rounds", "rounds"),
    "per_day": DoseWords("", "a day", "times a day"),
    "days_week": DoseWords("", "days a week", "days a week"),
    "ache_limit": DoseWords("ache up to", "of 10", "of 10, the most it may ache"),
}
WIDE, BIG_STEP = 15, 5
HOLD, BUILD = "hold_s", "build_to_s"


def choice(number: int, chosen: Choice, selection: Selection) -> dict[str, Any]:
    """One activity of the draft."""
    activity = chosen.activity
    return {
        "id": activity.id,
        "number": number,
        "title": activity.words[selection.language].title,
        "own": own_title(activity, selection.language),
        "reasons": reasons_words(chosen.reasons),
        "checked": chosen.checked,
        "held": reasons_words(selection.held(chosen)),
        "substitutes": [
            f"{instead.replace('_', ' ')} for {needed.replace('_', ' ')}"
            for needed, instead in chosen.substitutes.items()
        ],
        "doses": [_dose(key, chosen) for key in chosen.dose],
        "first": number == 1,
        "last": number == len(selection.choices),
    }


def _dose(key: str, chosen: Choice) -> dict[str, Any]:
    """One number with the next smaller and larger one, None at its bound."""
    amount, value = chosen.activity.dose[key], chosen.dose[key]
    step = BIG_STEP if amount.most - amount.least >= WIDE else 1
    least, most = amount.least, amount.most
    if key == HOLD and BUILD in chosen.dose:
        most = min(most, chosen.dose[BUILD] - 1)
    if key == BUILD and HOLD in chosen.dose:
        least = max(least, chosen.dose[HOLD] + 1)
    less, more = max(least, -(-value // step) * step - step), min(most, value // step * step + step)
    words = DOSES.get(key, DoseWords("", key.replace("_", " "), key.replace("_", " ")))
    return {
        "key": key,
        "value": value,
        "before": words.before,
        "after": words.after,
        "said": words.said,
        "least": amount.least,
        "most": amount.most,
        "less": less if less < value else None,
        "more": more if more > value else None,
    }


def offer(standing: Standing, selection: Selection) -> dict[str, Any]:
    """One activity that could be added, or why it was left out. `blocked`: nobody can add it."""
    activity = standing.activity
    words = activity.words.get(selection.language) or next(iter(activity.words.values()))
    return {
        "id": activity.id,
        "title": words.title,
        "own": own_title(activity, selection.language),
        "reasons": reasons_words(standing.left_out or standing.reasons),
        "minutes": minutes_words(activity, dose_for(activity, selection.profile.values)),
        "blocked": standing.blocked or selection.language not in activity.words,
    }


def own_title(activity: Activity, language: str) -> str:
    """Its title in staff's language; "" where the sheet is in that."""
    return activity.words[OWN].title if language != OWN and OWN in activity.words else ""


def both_labels(tip: Tip, language: str) -> str:
    """A tip's label, and the same in staff's language where the sheet is in another one."""
    label = tip.habit.words[language].label
    return f"{label} ({tip.habit.words[OWN].label})" if language != OWN and OWN in tip.habit.words else label


def minutes_words(activity: Activity, dose: Dose) -> str:
    """How long it takes on a day, and on how many days of the week where not on all."""
    days = dose.get(DAYS_WEEK, WEEK)
    return f"{minutes_a_day(activity, dose)} min " + ("a day" if days >= WEEK else f"on {days} days a week")


def reasons_words(reasons: Sequence[Reason]) -> list[str]:
    """Reasons of the selection in staff's words."""
    return [reason_words(reason) for reason in reasons]


def reason_words(reason: Reason) -> str:
    """One reason in staff's words."""
    if reason == Reason("region", "any"):
        return ANY_PLACE
    about = reason.about.removeprefix("trigger_").replace("_", " ")
    technique = protocol_store.wording("en").technique(reason.about) if reason.code == "blocked" else ""
    return REASON_WORDS[reason.code].format(about=about, technique=technique)
