"""Drafts that nobody came back to: erased some time after they expired, where they never became a case.

In: the clock. Out: rows gone, and an audit event of each draft, which holds its page count and no answer. The database
refuses to erase the saves of a form that was sent, or that raised a case.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from clinic import audit
from clinic.actor import system_actor
from clinic.models import Patient
from intake.actions.drafts import LIFE
from intake.models import AssistedEntry, IntakeKey, Invitation, PageSave, QuestionnaireResponse, TabletSession
from intake.models.response import ResponseStatus

KEPT_AFTER_EXPIRY = timedelta(days=30)
AFTER = LIFE + KEPT_AFTER_EXPIRY
MOST_AT_ONCE = 20


def erase_expired(now: datetime | None = None) -> int:
    """Erase drafts whose last save is 37 days ago, which were never sent and raised no case; returns how many. An alarm
    always raises a case, so a draft with one is kept."""
    long_ago = (now or timezone.now()) - AFTER
    untouched = Q(saved_at__lt=long_ago) | Q(saved_at__isnull=True, started_at__lt=long_ago)
    drafts = QuestionnaireResponse.objects.filter(
        untouched,
        started_at__lt=long_ago,
        status=ResponseStatus.IN_PROGRESS,
        highest_urgency="",
        case__isnull=True,
        decisions__isnull=True,
    )
    return sum(_erase(draft_id, untouched) for draft_id in drafts.values_list("id", flat=True)[:MOST_AT_ONCE])


def is_kept(draft: QuestionnaireResponse) -> bool:
    """Whether its answers have reached the clinic, or a warning sign takes them there: those are not erased here."""
    return draft.is_sent or bool(draft.highest_urgency or draft.warned_at)


@transaction.atomic
def _erase(draft_id: UUID, untouched: Q) -> bool:
    """One draft with what hangs on it, unless somebody went on with it meanwhile."""
    locked = QuestionnaireResponse.objects.select_for_update(of=("self",), skip_locked=True)
    draft = locked.filter(untouched, pk=draft_id, status=ResponseStatus.IN_PROGRESS, highest_urgency="").first()
    if draft is None:
        return False
    audit.record(system_actor(draft.clinic_id), "intake.draft_erased", draft, {"saves": draft.save_number})
    PageSave.objects.filter(response=draft).delete()
    IntakeKey.objects.filter(response=draft).delete()
    AssistedEntry.objects.filter(response=draft).delete()
    TabletSession.objects.filter(response=draft).update(response=None)
    Invitation.objects.filter(response=draft).update(response=None)
    patient = draft.patient
    draft.delete()
    _erase_if_alone(patient)
    return True


def _erase_if_alone(patient: Patient) -> None:
    """The person's own row goes too, unless another form, an invitation or a case holds it."""
    try:
        patient.delete()
    except ProtectedError:
        return
