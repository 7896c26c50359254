"""One variable for all that can be said to a question. In: an Item and the bounds its number is compared with. Out:
AskedFor: the variables, what makes an answer valid, and the way from a stored answer to variables and back."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import z3

from intake.questionnaire.answer_values import OLDEST_YEARS
from intake.questionnaire.facts import facts_of_answer
from intake.questionnaire.items import BIRTH_DATE, NONE, NOT_SURE, TELL_SOMEONE, UNSURE, Item, ItemType
from intake.routing.proof.logic import (
    TRUE,
    Formula,
    at_most_one,
    count_at_least,
    every,
    implies,
    none_of,
    opposite,
    some,
)

NUMBERS = (ItemType.SCALE, ItemType.NUMBER, ItemType.DURATION, ItemType.DATE)
LISTS = (ItemType.TICKS, ItemType.PLACES)
GIVEN = "a number"
Holds = Callable[[Formula], bool]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The answer to one question as variables; none is true where it is skipped.

    `codes` has a variable for each code that can be chosen, for a number GIVEN and NOT_SURE; `reaches` one for each
    bound of the number; `valid` is what every stored answer keeps to.
    """

    item: Item
    codes: Mapping[str, Formula]
    reaches: Mapping[int, Formula]
    valid: Formula

    @property
    def variables(self) -> tuple[Formula, ...]:
        """Every variable of the question."""
        return (*self.codes.values(), *self.reaches.values())

    @property
    def skipped(self) -> Formula:
        """Nothing was said."""
        return none_of(self.codes.values())

    @property
    def unsure(self) -> Formula:
        """Said to be not sure of, or to be told to a person."""
        return some(said for code, said in self.codes.items() if code in UNSURE)

    @property
    def in_person(self) -> Formula:
        """Kept for a person."""
        return some(said for code, said in self.codes.items() if code == TELL_SOMEONE)

    @property
    def left_open(self) -> Formula:
        """Without a full answer."""
        return some((self.skipped, self.unsure))

    def stored(self, holds: Holds, today: date) -> Any:
        """The answer that these truths of the variables stand for, as it is stored; None for a skipped question."""
        said = [code for code, variable in self.codes.items() if holds(variable)]
        if self.item.type in LISTS:
            return said or None
        if said == [GIVEN]:
            number = max((bound for bound, variable in self.reaches.items() if holds(variable)), default=None)
            return stored_number(self.item, limits(self.item)[0] if number is None else number, today)
        return said[0] if said else None

    def names_of(self, answer: Any, today: date, zones: frozenset[str]) -> set[str]:
        """The names of the variables that a stored answer makes true."""
        if answer is None:
            return set()
        said = answer if isinstance(answer, list) else [answer]
        if self.item.type in NUMBERS and answer != NOT_SURE:
            number = facts_of_answer(self.item, answer, today, zones)[self.item.fact]
            if not isinstance(number, int):
                raise ValueError(f"{self.item.link_id}: a day after {today}")
            reached = {_reaches(self.item, bound) for bound in self.reaches if number >= bound}
            return {_says(self.item, GIVEN), *reached}
        return {_says(self.item, code) for code in said}


def asked_for(item: Item, zones: frozenset[str], bounds: tuple[int, ...]) -> AskedFor:
    """The variables of one question that is no text; `bounds` in rising order."""
    codes = {code: z3.Bool(_says(item, code)) for code in _codes(item, zones)}
    reaches = {bound: z3.Bool(_reaches(item, bound)) for bound in bounds} if item.type in NUMBERS else {}
    valid = (_valid_list if item.type in LISTS else _valid_one)(item, codes, zones)
    return AskedFor(item, codes, reaches, every((valid, _valid_number(item, codes, reaches))))


def limits(item: Item) -> tuple[int, int]:
    """The least and greatest number that a question can give as a fact."""
    if item.type is ItemType.DATE:
        return 0, OLDEST_YEARS if item.link_id == BIRTH_DATE else OLDEST_YEARS * 365
    return (0, OLDEST_YEARS * 365) if item.type is ItemType.DURATION else (item.minimum, item.maximum)


def _says(item: Item, code: str) -> str:
    """The name of a variable; asking Z3 for it would take longer."""
    return f"{item.link_id} = {code}"


def _reaches(item: Item, bound: int) -> str:
    return f"{item.link_id} >= {bound}"


def _codes(item: Item, zones: frozenset[str]) -> tuple[str, ...]:
    """The codes in the order in which they are stored."""
    if item.type in NUMBERS:
        return (GIVEN,) if item.type is ItemType.DATE else (GIVEN, NOT_SURE)
    if item.type is ItemType.PLACES:
        return (*sorted(zones), *item.exclusive)
    if item.type is ItemType.PLACE:
        return (*sorted(zones), NOT_SURE)
    return (*item.options, *item.exclusive)


def _valid_list(item: Item, codes: Mapping[str, Formula], zones: frozenset[str]) -> Formula:
    if item.type is ItemType.PLACES:
        beyond = count_at_least(item.maximum + 1, (codes[zone] for zone in sorted(zones)))
        return opposite(beyond) if item.maximum else TRUE
    others = none_of(said for code, said in codes.items() if code != NONE)
    return implies(codes[NONE], others) if NONE in codes else TRUE


def _valid_one(item: Item, codes: Mapping[str, Formula], zones: frozenset[str]) -> Formula:
    return at_most_one(tuple(codes.values()))


def _valid_number(item: Item, codes: Mapping[str, Formula], reaches: Mapping[int, Formula]) -> Formula:
    """A number that reaches a bound reaches every lower one, and stays within what the question takes."""
    least, most = limits(item)
    bounds = sorted(reaches)
    chain = [implies(reaches[high], reaches[low]) for low, high in itertools.pairwise(bounds)]
    given = [implies(reaches[bound], codes[GIVEN]) for bound in bounds]
    always = [implies(codes[GIVEN], reaches[bound]) for bound in bounds if bound <= least]
    never = [opposite(reaches[bound]) for bound in bounds if bound > most]
    return every((*chain, *given, *always, *never))


def stored_number(item: Item, number: int, today: date) -> Any:
    """A number of a number question as it is stored."""
    if item.type is ItemType.DURATION:
        return {"number": number, "unit": "days"}
    if item.type is not ItemType.DATE:
        return number
    return (_birthday(number, today) if item.link_id == BIRTH_DATE else today - timedelta(days=number)).isoformat()


def _birthday(age: int, today: date) -> date:
    """Somebody of that age, born on the first of the month, so that no leap day matters."""
    return date(today.year - age, today.month, 1)
