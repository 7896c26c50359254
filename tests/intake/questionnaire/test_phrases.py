"""Words of warning: spellings, gaps, clauses and denials; and phrases that are refused."""

from pathlib import Path

import pytest

from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.phrases import read_phrases
from intake.questionnaire.source_file import read_source
from intake.questionnaire.written import written_words
from tests.intake.rule_pack import protocol


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("I am numb between my legs", set()),  # "my" is no listed word and there is no gap
        ("numb between legs", {"T01"}),
        ("NUMBNESS, right in between legs", {"T01"}),
        ("numb all the way between legs", {"T01"}),
        ("numb all the long way between legs", set()),
        ("numb. between legs", set()),
        ("I can't pee", {"T01"}),
        ("I can\u2019t pee", {"T01"}),
        ("I cant pee", {"T01"}),
        ("entumecida en las piernas", {"T01"}),
        ("Entumecid\u00e9 mis piernas", {"T01"}),
        ("my jaw aches, and I want to die", {"T02", "T03"}),
        ("no jaw ache", set()),
        ("not any more jaw ache", set()),
        ("sin ningun jaw ache", set()),
        ("no, jaw ache", {"T02"}),
        ("not without jaw ache", {"T02"}),
        ("not sure: jaw ache", {"T02"}),
        ("no jaw ache before, now jaw ache", {"T02"}),
        ("jaw", set()),
        ("", set()),
        ("... !? ,", set()),
    ],
)
def test_words_of_warning(text: str, flags: set[str]) -> None:
    assert protocol().questionnaire.phrases.flags_in(text) == flags


def test_a_long_text_is_read_quickly() -> None:
    assert protocol().questionnaire.phrases.flags_in("numb " * 20_000) == set()


def test_words_lose_accents_marks_and_case() -> None:
    assert written_words("Ça fait MAL, l'été: it\u2019s") == ["ca", "fait", "mal", "", "l", "ete", "", "its"]


def phrases(folder: Path, phrase: str) -> None:
    (folder / "phrases.yaml").write_text(
        "negation: {en: {words: ['no'], between: []}}\n"
        f"flags:\n  - {{id: T01, urgency: urgent, matches: [], phrases: {{en: ['{phrase}']}}}}\n"
    )
    read_phrases(read_source(folder, "phrases.yaml"))


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("... legs", "a phrase begins and ends with a word, not with ..."),
        ("legs ...", "a phrase begins and ends with a word, not with ..."),
        ("le*gs", "'le*gs' is no phrase word, expected letters, | between spellings, * at an end, or ..."),
        ("leg|", "'leg|' is no phrase word, expected letters, | between spellings, * at an end, or ..."),
        ("le*", "'le*' is too short, expected at least 3 letters before *"),
    ],
)
def test_phrases_that_could_never_be_found(tmp_path: Path, phrase: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        phrases(tmp_path, phrase)
    assert str(caught.value) == f"phrases.yaml:3: {message}"
