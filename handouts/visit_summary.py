"""All that the clinician's one-page visit summary shows: who, why, signs, answers that change care, route, sheet given.

In: a case, who looks, and when. Out: the template's context. It is for the clinician, never for the patient.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clinic.models import Staff
from handouts import catalog_store, drafting, offers
from handouts.composition.document import Paper
from handouts.composition.standing import Reason
from handouts.models import Delivery, Handout, Revision
from handouts.revisions import given_words
from intake import case_page, summary
from intake.models import TriageCase

TOLD = ("card", "summary", "picture", "unusual", "own_words", "because")
MOST_VISITS = 4
SCORE = "check"  # the icon of a row that only gave points to a pathway


def context_of(case: TriageCase, staff: Staff, now: datetime) -> dict[str, Any]:
    """Context for handouts/visit_summary.html. Reading it makes no handout."""
    handout = Handout.objects.filter(case=case).first()
    told = case_page.context_of(case, staff, now)
    paper = drafting.settings_for(case, handout.draft if handout else {}).paper
    return {
        **{name: told[name] for name in TOLD},
        "signs": [row for row in told["because"]["rows"] if row["icon"] != SCORE],
        "speaks_for": [row["text"] for row in told["because"]["rows"] if row["icon"] == SCORE],
        "clinic": case.clinic,
        "patient": case.patient,
        "sent_at": case.response.sent_at.astimezone(case.clinic.zone) if case.response.sent_at else None,
        "printed_at": now.astimezone(case.clinic.zone),
        "paper": "letter" if paper is Paper.LETTER else "a4",
        "scores": _scores(case),
        "contacts": told["contact"]["log"],
        "given": _given(handout) if handout else None,
        "sample": told["sample"],
    }


def _scores(case: TriageCase) -> list[dict[str, Any]]:
    """Pain and what is hard to do, this time and the times before, newest first."""
    rows = TriageCase.objects.for_clinic(case.clinic).filter(
        patient=case.patient, response__sent_at__lte=case.response.sent_at or case.waiting_since
    )
    return [
        {
            "day": visit.response.sent_at.astimezone(case.clinic.zone).date(),
            "pain": summary.answer_for(visit.response.answers, "pain_level"),
            "hard": visit.response.answers.get("hard_activity", ""),
        }
        for visit in rows.select_related("response").order_by("-response__sent_at")[:MOST_VISITS]
        if visit.response.sent_at
    ]


def _given(handout: Handout) -> dict[str, Any] | None:
    """The newest approved version with its activities, what a clinician checked to add one, and how it was given; None
    without any."""
    revision: Revision | None = handout.revisions.select_related("approved_by", "clinic").order_by("-number").first()
    if revision is None:
        return None
    cards = ((revision.document.get("plan") or {}).get("activities") or {}).get("cards", [])
    lines = {row["activity"]: row for row in revision.selection.get("activities", [])}
    return {
        "number": revision.number,
        "kind": revision.kind,
        "by": revision.approved_by.name,
        "at": revision.approved_at.astimezone(revision.clinic.zone),
        "taken_back": hasattr(revision, "taken_back"),
        "given": _last_given(revision),
        "before": _given_before(revision),
        "activities": [
            {name: card[name] for name in ("number", "title", "dose")}
            | {"own": _own_title(card["activity"], revision.document["language"])}
            | _overruled(lines.get(card["activity"], {}))
            for card in cards
        ],
    }


def _last_given(revision: Revision) -> str:
    """How a version was given last; "" where nobody has given it yet."""
    last = revision.deliveries.select_related("by").order_by("-at").first()
    return given_words(last, revision.clinic.zone) if last else ""


def _given_before(revision: Revision) -> str:
    """The newest older version that the patient has, and how it was given."""
    older = Delivery.objects.filter(revision__handout=revision.handout_id, revision__number__lt=revision.number)
    last = older.select_related("revision", "by").order_by("-revision__number", "-at").first()
    return f"Version {last.revision.number}: {given_words(last, revision.clinic.zone)}" if last else ""


def _own_title(activity: str, language: str) -> str:
    """What staff call an activity, where the sheet is in another language and the library still holds it."""
    found = catalog_store.catalog().activities.get(activity)
    return offers.own_title(found, language) if found else ""


def _overruled(line: Mapping[str, Any]) -> dict[str, Any]:
    """Why the library had held an activity back, and what the clinician checked to add it."""
    held = offers.reasons_words([Reason(*pair) for pair in line.get("held", [])])
    return {"held": held, "checked": line.get("checked", "")}
