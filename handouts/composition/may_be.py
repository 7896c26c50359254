"""What this may be: which of the fixed texts fits. In: may_be.yaml, facts, and whether all is routine.
Out: the name of a text; what is not known gives `unsure`, never reassurance."""

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.composition.texts import DEFAULT, MAY_BE
from intake.questionnaire.conditions import FALSE, UNKNOWN, Condition, Values
from intake.questionnaire.grammar import Fact, read_condition
from intake.questionnaire.source_file import Node

UNSURE = "unsure"
# Without the sentence that it is checked at the visit.
SELF_CARE = {DEFAULT: "muscle_self_care", "tense": "tense_self_care"}


@dataclass(frozen=True, slots=True)
class MayBe:
    """One line: the text to print where `when` holds; a muscle text needs a routine case."""

    text: str
    when: Condition
    muscle: bool


def read_may_be(source: Node, facts: Mapping[str, Fact]) -> tuple[MayBe, ...]:
    """The lines of one file, in order."""
    return tuple(_line(node, facts) for node in source.items())


def _line(node: Node, facts: Mapping[str, Fact]) -> MayBe:
    fields = node.fields(("text", "when"), ("muscle",))
    muscle = "muscle" in fields and fields["muscle"].boolean()
    return MayBe(fields["text"].one_of(MAY_BE, "text"), read_condition(fields["when"], facts), muscle)


def may_be(lines: tuple[MayBe, ...], values: Values, *, routine: bool, self_care: bool) -> str:
    """The name of the text that fits."""
    for line in lines:
        truth = line.when.value(values)
        if truth is FALSE:
            continue
        if truth is UNKNOWN or (line.muscle and not routine):
            return UNSURE
        return SELF_CARE.get(line.text, line.text) if self_care else line.text
    return UNSURE
