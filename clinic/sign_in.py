"""How allauth behaves here: nobody signs up by themselves, and locked-out or disabled people stay out."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Staff come in by a manager's invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link that sets a password, at this installation's own address: never at one that a request made up."""
        uidb36, _, rest = key.partition("-")
        return settings.PUBLIC_URL + reverse("account_reset_password_from_key", args=[uidb36, rest])


def tried_address(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """Whose sign-in is tried. Five wrong passwords lock this address where they came from, not everyone behind that
    router: axes looks for "login" only, while allauth hands over "email"."""
    given = credentials or {}
    address = given.get("email") or given.get("login") or request.POST.get("login", "")
    return str(address).strip().lower() or None
