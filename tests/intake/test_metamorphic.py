"""Generated people, each changed in one way that must not matter, or must not lower: order of answers, language, one
more sign, one answer less, another wish. 100,000 changes under UNKNOT_TEST_FULL, a tenth otherwise; seed printed."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import NONE, TELL_SOMEONE, Item, ItemType
from intake.routing.disposition import route
from intake.routing.ruling import rule_on
from intake.routing.urgency import RANK
from tests.intake.random_answers import random_answers
from tests.vignette_cases import CALM, TODAY, vignettes

Given = dict[str, Any]
CASES = 100_000 if os.environ.get("UNKNOT_TEST_FULL") else 10_000
SEED = int(os.environ.get("UNKNOT_SEED", "20261120"))
CHUNKS, PER_PERSON = 10, 5
LANGUAGES = ("fr-CA", "es")


@cache
def people() -> tuple[Given, ...]:
    """The vignettes' people, with an answer to everything they were asked."""
    return tuple(case.answers(protocol_store.questionnaire()) for case in vignettes())


@dataclass(frozen=True, slots=True)
class Before:
    """A person, and all that is decided about them, before any change."""

    given: Given
    decision: tuple[Any, ...]
    rank: int


def looked_at(given: Given) -> Before:
    """Decided once for all changes."""
    decision = decided(given)
    return Before(given, decision, RANK.get(decision[0], 0))


def person(chance: Random) -> Given:
    """Somebody like a person of the vignettes, with up to four answers of anybody's."""
    given = dict(chance.choice(people()))
    other = random_answers(protocol_store.questionnaire(), chance, ticked=0.05)
    for link_id in chance.sample(sorted(other), chance.randint(0, 4)):
        given[link_id] = other[link_id]
    return given


def rank(given: Given) -> int:
    """How urgent, 0 for a pathway."""
    urgency = rule_on(protocol_store.protocol(), parsed(given), TODAY).urgency
    return RANK[urgency] if urgency else 0


def parsed(given: Given) -> Any:
    return parse_answers(protocol_store.questionnaire(), given, TODAY)


def decided(given: Given, language: str = "en") -> tuple[Any, ...]:
    """All that a decision says apart from its words."""
    found = route(protocol_store.protocol(), parsed(given), today=TODAY, language=language)
    return (
        found.disposition,
        found.human_review,
        tuple(found.alternatives),
        found.blocks,
        found.rules,
        found.not_ruled_out,
        found.review_reasons,
        found.block_rules,
        found.scores,
    )


def in_another_order(before: Before, chance: Random) -> str:
    shuffled = chance.sample(list(before.given.items()), len(before.given))
    turned = {link_id: value[::-1] if isinstance(value, list) else value for link_id, value in shuffled}
    return "" if decided(turned) == before.decision else "order changed the decision"


def in_another_language(before: Before, chance: Random) -> str:
    there = decided(before.given, chance.choice(LANGUAGES))
    return "" if there == before.decision else "language changed the decision"


def with_one_more_sign(before: Before, chance: Random) -> str:
    item = chance.choice([item for item in warning_ticks() if before.given.get(item.link_id)])
    ticked = [code for code in before.given[item.link_id] if code in item.options]
    option = chance.choice(item.options)
    if option in ticked:
        return ""
    after = rank(before.given | {item.link_id: [*ticked, option]})
    calmer = rank_with(before, item.link_id, ticked or [NONE]) if NONE in item.exclusive else before.rank
    return "" if after >= calmer else f"{option} lowered {calmer} to {after}"


def with_one_answer_less(before: Before, chance: Random) -> str:
    """ "None of these" that is missing never lowers; a danger that is missing is not ruled out: one step at most."""
    link_id = chance.choice([name for name in sorted(before.given) if not item(name).is_text])
    after = rank({name: value for name, value in before.given.items() if name != link_id})
    least = before.rank - (before.given[link_id] != [NONE])
    return "" if after >= least else f"without {link_id} {before.rank} fell to {after}"


def with_another_wish(before: Before, chance: Random) -> str:
    wish = chance.choice([*item("preference").options, None])
    after = rank_with(before, "preference", wish)
    return "" if after >= before.rank else f"the wish {wish} lowered {before.rank} to {after}"


def rank_with(before: Before, link_id: str, value: Any) -> int:
    """How urgent with this answer, which may be the one that was given."""
    if value == before.given.get(link_id):
        return before.rank
    return rank(before.given | {link_id: value})


@cache
def warning_ticks() -> tuple[Item, ...]:
    """The questions about signs."""
    items = protocol_store.questionnaire().items.values()
    return tuple(item for item in items if item.type is ItemType.TICKS and TELL_SOMEONE in item.exclusive)


def item(link_id: str) -> Item:
    return protocol_store.questionnaire().items[link_id]


CHANGES: tuple[Callable[[Before, Random], str], ...] = (
    in_another_order,
    in_another_language,
    with_one_more_sign,
    with_one_answer_less,
    with_another_wish,
)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_change_that_must_not_lower_never_does(chunk: int) -> None:
    print(f"seed {SEED}, chunk {chunk}")
    chance, failures = Random(SEED * CHUNKS + chunk), []
    for _ in range(CASES // CHUNKS // PER_PERSON):
        before = looked_at(person(chance))
        for change in CHANGES:
            problem = change(before, chance)
            if problem:
                failures.append((change.__name__, problem, told(before.given)))
    assert not failures, failures[:5]


def told(given: Given) -> Given:
    """What is not calm about a person: enough to read a failure."""
    return {link_id: value for link_id, value in given.items() if value not in ([NONE], CALM.get(link_id))}
