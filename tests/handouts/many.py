"""Handouts of many different invented people. In: a seed. Out: answers that lead to a plan, over all places, times,
triggers, ages and homes, with the warning signs quiet."""

from random import Random
from typing import Any

from handouts.catalog_store import catalog
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument
from handouts.composition.selection import select
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import Answers, parse_answers
from tests.answers import TODAY, complete
from tests.handouts.paper import decided, occasion, profile

TRIGGERS = ("trigger_desk", "trigger_phone", "trigger_driving", "trigger_lifting", "trigger_repeat", "trigger_stress")
HOME = ("has_ball", "has_warm_pack", "has_cold_pack", "has_roller", "can_floor")
BORN = ("1936-02-01", "1951-02-01", "1984-06-14", "1999-09-09", "2013-05-01")


def some(chance: Random, options: tuple[str, ...], most: int) -> list[str]:
    """A few of the options, or that it is none of them."""
    return chance.sample(options, chance.randint(0, most)) or ["none"]


def answers_for(seed: int) -> Answers:
    """One person's answers."""
    chance = Random(seed)
    questionnaire = protocol().questionnaire
    given: dict[str, Any] = {
        "places": chance.sample(sorted(questionnaire.zones), chance.randint(1, 2)),
        "duration_days": {"number": chance.randint(1, 9), "unit": chance.choice(["days", "weeks", "weeks", "months"])},
        "pain_level": chance.randint(1, 9),
        "triggers": some(chance, TRIGGERS, 3),
        "pattern": some(chance, ("tender_spot", "stuck_one_side", "eased_by_warmth"), 2),
        "home": some(chance, HOME, 5),
        "birth_date": chance.choice(BORN),
        "minutes_a_day": chance.choice(["five", "fifteen"]),
        "preference": chance.choice(["massage", "physiotherapy"]),
        "spread": chance.choice([["none"], ["none"], ["spread_arm"], ["spread_leg"]]),
        "health_now": chance.choice([["none"], ["none"], ["blood_thinner"]]),
    }
    return parse_answers(questionnaire, complete(**given), TODAY)


def document_for(seed: int, language: str) -> HandoutDocument:
    """One person's sheet or letter."""
    answers = answers_for(seed)
    selection = select(catalog(), profile(answers), decided(answers), language)
    return compose(catalog(), body_map(), selection, answers, occasion())
