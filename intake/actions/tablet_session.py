"""The clinic's tablet: handed over, begun on, in use, put away.

In: a member of staff, or the secret that the tablet's browser keeps. Out: a session of its own on the server; ending
its row ends everything.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import patient_actor, staff_actor
from clinic.models import Clinic, Staff
from intake import governance
from intake.actions import drafts
from intake.models import AssistedEntry, QuestionnaireResponse, TabletSession, Way

WARN_AFTER = timedelta(seconds=90)
LOCK_AFTER = timedelta(seconds=20)  # after the warning
# A page without script cannot tell typing from idling, so it waits longer before it warns.
WARN_AFTER_WITHOUT_SCRIPT = timedelta(seconds=180)
# With script a page says every half minute that it is in use. Silence beyond all of these means nobody is there.
GONE_AFTER = timedelta(seconds=240)


@transaction.atomic
def start_tablet(*, by: Staff, response: QuestionnaireResponse | None = None) -> str:
    """Hand over a tablet, with a draft to carry on or none yet; returns the secret that its browser keeps."""
    governance.require_open(by.clinic)
    secret = secrets.token_urlsafe(32)
    tablet = TabletSession.objects.create(
        clinic=by.clinic, secret_hash=drafts.secret_hash(secret), started_by=by, response=response,
        seen_at=timezone.now(),
    )  # fmt: skip
    audit.record(staff_actor(by), "tablet.started", tablet)
    return secret


def tablet_by_secret(clinic: Clinic, secret: str) -> TabletSession | None:
    """The tablet session of `clinic` that `secret` opens and that is not over, or None."""
    if not secret:
        return None
    return (
        TabletSession.objects.select_related("response__patient", "response__clinic", "started_by", "clinic")
        .filter(clinic=clinic, secret_hash=drafts.secret_hash(secret), ended_at=None)
        .first()
    )


def ended_by_secret(clinic: Clinic, secret: str) -> TabletSession | None:
    """The session of `clinic` that was the tablet's last, over by now, or None. It opens nothing: it tells only what
    the tablet must go on saying."""
    if not secret:
        return None
    over = TabletSession.objects.select_related("response__clinic").exclude(ended_at=None)
    return over.filter(clinic=clinic, secret_hash=drafts.secret_hash(secret)).first()


def seen(tablet: TabletSession, now: datetime) -> None:
    """Somebody is there."""
    TabletSession.objects.filter(pk=tablet.pk, ended_at=None).update(seen_at=now)


@transaction.atomic
def begin_on_tablet(*, tablet: TabletSession, language: str) -> QuestionnaireResponse:
    """The patient has chosen a language: their draft, begun on this tablet."""
    draft = drafts.start(clinic=tablet.clinic, language=language, source=Way.TABLET).response
    AssistedEntry.objects.create(response=draft, way=Way.TABLET, by=tablet.started_by)
    tablet.response = draft
    tablet.save(update_fields=["response"])
    return draft


@transaction.atomic
def end_tablet(*, tablet: TabletSession, how: str) -> None:
    """From now on the tablet opens nothing. `how`: sent, put_away (by a person) or idle. What was saved stays."""
    ended = TabletSession.objects.filter(pk=tablet.pk, ended_at=None).update(ended_at=timezone.now())
    if ended:
        audit.record(patient_actor(tablet.clinic), "tablet.ended", tablet, {"how": how})
