"""Staff open an intake for someone: on the clinic's tablet, by phone, or from a paper form; and a tablet is put away.

In: a member of staff, or a tablet's secret. Out: the response as any other, with who had a hand in it. One transaction
and one audit row each.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import patient_actor, staff_actor
from clinic.models import Clinic, Staff
from intake import governance, protocol_store
from intake.actions import drafts, respond
from intake.models import AssistedEntry, QuestionnaireResponse, TabletSession, Way
from intake.page_parts import values_by_page
from intake.plan_address import address_waits, without_tick
from intake.questionnaire.answers import parse_page
from intake.questionnaire.items import Page

WARN_AFTER = timedelta(seconds=90)
LOCK_AFTER = timedelta(seconds=20)  # after the warning
# A page without script cannot tell typing from idling, so it waits longer before it warns.
WARN_AFTER_WITHOUT_SCRIPT = timedelta(seconds=180)
# With script a page says every half minute that it is in use. Silence beyond all of these means nobody is there.
GONE_AFTER = timedelta(seconds=240)
UNFINISHED_DAYS = 7
MOST_TYPED = 2500  # characters of a field that waits, and fields


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
def start_tablet(*, by: Staff, response: QuestionnaireResponse | None = None, now: datetime | None = None) -> str:
    """Hand over a tablet, with a draft to carry on or none yet; returns the secret that its browser keeps."""
    governance.require_open(by.clinic)
    secret = secrets.token_urlsafe(32)
    tablet = TabletSession.objects.create(
        clinic=by.clinic, secret_hash=drafts.secret_hash(secret), started_by=by, response=response,
        seen_at=now or timezone.now(),
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
def end_tablet(*, tablet: TabletSession, how: str, now: datetime | None = None) -> None:
    """From now on the tablet opens nothing. `how`: sent, put_away (by a person) or idle. What was saved stays."""
    ended = TabletSession.objects.filter(pk=tablet.pk, ended_at=None).update(ended_at=now or timezone.now())
    if ended:
        audit.record(patient_actor(tablet.clinic), "tablet.ended", tablet, {"how": how})


def keep_what_fits(
    *,
    response: QuestionnaireResponse,
    page: Page,
    raw: Mapping[str, Sequence[str]],
    printed: respond.Printed | None = None,
) -> bool:
    """Save what a page held when the person stopped there: each answer that can be kept, beside those kept before. What
    cannot be an answer yet waits, as typed, for the page to be opened again.

    It is screened like any other save, so a warning sign that was ticked still raises the alarm. Returns whether the
    patient must see the stop page now.
    """
    if response.is_sent:
        return False
    today = response.clinic.today(timezone.now())
    waits = address_waits(page, response.answers, raw)
    parsed = parse_page(protocol_store.questionnaire(), page, without_tick(raw) if waits else raw, today)
    by, stop = patient_actor(response.clinic), False
    for part, values in values_by_page(page, response.answers, parsed.values, parsed.errors):
        if values != _saved(response, part):
            saved = respond.save_page(response=response, page=part, values=values, by=by, printed=printed)
            stop = stop or saved.stop
    respond.keep_half_typed(response=response, page=page.id, fields=_fields_of({*waits, *parsed.errors}, raw))
    return stop


def _saved(response: QuestionnaireResponse, page_id: str) -> dict[str, Any]:
    asked = protocol_store.questionnaire().page(page_id).items
    return {item.link_id: response.answers[item.link_id] for item in asked if item.link_id in response.answers}


def _fields_of(link_ids: Collection[str], raw: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The posted fields of some questions that hold anything, cut where nobody types as much."""
    return {
        name: [value[:MOST_TYPED] for value in values[:MOST_TYPED]]
        for name, values in raw.items()
        if any(values) and any(name == each or name.startswith(f"{each}-") for each in link_ids)
    }


@transaction.atomic
def take_up(*, response: QuestionnaireResponse, by: Staff) -> None:
    """A member of staff carries on an intake that was begun with staff's help and never sent."""
    audit.record(staff_actor(by), "intake.taken_up", response)


def unfinished(clinic: Clinic, now: datetime) -> list[QuestionnaireResponse]:
    """Intakes begun with staff's help in the last week and not sent, newest first, with who began each."""
    since = now - timedelta(days=UNFINISHED_DAYS)
    return list(
        QuestionnaireResponse.objects.filter(clinic=clinic, sent_at=None, entry__isnull=False, started_at__gte=since)
        .select_related("patient", "entry__by")
        .order_by("-started_at")[:50]
    )
