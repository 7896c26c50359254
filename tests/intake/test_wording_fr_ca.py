"""The French words of the intake: easy to read, one desk line of sixty characters, no diagnosis, no English."""

import re
from statistics import mean

import pytest

from handouts.reading.french import ease
from intake import protocol_store
from intake.questionnaire.items import Page
from tests.english_words import english_in
from tests.intake.wording_texts import long_desk_lines, patient_sentences, text_of

# Kandel-Moles: 70 and more is easy. A short sentence falls below with one long word; none may be hard.
EASY, NOT_HARD = 70, 50
FEWEST_WORDS = 6
DIAGNOSES = (
    "syndrome|fracture|emboli|infarctus|avc|méning|septic|tumeur|métasta|myélopath|radiculopath|zona|artérite|thrombose|"
    "pneumothorax|dissection|pancréat|ectopique|éclampsie|cellulite|angine|sciatique|sténose"
)
# "vous êtes" before these would name the person's sex.
GENDERED = r"\b(certain\(e\)|sûr\(e\)|\(ne\)|\(e\)s?)\b"

WORDS = protocol_store.wording("fr-CA")
SENTENCES = list(patient_sentences(WORDS))


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy_and_french(page: Page) -> None:
    text = text_of(WORDS, page)
    assert ease(text) >= EASY
    assert english_in(text, "fr-CA") == set()
    assert "'" not in text and '"' not in text and not re.search(GENDERED, text)


@pytest.mark.parametrize(("name", "text"), SENTENCES)
def test_a_sentence_is_not_hard(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or ease(text) >= NOT_HARD, name


def test_sentences_are_easy_on_the_whole() -> None:
    assert mean(ease(text) for _, text in SENTENCES) >= EASY + 10


def test_a_desk_line_is_one_short_line() -> None:
    assert long_desk_lines(WORDS) == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in SENTENCES if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []


def test_quotes_and_colons_do_not_break() -> None:
    lines = (protocol_store.FOLDER / "wording/fr-CA.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and re.search("« | »| :", line)] == []
