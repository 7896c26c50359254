"""Who has been shown to whom: each patient on a list is audited once for each session of the person who looks.

In: a request of someone of the staff and the cases on the page. Out: audit rows; without them the page is not shown.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from clinic import audit
from clinic.actor import staff_actor
from intake.models import TriageCase

SHOWN_LIMIT = 500


def record_shown(request: Any, cases: Sequence[TriageCase]) -> None:
    """Audit each patient this session has not been shown yet."""
    seen = set(request.session.get("shown", []))
    new = [case for case in cases if str(case.id) not in seen]
    if not new:
        return
    with transaction.atomic():
        for case in new:
            audit.record(staff_actor(request.user), "board.patient_shown", case)
    request.session["shown"] = [*seen, *(str(case.id) for case in new)][-SHOWN_LIMIT:]
