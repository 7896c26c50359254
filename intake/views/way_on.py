"""Which page follows, and the addresses of pages.

In: what a page was opened from, and the answers as they are saved. Out: ids of pages, addresses.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse

from clinic.models import Clinic
from intake import mended, protocol_store
from intake.actions import carried, page_counts, screening
from intake.check_page import open_pages
from intake.models import QuestionnaireResponse, TriageCase
from intake.models.case import CaseStatus
from intake.questionnaire.items import SIGNS, Page

CHECK, MISTAKE, WORSE, WORSE_SEND = "check", "mistake", "worse", "worse_send"


def came_from(request: HttpRequest) -> str:
    """What this page was opened from, where that decides what follows: "check", "mistake", "worse" or ""."""
    came = request.GET.get("from", "")
    return came if came in (CHECK, MISTAKE, WORSE) else ""


def next_page(
    request: HttpRequest,
    clinic: Clinic,
    saved: QuestionnaireResponse,
    shown: Page,
    asked: Sequence[Page],
    now: datetime,
) -> str:
    """The id of the page that follows, or "check". After a change asked for on the check page that is the check page,
    unless pages opened that were not `asked` before, or now need an answer."""
    today = clinic.today(now)
    if came_from(request) == WORSE and saved.is_sent:
        return _next_sign(saved, shown, today)
    if came_from(request) == CHECK:
        opened_now = [
            each.id for each in open_pages(saved, today) if each not in asked and not _has_answers(saved, each)
        ]
        return next(iter([*opened_now, *screening.unsent_pages(saved, today)]), page_counts.CHECK)
    if came_from(request) == MISTAKE:
        return next(iter(screening.unsent_pages(saved, today)), page_counts.CHECK)
    pages = open_pages(saved, today)
    place = next((number for number, each in enumerate(pages) if each.id == shown.id), len(pages))
    later = (each.id for each in pages[place + 1 :] if not carried.is_passed_over(saved, each, pages))
    return next(later, page_counts.CHECK)


def _has_answers(saved: QuestionnaireResponse, shown: Page) -> bool:
    return any(item.link_id in saved.answers for item in shown.items)


def _next_sign(saved: QuestionnaireResponse, shown: Page, today: date) -> str:
    """After "it got worse" only the warning signs are asked again and what they open, then the page that sends them."""
    pages = open_pages(saved, today)
    place = next((number for number, each in enumerate(pages) if each.id == shown.id), len(pages))
    signs = (each.id for each in pages[place + 1 :] if each.section == SIGNS)
    return next(signs, next(iter(screening.unsent_pages(saved, today)), WORSE_SEND))


def sign_pages() -> list[str]:
    """Ids of the pages of warning signs that are asked of everyone or open by an answer, in order."""
    return [page.id for page in protocol_store.questionnaire().pages if page.section == SIGNS]


def page_url(clinic: Clinic, page_id: str, came: str = "") -> str:
    """The address of a page of questions, of the check page, or of the page that sends what got worse; `came` says
    what it is opened from."""
    if page_id == WORSE_SEND:
        return reverse("intake:worse_send", args=[clinic.slug])
    if page_id == page_counts.CHECK:
        return reverse("intake:check", args=[clinic.slug])
    return reverse("intake:page", args=[clinic.slug, page_id]) + (f"?from={came}" if came else "")


def is_waiting(draft: QuestionnaireResponse) -> bool:
    """Whether the desk has not decided yet: until then a sent form can be changed, and said to have got worse."""
    return TriageCase.objects.filter(response=draft, status=CaseStatus.WAITING).exists()


def unsent_url(clinic: Clinic, draft: QuestionnaireResponse) -> str:
    """Where a change that was saved after sending is sent; "" for none, or once the desk has decided."""
    return page_url(clinic, page_counts.CHECK) if is_waiting(draft) and mended.unsent(draft) else ""
