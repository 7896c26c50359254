"""Conditions as they are written, and what is refused."""

import json
from pathlib import Path

import pytest

from intake.questionnaire.condition_json import condition_json
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
    TruthTest,
)
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.grammar import Fact, FactKind, read_condition
from intake.questionnaire.source_file import read_source

FACTS = {
    "fever": Fact("fever", FactKind.TRUTH),
    "sex": Fact("sex", FactKind.CODE, options=("female", "male")),
    "age": Fact("age", FactKind.NUMBER),
    "places": Fact("places", FactKind.CODES, options=("neck", "calf")),
}


def read(folder: Path, text: str) -> Condition:
    (folder / "rules.yaml").write_text(f"when: {text}\n")
    return read_condition(read_source(folder, "rules.yaml").mapping()["when"], FACTS)


WRITTEN = pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("fever", TruthTest("fever")),
        ("{fever: {is: true}}", TruthTest("fever")),
        ("{fever: {is: false}}", TruthTest("fever", wanted=False)),
        ("{sex: {is: male}}", CodeTest("sex", ("male",))),
        ("{sex: {one_of: [male, female]}}", CodeTest("sex", ("male", "female"))),
        ("{age: {at_least: 50}}", NumberTest("age", Comparison.AT_LEAST, 50)),
        ("{age: {less_than: 16}}", NumberTest("age", Comparison.LESS_THAN, 16)),
        ("{places: {has_any: [neck]}}", CodesTest("places", frozenset({"neck"}))),
        ("{all: [fever, {not: fever}]}", All((TruthTest("fever"), Not(TruthTest("fever"))))),
        ("{any: [{possibly: fever}]}", AnyOf((Possibly(TruthTest("fever")),))),
        ("{at_least: {count: 1, of: [fever]}}", AtLeast(1, (TruthTest("fever"),))),
    ],
)


@WRITTEN
def test_what_can_be_written(tmp_path: Path, text: str, condition: Condition) -> None:
    assert read(tmp_path, text) == condition


@WRITTEN
def test_a_condition_as_json_reads_back_the_same(tmp_path: Path, text: str, condition: Condition) -> None:
    assert read(tmp_path, json.dumps(condition_json(condition))) == condition


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3", "expected a mapping, found 3"),
        ("fevre", "unknown fact 'fevre', expected a fact of an earlier page, a derived one, or an operator"),
        ("{none: [fever]}", "unknown fact 'none', expected a fact of an earlier page, a derived one, or an operator"),
        ("age", "'age' is a number fact, expected {age: {...}}"),
        (
            "{all: [fever], any: [fever]}",
            "expected one key, a fact or one of all, any, not, at_least, possibly; found 2",
        ),
        ("{all: []}", "expected at least one condition"),
        ("{at_least: {count: 2, of: [fever]}}", "expected at most 1, the number of conditions; found 2"),
        ("{at_least: {count: 1}}", "missing key 'of'"),
        ("{fever: {is: true, one_of: [a]}}", "expected one operator for 'fever', found 2"),
        ("{fever: {is: maybe}}", "expected true or false, found 'maybe'"),
        ("{fever: {at_least: 1}}", "'at_least' does not fit the truth fact 'fever', expected is"),
        ("{sex: {is: other}}", "unknown option 'other', expected one of female, male"),
        ("{sex: {one_of: []}}", "expected at least one option"),
        (
            "{age: {is: 3}}",
            "'is' does not fit the number fact 'age', expected at_least or at_most or less_than or more_than",
        ),
        ("{age: {at_least: old}}", "expected a whole number, found 'old'"),
        ("{places: {has_all: [neck]}}", "'has_all' does not fit the codes fact 'places', expected has_any"),
        ("{places: {has_any: [moon]}}", "unknown option 'moon', expected one of neck, calf"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == f"rules.yaml:1: {message}"
