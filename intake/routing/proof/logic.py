"""The few logical signs that everything else is written with. In: Z3 formulas. Out: Z3 formulas of and, or, not and
weighted counts only, so that bits.py can work them out for thousands of people at once."""

from collections.abc import Iterable, Sequence
from typing import Any

import z3

Formula = Any  # a Z3 Boolean expression; the solver's package carries no types
TRUE: Formula = z3.BoolVal(True)
FALSE: Formula = z3.BoolVal(False)


def every(parts: Iterable[Formula]) -> Formula:
    """All parts hold; TRUE for none."""
    different = {part.get_id(): part for part in parts if not z3.is_true(part)}
    if any(z3.is_false(part) for part in different.values()):
        return FALSE
    return _joined(z3.And, list(different.values()), TRUE)


def some(parts: Iterable[Formula]) -> Formula:
    """At least one part holds; FALSE for none."""
    different = {part.get_id(): part for part in parts if not z3.is_false(part)}
    if any(z3.is_true(part) for part in different.values()):
        return TRUE
    return _joined(z3.Or, list(different.values()), FALSE)


def none_of(parts: Iterable[Formula]) -> Formula:
    """No part holds."""
    return opposite(some(parts))


def opposite(part: Formula) -> Formula:
    """The part does not hold."""
    if z3.is_true(part):
        return FALSE
    if z3.is_false(part):
        return TRUE
    return part.arg(0) if z3.is_not(part) else z3.Not(part)


def implies(given: Formula, then: Formula) -> Formula:
    """`then` holds wherever `given` does."""
    return some((opposite(given), then))


def same(left: Formula, right: Formula) -> Formula:
    """Both hold or neither does."""
    return every((implies(left, right), implies(right, left)))


def sum_at_least(least: int, weighted: Iterable[tuple[Formula, int]]) -> Formula:
    """The weights (of either sign) of the parts that hold add up to `least` or more."""
    positive: list[tuple[Formula, int]] = []
    for part, weight in weighted:
        if weight < 0:  # w * x is w + |w| * (not x)
            least -= weight
            positive.append((opposite(part), -weight))
        elif weight:
            positive.append((part, weight))
    return _positive_sum(least, positive)


def count_at_least(least: int, parts: Iterable[Formula]) -> Formula:
    """So many of the parts hold, or more."""
    return sum_at_least(least, ((part, 1) for part in parts))


def at_most_one(parts: Sequence[Formula]) -> Formula:
    """No two parts hold together."""
    return opposite(count_at_least(2, parts))


def _positive_sum(least: int, weighted: list[tuple[Formula, int]]) -> Formula:
    least -= sum(weight for part, weight in weighted if z3.is_true(part))
    free = [(part, weight) for part, weight in weighted if not z3.is_true(part) and not z3.is_false(part)]
    if least <= 0:
        return TRUE
    if sum(weight for _, weight in free) < least:
        return FALSE
    if all(weight >= least for _, weight in free):
        return some(part for part, _ in free)
    return z3.PbGe(free, least)


def _joined(sign: Any, parts: list[Formula], empty: Formula) -> Formula:
    if len(parts) > 1:
        return sign(*parts)
    return parts[0] if parts else empty
