"""The Spanish words of the intake: easy to read, one desk line of sixty characters, no diagnosis, no English."""

import re

import pytest

from handouts.reading.spanish import ease, syllables
from intake import protocol_store
from intake.questionnaire.items import Page
from tests.english_words import english_in
from tests.intake.wording_texts import long_desk_lines, patient_sentences, text_of

# INFLESZ: 65 and more is quite easy. A short sentence falls below with one long word; none may be hard.
EASY, NOT_HARD = 65, 55
FEWEST_WORDS, MOST_WORDS = 6, 18
DIAGNOSES = (
    "síndrome|fractura|embol|infarto|derrame|mening|sepsis|tumor|metást|mielopat|radiculopat|herpes|zóster|arteritis|"
    "trombos|neumotór|disección|pancreat|ectópic|eclampsia|celulitis|angina|ciática|estenosis"
)
# These would name the person's sex, or say "tú" where the form says "usted".
NOT_USTED = r"\(a\)|\(o\)|\b(tú|tu|tus|tienes|puedes|eres|te)\b"

WORDS = protocol_store.wording("es")
SENTENCES = list(patient_sentences(WORDS))


@pytest.mark.parametrize(
    ("word", "count"),
    [("orina", 3), ("aire", 2), ("día", 2), ("que", 1), ("guitarra", 3), ("hoy", 1), ("peor", 2), ("cuello", 2)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy_and_spanish(page: Page) -> None:
    text = text_of(WORDS, page)
    assert ease(text) >= EASY
    assert english_in(text, "es") == set()
    assert not re.search(NOT_USTED, text, re.IGNORECASE)


@pytest.mark.parametrize(("name", "text"), SENTENCES)
def test_a_sentence_is_short_and_not_hard(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or ease(text) >= NOT_HARD, name
    assert all(len(sentence.split()) <= MOST_WORDS for sentence in re.split(r"[.!?]", text)), name


def test_sentences_are_easy_on_the_whole() -> None:
    assert ease("\n".join(text for _, text in SENTENCES)) >= EASY


def test_a_desk_line_is_one_short_line() -> None:
    assert long_desk_lines(WORDS) == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in SENTENCES if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []


def test_a_question_opens_and_closes() -> None:
    lines = (protocol_store.FOLDER / "wording/es.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if line.count("¿") != line.count("?") or line.count("¡") != line.count("!")] == []
