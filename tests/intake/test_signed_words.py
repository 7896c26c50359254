"""What is signed, in words: every rule, condition, page, source and setting; nothing of a part is left out."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.conditions import All, AnyOf, AtLeast, CodesTest, CodeTest, Condition, Not, Possibly, parts_of
from intake.signables import signable
from intake.signed_words.parts import rows_key_by_key, rows_of, title_of
from intake.signed_words.rows import Row


def signed_parts() -> dict[str, str]:
    found = signable("protocol")
    assert found
    return dict(found.parts)


PARTS = signed_parts()
ROWS = {name: rows_of(name, text) for name, text in PARTS.items()}
IN_WORDS = {name: rows for name, rows in ROWS.items() if rows != rows_key_by_key(PARTS[name])}
SPOKEN = ("red_flags rules", "phrases flags", "decision review_rules", "blocks rules", "pathways rules")


def text(rows: tuple[Row, ...], label: str = "") -> str:
    return "\n".join(line.text for row in rows for line in row.lines if not label or row.label == label)


def leaves_of(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All | AnyOf | AtLeast | Not | Possibly):
        for part in parts_of(condition):
            yield from leaves_of(part)
    else:
        yield condition


def test_every_rule_condition_page_source_and_setting_is_in_words() -> None:
    settings = {name for name in PARTS if name.startswith("decision ") and name != "decision version"}
    kinds = (*SPOKEN, "facts derived", "questionnaire pages", "sources ")
    assert {name for name in PARTS if name.startswith(kinds)} | settings == set(IN_WORDS)


@pytest.mark.parametrize("name", [name for name in IN_WORDS if name.startswith(SPOKEN)])
def test_a_rule_says_what_it_gives_when_to_whom_and_on_what_ground(name: str) -> None:
    labels = {row.label for row in ROWS[name]}
    assert labels & {"Gives", "Gives points", "Rules out"}
    assert {"When", "Patient reads", "Sources", "Checked by"} <= labels
    rule: dict[str, Any] = json.loads(PARTS[name])
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
    assert "Emergency" in said and "“Your bottom feels full all the time”" in said
    assert "Full feeling began: at most 14 days, or nobody can say" in said and "[nerve sign new]" in said
    assert "any of calf" in text(ROWS["facts derived calf_place"]) and "age less than 16" in text(
        ROWS["facts derived child"]
    )
    assert "Massage therapy +2" in text(ROWS["pathways rules P03"], "Gives points")


def leaves_changed(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The value once for each of its leaves, with that leaf another one."""
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            for place, other in leaves_changed(inner, (*path, key)):
                copy = dict(value) if isinstance(value, dict) else list(value)
                copy[key] = other
                yield place, copy
    elif path[-1:] != ("id",) and path[-1:] != ("link_id",):
        yield path, not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}_other"


def test_no_change_of_a_part_stays_unseen_in_its_words() -> None:
    unseen = [
        (name, place)
        for name, rows in IN_WORDS.items()
        for place, other in leaves_changed(json.loads(PARTS[name]))
        if rows_of(name, json.dumps(other)) == rows
    ]
    assert unseen == []


def test_a_part_that_was_signed_in_an_older_shape_still_has_words() -> None:
    assert text(rows_of("red_flags rules E99", '{"id": "E99", "tier": "emergency"}')) == "E99\nEmergency"
    old = rows_of(
        "red_flags rules E01",
        '{"id": "E01", "urgency": "urgent", "when": {"any": ["gone_sign", {"gone": {"is": "x"}}]}}',
    )
    assert text(old, "When") == "any of these:\n[gone sign]\nGone: “x”"
    assert "no longer among the sources" in text(
        rows_of("blocks rules B02", '{"id": "B02", "blocks": ["gone"], "when": "gone", "sources": ["gone_2001"]}')
    )


def test_titles_are_those_that_staff_use() -> None:
    titles = {title_of(name, text) for name, text in PARTS.items()}
    assert {"Red flag E01", "Words of warning T02", "Block B15", "Points P28 massage", "Home plan"} <= titles
    assert "NICE NG59: low back pain and sciatica in over 16s" in titles


def test_a_phrase_and_a_setting_can_be_read_without_the_file() -> None:
    assert "heart attack / atack" in text(ROWS["phrases flags T02"], "Phrases, English")
    assert "chest / chset / ches (within 3 words) pain… / ache…" in text(ROWS["phrases flags T02"])
    assert text(ROWS["decision ties"], "Pathways count as level") == "less than 2 points apart"
    assert "Emergency left open: Urgent today" in text(ROWS["decision not_ruled_out"])


def test_no_code_is_left_in_the_words() -> None:
    codes = re.compile(r"(?<!/)\b[a-z]+_[a-z_]+\b")
    assert [(name, found) for name, rows in IN_WORDS.items() if (found := codes.findall(text(rows)))] == []


def test_a_code_answer_is_quoted() -> None:
    found = [t for when in protocol_store.questionnaire().derived.values() for t in leaves_of(when)]
    assert any(isinstance(one, CodeTest) for one in found) and any(isinstance(one, CodesTest) for one in found)
    assert "“" in text(ROWS["facts derived nerve_sign_worse"])
