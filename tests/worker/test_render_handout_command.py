"""manage.py render_handout: a file, whole or not at all; bad input is one line and exit 2."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import CommandError

from handouts.example import ANSWERS
from tests.english_words import english_in
from worker.pdf_check import check_pdf

Run = Callable[..., Path]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command on answers (or any text) and give the file it should write."""

    def command(answers: Any = ANSWERS, out: str = "plan.pdf", **options: Any) -> Path:
        given = tmp_path / "answers.json"
        given.write_text(answers if isinstance(answers, str) else json.dumps(answers), "utf-8")
        call_command("render_handout", answers=str(given), out=str(tmp_path / out), today="2026-11-20", **options)
        return tmp_path / out

    return command


def test_it_writes_a_checked_pdf(run: Run) -> None:
    assert check_pdf(run().read_bytes(), "0000-v1") == 2


def test_it_writes_the_page_it_prints_from(run: Run) -> None:
    page = run(out="plan.html", html=True, paper="a4", print_size="large").read_text("utf-8")
    assert 'class="sheet paper-a4 size-large kind-plan"' in page and "DRAFT" in page


@pytest.mark.parametrize(("language", "said"), [("fr-CA", "votre plan pour"), ("es", "su plan para")])
def test_without_a_name_there_is_a_line_to_write_it_on(run: Run, language: str, said: str) -> None:
    nameless = {key: value for key, value in ANSWERS.items() if key != "first_name"}
    page = run(nameless, out="plan.html", html=True, language=language).read_text("utf-8")
    assert f"________________, {said}" in page and english_in(page, language) - {"pain"} == set()


def test_an_emergency_gives_the_letter(run: Run) -> None:
    urgent = ANSWERS | {"warning_nerves": ["saddle_numbness"], "back_or_leg_pain": "yes", "nerve_sign_checked": "no",
                        "nerve_sign_days": "not_sure", "nerve_sign_course": "same"}  # fmt: skip
    page = run(urgent, out="letter.html", html=True).read_text("utf-8")
    assert "kind-get_help_letter" in page and 'class="card"' not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answers": "{"}, "not JSON"),
        ({"answers": "[1]"}, "wrong_kind"),
        ({"answers": {"shoe_size": 9}}, "shoe_size: unknown_question"),
        ({"answers": {"pain_level": 99}}, "pain_level"),
        ({"language": "xx"}, "language: expected one of"),
        ({"paper": "a5"}, "paper: expected one of letter, a4"),
        ({"print_size": "tiny"}, "print_size: expected one of"),
        ({"answers": ""}, "not JSON: line 1"),
        ({"answers": "[" * 100_000}, "not JSON that can be read"),
        ({"answers": f'{{"pain_level": {"9" * 5000}}}'}, "not JSON that can be read"),
        ({"answers": '{"pain_level": NaN}'}, "pain_level: wrong_kind"),
        ({"answers": '{"pain_level": 1e999}'}, "pain_level: wrong_kind"),
        ({"answers": '{"first_name": "\\ud800"}'}, "first_name: bad_characters"),
        ({"answers": '{"first_name": "\\u0000"}'}, "first_name: bad_characters"),
        ({"answers": '{"birth_date": "0000-00-00"}'}, "birth_date: date_impossible"),
        ({"answers": "\ufeff{}"}, "not JSON"),
        ({"html": True, "text": True}, "choose one of --html and --text"),
        ({"out": "nowhere/plan.pdf", "html": True}, "cannot be written"),
        ({"out": "answers.json/plan.pdf", "html": True}, "cannot be written"),
        ({"out": "x" * 300, "html": True}, "cannot be written"),
        ({"out": "a\0b", "html": True}, "cannot be written"),
        ({"out": "two\nlines/plan.pdf", "html": True}, "cannot be written"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(run: Run, tmp_path: Path, given: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError) as failed:
        run(**given)
    assert failed.value.returncode == 2 and said in str(failed.value) and "\n" not in str(failed.value)
    assert [path.name for path in tmp_path.iterdir()] == ["answers.json"]


@pytest.mark.parametrize(
    "given",
    [{"answers": "/nowhere/answers.json"}, {"answers": "/"}, {"today": "soon"}, {"today": "2026-13-01"}, {"out": ""}],
)
def test_a_missing_file_or_a_wrong_day_is_bad_input_too(
    tmp_path: Path, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("{}"))
    options = {"answers": "-", "today": "2026-11-20", "out": str(tmp_path / "plan.pdf")} | given
    with pytest.raises(CommandError) as failed:
        call_command("render_handout", **options)
    assert failed.value.returncode == 2 and not list(tmp_path.iterdir())


def test_answers_may_come_by_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = tmp_path / "answers.json"
    given.write_text(json.dumps(ANSWERS), "utf-8")
    with given.open(encoding="utf-8") as opened:
        monkeypatch.setattr(sys, "stdin", opened)
        call_command("render_handout", answers="-", out=str(tmp_path / "plan.html"), html=True, today="2026-11-20")
    assert "Maria" in (tmp_path / "plan.html").read_text("utf-8")


def test_a_file_that_is_there_already_is_replaced_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")
    assert run().read_bytes().startswith(b"%PDF-")


def test_the_words_alone_can_be_written(run: Run) -> None:
    assert "# Get help now" in run(out="plan.txt", text=True).read_text("utf-8")


def test_a_wrong_option_is_one_line_too(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", "render_handout", "--answers", "x"])
    assert ended.value.code == 2 and len(capfd.readouterr().err.strip().splitlines()) == 1
