"""A returning patient's earlier answers: carried into the new draft unconfirmed, and saved only once confirmed.

In: a draft and an earlier sent form of the same person. Out: `response.carried`, and ordinary page saves for what the
patient says is still right. Until then no rule reads any of it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import Actor
from clinic.models import Patient
from intake import protocol_store
from intake.actions import drafts, respond, screening
from intake.actions.carry_over import fitting
from intake.agreement import consent_flag
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import NONE, Page
from intake.returning import (
    CONSENT,
    HEALTH,
    PLACE,
    CarriedGroup,
    asked_on_one,
    carried_values,
    health_told,
    offered_values,
    returning,
)

SAME, CHANGED = "same", "changed"
LAST_TIME = "last_time"  # the page where the groups are confirmed, in the tallies
MYSELF = "me"
AGREED = "consent_use"


def earlier_form(patient: Patient, now: datetime) -> QuestionnaireResponse | None:
    """The person's newest sent form that is not too old to carry from."""
    oldest = now - timedelta(days=30 * returning().months)
    sent = QuestionnaireResponse.objects.filter(patient=patient, sent_at__gt=oldest)
    return sent.order_by("-sent_at").first()


def to_carry(earlier: QuestionnaireResponse, today: date) -> dict[str, Any]:
    """The content of `response.carried` from an earlier form."""
    known = fitting(earlier.answers, earlier.fingerprints, today)
    sent = earlier.sent_at.astimezone(earlier.clinic.zone).date() if earlier.sent_at else today
    agreed = earlier.answers.get("who_for") == MYSELF and earlier.answers.get(AGREED)
    consent = _consent(earlier) if agreed else None
    values = carried_values(known, today, sent)
    return {
        "from": str(earlier.id),
        "day": sent.isoformat(),
        "values": values if consent else _without(CONSENT, values),
        "offered": offered_values(known, today),
        "health": health_told(known),
        "consent": consent or {},
        "decided": {},
    }


def _consent(earlier: QuestionnaireResponse) -> dict[str, str] | None:
    """The day and the language in which the text in force was agreed to; None where it was another text."""
    save = earlier.saves.filter(page__in=_pages_of(CONSENT)).order_by("-number").first()
    if save is None or save.questionnaire_version != protocol_store.questionnaire().version:
        return None
    return {"day": save.at.astimezone(earlier.clinic.zone).date().isoformat(), "language": save.language or ""}


