"""Giving a sheet: its state, the PDF to print or download, the plain page when there is none, the patient's link.

In: a signed-in person of the clinic (the policy table has judged the role). Out: pages and files that are never stored.
"""

import uuid

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from clinic import audit, outbox
from clinic.actor import staff_actor
from clinic.permissions import POLICY
from clinic.signed_in import staff_of
from handouts import files
from handouts.actions import approval, giving
from handouts.composition.document import document_from_json
from handouts.html import plan_page_body
from handouts.models import Revision
from handouts.models.delivery import DeliveryKind
from handouts.revisions import card_of, failed_cards, is_held, revision_of


@require_safe
def state(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """Whether the file is ready: a small part of a page, for polling."""
    revision = revision_of(staff_of(request).clinic, revision_id)
    lead = request.GET.get("lead") == "1"
    return render(request, "handouts/parts/revision.html", {"revision": card_of(revision), "lead": lead})


@require_safe
def pdf(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """The stored file, to show and print, or with ?as=download to keep. Each is recorded before a byte leaves."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    download = request.GET.get("as") == "download"
    found = getattr(revision, "file", None)
    if found is None or is_held(revision):
        return _not_now(request, revision)
    try:
        content = files.load(found.sha256)
    except files.FileDamaged:
        return _not_now(request, revision, damaged=True)
    kind = DeliveryKind.DOWNLOADED if download else DeliveryKind.PRINTED
    giving.give(revision=revision, kind=kind, by=staff, clinic=staff.clinic)
    return pdf_response(content, revision, download=download)


def _not_now(request: HttpRequest, revision: Revision, *, damaged: bool = False) -> HttpResponse:
    """Why there is nothing to give, and what to do instead."""
    return render(request, "handouts/not_ready.html", {"revision": card_of(revision), "damaged": damaged}, status=409)


def pdf_response(content: bytes, revision: Revision, *, download: bool) -> HttpResponse:
    """The PDF under a name that holds the record and the version, never a person's name."""
    name = f"plan-{revision.handout.case.response.code}-v{revision.number}.pdf"
    return pdf_headers(HttpResponse(content, content_type="application/pdf"), name, download=download)


def pdf_headers(response: HttpResponse, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF under its file name, shown or kept, that may load nothing."""
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response


@require_safe
def plain(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """The same words as a plain page to print, for when the PDF could not be made: the patient still gets a sheet."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    if is_held(revision):
        return _not_now(request, revision)
    giving.give(revision=revision, kind=DeliveryKind.PLAIN, by=staff, clinic=staff.clinic)
    document = document_from_json(revision.document)
    body = mark_safe(plan_page_body(document))  # noqa: S308  the composer escapes every word
    return render(request, "handouts/plain.html", {"body": body, "document": document, "revision": card_of(revision)})


@require_POST
def link(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """Make a link for the patient and show it once."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    if is_held(revision):
        return _not_now(request, revision)
    until = giving.link_end(revision).astimezone(staff.clinic.zone)
    secret = giving.make_link(revision=revision, by=staff)
    address = f"{settings.PUBLIC_URL}{reverse('plan:open', args=[secret])}"
    return render(request, "handouts/link.html", {"address": address, "until": until, "revision": card_of(revision)})


@require_POST
def revoke(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """End every link to this revision."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    giving.revoke_links(revision=revision, by=staff)
    messages.success(request, "All links to this version have ended.")
    return redirect("intake:case", case_id=revision.handout.case_id)


@require_POST
def take_back(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """A clinician takes an approved version back: from then on nobody gives or opens it."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    approval.take_back(revision=revision, by=staff)
    messages.success(request, f"Version {revision.number} is taken back. Printed copies are not: ask for them.")
    return redirect("handouts:review", case_id=revision.handout.case_id)


@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """Sheets that could not be made after three attempts, each with a plain page and another try."""
    staff = staff_of(request)
    context = {"revisions": failed_cards(staff.clinic), "may_give": staff.role in POLICY["handouts:plain"].who}
    return render(request, "handouts/failed.html", context)


@require_POST
def retry(request: HttpRequest, revision_id: uuid.UUID) -> HttpResponse:
    """Try again to make a sheet that failed."""
    staff = staff_of(request)
    revision = revision_of(staff.clinic, revision_id)
    with transaction.atomic():
        tried = outbox.try_again(approval.RENDER, revision.id)
        audit.record(staff_actor(staff), "handout.retried", revision.handout.case, {"number": revision.number})
    messages.success(request, "Trying again." if tried else "This sheet is not waiting for another try.")
    return redirect("handouts:failed")
