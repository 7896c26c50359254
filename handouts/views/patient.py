"""The patient's plan: a link or the code on paper, then the birth date, then the same document as a page and as a PDF.

In: a secret in the address (exchanged at once), a typed code, or a short signed cookie. Out: pages that say the same to
everyone who is not the right person: unknown, expired, revoked, spent and wrong look alike.
"""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.emergency_numbers import numbers_for, tel
from clinic.languages import code_of
from handouts import files
from handouts.actions import giving
from handouts.composition.document import HandoutDocument, document_from_json
from handouts.html import diary_html, plan_page_body
from handouts.models import PlanLink, Revision
from handouts.models.delivery import DeliveryKind
from handouts.plain_text import text_of
from handouts.revisions import is_held
from handouts.views.desk import pdf_response
from intake import months

COOKIE = "__Host-unknot-plan" if settings.HTTPS else "unknot-plan"
SALT = "unknot.plan"
SECONDS = 30 * 60
PARTS = ("day", "month", "year")
# The door says nothing about any clinic, not even to staff who open it while they are signed in.
NOBODYS = {"clinic": None, "thread": 0}


@require_http_methods(["GET", "HEAD", "POST"])
def open_plan(request: HttpRequest, secret: str) -> HttpResponse:
    """GET asks for the birth date and reveals nothing, not even whether the link is real. POST exchanges the secret."""
    if request.method != "POST":
        return _door(request)
    return _exchange(request, secret)


def _exchange(request: HttpRequest, secret: str, **asked: Any) -> HttpResponse:
    """A short session for a secret and a birth date. A date that cannot be read costs no try: no link was looked at."""
    typed = {part: request.POST.get(part, "")[:10].strip() for part in PARTS}
    day = _date(typed)
    if day is None:
        return _door(request, typed=typed, unreadable=True, status=422, **asked)
    link = giving.open_link(secret=secret[:100], birth_date=day)
    if link is None:
        return _door(request, typed=typed, refused=True, status=403, **asked)
    response = redirect("plan:show")
    response.set_cookie(
        COOKIE, signing.dumps(str(link.id), salt=SALT), max_age=SECONDS, httponly=True, secure=settings.HTTPS,
        samesite="Lax", path="/",
    )  # fmt: skip
    return response


def _door(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "handouts/plan_door.html", {**NOBODYS, **context}, status=status)


def _date(typed: dict[str, str]) -> date | None:
    try:
        return date(int(typed["year"]), int(months.as_number(typed["month"])), int(typed["day"]))
    except (ValueError, OverflowError):
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The plan as a page; without a session the door for someone who types the code on the paper."""
    if request.method == "POST":
        code = request.POST.get("code", "").strip()[:40]
        return _exchange(request, "".join(filter(str.isalnum, code)), ask_code=True, code=code)
    link = _open_link(request)
    if link is None:
        return _door(request, ask_code=True, ended=COOKIE in request.COOKIES)
    return render(request, "handouts/plan.html", _plan_context(link))


def _plan_context(link: PlanLink) -> dict[str, Any]:
    revision, clinic = link.revision, link.clinic
    document = document_from_json(revision.document)
    translation.activate(code_of(document.language))
    return {
        "body": mark_safe(plan_page_body(document)),  # noqa: S308  the composer escapes every word
        "document": document,
        "newer": _is_replaced(revision),
        "held": is_held(revision),
        "until": revision.use_until,
        "file_url": reverse("plan:file") if hasattr(revision, "file") else "",
        "clinic": {"name": clinic.name, "slug": clinic.slug, "phone": clinic.phone, "phone_href": tel(clinic.phone)},
        "numbers": numbers_for(clinic.country, document.language),
        "thread": 0,
        "languages": [],
    }


@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """The PDF beside the page: the stored file, checked against its sha256."""
    link = _open_link(request)
    found = getattr(link.revision, "file", None) if link else None
    if link is None or found is None or is_held(link.revision):
        return _gone(request)
    try:
        content = files.load(found.sha256)
    except files.FileDamaged:
        return _gone(request)
    giving.give(revision=link.revision, kind=DeliveryKind.FILE_OPENED, by=None, clinic=link.clinic)
    return pdf_response(content, link.revision, download=request.GET.get("as") == "download")


@require_safe
def plain_text(request: HttpRequest) -> HttpResponse:
    """The words alone, for a screen reader or an email of the patient's own."""
    document, newer = _open_document(request)
    if document is None:
        return _gone(request)
    with translation.override(code_of(document.language)):
        first = f"{gettext('There is a newer plan.')}\n\n" if newer else ""
    return HttpResponse(first + text_of(document), content_type="text/plain; charset=utf-8")


@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """The diary sheet, to print from the browser."""
    document, newer = _open_document(request)
    if document is None or document.plan is None:
        return _gone(request)
    if newer:
        return redirect("plan:show")
    return HttpResponse(diary_html(document, document.plan, static("handouts/print.css")))


def _open_document(request: HttpRequest) -> tuple[HandoutDocument | None, bool]:
    """The document of the plan that this browser has opened, None where it may not be followed any more; and whether
    there is a newer one."""
    link = _open_link(request)
    if link is None or is_held(link.revision):
        return None, False
    return document_from_json(link.revision.document), _is_replaced(link.revision)


def _is_replaced(revision: Revision) -> bool:
    newest = revision.handout.revisions.order_by("-number").values_list("number", flat=True).first()
    return newest is not None and newest > revision.number


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the plan on this device."""
    response = render(request, "handouts/plan_closed.html", NOBODYS)
    response.delete_cookie(COOKIE, path="/")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _open_link(request: HttpRequest) -> PlanLink | None:
    """The link whose short session this browser holds, while both hold."""
    try:
        link_id = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
        return giving.live_link(uuid.UUID(link_id))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _gone(request: HttpRequest) -> HttpResponse:
    """The same neutral page for a session that ended and for one that never was."""
    return render(request, "handouts/plan_closed.html", {**NOBODYS, "ended": True}, status=404)
