"""manage.py route and questionnaire: one decision a line, and bad input is one line and exit 2."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.answers import EMERGENCY, complete

PROJECT = Path(__file__).parent.parent.parent


def route(text: str, tmp_path: Path, **options: Any) -> list[dict[str, Any]]:
    file, out = tmp_path / "answers.json", io.StringIO()
    file.write_text(text, "utf-8")
    call_command("route", str(file), today=None, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_object_gives_one_decision(tmp_path: Path) -> None:
    (decision,) = route(json.dumps(complete(), indent=2), tmp_path)
    keys = ["disposition", "human_review", "alternatives", "blocks", "rules", "not_ruled_out", "because", "protocol"]
    assert list(decision) == keys
    assert set(decision["because"]) == {"patient", "desk", "clinician"} and set(decision["protocol"]) == {
        "version",
        "digest",
    }


def test_json_lines_give_a_line_each(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(complete(**given)) for given in ({}, EMERGENCY))
    assert [each["disposition"] for each in route(lines, tmp_path)] == ["massage", "emergency"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(complete())))
    call_command("route", "-", stdout=out)
    assert len(out.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2",
        "nonsense",
        '{"a": 1}\n{',
        '{"moon": 1}',
        '{"pain_level": NaN}',
        '"text"',
        '{"first_name": "\\u0000"}',
        "[" * 100_000,
        '{"pain_level": 11}',
        '{"limits": "moon"}',
    ],
)
def test_bad_input_is_one_line_and_exit_2(text: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        route(text, tmp_path)
    assert caught.value.returncode == 2 and "\n" not in str(caught.value)


def test_a_missing_file_is_one_line_and_exit_2() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("route", "no-such-file.json")
    assert caught.value.returncode == 2


def test_the_questionnaire_as_json() -> None:
    out = io.StringIO()
    call_command("questionnaire", "--json", stdout=out)
    assert json.loads(out.getvalue())["pages"][0]["id"] == "who_for"


def test_a_path_is_printed_for_each_object(tmp_path: Path) -> None:
    file, out = tmp_path / "answers.json", io.StringIO()
    file.write_text("\n".join(json.dumps(complete(**given)) for given in ({}, EMERGENCY)), "utf-8")
    call_command("route", str(file), explain=True, stdout=out)
    calm, emergency = out.getvalue().split("\n\n")
    assert calm.startswith("Protocol ") and "Disposition: massage" in calm and "Scores:" in calm
    assert "E01 emergency" in emergency and "saddle_numbness = true" in emergency
    assert "Disposition: emergency" in emergency


def test_a_decision_without_a_clinic_says_that_its_rules_are_a_sample(tmp_path: Path) -> None:
    (decision,) = route(json.dumps(complete()), tmp_path)
    assert decision["because"]["clinician"]["sample"] is True


def test_all_that_is_stored_can_be_asked_for(tmp_path: Path) -> None:
    (decision,) = route(json.dumps(complete()), tmp_path, all=True)
    assert {"disposition", "scores", "review_reasons", "handout"} <= set(decision)


def test_an_object_over_several_lines_may_not_answer_twice(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        route('{"pain_level": 1, "pain_level": 9}', tmp_path)
    assert str(caught.value) == "line 1: a question is answered twice"


def test_the_commands_work_in_a_process_of_their_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "route", "-", "--explain"],
        input=json.dumps(complete()), capture_output=True, text=True, cwd=PROJECT, check=True,
        env=os.environ | {"UNKNOT_DATA": str(tmp_path)},
    )  # fmt: skip
    assert "Disposition: massage" in done.stdout
