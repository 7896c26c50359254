"""The desk corrects a patient's phone number: the wrong one is never called again.

In: a case and the number as typed. Out: the patient's row changed; the answers stay as the patient gave them.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from clinic.models import Staff
from clinic.phone_numbers import MOST_LETTERS, may_be_whole
from intake.actions.acts import Refused, done, locked_case
from intake.actions.take_back import state_of
from intake.models import TriageCase
from intake.models.case import EventKind
from intake.questionnaire.answer_values import Rejected, clean_text


@transaction.atomic
def correct(*, case_id: uuid.UUID, by: Staff, number: str) -> TriageCase:
    """Write the number to call from now on. Refused for what can be no phone number."""
    now = timezone.now()
    case = locked_case(case_id, by)
    try:
        number = clean_text(number).strip()
    except Rejected:
        number = ""
    if not may_be_whole(number) or len(number) > MOST_LETTERS:
        raise Refused("Write the phone number in digits, with its area code.")
    before = state_of(case) | {"phone": case.patient.phone}
    case.patient.phone = number
    case.patient.save(update_fields=["phone"])
    return done(case, EventKind.PHONE, by, now, before=before)
