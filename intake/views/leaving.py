"""A page of questions that is left by another way than Continue, on the tablet or by staff who type.

In: its fields as posted, with its id in `page`. Out: what can be kept is saved and screened; nobody's save is lost.
"""

import contextlib

from django.http import HttpRequest
from django.utils import timezone

from clinic.actor import Actor
from intake import governance, protocol_store
from intake.actions import carried, half_typed, left, respond
from intake.check_page import open_pages
from intake.form_raw import Raw, raw_of
from intake.models import QuestionnaireResponse
from intake.page_parts import joined
from intake.questionnaire.items import Page
from intake.views.page import printed_of


def keep_what_stands(request: HttpRequest, draft: QuestionnaireResponse, by: Actor) -> bool:
    """Save what stands on the open page, as `by`; whether it holds an emergency. What cannot be saved any more is not:
    a closed form or a decided case must not keep anybody on the page."""
    raw = raw_of(request.POST)
    shown = _shown(draft, request.POST.get("page", ""), raw)
    if shown is None:
        return False
    with contextlib.suppress(respond.CaseClosed, governance.NotOpen):
        try:
            return half_typed.keep_what_fits(response=draft, page=shown, raw=raw, by=by, printed=printed_of(raw))
        except respond.AnsweredElsewhere:
            # Nobody is there to be asked which counts: what the other window told reaches the board before this does.
            left.put_away(draft)
            draft.refresh_from_db()
            return half_typed.keep_what_fits(response=draft, page=shown, raw=raw, by=by)
    return False


def _shown(draft: QuestionnaireResponse, page_id: str, raw: Raw) -> Page | None:
    """The page with the questions that were put on it, several pages' on one for a patient who comes back."""
    own = next((each for each in protocol_store.questionnaire().pages if each.id == page_id), None)
    if own is None:
        return None
    asked = open_pages(draft, draft.clinic.today(timezone.now()))
    others = [each for each in carried.asked_together(draft, own, asked) if each != own and _is_posted(each, raw)]
    return joined([own, *others])


def _is_posted(page: Page, raw: Raw) -> bool:
    return any(name == item.link_id or name.startswith(f"{item.link_id}-") for item in page.items for name in raw)
