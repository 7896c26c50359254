"""Tallies of the form's pages: come to, done and in how long, wrong, gone back from, left. Measured on the server, so
that no script is needed. Forms that staff type for somebody are not counted.

In: what just happened. Out: one number more. A tally that fails is lost; a patient's page never is.
"""

from datetime import datetime, timedelta

import structlog
from django.core import signing
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from clinic.models import Clinic
from intake.actions import carried, screening
from intake.models import PageCount, QuestionnaireResponse, Way
from intake.models.response import ResponseStatus
from intake.page_times import band_of

log = structlog.get_logger("unknot.intake")
CHECK, WHOLE = "check", "whole"
CAME, DONE, WRONG, BACK, LEFT = "came", "done", "wrong", "back", "left"
LEFT_AFTER = timedelta(days=1)
MOST_AT_ONCE = 50
TYPED = (Way.PHONE, Way.PAPER)
_signer = signing.Signer(salt="page shown at")


def add(clinic: Clinic, page: str, kind: str, now: datetime | None = None, by: int = 1) -> None:
    """One more (or `by`) of `kind` on `page` in this week of the clinic. Takes no part in the caller's transaction's
    fate: an error is logged by its name."""
    day = clinic.today(now or timezone.now())
    row = {"clinic": clinic, "week": day - timedelta(days=day.weekday()), "page": page, "kind": kind}
    try:
        with transaction.atomic():
            _add(row, by)
    except DatabaseError as error:
        log.warning("page_count_lost", error=type(error).__name__)


def counts(draft: QuestionnaireResponse) -> bool:
    """Whether the pages of a form are counted: the person fills it in, on their own device or our tablet."""
    return draft.source not in TYPED


def began(clinic: Clinic, page: str) -> None:
    """Somebody has begun a form, at `page`."""
    now = timezone.now()
    add(clinic, WHOLE, CAME, now)
    add(clinic, page, CAME, now)


def _add(row: dict[str, object], by: int) -> None:
    if PageCount.objects.filter(**row).update(count=F("count") + by) or by < 0:
        return
    try:
        with transaction.atomic():
            PageCount.objects.create(**row, count=by)
    except IntegrityError:  # another request made the row meanwhile
        PageCount.objects.filter(**row).update(count=F("count") + by)


def stamp(page: str, now: datetime | None = None) -> str:
    """What a page carries to say when it was first shown: signed, so that nobody makes times up; no name in it."""
    return _signer.sign(f"{page}:{int((now or timezone.now()).timestamp())}")


def shown_at(stamped: str, page: str) -> int | None:
    """The second at which this page was first shown; None for a stamp that is missing, foreign or of another page."""
    try:
        name, _, second = _signer.unsign(stamped).rpartition(":")
    except signing.BadSignature:
        return None
    return int(second) if name == page else None


def done(clinic: Clinic, page: str, stamped: str, following: str, now: datetime | None = None) -> None:
    """A page was finished for the first time, and led to `following` ("" when the form stopped there)."""
    now = now or timezone.now()
    began = shown_at(stamped, page)
    band = band_of(now.timestamp() - began) if began is not None else None
    add(clinic, page, DONE, now)
    if band:
        add(clinic, page, band, now)
    if following:
        add(clinic, following, CAME, now)


def sent(response: QuestionnaireResponse, stamped: str) -> None:
    """A form was sent for the first time: the check page is done, and the whole form took so long."""
    if not counts(response):
        return
    now = timezone.now()
    done(response.clinic, CHECK, stamped, "", now)
    band = band_of((now - response.started_at).total_seconds())
    if band:
        add(response.clinic, WHOLE, band, now)


def came_back(response: QuestionnaireResponse) -> None:
    """Someone whom we had counted as gone goes on after all."""
    page = response.left_at
    if page and QuestionnaireResponse.objects.filter(pk=response.pk, left_at=page).update(left_at=""):
        add(response.clinic, page, LEFT, by=-1)


def note_left(now: datetime | None = None) -> int:
    """Count the drafts that nobody has touched for a day, each on the page that it waits at; returns how many.

    A form that an emergency stopped is not counted: it was left for a good reason.
    """
    now = now or timezone.now()
    quiet = Q(saved_at__isnull=True) | Q(saved_at__lt=now - LEFT_AFTER)
    drafts = (
        QuestionnaireResponse.objects.select_related("clinic")
        .filter(quiet, status=ResponseStatus.IN_PROGRESS, left_at="", started_at__lt=now - LEFT_AFTER)
        .exclude(highest_urgency="emergency")
        .exclude(source__in=TYPED)
        .order_by("started_at")
    )
    return sum(_left(draft, now) for draft in drafts[:MOST_AT_ONCE])


def _left(draft: QuestionnaireResponse, now: datetime) -> bool:
    pages = screening.unsent_pages(draft, draft.clinic.today(now))
    page = carried.came_to(draft, pages[0]) if pages else CHECK
    if not QuestionnaireResponse.objects.filter(pk=draft.pk, left_at="").update(left_at=page):
        return False
    add(draft.clinic, page, LEFT, now)
    return True
