"""The estimate of how long coming back takes, by the same words and taps as the whole form.

The aim is two and a half minutes. By this model it is not reached: warning signs, spread, the signs of a place and the
private question are always asked anew, and take most of that. What is held is what was reached; see ADR 12."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import NONE, Page
from intake.questionnaire.wording import Wording
from intake.returning import CarriedGroup, asked_on_one, carried_values, returning
from intake.views.last_time import line_of, rows_of, tick_of, unticked_of
from intake.views.return_door import date_field
from tests import path_times
from tests.path_times import Effort, count
from tests.vignette_cases import TODAY, Vignette

AIM_MINUTES, HELD_MINUTES = 2.5, 3.4
NOTHING_TICKED, AS_LAST_TIME = "Where you ticked nothing", "Same as last time"
LAST_TIME = "Last time you told us. 12 November 2026. Tick what is still right. We ask the rest."
ANSWERED_THERE, CALLED = "who_for", "This is for Me"
LAST, SHARED_WORDS = "last_time", "words that every page repeats"
ONE_CONTINUE_LESS = Effort(taps=-1, pages=-1)


def coming_back(case: Vignette, wording: Wording) -> Effort:
    """The way of someone whose earlier form said the same: the link's page, one tick for each group that is confirmed,
    every page that is asked anew, and the check page."""
    return sum(steps(case, wording).values(), Effort())


def steps(case: Vignette, wording: Wording) -> dict[str, Effort]:
    """The same, page by page; several that stand on one under the first's id."""
    protocol, plan = protocol_store.protocol(), returning()
    given = case.answers(protocol.questionnaire)
    pages = protocol.questionnaire.open_pages(parse_answers(protocol.questionnaire, given, TODAY), TODAY)
    carried = carried_values(given, TODAY)
    confirmed = {page.id for page in pages if _is_confirmed(page, carried)}
    anew = [_without(page, carried) for page in pages if page.id not in confirmed and page.id != ANSWERED_THERE]
    found = {"door": _door(), LAST: _confirming(carried, wording)}
    shown = {page.id: asked_on_one(page, given, TODAY)[0].id for page in pages}
    for page in anew:
        asked = path_times._page(page, {} if page.id in plan.fill else given, wording)
        first = shown[page.id]
        found[first] = found[first] + asked + ONE_CONTINUE_LESS if first in found else asked + _headed(page, wording)
    return found | {SHARED_WORDS: _shared(wording), "check": _check(anew, given, wording)}


def _door() -> Effort:
    """The link's page down to its button, with the birth date."""
    field = date_field(RequestFactory().post("/"))
    page = render_to_string("intake/patient/invited.html", {"date_field": field, "clinic": {"slug": "harbour"}})
    shown = path_times.TAGS.sub(" ", page[page.index("<h1") : page.index("</button>")])
    return Effort(words=count(shown), answers=1, taps=4, characters=8, pages=1)


def _headed(page: Page, wording: Wording) -> Effort:
    """A page left with one question of several has that question for its title."""
    whole = protocol_store.questionnaire().page(page.id)
    return Effort(words=-count(wording.page(page.id).title) if len(page.items) == 1 < len(whole.items) else 0)


def _shared(wording: Wording) -> Effort:
    """What every page repeats is read once, as in the estimate of the whole form."""
    return Effort(words=sum(count(wording.texts["options"][code]) for code in path_times.SHARED))


def _check(anew: Sequence[Page], given: Mapping[str, Any], wording: Wording) -> Effort:
    """The rows that say something, then two closed lines: where nothing was ticked, and what is as last time."""
    silent = {item.link_id for page in anew for item in page.items if given.get(item.link_id) == [NONE]}
    said = {link_id: value for link_id, value in given.items() if link_id not in silent}
    closed = count(f"{CALLED} {NOTHING_TICKED} {AS_LAST_TIME}")
    return path_times._check(anew, said, wording) + Effort(words=closed)


def _confirming(carried: Mapping[str, Any], wording: Wording) -> Effort:
    shown = [_group(group, carried, wording) for group in returning().groups]
    ticks = [words for words in shown if words]
    return Effort(words=count(LAST_TIME) + sum(ticks), answers=len(ticks), taps=len(ticks) + 1, pages=1)


def _group(group: CarriedGroup, carried: Mapping[str, Any], wording: Wording) -> int:
    """The words of a group as its page shows them, with its tick; of a list that is closed, its line. 0 where nothing
    is carried."""
    pages = map(protocol_store.questionnaire().page, group.pages)
    values = {item.link_id: carried[item.link_id] for page in pages for item in page.items if item.link_id in carried}
    if not values:
        return 0
    rows, unticked = rows_of(values, group, wording), unticked_of(values, group, wording)
    labels = [row["label"] for row in rows if row["closed"] or not row["plain"]]
    answers = [words for row in rows if not row["closed"] for words in row["values"]]
    return count(" ".join([*labels, *answers, line_of(values, unticked) if unticked else "", tick_of(group.id)]))


def _is_confirmed(page: Page, carried: Mapping[str, Any]) -> bool:
    known = [item for item in page.items if item.link_id in carried]
    whole = all(item.link_id in carried for item in page.items if item.required)
    return returning().group_of(page.id) is not None and whole and bool(known or page.enable_when is None)


def _without(page: Page, carried: Mapping[str, Any]) -> Page:
    """The page as it is asked: without what was confirmed."""
    if page.id in returning().fill:
        return page
    return replace(page, items=tuple(item for item in page.items if item.link_id not in carried))


def test_coming_back_is_quicker_than_the_whole_form(capsys: pytest.CaptureFixture[str]) -> None:
    wording = protocol_store.wording("en")
    found = {case.id: coming_back(case, wording) for case in path_times.everyday_cases()}
    minutes = sorted(effort.minutes() for effort in found.values())
    whole = path_times.middle_and_late(path_times.journeys(protocol_store.protocol(), path_times.everyday_cases()))[0]
    with capsys.disabled():
        print(f"\nComing back: estimated median {median(minutes):.1f} min, longest {minutes[-1]:.1f}; "
              f"the whole form {whole:.1f} (aim {AIM_MINUTES})", end=" ")  # fmt: skip
    assert median(minutes) <= HELD_MINUTES < whole
