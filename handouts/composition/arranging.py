"""A clinician's edits of a selection, by the same rules as the machine's own choice.

In: a Selection and the lines wanted. Out: the Selection with exactly these; SelectionError for what does not fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handouts.composition.document import Kind
from handouts.composition.dose import Dose, dose_with
from handouts.composition.errors import SelectionError
from handouts.composition.selection import MOST_TIPS, Choice, Selection, Tip, choice_of
from handouts.composition.standing import Reason

MOST = 4
# What was checked must say something: "x", "ok ok" and a held-down key do not.
LEAST_WORDS, LEAST_LETTERS, LEAST_DIFFERENT = 2, 8, 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of an edited list: an activity, dose numbers that differ, and why it was checked ("" for not)."""

    activity: str
    dose: Mapping[str, int]
    checked: str = ""


def arranged(selection: Selection, wanted: Sequence[Wanted], tips: Sequence[str] | None = None) -> Selection:
    """The selection with exactly these activities in this order, and these tips (None keeps them).

    SelectionError: letter, too_many, twice, unknown, blocked, unchecked, dose_out_of_bounds, unknown_tip.
    """
    if selection.kind is not Kind.PLAN:
        raise SelectionError("letter")
    if len(wanted) > MOST:
        raise SelectionError("too_many")
    if len({one.activity for one in wanted}) < len(wanted):
        raise SelectionError("twice")
    choices = tuple(_checked_choice(selection, one) for one in wanted)
    return replace(selection, choices=choices, tips=selection.tips if tips is None else _wanted_tips(selection, tips))


def arranged_from_json(selection: Selection, data: Mapping[str, Any]) -> Selection:
    """The selection as `as_json` kept it, checked again against today's rules."""
    wanted = [Wanted(line["activity"], line["dose"], line["checked"]) for line in data["activities"]]
    return arranged(selection, wanted, data["tips"])


def _checked_choice(selection: Selection, wanted: Wanted) -> Choice:
    one = selection.standings.get(wanted.activity)
    if one is None:
        raise SelectionError("unknown", wanted.activity)
    if one.blocked or selection.language not in one.activity.words:
        raise SelectionError("blocked", wanted.activity)
    if one.left_out and not wanted.checked.strip():
        raise SelectionError("unchecked", wanted.activity)
    machine = choice_of(one, selection.profile)
    reasons = (Reason("by_hand"),) if one.left_out else one.reasons
    dose = dose_with(one.activity, machine.dose, wanted.dose)
    return replace(machine, dose=dose, reasons=reasons, checked=wanted.checked.strip() if one.left_out else "")


def _wanted_tips(selection: Selection, wanted: Sequence[str]) -> tuple[Tip, ...]:
    offered = {tip.habit.id: tip for tip in selection.tips_offered}
    for habit in wanted:
        if habit not in offered:
            raise SelectionError("unknown_tip", habit)
    return tuple(offered[habit] for habit in wanted[:MOST_TIPS])


def wanted_of(selection: Selection) -> list[Wanted]:
    """The list as it stands, to change and give to `arranged`."""
    return [Wanted(one.activity.id, one.dose, one.checked) for one in selection.choices]


def with_added(selection: Selection, activity: str, checked: str = "") -> Selection:
    """One activity more, at the end. For one that was left out, `checked` must be words: few_words where it is not."""
    changed = arranged(selection, [*wanted_of(selection), Wanted(activity, {}, checked)])
    added = changed.choices[-1]
    if added.checked and not _says_something(added.checked):
        raise SelectionError("few_words", activity)
    return changed


def _says_something(checked: str) -> bool:
    letters = [letter.lower() for letter in checked if letter.isalpha()]
    words = {word.lower() for word in checked.split() if any(map(str.isalpha, word))}
    return len(words) >= LEAST_WORDS and len(letters) >= LEAST_LETTERS and len(set(letters)) >= LEAST_DIFFERENT


def without(selection: Selection, activity: str) -> Selection:
    """One activity fewer."""
    return arranged(selection, [one for one in wanted_of(selection) if one.activity != activity])


def moved(selection: Selection, activity: str, by: int) -> Selection:
    """The activity `by` places further down (up when negative), as far as the list goes."""
    wanted = wanted_of(selection)
    at = next((index for index, one in enumerate(wanted) if one.activity == activity), None)
    if at is None:
        raise SelectionError("unknown", activity)
    line = wanted.pop(at)
    wanted.insert(max(0, min(len(wanted), at + by)), line)
    return arranged(selection, wanted)


def with_dose(selection: Selection, activity: str, dose: Dose) -> Selection:
    """Other numbers in one dose, inside the library's bounds."""
    lines = [
        replace(one, dose={**one.dose, **dose}) if one.activity == activity else one for one in wanted_of(selection)
    ]
    return arranged(selection, lines)
