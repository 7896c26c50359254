"""How far someone has come with the form: its parts, and in each the pages that are sure to come.

In: a draft, the page that is shown, the clinic's day. Out: a Progress for parts/stitches.html and parts/rail.html.
Which pages still open hangs on answers not yet given, so what is left is the least there is, said as "about".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from intake import protocol_store
from intake.actions import carried, screening
from intake.check_page import open_pages
from intake.models import QuestionnaireResponse
from intake.questionnaire.conditions import TRUE
from intake.questionnaire.facts import facts_of
from intake.questionnaire.items import Page

DONE, NOW, LEFT = "done", "now", "left"
CHECK = ""  # the last part, which is no section of the questionnaire


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form: whether it is done, and the same of each of its pages."""

    name: str
    state: str
    stitches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where someone is: the part's number of `count`, the page's number of about `pages` in it. Both from 1."""

    number: int
    count: int
    page: int
    pages: int
    parts: tuple[Part, ...]


def progress(draft: QuestionnaireResponse, today: date, shown: Page | None = None) -> Progress:
    """Where `shown` stands in the form; without a page, where the check page stands, which is the last part."""
    wording = protocol_store.wording(draft.language)
    codes = (*protocol_store.questionnaire().sections, CHECK)
    here = codes.index(shown.section if shown else CHECK)
    before, after = _around(draft, today, shown)
    parts = []
    for number, code in enumerate(codes):
        state = DONE if number < here else NOW if number == here else LEFT
        done = (DONE,) * sum(page.section == code for page in before)
        left = (LEFT,) * sum(page.section == code for page in after)
        now = (NOW,) if number == here else () if code else (LEFT,)
        parts.append(Part(wording.section(code) if code else _("Check and send"), state, (*done, *now, *left)))
    stitches = parts[here].stitches
    return Progress(here + 1, len(codes), stitches.index(NOW) + 1, len(stitches), tuple(parts))


def _around(draft: QuestionnaireResponse, today: date, shown: Page | None) -> tuple[Sequence[Page], Sequence[Page]]:
    """The pages that came before the shown one, and those that are sure to follow; pages passed over in neither."""
    opened = open_pages(draft, today)
    asked = [page for page in opened if not carried.is_passed_over(draft, page, opened)]
    if shown is None:
        return asked, ()
    order = [page.id for page in protocol_store.questionnaire().pages]
    place, here = order.index(shown.id), set(_questions(shown))
    others = [page for page in asked if not here.issuperset(_questions(page))]
    later = [page for page in others if order.index(page.id) > place]
    return [page for page in others if order.index(page.id) < place], _sure(draft, today, later)


def _questions(page: Page) -> list[str]:
    return [item.link_id for item in page.items]


def _sure(draft: QuestionnaireResponse, today: date, pages: Sequence[Page]) -> list[Page]:
    """Those of `pages` that the answers so far open; what may yet be answered opens none."""
    questionnaire, answers = protocol_store.questionnaire(), screening.answers_of(draft, today)
    values = facts_of(questionnaire, answers, today, so_far=True).values
    return [
        page
        for page in pages
        if page.enable_when is None or questionnaire.settled(page.enable_when, answers.values).value(values) is TRUE
    ]
