"""A time in words that clearly differs from the time given, as variables. In: a TimeBook and the bounds of its number
fact. Out: a Told: whether there is such a time, how long it is, and for a person the days to give and to write. One
time is enough: further ones only add findings, and what holds with each of them holds with all."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import z3

from intake.questionnaire.told_times import Apart, TimeBook
from intake.routing.proof.answers import Holds
from intake.routing.proof.kleene import NumberSymbol
from intake.routing.proof.logic import TRUE, Formula, every, implies, none_of, opposite

DIFFERS = "words tell another time"
SAYING = "{days} days ago"


@dataclass(frozen=True, slots=True)
class Told:
    """`differs`: words tell a time that clearly differs from the time given; `reaches` has a variable a bound."""

    fact: str
    apart: Apart
    most: int
    differs: Formula
    reaches: Mapping[int, Formula]

    @property
    def symbol(self) -> NumberSymbol:
        """The number fact as it would be by the words."""
        return NumberSymbol(self.differs, self.reaches)

    def valid(self, given: NumberSymbol) -> Formula:
        """A time differs only from one that is given, and only where two days of the two stretches can."""
        bounds = list(self.reaches)
        chain = [implies(self.reaches[high], self.reaches[low]) for low, high in itertools.pairwise(bounds)]
        known = [implies(reached, self.differs) for reached in self.reaches.values()]
        near = [
            every((_within(given.reaches, one), _within(self.reaches, other)))
            for one, other in itertools.product(self._stretches(), repeat=2)
            if _days(one, other, self.apart) is None
        ]
        return every((*chain, *known, implies(self.differs, given.known), implies(self.differs, none_of(near))))

    def days(self, given: NumberSymbol, holds: Holds) -> tuple[int, int] | None:
        """For one person: the days to give and the days to write, or None where no other time is told."""
        if not holds(self.differs):
            return None
        one, other = self._stretch(given.reaches, holds), self._stretch(self.reaches, holds)
        return _days(one, other, self.apart)

    def names(self, days: int) -> Iterator[str]:
        """The names of the variables that a told number of days makes true."""
        yield DIFFERS
        yield from (_reaches(bound) for bound in self.reaches if days >= bound)

    def _stretches(self) -> list[tuple[int, int]]:
        """The stretches of days between two bounds, within which no rule can tell one day from another."""
        edges = sorted({0, *(bound for bound in self.reaches if bound > 0)})
        return [(low, high - 1) for low, high in itertools.pairwise((*edges, self.most + 1))]

    def _stretch(self, reaches: Mapping[int, Formula], holds: Holds) -> tuple[int, int]:
        return next(each for each in self._stretches() if holds(_within(reaches, each)))


def told_of(book: TimeBook, most: int, bounds: tuple[int, ...]) -> Told:
    """The variables; `most` is the greatest number that the fact can hold."""
    reaches = {bound: z3.Bool(_reaches(bound)) for bound in bounds}
    return Told(book.fact, book.apart, most, z3.Bool(DIFFERS), reaches)


def _reaches(bound: int) -> str:
    return f"words tell >= {bound}"


def _within(reaches: Mapping[int, Formula], stretch: tuple[int, int]) -> Formula:
    """The number lies in the stretch."""
    low, high = stretch
    return every((reaches.get(low, TRUE), opposite(reaches[high + 1]) if high + 1 in reaches else TRUE))


def _days(given: tuple[int, int], told: tuple[int, int], apart: Apart) -> tuple[int, int] | None:
    """Days of two stretches that clearly differ, if there are any."""
    pairs = ((given[0], told[1]), (given[1], told[0]))
    return next((pair for pair in pairs if apart.differ(*pair)), None)
