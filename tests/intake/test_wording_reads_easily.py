"""The English words of the intake: reading grade six at most, one desk line of sixty characters, no diagnosis."""

import re

import pytest

from handouts.reading.english import grade
from intake import protocol_store
from intake.questionnaire.items import Page
from tests.intake.wording_texts import long_desk_lines, patient_sentences, text_of

HIGHEST_GRADE = 6.0
FEWEST_WORDS = 6
DIAGNOSES = (
    "syndrome|fracture|embol|infarct|stroke|mening|sepsis|tumou?r|metasta|myelopath|radiculopath|shingles|zoster|"
    "arteritis|thrombos|pneumothorax|dissection|pancreat|ectopic|eclampsia|cellulitis|angina|sciatica|stenosis"
)

WORDS = protocol_store.wording("en")
SENTENCES = list(patient_sentences(WORDS))


@pytest.mark.parametrize(("name", "text"), SENTENCES)
def test_a_sentence_is_easy(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or grade(text) <= HIGHEST_GRADE, name


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy(page: Page) -> None:
    assert grade(text_of(WORDS, page)) <= HIGHEST_GRADE


def test_a_desk_line_is_one_short_line() -> None:
    assert long_desk_lines(WORDS) == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in SENTENCES if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []
