"""The questionnaire as data: what is loaded, and every cross-check that stops the start."""

from pathlib import Path

import pytest

from intake.questionnaire.conditions import AnyOf, TruthTest
from intake.questionnaire.definition import load_questionnaire
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.grammar import FactKind
from intake.questionnaire.items import ItemType
from tests.intake.rule_pack import PACK, TODAY, altered, calm, protocol

ASKED = ("you", "nerves", "heart", "general", "where", "pain", "health")


def test_what_is_loaded() -> None:
    questionnaire = load_questionnaire(PACK)
    assert questionnaire.version == "test.1"
    assert questionnaire.digest == protocol().questionnaire.digest
    assert [page.id for page in questionnaire.pages] == [
        "you",
        "nerves",
        "heart",
        "general",
        "where",
        "timing",
        "jaw",
        "pain",
        "health",
    ]
    assert questionnaire.page("timing").enable_when == AnyOf((TruthTest("saddle_numbness"), TruthTest("bladder_sign")))
    assert questionnaire.page("timing").needs == ("bladder_sign",)
    assert questionnaire.item("places").maximum == 4
    assert questionnaire.item("places").exclusive == ("all_over", "not_sure")
    assert questionnaire.item("name").type is ItemType.TEXT
    assert questionnaire.item("story").is_text
    assert questionnaire.facts["worst_place"].kind is FactKind.CODE
    assert questionnaire.facts["function"].options == ("none", "mild", "severe")


def test_unknown_ids_are_key_errors() -> None:
    with pytest.raises(KeyError):
        protocol().questionnaire.page("nowhere")
    with pytest.raises(KeyError):
        protocol().questionnaire.item("nothing")


def test_a_page_is_shown_unless_its_condition_is_false() -> None:
    questionnaire = protocol().questionnaire
    shown = {
        answer: questionnaire.open_pages(calm(nerves=[answer]), TODAY)
        for answer in ("none", "saddle_numbness", "not_sure")
    }
    assert tuple(page.id for page in shown["none"]) == ASKED
    assert "timing" in [page.id for page in shown["saddle_numbness"]]
    assert "timing" in [page.id for page in shown["not_sure"]]


def test_words_on_a_late_page_open_an_earlier_one() -> None:
    shown = protocol().questionnaire.open_pages(calm(story="and my jaw ached"), TODAY)
    assert [page.id for page in shown].index("jaw") < [page.id for page in shown].index("health")


def test_what_stands_behind_a_condition() -> None:
    questionnaire = protocol().questionnaire
    rule = protocol().red_flags[0]
    assert questionnaire.facts_behind(rule.when) == {"places", "saddle_numbness", "bladder_retention", "sign_days"}
    assert questionnaire.items_behind(rule.when) == {"places", "nerves", "sign_since"}
    assert questionnaire.items_behind(protocol().red_flags[2].when) == {"jaw"}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("questionnaire.yaml", "id: nerves\n", "id: you\n", "questionnaire.yaml:11: page 'you' is defined twice"),
        (
            "questionnaire.yaml",
            "link_id: nerves,",
            "link_id: name,",
            "questionnaire.yaml:11: link_id 'name' is used twice",
        ),
        (
            "questionnaire.yaml",
            "options: [chest_pain]",
            "options: [bladder_retention]",
            "questionnaire.yaml:15: fact 'bladder_retention' is defined twice",
        ),
        (
            "questionnaire.yaml",
            "options: [chest_pain]",
            "options: [none]",
            "questionnaire.yaml:15: 'none' is a word of the data files and cannot name a fact",
        ),
        (
            "questionnaire.yaml",
            "options: [chest_pain]",
            "options: []",
            "questionnaire.yaml:18: expected at least one option",
        ),
        (
            "questionnaire.yaml",
            "section: about_you",
            "section: about_me",
            "questionnaire.yaml:6: unknown section 'about_me'",
        ),
        (
            "questionnaire.yaml",
            "{any: [saddle_numbness, bladder_sign]}",
            "desk",
            "questionnaire.yaml:32: unknown fact 'desk'",
        ),
        (
            "questionnaire.yaml",
            "{any: [saddle_numbness, bladder_sign]}",
            "new_sign",
            "questionnaire.yaml:32: unknown fact 'new_sign'",
        ),
        (
            "questionnaire.yaml",
            "max: 10, use: [staff]",
            "max: 10, use: []",
            "questionnaire.yaml:8: expected who uses the answer, one of rules, handout, staff",
        ),
        (
            "questionnaire.yaml",
            "max: 10, use: [staff]",
            "max: 0, use: [staff]",
            "questionnaire.yaml:8: expected a whole number from 1, found 0",
        ),
        (
            "questionnaire.yaml",
            "max: 10, use: [staff]",
            "options: [a], use: [staff]",
            "questionnaire.yaml:8: unknown key 'options'",
        ),
        (
            "questionnaire.yaml",
            "type: date, use",
            "type: date, fact: born, use",
            "questionnaire.yaml:9: expected no fact: birth_date always gives `age`",
        ),
        (
            "questionnaire.yaml",
            "type: date, use",
            "type: day, use",
            "questionnaire.yaml:9: unknown item type 'day'",
        ),
        (
            "questionnaire.yaml",
            "exclusive: [none, not_sure, tell_someone]",
            "exclusive: [all_over]",
            "questionnaire.yaml:14: unknown exclusive option 'all_over'",
        ),
        (
            "questionnaire.yaml",
            "min: 1, max: 42",
            "min: 43, max: 42",
            "questionnaire.yaml:46: expected a whole number from 43, found 42",
        ),
        (
            "questionnaire.yaml",
            "[fever, weight_loss, night_sweats]",
            "[a, b, c, d, e, f, g]",
            "questionnaire.yaml:22: expected at most 6 ticks on a page, found 7",
        ),
        (
            "questionnaire.yaml",
            "      - {link_id: jaw, type: ticks, options: [sweating], exclusive: [none], use: [rules]}",
            "      []",
            "questionnaire.yaml:38: expected at least one item",
        ),
        (
            "facts.yaml",
            "  bladder_sign",
            "  all",
            "facts.yaml:3: 'all' is a word of the data files and cannot name a fact",
        ),
        (
            "facts.yaml",
            "bladder_sign]}\n",
            "late]}\n",
            "facts.yaml:4: unknown fact 'late'",
        ),
        ("phrases.yaml", "fact: says_jaw", "fact: desk", "phrases.yaml:1: fact 'desk' is defined twice"),
        ("body_map/v1/zones.yaml", "zones:", "places:", "body_map/v1/zones.yaml:1: missing key 'zones'"),
        ("body_map/v1/zones.yaml", "{id: neck_m, ", "{", "body_map/v1/zones.yaml:2: missing key 'id'"),
    ],
)
def test_what_stops_the_start(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        load_questionnaire(altered(tmp_path, file, old, new))
    assert str(caught.value).startswith(message)
