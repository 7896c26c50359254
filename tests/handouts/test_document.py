"""The frozen document: the same after a trip through JSON, and nothing else is taken for one."""

import json
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from handouts.composition.document import DocumentError, Kind, document_from_json
from tests.answers import EMERGENCY, TODAY
from tests.handouts.paper import document


@pytest.mark.parametrize("given", [{}, EMERGENCY, {"places": ["neck_back_l"], "triggers": ["none"]}])
def test_json_gives_the_same_document_back(given: dict[str, Any]) -> None:
    made = document(**given)
    kept = json.loads(json.dumps(made.as_json()))
    assert document_from_json(kept) == made
    assert document_from_json(kept).as_json() == made.as_json()


def test_it_holds_nothing_but_words_numbers_and_lists() -> None:
    def check(value: Any) -> None:
        if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                check(getattr(value, field.name))
        elif isinstance(value, tuple):
            for part in value:
                check(part)
        else:
            assert value is None or isinstance(value, str | int | bool)

    check(document())


def broken(path: str, value: Any) -> dict[str, Any]:
    """A good document's JSON with one value changed (None takes it away)."""
    data = document().as_json()
    at: Any = data
    *above, last = path.split(".")
    for key in above:
        at = at[int(key) if key.isdigit() else key]
    if value is None:
        del at[last]
    else:
        at[int(last) if last.isdigit() else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("schema", 2, "schema 1"),
        ("token", None, "expected exactly the keys"),
        ("extra", "x", "expected exactly the keys"),
        ("kind", "poster", "poster"),
        ("kind", "get_help_letter", "expected the body of a get_help_letter"),
        ("needs_release", "no", "document.needs_release: expected bool"),
        ("plan.activities.cards", {}, "document.plan.activities.cards: expected a list"),
        ("plan.activities.cards.0.number", "1", "document.plan.activities.cards[0].number: expected int"),
        ("plan.help.signs.0", 7, "document.plan.help.signs[0]: expected str"),
    ],
)
def test_anything_else_is_refused_with_the_place(path: str, value: Any, said: str) -> None:
    with pytest.raises(DocumentError, match=said.replace("[", r"\[").replace("]", r"\]")):
        document_from_json(broken(path, value))


@pytest.mark.parametrize("data", [None, [], "x", {}, {"schema": 1}])
def test_what_is_no_document_at_all_is_refused(data: Any) -> None:
    with pytest.raises(DocumentError):
        document_from_json(data)


def test_the_letter_holds_no_exercise_and_no_reason() -> None:
    made = document(**EMERGENCY)
    words = json.dumps(made.as_json(), ensure_ascii=False).lower()
    assert made.kind is Kind.GET_HELP_LETTER and made.plan is None and made.letter is not None
    assert "911" in words and "times a" not in words and "saddle" not in words and "bladder" not in words
    assert "MT4821" in made.letter.say.paragraphs[0]
    assert made.created == TODAY.isoformat()
