"""The estimate of how long coming back takes, by the same words and taps as the whole form.

The aim is two and a half minutes. By this model it is not reached: warning signs, the signs of a place, the pain now
and the private question are always asked anew, and take most of that. What is held is what was reached; see ADR 12."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import median
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import ItemType, Page
from intake.questionnaire.wording import Wording
from intake.returning import CarriedGroup, carried_values, returning
from intake.views.last_time import words_of
from tests import path_times
from tests.path_times import Effort, count
from tests.vignette_cases import TODAY, Vignette

AIM_MINUTES, HELD_MINUTES = 2.5, 4.3
IS_THIS_YOU = "Is this you? Alex M. Date of birth So that only you can open it. Yes, this is me"
ANSWERED_THERE = "who_for"


def coming_back(case: Vignette, wording: Wording) -> Effort:
    """The way of someone whose earlier form said the same: "Is this you?", every page that is asked anew, one tap for
    each group that is confirmed, and the check page."""
    protocol, plan = protocol_store.protocol(), returning()
    given = case.answers(protocol.questionnaire)
    pages = protocol.questionnaire.open_pages(parse_answers(protocol.questionnaire, given, TODAY), TODAY)
    carried = carried_values(given, TODAY)
    confirmed = {page.id for page in pages if _is_confirmed(page, carried)}
    anew = [_without(page, carried) for page in pages if page.id not in confirmed]
    asked = [path_times._page(page, given, wording) for page in anew if page.id not in {ANSWERED_THERE, *plan.fill}]
    filled = [path_times._page(page, {}, wording) for page in anew if page.id in plan.fill]
    groups = [_group(group, carried, wording) for group in plan.groups]
    door = Effort(words=count(IS_THIS_YOU), answers=1, taps=4, characters=8, pages=2)
    return sum([door, *asked, *filled, *groups, path_times._check(anew, given, wording)], Effort())


def _is_confirmed(page: Page, carried: Mapping[str, Any]) -> bool:
    known = [item for item in page.items if item.link_id in carried]
    whole = all(item.link_id in carried for item in page.items if item.required)
    return returning().group_of(page.id) is not None and whole and bool(known or page.enable_when is None)


def _without(page: Page, carried: Mapping[str, Any]) -> Page:
    """The page as it is asked: without what was confirmed."""
    if page.id in returning().fill:
        return page
    return replace(page, items=tuple(item for item in page.items if item.link_id not in carried))


def _group(group: CarriedGroup, carried: Mapping[str, Any], wording: Wording) -> Effort:
    words = sum(count(text) for text in words_of(group.id).values()) + sum(_rows(group, carried, wording))
    return Effort(words=words + 9, answers=1, taps=2, pages=1)  # "This is what you told us on ..."


def _rows(group: CarriedGroup, carried: Mapping[str, Any], wording: Wording) -> Iterator[int]:
    for page in map(protocol_store.questionnaire().page, group.pages):
        may_be_empty = page.enable_when is None and not any(item.required for item in page.items)
        for item in page.items:
            if item.link_id not in carried:
                yield count(f"{wording.item(item.link_id).short} No answer") if may_be_empty else 0
                continue
            yield count(wording.item(item.link_id).short)
            yield path_times._answer_words(item, carried[item.link_id], wording)
            if group.show_unticked and item.type is ItemType.TICKS:
                yield 5  # "What you did not tick", closed


def test_coming_back_is_quicker_than_the_whole_form(capsys: pytest.CaptureFixture[str]) -> None:
    wording = protocol_store.wording("en")
    found = {case.id: coming_back(case, wording) for case in path_times.everyday_cases()}
    minutes = sorted(effort.minutes() for effort in found.values())
    whole = path_times.middle_and_late(path_times.journeys(protocol_store.protocol(), path_times.everyday_cases()))[0]
    with capsys.disabled():
        print(f"\nComing back: estimated median {median(minutes):.1f} min, longest {minutes[-1]:.1f}; "
              f"the whole form {whole:.1f} (aim {AIM_MINUTES})", end=" ")  # fmt: skip
    assert median(minutes) <= HELD_MINUTES < whole
