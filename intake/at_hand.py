"""The intake in front of this browser when staff had a hand in it: on the clinic's tablet, or typed by signed-in staff.

In: a request to the clinic's form. Out: an AtHand with the draft it opens, or None for a patient's own browser.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from clinic.actor import Actor, patient_actor, staff_actor
from clinic.models import Clinic, Staff
from intake import protocol_store
from intake.actions import tablet_session
from intake.models import AssistedEntry, QuestionnaireResponse, TabletSession, Way
from intake.questionnaire.items import SIGNS, Page

TABLET_COOKIE = "unknot_tablet"
LOCK_COOKIE = "unknot_tablet_lock"
TYPING_FOR = "typing_for"


@dataclass(frozen=True, slots=True)
class AtHand:
    """The intake in front of this browser. `staff` is who types; on a tablet it is who handed it over."""

    way: Way
    staff: Staff
    draft: QuestionnaireResponse | None
    tablet: TabletSession | None = None

    @property
    def is_tablet(self) -> bool:
        """Whether a patient holds the clinic's tablet."""
        return self.tablet is not None

    @property
    def actor(self) -> Actor:
        """Who acts, for the audit: the person who types, or the patient at the tablet."""
        return patient_actor(self.tablet.clinic) if self.tablet else staff_actor(self.staff)


def at_hand(request: HttpRequest, clinic: Clinic) -> AtHand | None:
    """What this browser has open with staff's help; None for a patient's own browser."""
    return _typed(request, clinic) or _on_tablet(request, clinic)


def _typed(request: HttpRequest, clinic: Clinic) -> AtHand | None:
    staff = request.user
    response_id = request.session.get(TYPING_FOR)
    if not response_id or not isinstance(staff, Staff) or staff.clinic_id != clinic.id:
        return None
    entry = (
        AssistedEntry.objects.select_related("response__patient", "response__clinic")
        .filter(response_id=response_id, response__clinic=clinic)
        .first()
    )
    return AtHand(Way(entry.way), staff, entry.response) if entry else None


def _on_tablet(request: HttpRequest, clinic: Clinic) -> AtHand | None:
    tablet = tablet_session.tablet_by_secret(clinic, request.COOKIES.get(TABLET_COOKIE, ""))
    if tablet is None:
        return None
    if is_idle(tablet, tablet_session.GONE_AFTER):
        tablet_session.end_tablet(tablet=tablet, how="idle")
        return None
    return AtHand(Way.TABLET, tablet.started_by, tablet.response, tablet)


def is_idle(tablet: TabletSession, limit: timedelta) -> bool:
    """Whether nobody has touched the tablet for `limit`."""
    return timezone.now() - tablet.seen_at >= limit


def page_context(found: AtHand | None, page: Page | None = None) -> dict[str, Any]:
    """What a patient page is given of the way in; `page` is the page of questions, if it is one."""
    if found is None:
        return {}
    code = found.way.value
    slug = found.draft.clinic.slug if found.draft else found.tablet.clinic.slug if found.tablet else ""
    common = {"code": code, "is_tablet": found.is_tablet, "signs": page is not None and page.section == SIGNS}
    if found.is_tablet:
        return {"way": common | {
            "warn_after": int(tablet_session.WARN_AFTER.total_seconds()),
            "lock_after": int(tablet_session.LOCK_AFTER.total_seconds()),
            "warn_without_script": int(tablet_session.WARN_AFTER_WITHOUT_SCRIPT.total_seconds()),
            "put_away_url": reverse("intake:tablet_put_away", args=[slug]),
            "still_here_url": reverse("intake:tablet_still_here", args=[slug]),
            "away_url": reverse("intake:tablet_away", args=[slug]),
            "alive_url": reverse("intake:tablet_alive", args=[slug]),
        }}  # fmt: skip
    entry = found.draft.entry if found.draft else None
    return {"way": common | {
        "staff_name": found.staff.name,
        "person": found.draft.patient.name if found.draft and found.draft.patient.first_name else "",
        "paper_date": entry.paper_date if entry else None,
        "paper_number": protocol_store.questionnaire().pages.index(page) + 1 if page else 0,
        "leave_url": reverse("intake:leave_typing"),
    }}  # fmt: skip
