"""Reads the numbers of an activity or a habit: its dose, what changes it, how long a session takes. In: nodes of
item.yaml. Out: frozen values; a number outside its bounds raises ProtocolError naming file and line.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handouts.composition.entries import Amount, DoseChange, SessionTime
from handouts.composition.vocabulary import Vocabulary
from intake.questionnaire.grammar import Fact, read_condition
from intake.questionnaire.source_file import Node

UNITS = ("seconds", "minutes")


def read_dose(node: Node, vocabulary: Vocabulary) -> Mapping[str, Amount]:
    """The numbers of a dose by key, each with its bounds."""
    dose = {}
    for key, entry in node.mapping().items():
        if key not in vocabulary.dose_keys:
            raise entry.error(f"unknown dose '{key}', expected one of {', '.join(vocabulary.dose_keys)}")
        fields = entry.fields(("default", "min", "max"))
        amount = Amount(*(fields[name].integer(least=0) for name in ("default", "min", "max")))
        if not amount.least <= amount.default <= amount.most:
            raise entry.error(f"expected min <= default <= max, found {amount.least}, {amount.default}, {amount.most}")
        dose[key] = amount
    return MappingProxyType(dose)


def read_dose_changes(
    fields: Mapping[str, Node], dose: Mapping[str, Amount], facts: Mapping[str, Fact]
) -> tuple[DoseChange, ...]:
    """What changes a dose, each with its condition."""
    if "dose_adjust" not in fields:
        return ()
    return tuple(_dose_change(node, dose, facts) for node in fields["dose_adjust"].items())


def _dose_change(node: Node, dose: Mapping[str, Amount], facts: Mapping[str, Fact]) -> DoseChange:
    fields = node.fields(("when", "set"))
    amounts = {}
    for key, entry in fields["set"].mapping().items():
        number = entry.integer(least=0)
        if key not in dose:
            raise entry.error(f"'{key}' is not in this dose, expected one of {', '.join(dose)}")
        if not dose[key].least <= number <= dose[key].most:
            raise entry.error(f"expected {dose[key].least} to {dose[key].most}, found {number}")
        amounts[key] = number
    return DoseChange(read_condition(fields["when"], facts), MappingProxyType(amounts))


def read_session(node: Node, dose: Mapping[str, Amount]) -> SessionTime:
    """How long a session takes: minutes, or a product of numbers of the dose."""
    if isinstance(node.content, int):
        return SessionTime((node.integer(least=1),), in_minutes=True, plus_s=0)
    fields = node.fields(("product", "unit"), ("plus_s",))
    factors = tuple(_factor(factor, dose) for factor in fields["product"].items())
    plus = fields["plus_s"].integer(least=0) if "plus_s" in fields else 0
    return SessionTime(factors, fields["unit"].one_of(UNITS, "unit") == "minutes", plus)


def _factor(node: Node, dose: Mapping[str, Amount]) -> str | int:
    return node.one_of(dose, "part of this dose") if isinstance(node.content, str) else node.integer(least=1)
