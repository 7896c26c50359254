"""The paper twin: every question in order; nobody whom the form asks is sent past a question."""

import random
import re
from importlib.resources import files
from random import Random

import pytest
from django.utils import translation

from handouts.blank_form import blank_form
from handouts.form_picture import EM, MM_PER_POINT, PRINTED, numbered_body
from handouts.form_routing import Numbering, _clauses, _without_implied, only_if
from handouts.paper_form import BlankForm
from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.body_drawing import HEIGHT
from intake.questionnaire.conditions import FALSE, All, AnyOf, CodesTest
from intake.questionnaire.facts import facts_of
from tests.answers import TODAY
from tests.intake.random_answers import random_answers

QUESTIONNAIRE = protocol_store.questionnaire()


def form(language: str = "en") -> BlankForm:
    wording, body = protocol_store.wording(language), protocol_store.body_map()
    with translation.override(language.lower()):
        return blank_form(QUESTIONNAIRE, wording, body, front_alt="front", back_alt="back")


def test_every_question_stands_there_in_order() -> None:
    topics = [topic for part in form().parts for topic in part.topics]
    assert [topic.code for topic in topics] == [page.id for page in QUESTIONNAIRE.pages]
    assert [topic.number for topic in topics] == list(range(1, len(topics) + 1))
    for topic, page in zip(topics, QUESTIONNAIRE.pages, strict=True):
        assert [question.code or topic.code for question in topic.questions] == [item.link_id for item in page.items]


@pytest.mark.parametrize("language", protocol_store.languages())
def test_every_option_has_its_box(language: str) -> None:
    wording = protocol_store.wording(language)
    said = {
        question.code or topic.code: (*question.options, *question.apart)
        for part in form(language).parts
        for topic in part.topics
        for question in topic.questions
    }
    for item in QUESTIONNAIRE.items.values():
        for code in (*item.options, *item.exclusive):
            assert wording.option(item.link_id, code) in said[item.link_id], f"{language} {item.link_id} {code}"


def test_each_place_has_one_number_in_the_list_and_in_the_picture() -> None:
    found = form()
    numbers = [spot.number for group in found.places for place in group.places for spot in place.spots]
    assert sorted(numbers) == list(range(1, len(QUESTIONNAIRE.zones) + 1))
    drawn = found.front.svg.count("<path transform") + found.back.svg.count("<path transform")
    body = protocol_store.body_map()
    at = {zone: number for number, zone in enumerate(body.zones, start=1)}
    digits = sum(len(str(at[zone.id])) for zone in body.zones.values() for _ in zone.views)
    assert drawn == digits


def test_nobody_who_is_asked_is_sent_past_the_question() -> None:
    """In any answers: what the form opens, paper does not close."""
    seed = random.randrange(10**9)
    chance = Random(seed)
    for _ in range(150):
        answers = random_answers(QUESTIONNAIRE, chance, ticked=chance.choice([0.02, 0.1, 0.3]))
        answers = {link_id: value for link_id, value in answers.items() if not QUESTIONNAIRE.items[link_id].is_text}
        facts = facts_of(QUESTIONNAIRE, parse_answers(QUESTIONNAIRE, answers, TODAY), TODAY)
        asked = {page.id for page in facts.asked}
        for page in QUESTIONNAIRE.pages:
            if page.enable_when is None or page.id not in asked:
                continue
            clauses = _clauses(page.enable_when, QUESTIONNAIRE)
            on_paper = All(tuple(AnyOf(tuple(choice)) for choice in clauses))
            assert on_paper.value(facts.values) is not FALSE, f"seed {seed}: {page.id}"


def test_the_routing_is_plain() -> None:
    topics = {topic.code: topic for part in form().parts for topic in part.topics}
    fever = topics["warning_general"].number
    assert topics["fever_signs"].only_if == f"“Fever or shivering” in {fever}"
    assert topics["fever_signs"].else_go_to == str(topics["injury"].number)
    assert topics["you"].only_if == "" and "means the person with the pain" in topics["you"].hint
    assert topics["helper"].hint == "", "there the helper is asked about the helper"
    assert topics["guardian"].only_if.endswith("you are under 16")
    marked, told = f"you marked “Ribs” in {topics['where'].number}a", f"in {topics['back_belly'].number}"
    assert topics["upper_belly"].only_if == f"{marked}, or “Pain high in your belly” {told}"


