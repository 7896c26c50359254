"""The register of questions is current, and a question that no rule, handout or person uses fails."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from handouts.reads import IN_CODE, reads
from intake import protocol_store, question_register
from intake.management.commands import questionnaire as command
from intake.routing.protocol import Protocol, load_protocol
from tests.intake import rule_pack

PROJECT = Path(__file__).parent.parent.parent
REGISTER = PROJECT / "docs" / "question-protocol.csv"
USELESS = "      - {link_id: shoe_size, type: number, min: 20, max: 60, use: [rules]}\n"


def printed() -> str:
    out = io.StringIO()
    call_command("questionnaire", "--register", stdout=out)
    return out.getvalue()


def rows() -> dict[str, dict[str, str]]:
    return {row["question"]: row for row in csv.DictReader(io.StringIO(printed()))}


def test_the_register_in_docs_is_current() -> None:
    assert REGISTER.read_text("utf-8") == printed(), (
        "run: manage.py questionnaire --register > docs/question-protocol.csv"
    )


def test_it_has_every_question_in_the_order_asked() -> None:
    assert list(rows()) == list(protocol_store.questionnaire().items)


def test_it_says_who_uses_an_answer_and_what_if_it_is_missing() -> None:
    found = rows()
    assert "E04" in found["warning_now"]["red_flags"].split()
    assert "at least urgent and a person looks" in found["warning_now"]["if_missing"]
    assert "warning_now_where" in found["warning_now"]["opens_pages"].split()
    assert found["phone"]["staff"] == "yes" and not found["phone"]["red_flags"]
    assert "size of print" in found["print_size"]["handout"]
    assert found["email"]["if_missing"] == "may be left out"


def test_no_question_is_asked_for_nothing() -> None:
    assert question_register.unused(protocol_store.protocol(), question_register.handout_reads()) == []


def test_the_uses_named_in_the_data_are_the_real_ones() -> None:
    assert question_register.wrongly_declared(protocol_store.protocol(), question_register.handout_reads()) == []


@pytest.fixture
def with_useless_question(tmp_path: Path) -> Protocol:
    """The invented pack with a question that says it is for rules, and that no rule reads."""
    folder = rule_pack.altered(tmp_path, "questionnaire.yaml", *_after_first_items(USELESS))
    words = folder / "wording"
    for file in words.glob("*.yaml"):
        text = file.read_text("utf-8").replace("\nitems:\n", "\nitems:\n  shoe_size: {short: Shoe size}\n", 1)
        file.write_text(text, "utf-8")
    return load_protocol(folder)


def _after_first_items(line: str) -> tuple[str, str]:
    return "    items:\n", f"    items:\n{line}"


def test_a_question_that_nobody_uses_fails(with_useless_question: Protocol, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "shoe_size" in question_register.unused(with_useless_question, {})
    assert "shoe_size: rules" in question_register.wrongly_declared(with_useless_question, {})
    monkeypatch.setattr(command.protocol_store, "protocol", lambda: with_useless_question)
    monkeypatch.setattr(question_register, "handout_reads", dict)
    with pytest.raises(CommandError, match="shoe_size"):
        printed()


def test_a_handout_that_reads_it_makes_it_useful(with_useless_question: Protocol) -> None:
    assert "shoe_size" not in question_register.unused(with_useless_question, {"shoe_size": ("which sock",)})


def test_what_the_handouts_read_by_name_stands_in_their_code() -> None:
    code = "\n".join(
        path.read_text("utf-8") for path in (PROJECT / "handouts").rglob("*.py") if path.name != "reads.py"
    )
    questionnaire = protocol_store.questionnaire()
    for link_id in IN_CODE:
        item = questionnaire.item(link_id)
        derived = {name for name, when in questionnaire.derived.items() if link_id in questionnaire.items_behind(when)}
        names = {link_id, *item.facts, *derived}
        read = any(f'"{name}"' in code for name in names) or f".{link_id}(" in code
        assert read or link_id in ("places", "triggers"), link_id
    assert set(reads()) <= set(questionnaire.items)
