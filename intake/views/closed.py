"""What a patient reads when the form cannot be filled in: it is not open yet, or the desk has already decided.

In: the clinic. Out: the context of intake/patient/closed.html, which adds the phone and the emergency number.
"""

from django.utils.translation import gettext as _

from clinic.emergency_numbers import numbers_for
from clinic.models import Clinic


def not_open(clinic: Clinic, *, saved: bool) -> dict[str, str]:
    """The clinic has not signed what the form runs on; `saved` says that this person has begun already."""
    kept = _("What you have filled in is safe with us.") if saved else ""
    body = _("We are still getting it ready. Nothing is wrong on your side.")
    return {"title": _("Our online form is not open yet"), "body": f"{body} {kept}".strip()}


def already_read(clinic: Clinic) -> dict[str, str]:
    """The desk has decided: changes go by phone, so that nobody acts on two versions."""
    body = _(
        "To change something now, please call us on %(phone)s. If it got worse and is an emergency, call %(number)s."
    ) % {"phone": clinic.phone, "number": numbers_for(clinic.country).emergency}
    return {"title": _("The clinic has read your form"), "body": body}
