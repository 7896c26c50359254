"""Answers that surely do not fit each other: which pairs are found, and which rules may name one."""

from pathlib import Path
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.errors import ProtocolError
from intake.routing.clashes import clashes
from intake.routing.protocol import load_protocol
from tests.answers import TODAY, complete
from tests.intake.rule_pack import altered

NO_PAIN_NO_DAY = {"pain_level": 0, "limits": "severe"}
LONG_CARE = {"duration_days": {"number": 3, "unit": "days"}, "tried": ["tried_home_care"],
             "home_care_days": {"number": 6, "unit": "weeks"}, "home_care_helped": "no"}  # fmt: skip
LATE_BIRTH = {"birth_date": "1950-01-01", "health_now": ["pregnant_or_birth"], "pregnancy": "may_be"}


def found(**given: Any) -> tuple[tuple[str, ...], ...]:
    protocol = protocol_store.protocol()
    return clashes(protocol, parse_answers(protocol.questionnaire, complete(**given), TODAY), TODAY)


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        ({}, ()),
        (NO_PAIN_NO_DAY, (("pain_level", "limits"),)),
        (NO_PAIN_NO_DAY | {"pain_level": 2}, ()),
        (NO_PAIN_NO_DAY | {"limits": "mild"}, ()),
        (NO_PAIN_NO_DAY | {"pain_level": "not_sure"}, ()),
        (LONG_CARE, (("duration_days", "home_care_days"),)),
        (LATE_BIRTH | NO_PAIN_NO_DAY, (("birth_date", "health_now"), ("pain_level", "limits"))),
    ],
)
def test_only_answers_that_surely_do_not_fit(given: dict[str, Any], pairs: tuple[tuple[str, ...], ...]) -> None:
    assert found(**given) == pairs


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("[sex]", "expected two questions"),
        ("[sex, nobody]", "unknown question 'nobody'"),
        ("[sex, harm]", "unknown question"),
        ("[sex, sex]", "twice"),
    ],
)
def test_a_rule_names_two_questions_that_may_be_spoken_of(tmp_path: Path, named: str, told: str) -> None:
    when = "{all: [{sex: {is: male}}, pregnant]}"
    with pytest.raises(ProtocolError, match=told):
        load_protocol(altered(tmp_path, "decision.yaml", when, f"{when}, clash: {named}"))
