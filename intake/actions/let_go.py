"""Cases whose owner does nothing go back to everybody.

In: the instant. Out: how many were let go; each has its event and audit row.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.actor import system_actor
from intake.actions.cases import add_event
from intake.models import TriageCase
from intake.models.case import CaseStatus, EventKind, Group

LET_GO_AFTER = {Group.EMERGENCY: timedelta(minutes=10), Group.URGENT: timedelta(minutes=10)}
LET_GO_OTHERS = timedelta(minutes=30)


def release_stale(now: datetime | None = None) -> int:
    """Let go of cases whose owner has not acted for 10 (emergency, urgent) or 30 minutes; returns how many."""
    now = now or timezone.now()
    alarming = list(LET_GO_AFTER)
    stale = Q(group__in=alarming, owned_since__lt=now - LET_GO_AFTER[Group.URGENT]) | (
        ~Q(group__in=alarming) & Q(owned_since__lt=now - LET_GO_OTHERS)
    )
    rows = TriageCase.objects.filter(stale, status=CaseStatus.WAITING, owner__isnull=False)
    return sum(_let_go(pk, now) for pk in rows.values_list("pk", flat=True)[:200])


@transaction.atomic
def _let_go(pk: uuid.UUID, now: datetime) -> int:
    case = TriageCase.objects.select_for_update(of=("self",)).get(pk=pk)
    limit = LET_GO_AFTER.get(Group(case.group), LET_GO_OTHERS)
    if case.owner_id is None or case.owned_since is None or case.owned_since > now - limit:
        return 0
    case.owner, case.owned_since = None, None
    case.save()
    add_event(case, EventKind.RELEASED, now=now, detail={"by_itself": True})
    audit.record(system_actor(case.clinic_id), "case.released", case, {"by_itself": True})
    return 1
