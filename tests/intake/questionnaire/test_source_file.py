"""Data files know their lines, and say what they expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import DataFolder, Node, read_source, source_of


def source(folder: Path, text: str) -> Node:
    (folder / "data.yaml").write_text(text, encoding="utf-8")
    return read_source(folder, "data.yaml")


def value(folder: Path, text: str) -> Node:
    return source(folder, f"first: 1\nasked: {text}\n").mapping()["asked"]


def test_plain_words_stay_words(tmp_path: Path) -> None:
    text = "[yes, no, on, 2026-11-20, true, false, null, ~, 3, -2, 1.5, 'true', '']"
    words = ["yes", "no", "on", "2026-11-20", True, False, None, None, 3, -2, 1.5, "true", ""]
    assert value(tmp_path, text).plain() == words


def test_a_tree_without_lines(tmp_path: Path) -> None:
    assert source(tmp_path, "a: {b: [1, {c: d}]}").plain() == {"a": {"b": [1, {"c": "d"}]}}


def test_an_anchor_may_be_used_twice(tmp_path: Path) -> None:
    assert source(tmp_path, "a: &x [1]\nb: *x").plain() == {"a": [1], "b": [1]}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\na: 2", 2, "duplicate key 'a'"),
        ("a: 1\n[b]: 2", 2, "expected a plain word as key"),
        ("a: &x\n  b: *x", 1, "an alias stands inside its own anchor"),
        ("a: 1\nb: [1", 3, "not valid YAML: did not find expected ',' or ']'"),
        ("a: \x01", 1, "not valid YAML: ReaderError"),
        ("a: 1\nb: !!int x", 2, "cannot read 'x' as tag:yaml.org,2002:int"),
        ("a: !!python/object x", 1, "cannot read 'x' as tag:yaml.org,2002:python/object"),
        ("", 1, "expected a mapping, found an empty file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        source(tmp_path, text)
    assert (caught.value.file, caught.value.line, caught.value.message) == ("data.yaml", line, message)
    assert str(caught.value) == f"data.yaml:{line}: {message}"


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match=r"^data\.yaml:1: cannot be read: FileNotFoundError$"):
        read_source(tmp_path, "data.yaml")
    (tmp_path / "data.yaml").write_bytes(b"\xff")
    with pytest.raises(ProtocolError, match=r"^data\.yaml:1: cannot be read: UnicodeDecodeError$"):
        read_source(tmp_path, "data.yaml")


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        ("[1]", lambda node: node.mapping(), "expected a mapping, found a list"),
        ("{a: 1}", lambda node: node.items(), "expected a list, found a mapping"),
        ("word", lambda node: node.items(), "expected a list, found 'word'"),
        ("3", lambda node: node.text(), "expected a text, found 3"),
        ("' '", lambda node: node.text(), "expected a text, found ' '"),
        ("''", lambda node: node.text(), "expected a text, found nothing"),
        ("true", lambda node: node.integer(), "expected a whole number, found True"),
        ("0", lambda node: node.integer(least=1), "expected a whole number from 1, found 0"),
        ("1", lambda node: node.boolean(), "expected true or false, found 1"),
        ("Upper", lambda node: node.code(), "expected a code of small letters, digits and _, found 'Upper'"),
        ("e01", lambda node: node.rule_id(), "expected an id such as E01, found 'e01'"),
        ("4", lambda node: node.rule_id(), "expected an id such as E01, found 4"),
        ("c", lambda node: node.one_of(("a", "b"), "letter"), "unknown letter 'c', expected one of a, b"),
        ("[a]", lambda node: node.one_of(("a", "b"), "letter"), "unknown letter a list, expected one of a, b"),
        ("[a, b, a]", lambda node: node.codes(), "'a' is named twice"),
        ("{a: 1, c: 2}", lambda node: node.fields(("a",), ("b",)), "unknown key 'c', expected one of a, b"),
        ("{c: 2}", lambda node: node.fields(), "unknown key 'c', expected no key at all"),
        ("{a: 1}", lambda node: node.fields(("a", "b")), "missing key 'b'"),
        ("{c: 1}", lambda node: node.entries(("a",), "letter"), "'c' is no letter, expected one of a"),
        ("{}", lambda node: node.entries(("a",), "letter"), "letter 'a' is missing"),
    ],
)
def test_what_was_expected(tmp_path: Path, text: str, ask: Callable[[Node], object], message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        ask(value(tmp_path, text))
    assert str(caught.value) == f"data.yaml:2: {message}"


def test_what_fits_is_given(tmp_path: Path) -> None:
    node = value(tmp_path, "{text: ' a ', number: 3, flag: false, code: a_1, id: P28_massage, words: [b, a]}")
    fields = node.fields(("text", "number"), ("flag", "code", "id", "words"))
    assert fields["text"].text() == "a"
    assert fields["number"].integer(least=3) == 3
    assert fields["flag"].boolean() is False
    assert fields["code"].code() == "a_1"
    assert fields["id"].rule_id() == "P28_massage"
    assert fields["words"].words_of(("a", "b"), "letter") == ("b", "a")
    assert list(node.entries(tuple(fields), "field")) == list(fields)


def test_a_folder_reads_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.yaml", "one.yaml"):
        (tmp_path / name).write_text("a: 1")
    data = DataFolder(tmp_path)
    assert data.names("**/*.yaml") == ("b/two.yaml", "one.yaml")
    assert data.source("b/two.yaml") is data.source("b/two.yaml")


def test_a_language_nobody_speaks_here_is_refused() -> None:
    assert list(source_of("words.yaml", "{en: yes, es: si}").by_language()) == ["en", "es"]
    with pytest.raises(ProtocolError) as caught:
        source_of("words.yaml", "en: yes\ntlh: HIja'").by_language()
    assert str(caught.value) == "words.yaml:2: unknown language 'tlh', expected one of en, fr-CA, es"
