"""Conditions as formulas: each of Kleene's truth values is a pair, surely true and surely false. In: the conditions of
the loaded protocol, and a symbol for every fact. Out: a Kleene each. It walks what the engine evaluates."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import (
    All,
    AnyOf,
    AtLeast,
    CodesTest,
    CodeTest,
    Comparison,
    Condition,
    Not,
    NumberTest,
    Possibly,
    TruthTest,
)
from intake.routing.proof.logic import FALSE, Formula, count_at_least, every, none_of, opposite, some


@dataclass(frozen=True, slots=True)
class Kleene:
    """A truth value in three: `yes` surely true, `no` surely false, neither where it is unknown."""

    yes: Formula
    no: Formula

    @property
    def open(self) -> Formula:
        """Not known."""
        return none_of((self.yes, self.no))

    @property
    def possible(self) -> Formula:
        """Not ruled out."""
        return opposite(self.no)


@dataclass(frozen=True, slots=True)
class CodeSymbol:
    """A code fact: a formula for each code that it can hold; unknown where none holds."""

    codes: Mapping[str, Formula]

    @property
    def open(self) -> Formula:
        """Not known."""
        return none_of(self.codes.values())


@dataclass(frozen=True, slots=True)
class NumberSymbol:
    """A bounded whole number, seen through the bounds that conditions compare it with, which loses nothing.

    `reaches` says for each bound that the number is known and not below it.
    """

    known: Formula
    reaches: Mapping[int, Formula]

    @property
    def open(self) -> Formula:
        """Not known."""
        return opposite(self.known)


@dataclass(frozen=True, slots=True)
class CodesSymbol:
    """A set of codes: a formula for each code known to be in it; `complete` where there are no others."""

    codes: Mapping[str, Formula]
    complete: Formula

    @property
    def open(self) -> Formula:
        """Not known: not one code."""
        return none_of(self.codes.values())


Symbol = Kleene | CodeSymbol | NumberSymbol | CodesSymbol
Symbols = Mapping[str, Symbol]
UNKNOWN = Kleene(FALSE, FALSE)


def kleene(condition: Condition, symbols: Symbols) -> Kleene:
    """The truth of a condition, with the facts as symbols."""
    match condition:
        case All(of):
            parts = [kleene(part, symbols) for part in of]
            return Kleene(every(part.yes for part in parts), some(part.no for part in parts))
        case AnyOf(of):
            parts = [kleene(part, symbols) for part in of]
            return Kleene(some(part.yes for part in parts), every(part.no for part in parts))
        case AtLeast(count, of):
            return _at_least(count, [kleene(part, symbols) for part in of])
        case Not(part):
            inside = kleene(part, symbols)
            return Kleene(inside.no, inside.yes)
        case Possibly(part):
            inside = kleene(part, symbols)
            return Kleene(inside.possible, inside.no)
    return _test(condition, symbols[condition.fact])


def bound_of(test: NumberTest) -> int:
    """The bound from which on the comparison changes: `at_most 14` changes at 15."""
    beyond = test.comparison in (Comparison.AT_MOST, Comparison.MORE_THAN)
    return test.bound + 1 if beyond else test.bound


def _at_least(count: int, parts: list[Kleene]) -> Kleene:
    too_few = count_at_least(len(parts) - count + 1, (part.no for part in parts))
    return Kleene(count_at_least(count, (part.yes for part in parts)), too_few)


def _test(test: TruthTest | CodeTest | NumberTest | CodesTest, symbol: Symbol) -> Kleene:
    match test, symbol:
        case TruthTest(wanted=wanted), Kleene():
            return symbol if wanted else Kleene(symbol.no, symbol.yes)
        case CodeTest(one_of=one_of), CodeSymbol(codes):
            others = (held for code, held in codes.items() if code not in one_of)
            return Kleene(some(codes[code] for code in one_of), some(others))
        case CodesTest(any_of=any_of), CodesSymbol(codes, complete):
            found = some(codes[code] for code in sorted(any_of))
            return Kleene(found, every((complete, some(codes.values()), opposite(found))))
        case NumberTest(), NumberSymbol():
            return _number_test(test, symbol)
    raise TypeError(f"{test} does not fit a {type(symbol).__name__}")


def _number_test(test: NumberTest, number: NumberSymbol) -> Kleene:
    reached = number.reaches[bound_of(test)]
    below = every((number.known, opposite(reached)))
    upward = test.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
    return Kleene(reached, below) if upward else Kleene(below, reached)
