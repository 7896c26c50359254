"""Forms that told a warning sign and then went no further: somebody at the clinic must still see them.

In: the instant, or a draft that was put away. Out: cases on the board, each with its event, audit row and alarm.
"""

import uuid
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from clinic.actor import system_actor
from intake.actions import cases
from intake.actions.drafts import locked_response
from intake.models import QuestionnaireResponse
from intake.models.case import EventKind

log = structlog.get_logger("unknot.intake")
# Longer than anyone should take for one page (90 s at the 90th percentile is the aim), short enough for a call today.
LEFT_AFTER = timedelta(minutes=10)
MOST_AT_ONCE = 50


def raise_left(now: datetime | None = None) -> int:
    """Put on the board what told a warning sign ten minutes ago and was neither sent nor gone on with since; returns
    how many."""
    now = now or timezone.now()
    left = QuestionnaireResponse.objects.filter(warned_at__lt=now - LEFT_AFTER).order_by("warned_at")
    return sum(_try(pk, now) for pk in left.values_list("pk", flat=True)[:MOST_AT_ONCE])


def put_away(response: QuestionnaireResponse) -> None:
    """The person has stopped and said so: what was told does not wait."""
    now = timezone.now()
    _raise(response.pk, now, now)


def _try(pk: uuid.UUID, now: datetime) -> int:
    """One that fails is tried again in the next round; it must not keep the others, or the sweeper's other work."""
    try:
        return _raise(pk, now, now - LEFT_AFTER)
    except Exception as problem:
        log.error("left_not_raised", response=str(pk), error=type(problem).__name__)
        return 0


@transaction.atomic
def _raise(pk: uuid.UUID, now: datetime, latest: datetime) -> int:
    response = locked_response(QuestionnaireResponse.objects.get(pk=pk))
    if response.warned_at is None or response.warned_at > latest:
        return 0
    cases.decide(response=response, by=system_actor(response.clinic_id), now=now, kind=EventKind.LEFT)
    return 1
