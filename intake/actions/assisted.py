"""An intake begun with staff's help: typed for a caller or from a paper form, carried on, and what is unfinished.

In: a member of staff. Out: the response as any other, with who had a hand in it beside the answers.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from clinic import audit
from clinic.actor import staff_actor
from clinic.models import Clinic, Staff
from intake.actions import drafts
from intake.models import AssistedEntry, QuestionnaireResponse, Way

UNFINISHED_DAYS = 7


@transaction.atomic
def begin_typing(
    *, clinic: Clinic, way: Way, language: str, by: Staff, paper_date: date | None = None
) -> QuestionnaireResponse:
    """Open a draft that staff fill in for a caller or from paper. No secret leaves: it opens in a signed-in session
    only. Raises governance.NotOpen while the clinic's form is not open."""
    draft = drafts.start(clinic=clinic, language=language, by=staff_actor(by), source=way).response
    AssistedEntry.objects.create(response=draft, way=way, by=by, paper_date=paper_date)
    return draft


@transaction.atomic
def take_up(*, response: QuestionnaireResponse, by: Staff) -> None:
    """A member of staff carries on an intake that was begun with staff's help and never sent."""
    audit.record(staff_actor(by), "intake.taken_up", response)


def unfinished(clinic: Clinic, now: datetime) -> list[QuestionnaireResponse]:
    """Intakes begun with staff's help in the last week and not sent, newest first, with who began each."""
    since = now - timedelta(days=UNFINISHED_DAYS)
    return list(
        QuestionnaireResponse.objects.filter(clinic=clinic, sent_at=None, entry__isnull=False, started_at__gte=since)
        .select_related("patient", "entry__by", "case")
        .order_by("-started_at")[:50]
    )