def test_what_a_narrower_choice_says_is_not_said_twice() -> None:
    """Who marked fewer of the same places, or was asked a question of some only, has passed the wider one."""
    topics = {topic.code: topic for part in form().parts for topic in part.topics}
    assert topics["upper_belly"].only_if.count("you marked") == 1


def test_topics_that_the_same_people_answer_stand_under_one_only_if() -> None:
    blocks = [block for part in form().parts for block in part.blocks]
    assert [topic.code for block in blocks for topic in block.topics] == [page.id for page in QUESTIONNAIRE.pages]
    assert all(topic.only_if == block.only_if for block in blocks for topic in block.topics)
    after_a_fall = next(block for block in blocks if block.topics[0].code == "injury")
    assert [topic.code for topic in after_a_fall.topics] == ["injury", "injury_how", "injury_after"]


@pytest.mark.parametrize("size", ["standard", "large"])
def test_numbers_in_the_picture_are_as_large_as_the_words(size: str) -> None:
    """12 or 18 points at the height that the style sheet gives the picture."""
    height, points = PRINTED[size]
    body = protocol_store.body_map()
    svg = numbered_body(body, "front", dict.fromkeys(body.zones, 8), "front", size).svg
    scales = {float(found) for found in re.findall(r"scale\(([\d.]+)\)", svg)}
    assert {round(scale * EM * height / HEIGHT / MM_PER_POINT, 1) for scale in scales} == {points}
    sheet = (files("handouts") / "static/handouts/form.css").read_text("utf-8")
    assert f"height: {height}mm" in sheet


def test_every_condition_can_be_said_or_asks_everybody() -> None:
    places = dict.fromkeys(QUESTIONNAIRE.zones, "Ribs")
    numbering = Numbering({link_id: "1" for link_id in QUESTIONNAIRE.items}, places, {"Chest": frozenset(places)})
    silent = [
        page.id
        for page in QUESTIONNAIRE.pages
        if page.enable_when and not only_if(page.enable_when, QUESTIONNAIRE, protocol_store.wording("en"), numbering)
    ]
    assert silent == []


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_a_place_is_asked_for_by_the_name_that_the_list_gives_it(language: str) -> None:
    """Nobody has to look up numbers, and no place of a condition is left out."""
    found = form(language)
    names = {group.name: {place.name for place in group.places} for group in found.places}
    zones = list(protocol_store.body_map().zones)
    named = {spot.number: place.name for group in found.places for place in group.places for spot in place.spots}
    for topic, page in zip((t for part in found.parts for t in part.topics), QUESTIONNAIRE.pages, strict=True):
        clauses = _clauses(page.enable_when, QUESTIONNAIRE) if page.enable_when else ()
        for clause in _without_implied(clauses, QUESTIONNAIRE):
            for test in clause:
                for zone in test.any_of if isinstance(test, CodesTest) else ():
                    name = named[zones.index(zone) + 1]
                    group = next(group for group, places in names.items() if name in places)
                    assert name in topic.only_if or group in topic.only_if, f"{language} {topic.code} {zone}"


def test_two_digits_side_by_side_in_the_picture_do_not_read_as_one_number() -> None:
    """Jaw 4 and 3 would be a flank."""
    body = protocol_store.body_map()
    svg = numbered_body(body, "front", {zone: 8 for zone in body.zones}, "front").svg
    drawn = [
        (float(x), float(scale) * 572) for x, scale in re.findall(r"translate\(([\d.]+) [^s]*scale\(([\d.]+)", svg)
    ]
    at = dict(zip(body.drawings["front", "a"].shapes, drawn, strict=True))
    (left, width), (right, _width) = sorted((at["jaw_l"], at["jaw_r"]))
    assert right - left >= 1.9 * width


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_a_place_has_a_box_for_each_of_its_own_sides(language: str) -> None:
    wording, zones = protocol_store.wording(language), list(protocol_store.body_map().zones.values())
    for place in (place for group in form(language).places for place in group.places):
        for spot in place.spots:
            zone = zones[spot.number - 1]
            assert spot.side == zone.side or (spot.side == "" and len(place.spots) == 1)
            assert wording.place(zone.id).startswith(place.name)
