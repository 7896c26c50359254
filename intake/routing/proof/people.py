"""Random people to try the engine and the formulas on. In: an Outcome and a seed. Out: Patients: calm ones, ill
ones, unsure ones, silent ones, with numbers close to every bound that a rule compares with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from intake.questionnaire.items import BIRTH_DATE, NONE, NOT_SURE, UNSURE, ItemType
from intake.routing.proof.answers import LISTS, NUMBERS, AskedFor, limits
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.patients import Patient, only_shown, sayings_of, written_down
from intake.routing.proof.signs import warning_items
from intake.routing.proof.told import SAYING, Told
from intake.routing.urgency import Urgency

EARLIER = (*[None] * 20, *Urgency)


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody fills in a form: the chances to tick what a red flag reads, to be unsure, to skip a question, and to
    write of a sign in free text."""

    ticks: float
    unsure: float
    skips: float
    writes: float


EVERYDAY_TICKS, SUSPENDED, TELLS_TIME = 0.3, 0.02, 0.15
MANNERS = (
    Manner(0.0, 0.0, 0.0, 0.0),
    Manner(0.0, 0.0, 0.0, 0.0),
    Manner(0.01, 0.0, 0.0, 0.0),
    Manner(0.02, 0.0, 0.0, 0.0),
    Manner(0.03, 0.01, 0.01, 0.0),
    Manner(0.05, 0.05, 0.0, 0.01),
    Manner(0.1, 0.02, 0.1, 0.02),
    Manner(0.3, 0.1, 0.05, 0.05),
    Manner(0.1, 0.3, 0.3, 0.0),
    Manner(0.0, 0.0, 0.9, 0.0),
)


def random_people(outcome: Outcome, count: int, seed: int, today: date) -> Iterator[Patient]:
    """So many people. Half keep to the pages shown; the others answer whatever there is, as a program might."""
    chance = Random(seed)  # noqa: S311 (no secret: the same seed must give the same people)
    questionnaire = outcome.form.questionnaire
    sayings = sayings_of(questionnaire)
    signs = warning_items(outcome.protocol)
    calm = Manner(EVERYDAY_TICKS, 0.0, 0.0, 0.0)
    for number in range(count):
        manner = MANNERS[number % len(MANNERS)]
        given: dict[str, Any] = {}
        for link_id, asked in outcome.form.asked.items():
            everyday = link_id not in signs and not manner.skips
            given[link_id] = _answer(asked, chance, calm if everyday else manner, today)
        given = {link_id: value for link_id, value in given.items() if value is not None}
        words = [sayings[flag] for flag in outcome.form.texts if chance.random() < manner.writes]
        words += _time_told(outcome.form.told, chance)
        given |= written_down(questionnaire.items.values(), words)
        kept = only_shown(questionnaire, given, today) if chance.random() < 0.5 else given
        yield Patient(kept, chance.choice(EARLIER), chance.random() < SUSPENDED)


def _answer(asked: AskedFor, chance: Random, manner: Manner, today: date) -> Any:
    if chance.random() < manner.skips:
        return None
    unsure = [code for code in asked.codes if code in UNSURE and chance.random() < manner.unsure]
    if asked.item.type in LISTS:
        chosen = _zones(asked, chance, unsure) if asked.item.type is ItemType.PLACES else _ticks(asked, chance, manner)
        everything = [*chosen, *unsure] or [NONE]
        return [code for code in asked.codes if code in everything] or None
    if asked.item.type in NUMBERS:
        return NOT_SURE if unsure else _number(asked, chance, today)
    return chance.choice(unsure or [code for code in asked.codes if code not in UNSURE])


def _time_told(told: Told | None, chance: Random) -> list[str]:
    """Now and then another time, close to a bound."""
    if told is None or chance.random() > TELLS_TIME:
        return []
    bound = chance.choice((1, *told.reaches))
    return [SAYING.format(days=max(0, bound + chance.choice((-1, 0, 1))))]


def _ticks(asked: AskedFor, chance: Random, manner: Manner) -> list[str]:
    return [code for code in asked.item.options if chance.random() < manner.ticks]


def _zones(asked: AskedFor, chance: Random, unsure: list[str]) -> list[str]:
    zones = [code for code in asked.codes if code not in asked.item.exclusive]
    chosen = chance.sample(zones, chance.randint(0 if unsure else 1, asked.item.maximum or 4))
    others = [code for code in asked.item.exclusive if code not in UNSURE]
    return [*chosen, *(code for code in others if chance.random() < 0.05)]


def _number(asked: AskedFor, chance: Random, today: date) -> Any:
    """Any number, or more often one on either side of a bound."""
    least, most = limits(asked.item)
    number = chance.randint(least, most)
    if asked.reaches and chance.random() < 0.8:
        number = max(least, min(most, chance.choice(tuple(asked.reaches)) + chance.choice((-1, 0, 1))))
    if asked.item.type is ItemType.DURATION:
        return _duration(number, chance, today)
    if asked.item.type is not ItemType.DATE:
        return number
    days = number * 365 + number // 4 + chance.randint(0, 300) if asked.item.link_id == BIRTH_DATE else number
    return (today - timedelta(days=min(days, 119 * 365))).isoformat()


def _duration(days: int, chance: Random, today: date) -> dict[str, Any]:
    if days % 7 == 0 and chance.random() < 0.5:
        return {"number": days // 7, "unit": "weeks"}
    if chance.random() < 0.2:
        return {"date": (today - timedelta(days=days)).isoformat()}
    return {"number": days, "unit": "days"}
