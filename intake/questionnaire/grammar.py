"""Reads conditions out of data files. In: a Node and the register of facts. Out: a Condition that fits the facts;
an unknown word, an operator that does not fit or an option that does not exist raises ProtocolError."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    Test,
    TruthTest,
)
from intake.questionnaire.source_file import Node

STRUCTURE = ("all", "any", "not", "at_least", "possibly")


class FactKind(StrEnum):
    """What a fact holds when it is known."""

    TRUTH = "truth"
    CODE = "code"
    NUMBER = "number"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the register. `link_id` is the question it comes from, empty for derived and phrase facts;
    `options` are the codes it can hold."""

    name: str
    kind: FactKind
    link_id: str = ""
    options: tuple[str, ...] = ()


OPERATORS: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.TRUTH: ("is",),
    FactKind.CODE: ("is", "one_of"),
    FactKind.NUMBER: tuple(Comparison),
    FactKind.CODES: ("has_any",),
}


def read_condition(node: Node, facts: Mapping[str, Fact]) -> Condition:
    """The condition written at `node`, reading only facts of the register `facts`."""
    if isinstance(node.content, str):
        return _read_bare(node, facts)
    entries = node.mapping()
    if len(entries) != 1:
        raise node.error(f"expected one key, a fact or one of {', '.join(STRUCTURE)}; found {len(entries)}")
    key, value = next(iter(entries.items()))
    if key in _READERS:
        return _READERS[key](value, facts)
    return _read_test(key, value, _fact(key, value, facts))


def _read_bare(node: Node, facts: Mapping[str, Fact]) -> Condition:
    fact = _fact(node.text(), node, facts)
    if fact.kind is not FactKind.TRUTH:
        raise node.error(f"'{fact.name}' is a {fact.kind} fact, expected {{{fact.name}: {{...}}}}")
    return TruthTest(fact.name)


def _fact(name: str, node: Node, facts: Mapping[str, Fact]) -> Fact:
    if name not in facts:
        raise node.error(f"unknown fact '{name}', expected a fact of an earlier page, a derived one, or an operator")
    return facts[name]


def _read_parts(node: Node, facts: Mapping[str, Fact]) -> tuple[Condition, ...]:
    parts = tuple(read_condition(part, facts) for part in node.items())
    if not parts:
        raise node.error("expected at least one condition")
    return parts


def _read_at_least(node: Node, facts: Mapping[str, Fact]) -> Condition:
    fields = node.fields(required=("count", "of"))
    parts = _read_parts(fields["of"], facts)
    count = fields["count"].integer(least=1)
    if count > len(parts):
        raise fields["count"].error(f"expected at most {len(parts)}, the number of conditions; found {count}")
    return AtLeast(count, parts)


_READERS: Mapping[str, Callable[[Node, Mapping[str, Fact]], Condition]] = {
    "all": lambda node, facts: All(_read_parts(node, facts)),
    "any": lambda node, facts: AnyOf(_read_parts(node, facts)),
    "not": lambda node, facts: Not(read_condition(node, facts)),
    "possibly": lambda node, facts: Possibly(read_condition(node, facts)),
    "at_least": _read_at_least,
}


def _read_test(name: str, node: Node, fact: Fact) -> Test:
    entries = node.mapping()
    if len(entries) != 1:
        raise node.error(f"expected one operator for '{name}', found {len(entries)}")
    operator, value = next(iter(entries.items()))
    if operator not in OPERATORS[fact.kind]:
        allowed = " or ".join(OPERATORS[fact.kind])
        raise value.error(f"'{operator}' does not fit the {fact.kind} fact '{name}', expected {allowed}")
    if fact.kind is FactKind.TRUTH:
        return TruthTest(name, value.boolean())
    if fact.kind is FactKind.NUMBER:
        return NumberTest(name, Comparison(operator), value.integer())
    codes = (value.one_of(fact.options, "option"),) if operator == "is" else _read_options(value, fact)
    return CodeTest(name, codes) if fact.kind is FactKind.CODE else CodesTest(name, frozenset(codes))


def _read_options(node: Node, fact: Fact) -> tuple[str, ...]:
    codes = node.words_of(fact.options, "option")
    if not codes:
        raise node.error("expected at least one option")
    return codes
