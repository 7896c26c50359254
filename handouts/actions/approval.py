"""Approving freezes a draft as a revision and files its rendering; the rendered PDF is attached to it.

In: a case and the draft that a clinician saw. Out: a revision with its link on paper, its job and its audit row.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit, outbox
from clinic.actor import staff_actor, system_actor
from clinic.models import Staff
from handouts import drafting, files
from handouts.actions.editing import locked_handout
from handouts.actions.giving import end_of, hash_of, new_plan_code
from handouts.composition.selection import Selection
from handouts.models import Handout, HandoutFile, PlanLink, Revision, TakenBack
from intake.actions.acts import Refused
from intake.models import TriageCase
from intake.models.case import CaseStatus

RENDER = "render_handout"


@transaction.atomic
def approve(
    *, case: TriageCase, by: Staff, draft_number: int, release: bool = False, now: datetime | None = None
) -> Revision:
    """Freeze the draft as a revision and file its rendering, in one transaction.

    Only a clinician approves, and only what they saw: a draft that a colleague changed meanwhile is shown again. A
    gp_review needs the clinician's word that the sheet is safe to give. An emergency or urgent case gets the letter.
    """
    now = now or timezone.now()
    if not by.is_clinical:
        raise Refused("Only a clinician can approve a sheet.")
    handout = locked_handout(case)
    if handout.draft_number != draft_number:
        who = f" by {handout.changed_by.name}" if handout.changed_by and handout.changed_by != by else ""
        raise Refused(f"The sheet was changed{who} while you looked at it. Please read it once more.")
    if case.status != CaseStatus.ACCEPTED and case.disposition not in ("emergency", "urgent"):
        raise Refused("Accept the case first: the sheet follows the decision.")
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(now))
    if selection.needs_release and not release:
        raise Refused("This case waits for a medical check. Tick that the sheet is safe to give, or do not give one.")
    revision = _freeze(handout, case, selection, by, now)
    outbox.file_job(clinic=case.clinic, kind=RENDER, subject=revision.id)
    detail = {"revision": str(revision.id), "number": revision.number, "kind": revision.kind, "released": release}
    audit.record(staff_actor(by), "handout.approved", case, detail)
    return revision


def _freeze(handout: Handout, case: TriageCase, selection: Selection, by: Staff, now: datetime) -> Revision:
    number = handout.revisions.count() + 1
    code = new_plan_code()
    settings = drafting.settings_for(case, handout.draft)
    document = drafting.document_for(
        case, selection, settings, now=now, version=number, prepared_by=by, approved_by=by, code=code
    ).as_json()
    revision = Revision.objects.create(
        clinic=case.clinic, handout=handout, number=number, kind=str(selection.kind), code=code, document=document,
        selection=selection.as_json(), document_sha256=sha256_of(document), approved_by=by, approved_at=now,
        use_until=case.clinic.today(now) + drafting.USE_FOR,
    )  # fmt: skip
    PlanLink.objects.create(
        clinic=case.clinic, revision=revision, secret_hash=hash_of(code), on_paper=True, made_by=by,
        expires_at=end_of(revision),
    )  # fmt: skip
    return revision


@transaction.atomic
def take_back(*, revision: Revision, by: Staff, now: datetime | None = None) -> None:
    """Give a version to nobody any more, by desk or link, nor those before it. The record keeps them; approving again
    makes a new one."""
    if not by.is_clinical:
        raise Refused("Only a clinician can take a sheet back.")
    handout = locked_handout(revision.handout.case)
    at = now or timezone.now()
    live = handout.revisions.filter(taken_back=None, number__lte=revision.number)
    if TakenBack.objects.bulk_create(TakenBack(revision=each, by=by, at=at) for each in live):
        audit.record(staff_actor(by), "handout.taken_back", handout.case, {"number": revision.number})


def sha256_of(document: dict[str, Any]) -> str:
    """The digest of a frozen document, whatever order the database keeps its keys in."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def attach_pdf(*, revision: Revision, pdf: bytes, pages: int) -> HandoutFile:
    """Store the rendered file and its row. A revision has one file by constraint: a second attempt finds the first."""
    found = HandoutFile.objects.filter(revision=revision).first()
    if found:
        return found
    digest = files.store(pdf)
    try:
        with transaction.atomic():
            made = HandoutFile.objects.create(
                revision=revision, sha256=digest, size=len(pdf), pages=pages, made_at=timezone.now()
            )
    except IntegrityError:
        return HandoutFile.objects.get(revision=revision)
    detail = {"number": revision.number, "sha256": digest, "pages": pages}
    audit.record(system_actor(revision.clinic_id), "handout.rendered", revision.handout.case, detail)
    return made
