"""Conditions written back in the grammar of the data files, so that another program can evaluate them.

In: a Condition. Out: plain JSON values.
"""

from typing import Any

from intake.questionnaire.conditions import (
    All,
    AnyOf,
    AtLeast,
    CodeTest,
    Condition,
    Not,
    NumberTest,
    Possibly,
    TruthTest,
)


def condition_json(condition: Condition) -> dict[str, Any]:
    """The condition as the YAML files spell it."""
    match condition:
        case All(of):
            return {"all": [condition_json(part) for part in of]}
        case AnyOf(of):
            return {"any": [condition_json(part) for part in of]}
        case Not(part):
            return {"not": condition_json(part)}
        case Possibly(part):
            return {"possibly": condition_json(part)}
        case AtLeast(count, of):
            return {"at_least": {"count": count, "of": [condition_json(part) for part in of]}}
        case TruthTest(fact, wanted):
            return {fact: {"is": wanted}}
        case CodeTest(fact, one_of):
            return {fact: {"one_of": list(one_of)}}
        case NumberTest(fact, comparison, bound):
            return {fact: {comparison.value: bound}}
    return {condition.fact: {"has_any": sorted(condition.any_of)}}
