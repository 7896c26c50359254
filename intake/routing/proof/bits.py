"""Works formulas out for thousands of people at once: each variable is a whole number with one bit a person. In:
formulas of logic.py and such numbers. Out: such numbers. It asks no solver, so it also checks the solver's reading."""

from collections.abc import Callable, Mapping, Sequence

import z3

from intake.routing.proof.logic import Formula


class Bits:
    """Values of formulas for `people` people; every inner formula is worked out once."""

    def __init__(self, people: int, variables: Mapping[str, int]) -> None:
        self._all = (1 << people) - 1
        self._variables = variables
        self._known: dict[int, int] = {}
        self._kept: list[Formula] = []  # a formula's number is its own only while it is kept

    def of(self, formula: Formula) -> int:
        """One bit a person: where the formula holds. A variable without a value holds for nobody."""
        self._kept.append(formula)
        waiting = [formula]
        while waiting:
            current = waiting[-1]
            missing = [part for part in current.children() if part.get_id() not in self._known]
            if missing:
                waiting.extend(missing)
                continue
            self._known[current.get_id()] = self._value(current, [self._known[p.get_id()] for p in current.children()])
            waiting.pop()
        return self._known[formula.get_id()]

    def _value(self, formula: Formula, parts: Sequence[int]) -> int:
        kind = formula.decl().kind()
        if kind == z3.Z3_OP_UNINTERPRETED:
            return self._variables.get(formula.decl().name(), 0)
        if kind == z3.Z3_OP_PB_GE:
            least, *weights = formula.params()
            return _sum_at_least(least, list(zip(weights, parts, strict=True)), self._all)
        if kind == z3.Z3_OP_PB_AT_LEAST:
            return _sum_at_least(formula.params()[0], [(1, part) for part in parts], self._all)
        return _SIGNS[kind](parts, self._all)


def _and(parts: Sequence[int], everybody: int) -> int:
    found = everybody
    for part in parts:
        found &= part
    return found


def _or(parts: Sequence[int], everybody: int) -> int:
    found = 0
    for part in parts:
        found |= part
    return found


_SIGNS: Mapping[int, Callable[[Sequence[int], int], int]] = {
    z3.Z3_OP_TRUE: lambda parts, everybody: everybody,
    z3.Z3_OP_FALSE: lambda parts, everybody: 0,
    z3.Z3_OP_NOT: lambda parts, everybody: everybody & ~parts[0],
    z3.Z3_OP_AND: _and,
    z3.Z3_OP_OR: _or,
}


def _sum_at_least(least: int, weighted: Sequence[tuple[int, int]], everybody: int) -> int:
    """Adds the weights up digit by digit, for everybody at once; digits[n] has a bit a person for 2**n."""
    digits: list[int] = []
    for weight, holds in weighted:
        for place in range(weight.bit_length()):
            if weight >> place & 1:
                _carry(digits, place, holds)
    return _not_below(digits, least, everybody)


def _carry(digits: list[int], place: int, holds: int) -> None:
    while holds:
        digits.extend([0] * (place + 1 - len(digits)))
        digits[place], holds = digits[place] ^ holds, digits[place] & holds
        place += 1


def _not_below(digits: Sequence[int], least: int, everybody: int) -> int:
    above, equal = 0, everybody
    for place in reversed(range(max(len(digits), least.bit_length()))):
        digit = digits[place] if place < len(digits) else 0
        if least >> place & 1:
            equal &= digit
        else:
            above |= equal & digit
            equal &= everybody & ~digit
    return above | equal
