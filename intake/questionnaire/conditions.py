"""Conditions over facts, with Kleene's three truth values. In: the values of facts by name. Out: TRUE, FALSE, UNKNOWN.
They are plain data, so that a proof can walk them; intake.routing reads them from here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Truth(Enum):
    """Kleene's truth values. UNKNOWN is also what any fact without an answer holds; unknown is never no."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> bool:
        """Refuse `if truth:`, which would take UNKNOWN for yes."""
        raise TypeError("compare a Truth with `is`")


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
OPPOSITE = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Codes:
    """A set of codes. `complete` is False where there may be more than the `known` ones."""

    known: frozenset[str]
    complete: bool = True


Value = Truth | int | str | Codes
Values = Mapping[str, Value]


class Comparison(StrEnum):
    """How a number fact is compared with the bound."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"


@dataclass(frozen=True, slots=True)
class TruthTest:
    """A truth fact is true (or, with `wanted` False, is false)."""

    fact: str
    wanted: bool = True

    def value(self, values: Values) -> Truth:
        """The fact itself, or its opposite."""
        found = values[self.fact]
        if not isinstance(found, Truth):
            return UNKNOWN
        return found if self.wanted else OPPOSITE[found]


@dataclass(frozen=True, slots=True)
class CodeTest:
    """A code fact holds one of the codes."""

    fact: str
    one_of: tuple[str, ...]

    def value(self, values: Values) -> Truth:
        """TRUE where the fact's code is among them."""
        found = values[self.fact]
        if not isinstance(found, str):
            return UNKNOWN
        return TRUE if found in self.one_of else FALSE


@dataclass(frozen=True, slots=True)
class NumberTest:
    """A number fact stands so to a bound, both whole numbers."""

    fact: str
    comparison: Comparison
    bound: int

    def value(self, values: Values) -> Truth:
        """TRUE where the comparison holds."""
        found = values[self.fact]
        if not isinstance(found, int):
            return UNKNOWN
        return TRUE if self._holds(found) else FALSE

    def _holds(self, number: int) -> bool:
        if self.comparison is Comparison.AT_LEAST:
            return number >= self.bound
        if self.comparison is Comparison.AT_MOST:
            return number <= self.bound
        if self.comparison is Comparison.LESS_THAN:
            return number < self.bound
        return number > self.bound


@dataclass(frozen=True, slots=True)
class CodesTest:
    """A codes fact holds at least one of the codes."""

    fact: str
    any_of: frozenset[str]

    def value(self, values: Values) -> Truth:
        """TRUE for a known common code; otherwise UNKNOWN while there may be more codes."""
        found = values[self.fact]
        if not isinstance(found, Codes):
            return UNKNOWN
        if not found.known.isdisjoint(self.any_of):
            return TRUE
        return FALSE if found.complete else UNKNOWN


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    of: tuple["Condition", ...]

    def value(self, values: Values) -> Truth:
        """The least of the parts' truths; TRUE for none."""
        least = TRUE
        for part in self.of:
            truth = part.value(values)
            if truth is FALSE:
                return FALSE
            if truth is UNKNOWN:
                least = UNKNOWN
        return least


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    of: tuple["Condition", ...]

    def value(self, values: Values) -> Truth:
        """The greatest of the parts' truths; FALSE for none."""
        greatest = FALSE
        for part in self.of:
            truth = part.value(values)
            if truth is TRUE:
                return TRUE
            if truth is UNKNOWN:
                greatest = UNKNOWN
        return greatest


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"

    def value(self, values: Values) -> Truth:
        """The opposite of the part's truth."""
        return OPPOSITE[self.part.value(values)]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    of: tuple["Condition", ...]

    def value(self, values: Values) -> Truth:
        """TRUE when enough parts are true; FALSE when too few are left even if every unknown one were true."""
        truths = [part.value(values) for part in self.of]
        if truths.count(TRUE) >= self.count:
            return TRUE
        return FALSE if len(truths) - truths.count(FALSE) < self.count else UNKNOWN


@dataclass(frozen=True, slots=True)
class Possibly:
    """The part is not ruled out: unknown counts as yes. For signs that must be taken as new when nobody can say."""

    part: "Condition"

    def value(self, values: Values) -> Truth:
        """FALSE only where the part is FALSE."""
        return FALSE if self.part.value(values) is FALSE else TRUE


Test = TruthTest | CodeTest | NumberTest | CodesTest
Condition = Test | All | AnyOf | Not | AtLeast | Possibly


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside; none for a test."""
    if isinstance(condition, All | AnyOf | AtLeast):
        return condition.of
    if isinstance(condition, Not | Possibly):
        return (condition.part,)
    return ()


def walk_tests(condition: Condition) -> Iterator[Test]:
    """Every fact test inside, in reading order."""
    if isinstance(condition, TruthTest | CodeTest | NumberTest | CodesTest):
        yield condition
    for part in parts_of(condition):
        yield from walk_tests(part)


def facts_read(condition: Condition) -> frozenset[str]:
    """The names of the facts the condition reads by itself (not what derived facts read in turn)."""
    return frozenset(test.fact for test in walk_tests(condition))


def deciding_tests(condition: Condition, values: Values) -> Iterator[Test]:
    """The tests that made the condition what it is: the true ones of a true `any`, the open ones of an open `all`."""
    if isinstance(condition, TruthTest | CodeTest | NumberTest | CodesTest):
        yield condition
    for part in _deciding_parts(condition, values):
        yield from deciding_tests(part, values)


def _deciding_parts(condition: Condition, values: Values) -> tuple[Condition, ...]:
    if not isinstance(condition, All | AnyOf | AtLeast):
        return parts_of(condition)
    truth = condition.value(values)
    same = tuple(part for part in condition.of if part.value(values) is truth)
    return same or condition.of


def has_possibly(condition: Condition) -> bool:
    """Whether anything inside counts unknown as yes."""
    return isinstance(condition, Possibly) or any(map(has_possibly, parts_of(condition)))


def certain(condition: Condition, keep: Callable[[Condition], bool] = lambda part: False) -> Condition:
    """The same condition with every `possibly` taken away, but those whose part `keep` accepts: what holds by answers
    alone, never by one that is missing."""

    def each(part: Condition) -> Condition:
        return certain(part, keep)

    if isinstance(condition, Possibly):
        return Possibly(each(condition.part)) if keep(condition.part) else each(condition.part)
    if isinstance(condition, Not):
        return Not(each(condition.part))
    if isinstance(condition, All):
        return All(tuple(map(each, condition.of)))
    if isinstance(condition, AnyOf):
        return AnyOf(tuple(map(each, condition.of)))
    if isinstance(condition, AtLeast):
        return AtLeast(condition.count, tuple(map(each, condition.of)))
    return condition
