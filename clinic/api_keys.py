"""API keys: made for a clinic's own programs, shown once, kept as a hash.

In: the Authorization header. Out: the key's row, or None; and DRF's authentication built on it.
"""

import hashlib
import secrets
from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from clinic.models import ApiKey, Clinic


def hash_of(key: str) -> str:
    """sha256 of a key; the key is 32 random bytes, so no salt or slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def make_key(clinic: Clinic, name: str) -> tuple[ApiKey, str]:
    """Make a key for `clinic`; the second value is the key itself and is never shown again."""
    key = f"unknot_{secrets.token_urlsafe(32)}"
    return ApiKey.objects.create(clinic=clinic, name=name, key_hash=hash_of(key)), key


def key_of(request: HttpRequest) -> ApiKey | None:
    """The live key named by `Authorization: Bearer ...`, or None."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not value:
        return None
    return ApiKey.objects.select_related("clinic").filter(key_hash=hash_of(value.strip()), revoked_at=None).first()


class ApiKeyAuthentication(BaseAuthentication):
    """Tells DRF that a request with a key needs no CSRF token; the policy table has already judged the key."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        """Return the request's user and key when the policy middleware found a key."""
        key = getattr(request._request, "api_key", None)
        return (request._request.user, key) if key else None

    def authenticate_header(self, request: Request) -> str:
        """Make an unauthenticated call a 401 that names the scheme."""
        return 'Bearer realm="unknot"'