def _without(group_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    questions = {item.link_id for page_id in _pages_of(group_id) for item in _page(page_id).items}
    return {link_id: value for link_id, value in values.items() if link_id not in questions}


def _pages_of(group_id: str) -> tuple[str, ...]:
    return next((group.pages for group in returning().groups if group.id == group_id), ())


def _page(page_id: str) -> Page:
    return protocol_store.questionnaire().page(page_id)


def came_to(response: QuestionnaireResponse, page_id: str) -> str:
    """The page that someone sent to `page_id` really meets, as the tallies name it."""
    return LAST_TIME if open_group(response, page_id) else page_id


def day_of(response: QuestionnaireResponse, group: CarriedGroup) -> str:
    """The day on which the group's answers were given."""
    day: str = response.carried["consent"]["day"] if group.id == CONSENT else response.carried["day"]
    return day


def _values(response: QuestionnaireResponse) -> Mapping[str, Any]:
    """The carried answers that the questionnaire in force still allows."""
    today = response.clinic.today(timezone.now())
    return fitting(response.carried.get("values", {}), {}, today)


def filled_in(response: QuestionnaireResponse, page: Page) -> dict[str, Any]:
    """What a page shows before it is answered: carried answers, but not those of a group that is asked anew. Of health
    every tick of last time stands, also one that changes with time; that nothing was ticked is not said beforehand."""
    values = _values(response)
    group = returning().group_of(page.id)
    if group and group.id == HEALTH:
        told = fitting(response.carried.get("health", {}), {}, response.clinic.today(timezone.now()))
        values = {link_id: value for link_id, value in {**values, **told}.items() if value != [NONE]}
    if group and not group.fill_if_changed and not _is_same(response, group):
        return {}
    if _is_same_pain(response):
        offered = fitting(response.carried.get("offered", {}), {}, response.clinic.today(timezone.now()))
        values = {**offered, **values}
    return {item.link_id: values[item.link_id] for item in page.items if item.link_id in values}


def asked_anew(response: QuestionnaireResponse) -> dict[str, list[str]]:
    """By question about health, the ticks of last time that change with time: their page is asked anew, whatever is
    confirmed."""
    told = fitting(response.carried.get("health", {}), {}, response.clinic.today(timezone.now()))
    ticks = {link_id: value for link_id, value in told.items() if isinstance(value, list)}
    found = {link_id: [code for code in value if code in returning().unless] for link_id, value in ticks.items()}
    return {link_id: codes for link_id, codes in found.items() if codes}


def shows_last_time(response: QuestionnaireResponse, page: Page) -> bool:
    """Whether ticks of last time stand on this page about health, which is asked anew."""
    group = returning().group_of(page.id)
    return "day" in response.carried and group is not None and group.id == HEALTH and bool(filled_in(response, page))


def open_group(response: QuestionnaireResponse, page_id: str) -> CarriedGroup | None:
    """The group with this page that the patient has not decided on yet, while something of it was carried."""
    group = returning().group_of(page_id)
    earlier = "day" in response.carried  # else only what staff knew is filled in
    if group is None or not earlier or group.id in response.carried["decided"]:
        return None
    if group.id == CONSENT and not _same_consent(response):
        return None
    return group if group_values(response, group) else None


def open_groups(response: QuestionnaireResponse) -> tuple[CarriedGroup, ...]:
    """The groups that wait for the patient's word."""
    return tuple(group for group in returning().groups if open_group(response, group.pages[0]))


def asked_together(response: QuestionnaireResponse, page: Page, opened: Sequence[Page]) -> tuple[Page, ...]:
    """The pages that are put to a patient with the same pain on one page, where `page` is one of them."""
    if not _is_same_pain(response):
        return (page,)
    today = response.clinic.today(timezone.now())
    return tuple(each for each in asked_on_one(page, response.answers, today) if each in opened)


def _is_same_pain(response: QuestionnaireResponse) -> bool:
    return any(group.id == PLACE and _is_same(response, group) for group in returning().groups)


def _same_consent(response: QuestionnaireResponse) -> bool:
    """Whether the person who agreed before fills the form in for themselves again, and reads the same words."""
    today = response.clinic.today(timezone.now())
    alone = response.answers.get("who_for") == MYSELF and not consent_flag(response, today)
    return alone and response.carried["consent"].get("language") == response.language


def group_values(response: QuestionnaireResponse, group: CarriedGroup) -> dict[str, Any]:
    """The carried answers of a group."""
    values = _values(response)
    pages = [_page(page_id) for page_id in group.pages]
    return {item.link_id: values[item.link_id] for page in pages for item in page.items if item.link_id in values}


def confirmed_questions(response: QuestionnaireResponse, page: Page) -> frozenset[str]:
    """The questions of a page that were answered by confirming and not changed since."""
    group = returning().group_of(page.id)
    if group is None or not _is_same(response, group):
        return frozenset()
    values = _values(response)
    unchanged = {item.link_id for item in page.items if values.get(item.link_id) == response.answers.get(item.link_id)}
    optional = {item.link_id for item in page.items if not item.required}
    return frozenset(unchanged & (values.keys() | optional))


def not_asked(response: QuestionnaireResponse, page: Page) -> frozenset[str]:
    """The questions of a page that were confirmed, where others of it are asked anew: the page goes without them."""
    group = returning().group_of(page.id)
    if group is None or not _is_same(response, group) or is_confirmed(response, page):
        return frozenset()
    return frozenset(item.link_id for item in page.items if item.link_id in _values(response))


def _is_same(response: QuestionnaireResponse, group: CarriedGroup) -> bool:
    return bool(response.carried.get("decided", {}).get(group.id) == SAME)


def is_confirmed(response: QuestionnaireResponse, page: Page) -> bool:
    """Whether the page was answered by confirming, so that the form need not stop there. A page of optional questions
    was, also where they had been left empty."""
    group = returning().group_of(page.id)
    if group is None or not _is_same(response, group):
        return False
    values = response.carried["values"]
    seen = page.enable_when is None or any(item.link_id in values for item in page.items)
    return seen and _is_whole(page, values)


def is_passed_over(response: QuestionnaireResponse, page: Page, opened: Sequence[Page]) -> bool:
    """Whether the way through the form leaves the page out: it was confirmed, or answered together with others."""
    if is_confirmed(response, page):
        return True
    return _is_whole(page, response.answers) and page != asked_together(response, page, opened)[0]


def _is_whole(page: Page, values: Mapping[str, Any]) -> bool:
    return all(item.link_id in values for item in page.items if item.required)


@transaction.atomic
def decide(*, response: QuestionnaireResponse, same: Collection[str], by: Actor, now: datetime) -> bool:
    """Keep what the patient says about the groups that waited: those named in `same` are saved, every page of them that
    is open; the others are asked. Returns whether the form must stop."""
    locked, stop = drafts.locked_response(response), False
    groups = open_groups(locked)
    said = {group.id: SAME if group.id in same else CHANGED for group in groups}
    locked.carried = {**locked.carried, "decided": {**locked.carried.get("decided", {}), **said}}
    locked.save(update_fields=["carried"])
    audit.record(by, "intake.carried_decided", locked, said)
    for group in groups:
        stop = (said[group.id] == SAME and _save_group(locked, group, by, now)) or stop
        locked.refresh_from_db()
    response.carried = locked.carried
    return stop


def _save_group(response: QuestionnaireResponse, group: CarriedGroup, by: Actor, now: datetime) -> bool:
    """Save the pages one by one: an answer may open the next page of the group. One with a question to ask waits."""
    stop, values = False, group_values(response, group)
    for page_id in group.pages:
        page = _page(page_id)
        known = {item.link_id: values[item.link_id] for item in page.items if item.link_id in values}
        today = response.clinic.today(now)
        opened = protocol_store.questionnaire().open_pages(screening.answers_of(response, today), today)
        if not known or not _is_whole(page, known) or page not in opened:
            continue
        printed = respond.Printed(f"carried-{group.id}", response.save_number)
        saved = respond.save_page(response=response, page=page_id, values=known, by=by, now=now, printed=printed)
        response, stop = saved.response, stop or saved.stop
    return stop
