"""All that the clinician's review page shows: answers and because on the left, the draft in the middle, the sheet
beside it.

In: a case with its handout, who looks, and when. Out: the template's context.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic.models import Staff
from handouts import drafting
from handouts.actions import MOST_NOTE
from handouts.composition.document import Kind, Paper, PrintSize
from handouts.composition.selection import MOST, Choice, Selection
from handouts.composition.standing import Reason, Standing
from handouts.models import Handout
from handouts.revisions import cards_of
from intake import case_page, protocol_store
from intake.models import TriageCase
from intake.models.case import CaseStatus

REASON_WORDS = {
    "blocked": "Blocked: {technique}",
    "caution": "Ask first: {about}",
    "caution_unknown": "Not known: {about}",
    "duration": "Not for this stage",
    "duration_unknown": "Not known for how long",
    "floor": "Needs to get down to the floor",
    "floor_unknown": "Not known if the floor is OK",
    "fresh_injury": "Not in the first 3 days after an injury",
    "region_mismatch": "For another place",
    "equipment": "Not at home: {about}",
    "language": "Not in this language yet",
    "clinician_only": "Only a clinician adds this",
    "region": "Matches {about}",
    "nearby": "Near {about}",
    "trigger": "Matches {about}",
    "evidence": "Evidence {about}",
    "no_equipment": "Needs nothing",
    "liked": "Helped before",
    "by_hand": "Added by a clinician",
}


def context_of(case: TriageCase, handout: Handout, staff: Staff, now: datetime) -> dict[str, Any]:
    """Context for handouts/review.html."""
    today = case.clinic.today(now)
    selection = drafting.selection_for(case, handout.draft, today)
    told = case_page.context_of(case, staff, now)
    settings = drafting.settings_for(case, handout.draft)
    return {
        **{
            name: told[name]
            for name in ("card", "summary", "picture", "unusual", "own_words", "because", "all_answers")
        },
        "case_url": reverse("intake:case", args=[case.id]),
        "is_letter": selection.kind is Kind.GET_HELP_LETTER,
        "needs_release": selection.needs_release,
        "accepted": case.status == CaseStatus.ACCEPTED,
        "may_approve": staff.is_clinical
        and (case.status == CaseStatus.ACCEPTED or selection.kind is Kind.GET_HELP_LETTER),
        "choices": [_choice(number, one, selection) for number, one in enumerate(selection.choices, 1)],
        "full": len(selection.choices) >= MOST,
        "may_be_added": [_offer(one) for one in selection.may_be_added],
        "left_out": [_offer(one) for one in selection.left_out],
        "tips": [tip.habit.words[selection.language].label for tip in selection.tips],
        "settings": settings,
        "print_sizes": [(each.value, each.name.capitalize().replace("_", " ")) for each in PrintSize],
        "papers": [(each.value, each.name.capitalize()) for each in Paper],
        "most_note": MOST_NOTE,
        "draft_number": handout.draft_number,
        "edited": bool(handout.draft),
        "edit_url": reverse("handouts:edit", args=[case.id]),
        "approve_url": reverse("handouts:approve", args=[case.id]),
        "preview_url": reverse("handouts:preview", args=[case.id]),
        "revisions": cards_of(handout),
        "sample": True,
    }


def _choice(number: int, choice: Choice, selection: Selection) -> dict[str, Any]:
    """One activity of the draft with its dose fields, each within its bounds."""
    activity = choice.activity
    return {
        "id": activity.id,
        "number": number,
        "title": activity.words[selection.language].title,
        "reasons": [words for reason in choice.reasons if (words := reason_words(reason))],
        "checked": choice.checked,
        "substitutes": [f"{instead.replace('_', ' ')} for {needed.replace('_', ' ')}"
                        for needed, instead in choice.substitutes.items()],
        "doses": [
            {"key": key, "label": DOSE_LABELS.get(key, key), "value": value,
             "min": activity.dose[key].least, "max": activity.dose[key].most}
            for key, value in choice.dose.items()
        ],
        "first": number == 1,
        "last": number == len(selection.choices),
    }  # fmt: skip


DOSE_LABELS = {
    "hold_s": "seconds to hold",
    "build_to_s": "seconds to build up to",
    "minutes": "minutes",
    "reps": "times",
    "spots": "spots",
    "rounds": "rounds",
    "per_day": "times a day",
    "days_week": "days a week",
}


def _offer(standing: Standing) -> dict[str, Any]:
    """One activity that could be added, or why it was left out."""
    return {
        "id": standing.activity.id,
        "title": standing.activity.words["en"].title,
        "reasons": [words for reason in (standing.left_out or standing.reasons) if (words := reason_words(reason))],
        "blocked": standing.blocked,
        "score": standing.score,
    }


def reason_words(reason: Reason) -> str:
    """A reason of the selection in staff's words."""
    about = reason.about.removeprefix("trigger_").replace("_", " ")
    technique = protocol_store.wording("en").technique(reason.about) if reason.code == "blocked" else ""
    return REASON_WORDS[reason.code].format(about=about, technique=technique)
