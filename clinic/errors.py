"""The error pages: same words for everyone, JSON under /api/.

In: a request that failed. Out: a page that says what to do next and nothing about what lies behind.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _answer(request, 400, "bad_request", "The request could not be read.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403, for signed-in people without the role."""
    return _answer(request, 403, "not_allowed", "This needs another role.")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, the same for what does not exist and for what is not yours."""
    return _answer(request, 404, "not_found", "There is nothing here.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _answer(request, 500, "server_error", "Something went wrong. What you sent may not have been saved.")


def _answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"error": code, "detail": detail}, status=status)
    return render(request, f"{status}.html", status=status)
