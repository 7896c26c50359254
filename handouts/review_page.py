"""All that the clinician's review page shows: answers and because, the draft, the paper.

In: a case with its handout, who looks, and when. Out: the template's context.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from clinic.languages import names
from clinic.models import Staff
from handouts import asked_for, drafting, offers
from handouts.actions.approval import sha256_of
from handouts.composition.arranging import MOST
from handouts.composition.document import HandoutDocument, Kind, Paper, PrintSize
from handouts.composition.plan_after import MOST_NOTE
from handouts.composition.selection import Selection
from handouts.models import Handout
from handouts.revisions import cards_of
from intake import board_groups, case_page, governance
from intake.models import TriageCase
from intake.models.case import CaseStatus

TOLD = ("card", "summary", "picture", "unusual", "own_words", "because", "all_answers", "unanswered")
SIZE_WORDS = {PrintSize.STANDARD: "12 pt", PrintSize.CLEAR: "14 pt", PrintSize.LARGE: "18 pt"}


def context_of(case: TriageCase, handout: Handout, staff: Staff, now: datetime) -> dict[str, Any]:
    """Context for handouts/review.html."""
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(now))
    told = case_page.context_of(case, staff, now)
    settings = drafting.settings_for(case, handout.draft)
    document = drafting.document_for(case, selection, settings, now=now, version=1, prepared_by=staff)
    return {
        **{name: told[name] for name in TOLD},
        "case_url": reverse("intake:case", args=[case.id]),
        "summary_url": reverse("handouts:visit_summary", args=[case.id]),
        "asked_for": asked_for.lines(case, handout.draft),
        "sample": governance.is_sample(case.clinic),
        "alarm": board_groups.alarm_line(board_groups.groups_of(staff.clinic, staff, now), str(case.id))
        | {"updated_at": now.astimezone(case.clinic.zone)},
        "minutes": asked_for.minutes(case, selection),
        **_list_of(selection, document),
        **_paper_of(case, handout),
        **_standing_of(case, handout, selection, document, staff),
        **{f"{name}_url": reverse(f"handouts:{name}", args=[case.id]) for name in ("edit", "approve", "preview")},
    }


def _list_of(selection: Selection, document: HandoutDocument) -> dict[str, Any]:
    """What is on the sheet and what might be."""
    printed = document.plan.activities.cards if document.plan else ()
    figures = {card.activity: mark_safe(card.figure.svg) for card in printed}  # noqa: S308  the library's own drawings
    return {
        "is_letter": selection.kind is Kind.GET_HELP_LETTER,
        "choices": [
            offers.choice(number, one, selection) | {"figure": figures.get(one.activity.id, "")}
            for number, one in enumerate(selection.choices, 1)
        ],
        "full": len(selection.choices) >= MOST,
        "may_be_added": [offers.offer(one, selection) for one in selection.may_be_added],
        "left_out": sorted(
            (offers.offer(one, selection) for one in selection.left_out), key=lambda row: row["blocked"]
        ),
        "tips": [offers.both_labels(tip, selection.language) for tip in selection.tips],
        "message": document.plan.message if document.plan else "",
    }


def _paper_of(case: TriageCase, handout: Handout) -> dict[str, Any]:
    """How it prints, and the clinician's note."""
    settings = drafting.settings_for(case, handout.draft)
    language = settings.language
    return {
        "settings": settings,
        "print_sizes": [(each.value, SIZE_WORDS[each]) for each in PrintSize],
        "languages": [(tag, names()[tag]) for tag in drafting.sheet_languages(case)],
        "foreign": "" if language == offers.OWN else names().get(language, language),
        "papers": [(each.value, each.name.capitalize()) for each in Paper],
        "most_note": MOST_NOTE,
    }


def _standing_of(
    case: TriageCase, handout: Handout, selection: Selection, document: HandoutDocument, staff: Staff
) -> dict[str, Any]:
    """How far the sheet has come, and whether this person may approve it."""
    revisions = cards_of(handout)
    accepted = case.status == CaseStatus.ACCEPTED
    return {
        "draft_number": handout.draft_number,
        "edited": bool(drafting.edits_of(handout.draft)),
        "put_aside": bool(handout.draft.get(drafting.PUT_ASIDE)),
        "changed_at": handout.changed_at.astimezone(case.clinic.zone),
        "changed_by": handout.changed_by.name if handout.changed_by else "",
        "revisions": revisions,
        "next_number": len(revisions) + 1,
        "approved_as_is": approved_as_is(case, handout, selection) is not None,
        "needs_release": selection.needs_release,
        "accepted": accepted,
        "may_approve": staff.is_clinical and (accepted or document.letter is not None),
    }


def approved_as_is(case: TriageCase, handout: Handout, selection: Selection) -> HandoutDocument | None:
    """The newest revision's document, if it says word for word what approving now would say."""
    newest = handout.revisions.select_related("approved_by").order_by("-number").first()
    if newest is None or hasattr(newest, "taken_back"):
        return None
    again = drafting.document_for(
        case, selection, drafting.settings_for(case, handout.draft), now=newest.approved_at,
        version=newest.number, prepared_by=newest.approved_by, approved_by=newest.approved_by, code=newest.code,
    )  # fmt: skip
    return again if sha256_of(again.as_json()) == newest.document_sha256 else None
