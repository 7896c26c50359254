"""What a clinician changes on a draft: activities, doses, the note, how it is printed.

In: a case of the actor's own clinic and an edit. Out: the handout with its new draft and an audit row; Refused with a
sentence for what does not fit.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import Staff
from handouts import drafting
from handouts.composition.arranging import moved, with_added, with_dose, without
from handouts.composition.document import Paper, PrintSize
from handouts.composition.errors import SelectionError
from handouts.composition.plan_after import MOST_NOTE
from handouts.composition.selection import Selection
from handouts.models import Handout
from intake.actions.acts import Refused
from intake.models import TriageCase

REFUSALS = {
    "letter": "This patient gets the one-page letter only: no activities can be added.",
    "too_many": "Four activities are the most for one sheet. Take one off first.",
    "twice": "That activity is already on the sheet.",
    "unknown": "That activity is not in the library.",
    "blocked": "That activity is blocked for this patient's safety and cannot be added.",
    "unchecked": "The library leaves this one out for this patient. Say what you checked to add it.",
    "few_words": "Say in words what you checked, for each reason it was held back, so that a colleague understands.",
    "dose_out_of_bounds": "That number is outside the bounds of this activity.",
    "unknown_tip": "That tip does not fit this patient.",
}
NOT_CHECKED = frozenset({"unchecked", "few_words"})
Edit = Callable[[Selection], Selection]


class NotChecked(Refused):
    """An activity that was held back, without a word on what was checked: said beside the field."""


@transaction.atomic
def draft(*, case: TriageCase, by: Staff) -> Handout:
    """The case's handout, made on first opening."""
    handout, made = Handout.objects.get_or_create(case=case, defaults={"clinic": case.clinic, "changed_by": by})
    if made:
        audit.record(staff_actor(by), "handout.drafted", case)
    return handout


def add(activity: str, checked: str = "") -> Edit:
    """Put one activity more on the sheet; `checked` says why, for one the machine left out."""
    return lambda selection: with_added(selection, activity, checked)


def remove(activity: str) -> Edit:
    """Take one off."""
    return lambda selection: without(selection, activity)


def move(activity: str, by: int) -> Edit:
    """Move one up (-1) or down (1)."""
    return lambda selection: moved(selection, activity, by)


def dose(activity: str, numbers: dict[str, int]) -> Edit:
    """Other numbers in one dose."""
    return lambda selection: with_dose(selection, activity, numbers)


@transaction.atomic
def edit(*, case: TriageCase, by: Staff, change: Edit) -> Handout:
    """Change the list of activities, by the same rules as the machine's own choice."""
    handout = locked_handout(case)
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(timezone.now()))
    try:
        changed = change(selection)
    except SelectionError as error:
        raise _said(error) from None
    return _save_draft(handout, {"selection": changed.as_json()}, by)


def _said(error: SelectionError) -> Refused:
    words = REFUSALS.get(error.code, "That change does not fit this patient.")
    return NotChecked(words) if error.code in NOT_CHECKED else Refused(words)


@transaction.atomic
def write(*, case: TriageCase, by: Staff, note: str, print_size: str, paper: str, language: str = "") -> Handout:
    """Set the clinician's note and how the sheet is printed; "" leaves the language as it is."""
    note = " ".join(note.split())
    if len(note) > MOST_NOTE:
        raise Refused(f"Keep the note to {MOST_NOTE} characters. It has {len(note)}.")
    if print_size not in list(PrintSize) or paper not in list(Paper):
        raise Refused("Choose a print size and a paper from the list.")
    if language and language not in drafting.sheet_languages(case):
        raise Refused("Choose a language from the list.")
    settings = {"note": note, "print_size": print_size, "paper": paper}
    if language:
        settings["language"] = language
    return _save_draft(locked_handout(case), settings, by)


@transaction.atomic
def start_over(*, case: TriageCase, by: Staff) -> Handout:
    """Go back to what the library suggests; what was there before is kept, to be brought back."""
    handout = locked_handout(case)
    handout.draft = {drafting.PUT_ASIDE: drafting.edits_of(handout.draft) or handout.draft.get(drafting.PUT_ASIDE, {})}
    return _save_draft(handout, {}, by)


@transaction.atomic
def bring_back(*, case: TriageCase, by: Staff) -> Handout:
    """Undo starting over: what was put aside comes back, and what stands now is put aside for it."""
    handout = locked_handout(case)
    if not handout.draft.get(drafting.PUT_ASIDE):
        raise Refused("There is nothing to bring back.")
    now = drafting.edits_of(handout.draft)
    handout.draft = handout.draft[drafting.PUT_ASIDE] | ({drafting.PUT_ASIDE: now} if now else {})
    return _save_draft(handout, {}, by)


def _save_draft(handout: Handout, part: dict[str, Any], by: Staff) -> Handout:
    handout.draft = handout.draft | part
    handout.draft_number += 1
    handout.changed_by = by
    handout.save()
    audit.record(staff_actor(by), "handout.edited", handout.case, {"fields": sorted(part)})
    return handout


def locked_handout(case: TriageCase) -> Handout:
    """The case's handout, locked until the transaction ends."""
    return Handout.objects.select_for_update().get(case=case)
