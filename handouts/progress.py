"""How far the sheet of each case has come, in a few words for lists: draft, waiting, printed, failed.

In: cases of one clinic. Out: a SheetState each, in four queries however many cases there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from clinic.models import Clinic
from clinic.models.job import JobState
from handouts.composition.document import Kind
from handouts.models import Delivery, Handout, Revision
from handouts.models.delivery import DeliveryKind
from handouts.revisions import is_held, job_states
from intake.models import TriageCase
from intake.models.case import CaseStatus

REVIEW_SHOWN = timedelta(days=90)
TO_REVIEW, MAKING, TO_GIVE, GIVEN, FAILED, HELD, NOT_YET = (
    "to_review", "making", "to_give", "given", "failed", "held", "not_yet",
)  # fmt: skip
GIVEN_WORDS = {
    DeliveryKind.PRINTED: "Printed",
    DeliveryKind.DOWNLOADED: "Downloaded",
    DeliveryKind.PLAIN: "Printed as a plain page",
    DeliveryKind.LINK_MADE: "Link made",
    DeliveryKind.LINK_OPENED: "Opened by the patient",
    DeliveryKind.FILE_OPENED: "Opened by the patient",
}


@dataclass(frozen=True, slots=True)
class SheetState:
    """Where a sheet stands: a code, an icon, one short line, and a second line or ""."""

    code: str
    icon: str
    words: str
    more: str = ""


def accepted_to_review(clinic: Clinic, now: datetime) -> Any:
    """Accepted cases without an approved sheet, of the last 90 days: most urgent first, then longest waiting."""
    approved = Revision.objects.filter(handout__case=OuterRef("pk"), taken_back=None)
    rows = TriageCase.objects.for_clinic(clinic).filter(status=CaseStatus.ACCEPTED, accepted_at__gte=now - REVIEW_SHOWN)
    return rows.exclude(Exists(approved)).order_by("rank", "accepted_at", "id")


def states_of(cases: Sequence[TriageCase]) -> dict[str, SheetState]:
    """The state of each case's sheet, by the case's id."""
    handouts = {row.case_id: row for row in Handout.objects.filter(case__in=cases).select_related("changed_by")}
    newest = _newest(handouts.values())
    jobs = job_states(revision.pk for revision in newest.values())
    given = _given(newest.values())
    return {str(case.id): _state(case, handouts.get(case.id), newest.get(case.id), jobs, given) for case in cases}


def _newest(handouts: Any) -> dict[Any, Revision]:
    """The newest version of each handout, by case."""
    rows = (
        Revision.objects.filter(handout__in=list(handouts))
        .select_related("handout__case", "file", "taken_back")
        .defer("document", "selection")
    )
    return {row.handout.case_id: row for row in rows.order_by("number")}


def _given(revisions: Any) -> dict[Any, Delivery]:
    """The last time each was given."""
    return {row.revision_id: row for row in Delivery.objects.filter(revision__in=list(revisions)).order_by("at")}


def _state(
    case: TriageCase,
    handout: Handout | None,
    revision: Revision | None,
    jobs: Mapping[Any, str],
    given: Mapping[Any, Delivery],
) -> SheetState:
    if revision is None:
        return _not_approved(case, handout)
    what = "Letter" if revision.kind != Kind.PLAN else "Version"
    version = f"{what} {revision.number}"
    if hasattr(revision, "taken_back"):
        return SheetState(TO_REVIEW, "pencil", "Waits for a clinician again", f"{version} was taken back")
    if is_held(revision):
        return SheetState(HELD, "octagon", "Do not give", f"{version}: the case is more urgent since")
    if revision.pk in given:
        last = given[revision.pk]
        at = last.at.astimezone(case.clinic.zone)
        return SheetState(GIVEN, "check", GIVEN_WORDS[DeliveryKind(last.kind)], f"{version}, {at:%-d %b %H:%M}")
    if getattr(revision, "file", None):
        return SheetState(TO_GIVE, "printer", "Ready to print", version)
    if jobs.get(revision.pk) == JobState.QUARANTINED:
        return SheetState(FAILED, "triangle", "PDF failed", f"{version}: print the plain page")
    return SheetState(MAKING, "clock", "PDF is being made", version)


def _not_approved(case: TriageCase, handout: Handout | None) -> SheetState:
    letter = case.disposition in ("emergency", "urgent")
    if case.status != CaseStatus.ACCEPTED and not letter:
        return SheetState(NOT_YET, "square", "Follows the decision")
    what = "Letter" if letter else "Sheet"
    if handout is None or not handout.draft_number:
        return SheetState(TO_REVIEW, "clock", f"{what} waits for a clinician")
    who = f" by {handout.changed_by.name}" if handout.changed_by else ""
    return SheetState(TO_REVIEW, "pencil", f"{what} is a draft", f"changed {_day(handout, case)}{who}")


def _day(handout: Handout, case: TriageCase) -> str:
    return f"{handout.changed_at.astimezone(case.clinic.zone):%-d %b %H:%M}"
