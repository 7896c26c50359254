"""Who fills in the form for the patient, in words for staff.

In: stored answers. Out: the helper's name with what they are to the patient; "" where nobody helps.
"""

from collections.abc import Mapping
from typing import Any

from intake import protocol_store
from intake.for_whom import CHILD, OTHER, RELATION, WHO

NAME = "helper_name"


def in_full(answers: Mapping[str, Any]) -> str:
    """ "Pat Example, partner": for the page of the case."""
    return _with_relation(_name(answers), answers)


def in_short(answers: Mapping[str, Any]) -> str:
    """ "Helper: Pat E., partner": for the board, which hangs where people pass."""
    first, *rest = _name(answers).split() or [""]
    said = _with_relation(f"{first} {rest[-1][0]}." if rest else first, answers)
    return f"Helper: {said}" if said else ""


def first_name(answers: Mapping[str, Any]) -> str:
    """ "Pat": for a button."""
    return _name(answers).partition(" ")[0]


def _name(answers: Mapping[str, Any]) -> str:
    helped = answers.get(WHO) in (CHILD, OTHER)
    return " ".join(str(answers.get(NAME) or "").split()) if helped else ""


def _with_relation(name: str, answers: Mapping[str, Any]) -> str:
    told = str(answers.get(RELATION) or "")
    if not name or told not in protocol_store.questionnaire().items[RELATION].options:
        return name
    return f"{name}, {protocol_store.wording('en').option(RELATION, told).lower()}"
