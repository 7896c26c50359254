"""What happened to a case's sheet, as rows for the history of the case: approved, given, opened, taken back.

In: a case's id and the rows of its own history. Out: all rows, newest first.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from clinic.models import Clinic, Staff
from handouts.composition.document import Kind
from handouts.models import Delivery, Revision
from handouts.models.delivery import DeliveryKind

PATIENT = "The patient"
WORDS = {
    DeliveryKind.PRINTED: "printed",
    DeliveryKind.DOWNLOADED: "downloaded",
    DeliveryKind.PLAIN: "printed as a plain page",
    DeliveryKind.LINK_MADE: "link made",
    DeliveryKind.LINK_OPENED: "opened",
    DeliveryKind.FILE_OPENED: "PDF opened",
}


def merged(history: Sequence[dict[str, Any]], case_id: str) -> list[dict[str, Any]]:
    """The rows of the case and those of its sheet."""
    revisions = Revision.objects.filter(handout__case=UUID(case_id)).defer("document", "selection")
    rows = [row for each in revisions.select_related("clinic", "approved_by", "taken_back__by") for row in _of(each)]
    return sorted([*history, *rows], key=lambda row: row["at"], reverse=True) if rows else list(history)


def _of(revision: Revision) -> Iterator[dict[str, Any]]:
    name = f"{'Sheet' if revision.kind == Kind.PLAN else 'Letter'}, version {revision.number}"
    clinic = revision.clinic
    yield _row(clinic, revision.approved_at, revision.approved_by, f"{name}: approved")
    for given in Delivery.objects.filter(revision=revision).select_related("by"):
        yield _row(clinic, given.at, given.by, f"{name}: {WORDS[DeliveryKind(given.kind)]}")
    if hasattr(revision, "taken_back"):
        yield _row(clinic, revision.taken_back.at, revision.taken_back.by, f"{name}: taken back")


def _row(clinic: Clinic, moment: datetime, by: Staff | None, what: str) -> dict[str, Any]:
    at = moment.astimezone(clinic.zone)
    today = at.date() == clinic.today(timezone.now())
    return {
        "at": at, "when": f"{at:%H:%M}" if today else f"{at:%-d %b %H:%M}", "who": by.name if by else PATIENT,
        "what": what,
    }  # fmt: skip
