"""A condition of the data files as an outline in words, each group above its parts.

In: the plain value as it is signed, of today or of an earlier version. Out: Lines; nothing of it is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from intake.questionnaire.items import AGE, PLACES_COUNT
from intake.signed_words.naming import Naming, quoted
from intake.signed_words.rows import Line

BOUNDS = {"at_least": "at least", "at_most": "at most", "less_than": "less than", "more_than": "more than"}
GROUPS = {"all": "all of these:", "any": "any of these:"}


def outline(condition: Any, names: Naming) -> tuple[Line, ...]:
    """The whole condition."""
    return tuple(_lines(condition, names, 0))


def _lines(condition: Any, names: Naming, depth: int) -> Iterator[Line]:
    heading, parts = _group(condition)
    if not parts:
        yield Line(_inline(condition, names), depth)
        return
    yield Line(heading, depth)
    for part in parts:
        yield from _lines(part, names, depth + 1)


def _group(condition: Any) -> tuple[str, list[Any]]:
    """A group's heading and parts; no parts for what stands on one line."""
    key, value = _entry(condition)
    if key in GROUPS and isinstance(value, list):
        return GROUPS[key], value
    if key == "at_least" and isinstance(value, Mapping):
        return f"at least {value.get('count')} of these:", value.get("of") or []
    if key in ("not", "possibly"):
        heading, parts = _group(value)
        if parts:
            return (f"not {heading}" if key == "not" else f"{heading[:-1]}, or nobody can say:"), parts
    return "", []


def _entry(condition: Any) -> tuple[str, Any]:
    """The one key of a condition with what stands under it."""
    return next(iter(condition.items())) if isinstance(condition, Mapping) and len(condition) == 1 else ("", None)


def _inline(condition: Any, names: Naming) -> str:
    if isinstance(condition, str):
        return names.truth(condition)
    key, value = _entry(condition)
    if key == "not":
        return f"not: {_inline(value, names)}"
    if key == "possibly":
        return f"{_inline(value, names)}, or nobody can say"
    operator, bound = _entry(value)
    return _test(key, operator, bound, names) if operator else str(condition)


def _test(fact: str, operator: str, bound: Any, names: Naming) -> str:
    if isinstance(bound, bool):
        return names.truth(fact) if bound else f"not: {names.truth(fact)}"
    link_id = names.link_id(fact)
    if operator in BOUNDS:
        return _number(fact, f"{BOUNDS[operator]} {bound}", names)
    codes = bound if isinstance(bound, list) else [bound]
    if operator == "has_any":
        places = sorted(codes)
        return f"{names.question(link_id or fact)}: any of {'; '.join(names.code(code).lower() for code in places)}"
    options = " or ".join(quoted(names.option(link_id, code)) for code in codes)
    return f"{names.question(link_id or fact)}: {options}"


def _number(fact: str, bound: str, names: Naming) -> str:
    if fact == AGE:
        return f"age {bound}"
    if fact == PLACES_COUNT:
        return f"number of places {bound}"
    return f"{names.question(names.link_id(fact) or fact)}: {bound}{' days' if fact.endswith('_days') else ''}"
