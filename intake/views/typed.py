"""What stands typed on the page of a case and is not saved yet: it goes along with whichever button is pressed there.

In: a POST of that page's one form. Out: the desk note saved; what the button did not use, back in its fields. It lies
in the session meanwhile, in our own database.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest

from clinic.signed_in import staff_of
from intake.actions import acts, triage

KEY = "typed_on_case"
CONTACT, PHONE, RAISE, OVERRIDE = ("said", "try_again"), ("number",), ("why",), ("disposition", "reason", "note")
FIELDS = (*CONTACT, *PHONE, *RAISE, *OVERRIDE)
MOST = 500  # characters of any field


def typed(request: HttpRequest) -> dict[str, str]:
    """Every field of the page with what stands in it; without those that are empty."""
    given = {name: request.POST.get(name, "")[:MOST] for name in FIELDS}
    return {name: value for name, value in given.items() if value.strip()}


def keep(request: HttpRequest, case_id: uuid.UUID, used: tuple[str, ...]) -> None:
    """Hold what is typed until the page of this case is drawn again, but for the fields that were `used`."""
    rest = {name: value for name, value in typed(request).items() if name not in used}
    if rest:
        request.session[KEY] = rest | {"case": str(case_id)}


def take(request: HttpRequest, case_id: uuid.UUID) -> dict[str, str]:
    """What is held for the page of this case, once."""
    held: dict[str, str] = request.session.get(KEY, {})
    if held.get("case") != str(case_id):
        return {}
    del request.session[KEY]
    return held


def keep_note(request: HttpRequest, case_id: uuid.UUID) -> None:
    """Save the desk note where it was changed on the page. A note that is refused holds up no other act."""
    note = request.POST.get("note_typed")
    if note is None or note == request.POST.get("note_was"):
        return
    try:
        triage.note(case_id=case_id, by=staff_of(request), text=note[:200])
    except acts.Refused as refused:
        messages.error(request, str(refused))
