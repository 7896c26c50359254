"""Which open pages are put to the person: nobody has to type what they would rather tell someone.

For the rules such a page was shown and left open, which is never less urgent than the calmest answers to it."""

from pathlib import Path
from typing import Any

import pytest

from intake.questionnaire.answers import parse_answers
from intake.questionnaire.asking import pages_to_ask
from intake.questionnaire.items import ALL_OVER, NOT_SURE, TELL_SOMEONE, Item
from intake.routing.disposition import Disposition, route
from intake.routing.protocol import load_protocol
from intake.routing.urgency import RANK
from tests.vignette_cases import CALM, TODAY, vignettes

PACKAGED = load_protocol(Path(__file__).parents[3] / "intake" / "protocols")
FORM = PACKAGED.questionnaire
TOLD = [item for item in FORM.items.values() if TELL_SOMEONE in item.exclusive]


def asked(given: dict[str, Any]) -> set[str]:
    return {page.id for page in pages_to_ask(FORM, parse_answers(FORM, given, TODAY), TODAY)}


def opened(given: dict[str, Any]) -> set[str]:
    return {page.id for page in FORM.open_pages(parse_answers(FORM, given, TODAY), TODAY)}


def routed(given: dict[str, Any]) -> Disposition:
    return route(PACKAGED, parse_answers(FORM, given, TODAY), today=TODAY)


def answered_to(item: Item) -> dict[str, Any]:
    """The answers of somebody who came to this question, but not to it."""
    case = next((each for each in vignettes() if item.link_id in each.told), vignettes()[0])
    given = case.answers(FORM)
    assert item.link_id in given, f"no vignette comes to {item.link_id}"
    return {link_id: value for link_id, value in given.items() if link_id != item.link_id}


def test_a_story_without_telling_is_asked_all_that_is_open() -> None:
    assert asked({}) == opened({})
    for case in vignettes()[::20]:
        given = case.answers(FORM)
        assert asked(given) == opened(given) or any(TELL_SOMEONE in str(value) for value in given.values()), case.id


def test_telling_someone_opens_no_page_that_a_tick_would() -> None:
    quiet = {"warning_general": [TELL_SOMEONE]}
    assert {"fever_signs", "injury", "injury_how", "skin", "lump"} <= opened(quiet) - asked(quiet)


@pytest.mark.parametrize("beside", ["fever", NOT_SURE])
def test_a_sign_or_a_doubt_ticked_beside_it_still_opens_its_page(beside: str) -> None:
    assert "fever_signs" in asked({"warning_general": [beside, TELL_SOMEONE]})


def test_an_answer_that_was_given_stays_on_the_form() -> None:
    assert "fever_signs" in asked({"warning_general": [TELL_SOMEONE], "fever_signs": ["fever_rash"]})


@pytest.mark.parametrize("item", TOLD, ids=lambda item: item.link_id)
def test_a_page_passed_over_is_never_less_urgent_than_calm_answers_to_it(item: Item) -> None:
    silent = answered_to(item) | {item.link_id: [TELL_SOMEONE]}
    left_out = [page for page in FORM.pages if page.id in opened(silent) - asked(silent)]
    answered = {each.link_id: CALM[each.link_id] for page in left_out for each in page.items if each.link_id in CALM}
    answered |= silent
    left, calm = routed(silent), routed(answered)
    assert RANK.get(left.urgency, 0) >= RANK.get(calm.urgency, 0)  # type: ignore[arg-type]
    assert left.human_review and set(calm.blocks) <= set(left.blocks)
    assert set(calm.not_ruled_out) <= {*left.not_ruled_out, *left.rules}


@pytest.mark.parametrize(
    ("places", "is_asked"),
    [([NOT_SURE], False), (["low_back_m", NOT_SURE], False), (["low_back_l", "low_back_m", NOT_SURE], True),
     (["low_back_l", "low_back_m", "low_back_r"], True), ([ALL_OVER], False)],
)  # fmt: skip
def test_the_worst_place_is_asked_only_of_places_to_choose_from(places: list[str], is_asked: bool) -> None:
    assert ("main_place" in asked({"places": places})) is is_asked
