"""The signed-in person of a request. In: a request that the policy table has let in. Out: the Staff row."""

from typing import Any

from clinic.models import Staff


def staff_of(request: Any) -> Staff:
    """The signed-in person; the policy table has let nobody else in."""
    staff: Staff = request.user
    return staff
