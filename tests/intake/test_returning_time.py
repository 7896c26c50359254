"""The estimate of how long coming back takes, by the same words and taps as the whole form.

The aim is two and a half minutes. By this model it is not reached: warning signs, the signs of a place, the pain now
and the private question are always asked anew, and take most of that. What is held is what was reached; see ADR 12."""

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
from intake.returning import CarriedGroup, carried_values, returning
from intake.views.last_time import rows_of, tick_of, unticked_of
from intake.views.return_door import date_field
from tests import path_times
from tests.path_times import Effort, count
from tests.vignette_cases import TODAY, Vignette

AIM_MINUTES, HELD_MINUTES = 2.5, 3.5
HOW_IS_IT_NOW = "How is it now?"
NOT_TICKED = "What you did not tick"
NOTHING_TICKED = "Where you ticked nothing"
LAST_TIME = "Last time you told us. 12 November 2026. Tick what is still right. We ask the rest again."
ANSWERED_THERE = "who_for"


def coming_back(case: Vignette, wording: Wording) -> Effort:
    """The way of someone whose earlier form said the same: the link's page, one tick for each group that is confirmed,
    every page that is asked anew, and the check page."""
    protocol, plan = protocol_store.protocol(), returning()
    given = case.answers(protocol.questionnaire)
    pages = protocol.questionnaire.open_pages(parse_answers(protocol.questionnaire, given, TODAY), TODAY)
    carried = carried_values(given, TODAY)
    confirmed = {page.id for page in pages if _is_confirmed(page, carried)}
    anew = [_without(page, carried) for page in pages if page.id not in confirmed and page.id != ANSWERED_THERE]
    asked = [path_times._page(page, given, wording) for page in anew if page.id not in plan.fill]
    filled = [path_times._page(page, {}, wording) for page in anew if page.id in plan.fill]
    return sum(
        [_door(), _confirming(carried, wording), *asked, *filled, _joined(anew, wording), _check(anew, given, wording)],
        Effort(),
    )


def _door() -> Effort:
    """The link's page down to its button, with the birth date."""
    field = date_field(RequestFactory().post("/"))
    page = render_to_string("intake/patient/invited.html", {"date_field": field, "clinic": {"slug": "harbour"}})
    shown = path_times.TAGS.sub(" ", page[page.index("<h1") : page.index("</button>")])
    return Effort(words=count(shown), answers=1, taps=4, characters=8, pages=1)


def _joined(anew: Sequence[Page], wording: Wording) -> Effort:
    """What is saved by asking several pages on one: their Continue, their change of page, and two titles against the
    one that stands over them all."""
    together = [page for page in anew if page.id in returning().together]
    saved = len(together) - 1
    started = sum(count(wording.page(page.id).title) for page in together if page.id == "since_when")
    return Effort(words=count(HOW_IS_IT_NOW) - started, taps=-saved, pages=-saved)


def _check(anew: Sequence[Page], given: Mapping[str, Any], wording: Wording) -> Effort:
    """The rows that say something, then one closed line in each section for those where nothing was ticked."""
    silent = {item.link_id for page in anew for item in page.items if given.get(item.link_id) == [NONE]}
    sections = {page.section for page in anew if silent & {item.link_id for item in page.items}}
    said = {link_id: value for link_id, value in given.items() if link_id not in silent}
    closed = len(sections) * count(NOTHING_TICKED)
    return path_times._check(anew, said, wording) + Effort(words=closed)


def _confirming(carried: Mapping[str, Any], wording: Wording) -> Effort:
    shown = [_group(group, carried, wording) for group in returning().groups]
    ticks = [words for words in shown if words]
    return Effort(words=count(LAST_TIME) + sum(ticks), answers=len(ticks), taps=len(ticks) + 1, pages=1)


def _group(group: CarriedGroup, carried: Mapping[str, Any], wording: Wording) -> int:
    """The words of a group and its tick; what was not ticked stands in a list that is closed. 0 where nothing is
    carried."""
    items, pages = protocol_store.questionnaire().items, map(protocol_store.questionnaire().page, group.pages)
    values = {item.link_id: carried[item.link_id] for page in pages for item in page.items if item.link_id in carried}
    rows = rows_of(values, group, wording)
    labels = sum(count(row["label"]) for row in rows if not row["plain"])
    answers = sum(path_times._answer_words(items[link_id], value, wording) for link_id, value in values.items())
    closed = count(NOT_TICKED) if unticked_of(values, group, wording) else 0
    return labels + answers + closed + count(tick_of(group.id)) if rows else 0


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
