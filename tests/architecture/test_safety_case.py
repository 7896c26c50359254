"""The safety case is kept honest: each hazard has cause, effect, controls in files that exist, and tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
TEXT = (PROJECT / "docs" / "SAFETY-CASE.md").read_text("utf-8")
HAZARDS = re.findall(r"^### (H\d\d) (.+?)\n(.*?)(?=^###? |\Z)", TEXT, re.MULTILINE | re.DOTALL)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"\(`([\w./-]+)`\)")
EACH = pytest.mark.parametrize(("number", "body"), [(number, body) for number, _, body in HAZARDS])


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the test functions of a file; none when there is no such file."""
    file = PROJECT / path
    if not file.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_it_opens_with_what_a_proof_does_not_show() -> None:
    opening = " ".join(TEXT.split("\n\n")[1].split())
    assert opening == (
        "A proof shows the logic is consistent and fails towards safety, not that the clinical content is right; "
        "this is sample content; triage software is likely a medical device that the operator must have classified."
    )


def test_there_are_enough_hazards_each_numbered_once() -> None:
    numbers = [number for number, _, _ in HAZARDS]
    assert len(numbers) >= 28
    assert numbers == [f"H{place:02d}" for place in range(1, len(numbers) + 1)]


@EACH
def test_each_says_cause_effect_controls_and_tests(number: str, body: str) -> None:
    labels = re.findall(r"^- \*\*(\w+):\*\* \S", body, re.MULTILINE)
    assert labels == ["Cause", "Effect", "Controls", "Tests"]


@EACH
def test_each_control_is_in_a_file_that_exists(number: str, body: str) -> None:
    files = FILE.findall(body)
    assert files and not [name for name in files if not (PROJECT / name).is_file()]


@EACH
def test_each_test_named_exists(number: str, body: str) -> None:
    named = TEST.findall(body)
    assert named and not [f"{path}::{name}" for path, name in named if name not in names_in(path)]
    assert len(named) == body.count("tests/") - len([name for name in FILE.findall(body) if name.startswith("tests/")])


def test_governance_says_that_what_is_shipped_is_a_sample() -> None:
    text = " ".join((PROJECT / "docs" / "CLINICAL-GOVERNANCE.md").read_text("utf-8").split())
    assert "are **samples**" in text and "second speaker" in text and "How to change a rule" in text
    assert "withdraw" in text and "check_signatures" in text
