"""What changes a handout: draft, edit, approve, attach the PDF, give. Each act is one transaction with its audit row,
which stands in the audit of the case.

In: a case or a revision of the actor's own clinic. Out: rows. What is not allowed raises Refused with a sentence.
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit, outbox
from clinic.actor import patient_actor, staff_actor, system_actor
from clinic.models import Clinic, Staff
from handouts import drafting, files
from handouts.composition.document import Paper, PrintSize
from handouts.composition.errors import SelectionError
from handouts.composition.selection import Selection, moved, with_added, with_dose, without
from handouts.models import Delivery, Handout, HandoutFile, PlanLink, Revision
from handouts.models.delivery import DeliveryKind
from intake.actions.acts import Refused
from intake.models import TriageCase
from intake.models.case import CaseStatus

RENDER = "render_handout"
MOST_NOTE = 240
MOST_TRIES = 5
LINK_FOR = timedelta(days=28)
CODE_ALPHABET = "23456789CDFGHJKMPQRTVWXYZ"
REFUSALS = {
    "letter": "This patient gets the one-page letter only: no activities can be added.",
    "too_many": "Four activities are the most for one sheet. Take one off first.",
    "twice": "That activity is already on the sheet.",
    "unknown": "That activity is not in the library.",
    "blocked": "That activity is blocked for this patient's safety and cannot be added.",
    "unchecked": "The library leaves this one out for this patient. Say what you checked to add it.",
    "dose_out_of_bounds": "That number is outside the bounds of this activity.",
    "unknown_tip": "That tip does not fit this patient.",
}


def _said(error: SelectionError) -> Refused:
    return Refused(REFUSALS.get(error.code, "That change does not fit this patient."))


@transaction.atomic
def draft(*, case: TriageCase, by: Staff) -> Handout:
    """The case's handout, made on first opening."""
    handout, made = Handout.objects.get_or_create(case=case, defaults={"clinic": case.clinic, "changed_by": by})
    if made:
        audit.record(staff_actor(by), "handout.drafted", case)
    return handout


Edit = Callable[[Selection], Selection]


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
    handout = _locked(case)
    selection = drafting.selection_for(case, handout.draft, case.clinic.today(timezone.now()))
    try:
        changed = change(selection)
    except SelectionError as error:
        raise _said(error) from None
    return _save_draft(handout, {"selection": changed.as_json()}, by)


@transaction.atomic
def write(*, case: TriageCase, by: Staff, note: str, print_size: str, paper: str) -> Handout:
    """Set the clinician's note and how the sheet is printed."""
    note = " ".join(note.split())
    if len(note) > MOST_NOTE:
        raise Refused(f"Keep the note to {MOST_NOTE} characters. It has {len(note)}.")
    if print_size not in list(PrintSize) or paper not in list(Paper):
        raise Refused("Choose a print size and a paper from the list.")
    settings = {"note": note, "print_size": print_size, "paper": paper}
    return _save_draft(_locked(case), settings, by)


@transaction.atomic
def start_over(*, case: TriageCase, by: Staff) -> Handout:
    """Drop all edits and go back to what the library suggests."""
    handout = _locked(case)
    handout.draft = {}
    return _save_draft(handout, {}, by)


def _save_draft(handout: Handout, part: dict[str, Any], by: Staff) -> Handout:
    handout.draft = handout.draft | part
    handout.draft_number += 1
    handout.changed_by = by
    handout.save()
    audit.record(staff_actor(by), "handout.edited", handout.case, {"fields": sorted(part)})
    return handout


def _locked(case: TriageCase) -> Handout:
    return Handout.objects.select_for_update().get(case=case)


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
    handout = _locked(case)
    if handout.draft_number != draft_number:
        raise Refused("The sheet was changed while you looked at it. Please read it once more.")
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
    code = new_code()
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


def new_code() -> str:
    """The code on the paper: 18 letters from an alphabet of 25, over 80 bits, in groups that can be typed."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(18))
    return "-".join(letters[start : start + 6] for start in (0, 6, 12))


def hash_of(secret: str) -> str:
    """sha256 of a link's secret as typed: case and dashes do not matter in a code on paper."""
    plain = secret.replace("-", "").upper() if len(secret) <= 20 else secret
    return hashlib.sha256(plain.encode()).hexdigest()


def sha256_of(document: dict[str, Any]) -> str:
    """The digest of a frozen document, whatever order the database keeps its keys in."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def end_of(revision: Revision) -> datetime:
    """The end of the revision's last day, in the clinic's zone."""
    return datetime.combine(revision.use_until, time.max, tzinfo=revision.clinic.zone)


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


@transaction.atomic
def give(*, revision: Revision, kind: DeliveryKind, by: Staff | None, clinic: Clinic) -> Delivery:
    """Record that a plan was printed, downloaded or opened; `by` is None for the patient."""
    delivery = Delivery.objects.create(revision=revision, kind=kind, by=by, at=timezone.now())
    actor = staff_actor(by) if by else patient_actor(clinic)
    audit.record(actor, f"handout.{kind.value}", revision.handout.case, {"number": revision.number})
    return delivery


@transaction.atomic
def make_link(*, revision: Revision, by: Staff) -> str:
    """A new link for the patient; returns its secret, which is shown once and never stored."""
    secret = secrets.token_urlsafe(32)
    PlanLink.objects.create(
        clinic=revision.clinic, revision=revision, secret_hash=hash_of(secret), made_by=by,
        expires_at=link_end(revision),
    )  # fmt: skip
    give(revision=revision, kind=DeliveryKind.LINK_MADE, by=by, clinic=revision.clinic)
    return secret


def link_end(revision: Revision) -> datetime:
    """Until when a link made now would open the plan."""
    return min(timezone.now() + LINK_FOR, end_of(revision))


@transaction.atomic
def revoke_links(*, revision: Revision, by: Staff) -> int:
    """End every link to a revision, the one on paper too; returns how many were live."""
    ended = PlanLink.objects.filter(revision=revision, revoked_at=None).update(revoked_at=timezone.now())
    detail = {"number": revision.number, "links": ended}
    audit.record(staff_actor(by), "handout.links_revoked", revision.handout.case, detail)
    return ended


@transaction.atomic
def open_link(*, secret: str, birth_date: Any) -> PlanLink | None:
    """The link that `secret` and the birth date open, or None: unknown, expired, revoked, spent and wrong are alike.

    A wrong date counts against the link's five tries for as long as it lives.
    """
    now = timezone.now()
    link = (
        PlanLink.objects.select_for_update(of=("self",))
        .select_related("revision__handout__case__patient", "clinic")
        .filter(secret_hash=hash_of(secret), revoked_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
        .first()
    )
    if link is None:
        return None
    patient = link.revision.handout.case.patient
    if birth_date is None or patient.birth_date != birth_date:
        link.tries += 1
        link.save(update_fields=["tries"])
        detail = {"number": link.revision.number, "tries": link.tries}
        audit.record(patient_actor(link.clinic), "plan.wrong_birth_date", link.revision.handout.case, detail)
        return None
    give(revision=link.revision, kind=DeliveryKind.LINK_OPENED, by=None, clinic=link.clinic)
    return link


def live_link(link_id: uuid.UUID) -> PlanLink | None:
    """The link of an open patient session, while it still holds."""
    rows = PlanLink.objects.select_related("revision__handout__case", "clinic")
    return rows.filter(pk=link_id, revoked_at=None, expires_at__gt=timezone.now()).first()
