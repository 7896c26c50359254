"""The English words of the intake: reading grade six at most, one desk line of sixty characters, no diagnosis."""

import re
from collections.abc import Iterator

import pytest

from handouts.reading.english import grade
from intake import protocol_store
from intake.questionnaire.items import Page
from intake.questionnaire.wording import Wording

HIGHEST_GRADE = 6.0
FEWEST_WORDS = 6
DESK_LINE = 60
DIAGNOSES = (
    "syndrome|fracture|embol|infarct|stroke|mening|sepsis|tumou?r|metasta|myelopath|radiculopath|shingles|zoster|"
    "arteritis|thrombos|pneumothorax|dissection|pancreat|ectopic|eclampsia|cellulitis|angina|sciatica|stenosis"
)


def words() -> Wording:
    return protocol_store.wording("en")


def patient_sentences() -> Iterator[tuple[str, str]]:
    for group, reasons in words().reasons.items():
        yield from ((f"{group}.{name}", reason.patient) for name, reason in reasons.items())
    for group in ("texts", "errors"):
        yield from ((f"{group}.{name}", text) for name, text in words().texts[group].items())


def text_of(page: Page) -> str:
    """A whole page as it is read, one line for each sentence, label and option."""
    shown = words().page(page.id)
    lines = [shown.title, shown.lead, shown.hint]
    for item in page.items:
        own = words().item(item.link_id)
        options = (words().option(item.link_id, code) for code in (*item.options, *item.exclusive))
        lines += [own.label, own.hint, *options]
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize(("name", "text"), list(patient_sentences()))
def test_a_sentence_is_easy(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or grade(text) <= HIGHEST_GRADE, name


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy(page: Page) -> None:
    assert grade(text_of(page)) <= HIGHEST_GRADE


def test_a_desk_line_is_one_short_line() -> None:
    desk = [reason.desk for reasons in words().reasons.values() for reason in reasons.values()]
    assert [line for line in desk if len(line) > DESK_LINE or "\n" in line] == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in patient_sentences() if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []
