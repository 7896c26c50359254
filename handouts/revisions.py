"""What staff see of a revision: is its file ready, being made, or in quarantine; and the list of those that failed.

In: rows. Out: frozen values for pages. One clinic only.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Job
from clinic.models.job import JobState
from handouts.actions.approval import RENDER
from handouts.composition.document import Kind
from handouts.models import Delivery, Handout, Revision

READY, MAKING, FAILED = "ready", "making", "failed"


@dataclass(frozen=True, slots=True)
class RevisionCard:
    """One revision as listed; `state` is ready, making or failed. `replaced`: there is a newer one. `held`: nobody gets
    it any more, because it was taken back (`taken_back` says when and by whom) or the case has become too urgent for
    it. `links` were made by hand; `on_paper` is the code that every sheet bears."""

    id: str
    number: int
    kind: str
    state: str
    approved_by: str
    approved_at: datetime
    pages: int
    code: str
    case_url: str
    state_url: str
    pdf_url: str
    plain_url: str
    link_url: str
    revoke_url: str
    take_back_url: str
    retry_url: str
    patient: str
    links: int
    on_paper: bool
    deliveries: tuple[str, ...]
    replaced: bool
    held: bool
    taken_back: str


def revision_of(clinic: Clinic, revision_id: uuid.UUID) -> Revision:
    """The clinic's revision or 404, the same for foreign and unknown ids."""
    rows = Revision.objects.select_related("handout__case__patient", "approved_by", "taken_back__by", "clinic")
    found = rows.filter(clinic=clinic, pk=revision_id).first()
    if found is None:
        raise Http404
    return found


def card_of(revision: Revision, jobs: dict[uuid.UUID, str] | None = None) -> RevisionCard:
    """The card of one revision; `jobs` are states by subject, looked up where not given."""
    states = job_states([revision.pk]) if jobs is None else jobs
    file = getattr(revision, "file", None)
    failed = states.get(revision.pk) == JobState.QUARANTINED
    zone = revision.clinic.zone
    given = revision.deliveries.select_related("by").order_by("at")
    newer = Revision.objects.filter(handout=revision.handout_id, number__gt=revision.number)
    links = revision.links.filter(revoked_at=None, expires_at__gt=timezone.now()).values_list("on_paper", flat=True)
    urls = {name: reverse(f"handouts:{name}", args=[revision.pk])
            for name in ("state", "pdf", "plain", "link", "revoke", "take_back", "retry")}  # fmt: skip
    return RevisionCard(
        id=str(revision.pk),
        number=revision.number,
        kind=revision.kind,
        state=READY if file else FAILED if failed else MAKING,
        approved_by=revision.approved_by.name,
        approved_at=revision.approved_at.astimezone(zone),
        pages=file.pages if file else 0,
        code=revision.code,
        case_url=reverse("intake:case", args=[revision.handout.case_id]),
        state_url=urls["state"],
        pdf_url=urls["pdf"],
        plain_url=urls["plain"],
        link_url=urls["link"],
        revoke_url=urls["revoke"],
        take_back_url=urls["take_back"],
        retry_url=urls["retry"],
        patient=revision.handout.case.patient.short_name,
        links=sum(not on_paper for on_paper in links),
        on_paper=any(links),
        deliveries=tuple(given_words(each, zone) for each in given),
        replaced=newer.exists(),
        held=is_held(revision),
        taken_back=_taken_back(revision, zone),
    )


def _taken_back(revision: Revision, zone: ZoneInfo) -> str:
    if not hasattr(revision, "taken_back"):
        return ""
    return f"{revision.taken_back.at.astimezone(zone):%-d %b %H:%M} by {revision.taken_back.by.name}"


def given_words(delivery: Delivery, zone: ZoneInfo) -> str:
    """One act of giving: when, how, by whom."""
    who = f", {delivery.by.name}" if delivery.by else ""
    return f"{delivery.at.astimezone(zone):%-d %b %H:%M} {delivery.get_kind_display()}{who}"


def is_held(revision: Revision) -> bool:
    """Whether nobody should get it any more: it was taken back, or the case has become more urgent than this plan was
    approved for."""
    stands = revision.handout.case.disposition
    if hasattr(revision, "taken_back"):
        return True
    if revision.kind != Kind.PLAN:
        return False
    return stands in ("emergency", "urgent") or (stands == "gp_review" and not revision.document.get("needs_release"))


def cards_of(handout: Handout) -> list[RevisionCard]:
    """All revisions of a handout, newest first."""
    rows = list(
        handout.revisions.select_related(
            "handout__case__patient", "approved_by", "taken_back__by", "clinic", "file"
        ).order_by("-number")
    )
    states = job_states([each.pk for each in rows])
    return [card_of(each, states) for each in rows]


def failed_cards(clinic: Clinic) -> list[RevisionCard]:
    """The clinic's revisions whose rendering is in quarantine, newest first."""
    jobs = Job.objects.filter(clinic=clinic, kind=RENDER, state=JobState.QUARANTINED)
    rows = Revision.objects.filter(clinic=clinic, pk__in=jobs.values("subject"), file=None)
    rows = rows.filter(taken_back=None)
    rows = rows.select_related("handout__case__patient", "approved_by", "clinic").order_by("-approved_at")
    return [card_of(each) for each in rows[:100]]


def job_states(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """State of each revision's rendering job."""
    return dict(Job.objects.filter(kind=RENDER, subject__in=list(subjects)).values_list("subject", "state"))
