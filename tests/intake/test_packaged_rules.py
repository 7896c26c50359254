"""The packaged rule pack under the engines: it loads, decides any answers without failing, and quickly."""

import json
from pathlib import Path
from random import Random

import pytest

from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.conditions import Condition
from intake.questionnaire.items import NONE, NOT_SURE, ItemType
from intake.routing import protocol as protocol_module
from intake.routing.disposition import route, safe_route, screen_so_far
from intake.routing.protocol import Protocol, load_protocol
from intake.routing.urgency import RANK
from tests.intake.random_answers import random_answers
from tests.intake.rule_pack import TODAY

FOLDER = Path(protocol_module.__file__).parent.parent / "protocols"
SEEDS = range(60)


@pytest.fixture(scope="module")
def packaged() -> Protocol:
    return load_protocol(FOLDER)


def answers_of(packaged: Protocol, seed: int, ticked: float = 0.1) -> Answers:
    given = random_answers(packaged.questionnaire, Random(seed), ticked=ticked)
    return parse_answers(packaged.questionnaire, given, TODAY)


@pytest.mark.parametrize("ticked", [0.0, 0.05, 0.5])
def test_any_answers_are_decided_and_plain(packaged: Protocol, ticked: float) -> None:
    for seed in SEEDS:
        answers = answers_of(packaged, seed, ticked)
        found = safe_route(packaged, answers, today=TODAY)
        assert "system_failure" not in found.review_reasons
        assert json.loads(json.dumps(found.as_json())) == found.as_json()
        so_far = screen_so_far(packaged, answers, TODAY)
        assert set(so_far.rules) <= set(found.rules)


def test_one_more_warning_tick_never_lowers_the_urgency(packaged: Protocol) -> None:
    screen = [item for item in packaged.screen_items.values() if item.type is ItemType.TICKS and NONE in item.exclusive]
    for seed in SEEDS:
        given = random_answers(packaged.questionnaire, Random(seed), ticked=0.03)
        item = Random(seed).choice(screen)
        before = [code for code in given.get(item.link_id, [NONE]) if code not in (NONE, NOT_SURE)]
        for option in item.options:
            fewer = decide(packaged, given | {item.link_id: before or [NONE]})
            more = decide(packaged, given | {item.link_id: [*before, option] if option not in before else before})
            assert more >= fewer, (seed, item.link_id, option)


def decide(packaged: Protocol, given: dict[str, object]) -> int:
    found = route(packaged, parse_answers(packaged.questionnaire, given, TODAY), today=TODAY)
    return RANK[found.urgency] if found.urgency else 0


def test_every_red_flag_can_be_walked(packaged: Protocol) -> None:
    conditions: list[Condition] = [rule.when for rule in packaged.red_flags if rule.id != packaged.missing_answers]
    assert all(packaged.questionnaire.items_behind(condition) for condition in conditions)
