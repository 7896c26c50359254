"""Random answers to any questionnaire. In: a Questionnaire and a source of chance. Out: stored values for some or all
questions, as people might give them: mostly calm, sometimes unsure, sometimes silent."""

from datetime import timedelta
from random import Random
from typing import Any

from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import DAYS_PER_UNIT, NONE, NOT_SURE, Item, ItemType
from tests.intake.rule_pack import TODAY

WORDS = ("", "a sore spot after gardening", "it is hard to sleep", "numb between my legs", "no chest pain")


def random_answers(questionnaire: Questionnaire, chance: Random, *, ticked: float = 0.1) -> dict[str, Any]:
    """A stored value for about nine of ten questions; `ticked` is how often an option is ticked."""
    answers = {item.link_id: _answer(item, questionnaire, chance, ticked) for item in questionnaire.items.values()}
    return {link_id: value for link_id, value in answers.items() if chance.random() < 0.9}


def _answer(item: Item, questionnaire: Questionnaire, chance: Random, ticked: float) -> Any:
    if item.type is ItemType.TICKS:
        return _ticks(item, chance, ticked)
    if item.type is ItemType.CHOICE:
        return chance.choice(item.options)
    if item.type is ItemType.PLACES:
        return chance.sample(sorted(questionnaire.zones), chance.randint(1, item.maximum or 3))
    if item.type is ItemType.PLACE:
        return chance.choice([*sorted(questionnaire.zones), NOT_SURE])
    if item.type in (ItemType.SCALE, ItemType.NUMBER):
        return chance.choice([chance.randint(item.minimum, item.maximum), NOT_SURE])
    if item.type is ItemType.DURATION:
        return {"number": chance.randint(0, 12), "unit": chance.choice(list(DAYS_PER_UNIT))}
    if item.type is ItemType.DATE:
        return (TODAY - timedelta(days=chance.randint(0, 100 * 365))).isoformat()
    return chance.choice(WORDS)[: item.maximum]


def _ticks(item: Item, chance: Random, ticked: float) -> list[str]:
    chosen = [option for option in item.options if chance.random() < ticked]
    unsure = [code for code in item.exclusive if code != NONE and chance.random() < ticked / 4]
    calm = [NONE] if NONE in item.exclusive else []
    return [*chosen, *unsure] or calm
