"""How allauth behaves here: nobody signs up by themselves, and locked-out or disabled people stay out."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Staff come in by a manager's invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False
