"""Clinical governance: what was decided stays with what was signed; what changed since is told in words."""

import json

import pytest

from handouts import changes
from intake import signables
from intake.actions import decide_anew
from intake.signables import LIBRARY, PROTOCOL
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


def test_an_override_keeps_what_the_record_said(people: People, send: SendAnswers) -> None:
    case = decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="urgent")
    assert case.decision.record["sample"] is True


def test_a_change_is_told_in_words_old_beside_new() -> None:
    name, rule = "red_flags rules E01", json.loads(parts_of(PROTOCOL)["red_flags rules E01"])
    told = changes.change_of(PROTOCOL, name, json.dumps(rule | {"urgency": "urgent"}), json.dumps(rule))
    (gives,) = told.aspects
    assert (told.what, told.title, gives.label) == ("Changed", "Red flag E01", "Gives")
    assert [(one.line.text, one.differs) for one in (*gives.before, *gives.now)] == [
        ("Urgent today", True),
        ("Emergency", True),
    ]
    assert "+urgency: emergency" in told.lines and "-urgency: urgent" in told.lines


def test_of_a_long_list_only_what_differs_is_told() -> None:
    flag = json.loads(parts_of(PROTOCOL)["phrases flags T02"])
    more = flag | {"phrases": flag["phrases"] | {"en": [*flag["phrases"]["en"], "ticker pain"]}}
    (phrases,) = changes.change_of(PROTOCOL, "phrases flags T02", json.dumps(flag), json.dumps(more)).aspects
    assert phrases.label == "Phrases, English"
    assert [one.line.text for one in phrases.now if one.differs] == ["ticker pain"]
    assert not any(one.differs for one in phrases.before)


def test_what_came_and_what_went_is_told_whole() -> None:
    rule = parts_of(PROTOCOL)["red_flags rules E01"]
    came = changes.change_of(PROTOCOL, "red_flags rules E01", None, rule)
    gone = changes.change_of(PROTOCOL, "red_flags rules E01", rule, None)
    assert (came.what, gone.what) == ("Added", "Taken away")
    assert came.rows == gone.rows and came.rows[0].label == "Gives" and not came.aspects


def test_a_change_that_has_no_words_is_told_key_by_key() -> None:
    rule = json.loads(parts_of(PROTOCOL)["red_flags rules E01"])
    told = changes.change_of(PROTOCOL, "red_flags rules E01", json.dumps(rule), json.dumps(rule | {"colour": "red"}))
    assert [(aspect.label, aspect.now[0].line.text) for aspect in told.aspects] == [("Colour", "red")]


@pytest.mark.parametrize("subject", [PROTOCOL, LIBRARY, "wording:en", "wording:es"])
def test_every_part_has_a_title_and_words(subject: str) -> None:
    for name, text in parts_of(subject).items():
        assert changes.title_of(subject, name, text) and changes.rows_of(subject, name, text), name


def test_a_file_of_the_library_is_named_by_its_activity() -> None:
    name = "activities/bridge/en.md"
    text = parts_of(LIBRARY)[name]
    told = changes.change_of(LIBRARY, name, text, text.replace("Lower slowly.", "Lower at once."))
    assert told.title == "Activity “Lift your hips”, words: English"
    assert [one.line.text for one in told.aspects[0].now if one.differs] == ["4. Lower at once."]


def parts_of(subject: str) -> dict[str, str]:
    found = signables.signable(subject)
    assert found
    return dict(found.parts)
