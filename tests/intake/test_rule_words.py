"""Rules in words, for who signs them: every rule, named condition and page; nothing of a condition is left out."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.conditions import All, AnyOf, AtLeast, CodesTest, CodeTest, Condition, Not, Possibly, parts_of
from intake.rule_words import Row, rows_by_part
from intake.signables import signable

ROWS = rows_by_part(protocol_store.protocol())
SPOKEN = ("red_flags rules", "phrases flags", "decision review_rules", "blocks rules", "pathways rules")


def text(rows: tuple[Row, ...], label: str = "") -> str:
    return "\n".join(line.text for row in rows for line in row.lines if not label or row.label == label)


def leaves_of(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All | AnyOf | AtLeast | Not | Possibly):
        for part in parts_of(condition):
            yield from leaves_of(part)
    else:
        yield condition


def test_every_rule_condition_and_page_that_is_signed_is_in_words() -> None:
    signed = signable("protocol")
    assert signed
    wanted = {name for name in signed.parts if name.startswith((*SPOKEN, "facts derived", "questionnaire pages"))}
    assert set(ROWS) == wanted


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith(SPOKEN)])
def test_a_rule_says_what_it_gives_when_to_whom_and_on_what_ground(name: str) -> None:
    labels = {row.label for row in ROWS[name]}
    assert labels & {"Gives", "Gives points", "Rules out"}
    assert {"When", "Patient reads", "Sources", "Checked by"} <= labels
    signed = signable("protocol")
    assert signed
    rule: dict[str, Any] = json.loads(signed.parts[name])
    assert len(text(ROWS[name], "Sources").splitlines()) == len(rule.get("sources", []))
    assert ("Private" in labels) == bool(rule.get("private"))


def test_every_test_of_a_condition_has_its_line() -> None:
    protocol = protocol_store.protocol()
    rules = {f"red_flags rules {rule.id}": rule.when for rule in protocol.red_flags}
    derived = {f"facts derived {name}": when for name, when in protocol.questionnaire.derived.items()}
    for name, when in {**rules, **derived}.items():
        lines = [line for row in ROWS[name] if row.label in ("When", "Holds when") for line in row.lines]
        leaves = [line for line in lines if not line.text.endswith("these:") and not line.text.endswith("say:")]
        assert len(leaves) == max(len(list(leaves_of(when))), 1), name


def test_words_are_those_of_the_form_and_numbers_have_their_unit() -> None:
    said = text(ROWS["red_flags rules E01"])
    assert "Emergency" in said and "“A bottom that always feels full”" in said
    assert "Full feeling began: at most 14 days, or nobody can say" in said and "[nerve sign new]" in said
    assert "any of calf" in text(ROWS["facts derived calf_place"]) and "age less than 16" in text(
        ROWS["facts derived child"]
    )
    assert "Massage therapy +2" in text(ROWS["pathways rules P03"], "Gives points")


def test_no_code_is_left_in_the_words() -> None:
    codes = re.compile(r"\b[a-z]+_[a-z_]+\b")
    assert [(name, found) for name, rows in ROWS.items() if (found := codes.findall(text(rows)))] == []


def test_a_code_answer_is_quoted() -> None:
    found = [t for when in protocol_store.questionnaire().derived.values() for t in leaves_of(when)]
    assert any(isinstance(one, CodeTest) for one in found) and any(isinstance(one, CodesTest) for one in found)
    assert "“" in text(ROWS["facts derived nerve_sign_worse"])
