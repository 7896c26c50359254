"""What happens around every request: a log line without personal data, clean input, private pages, the policy table.

In: a request. Out: its response, or the refusal.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation

from clinic import audit
from clinic.actor import key_actor, staff_actor
from clinic.api_keys import key_of
from clinic.models import Staff
from clinic.permissions import ANYONE, API_KEY, POLICY, Policy

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("unknot.web")
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def request_log(get_response: GetResponse) -> GetResponse:
    """Log method, route name, status and time. Never the path: it may hold a secret; never a name."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route:
            log.info(
                "request", method=request.method, route=route, status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )  # fmt: skip
        return response

    return middleware


def clean_input(get_response: GetResponse) -> GetResponse:
    """Turn away paths, queries and forms with NUL or lone surrogates: no database can hold them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _unstorable(request.path_info) or any(_unstorable(v) for vs in request.GET.lists() for v in [vs[0], *vs[1]]):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return get_response(request)

    return middleware


def _unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text)


def private_pages(get_response: GetResponse) -> GetResponse:
    """Every page is private unless it is a static file: no store, no index, no device permissions."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for header, value in PRIVATE.items():
            response.headers.setdefault(header, value)
        return response

    return middleware


class policy:
    """Applies the policy table before any view runs and writes the audit event of a view after it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request; a page whose view cannot be audited is not shown."""
        with_row: Any = request
        with_row.policy_row, with_row.api_key, with_row.actor, with_row.clinic = None, None, None, None
        zone, language = timezone.get_default_timezone(), _first_language(request)
        with timezone.override(zone), translation.override(language):  # what a view sets never outlives its request
            response = self.get_response(request)
        row: Policy | None = with_row.policy_row
        if row and row.viewed and request.method == "GET" and response.status_code == 200 and with_row.actor:
            kwargs = request.resolver_match.kwargs if request.resolver_match else {}
            kind, object_id = next(iter(kwargs.items()), ("", None))
            with transaction.atomic():
                audit.record_by_id(with_row.actor, row.viewed, kind, object_id)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the request through, or answer the refusal."""
        row = POLICY.get(request.resolver_match.view_name)
        if row is None:
            raise Http404
        request.policy_row = row
        _identify(request)
        if ANYONE in row.who or (request.actor and (request.actor.role or API_KEY) in row.who):
            return None
        return _refuse(request)


def _first_language(request: HttpRequest) -> str:
    """The browser's language on a patient's page, until its view knows the patient's own; English for staff."""
    for_patients = request.path_info == "/" or request.path_info.startswith(("/i/", "/plan/"))
    return translation.get_language_from_request(request) if for_patients else settings.LANGUAGE_CODE


def _identify(request: Any) -> None:
    """Set request.actor and request.clinic from the session or the API key."""
    if isinstance(request.user, Staff) and request.user.is_active:
        request.actor, request.clinic = staff_actor(request.user), request.user.clinic
        timezone.activate(request.clinic.zone)
    elif request.path_info.startswith("/api/"):
        request.api_key = key_of(request)
        if request.api_key:
            request.actor, request.clinic = key_actor(request.api_key), request.api_key.clinic


def _refuse(request: Any) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        status, code = (403, "not_allowed") if request.actor else (401, "not_authenticated")
        return JsonResponse({"error": code, "detail": "This call needs another role or a key."}, status=status)
    if request.actor:
        raise PermissionDenied
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path())
