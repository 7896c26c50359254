"""The French words of the intake: easy to read, one desk line of sixty characters, no diagnosis, no English."""

import re
from collections.abc import Iterator
from statistics import mean

import pytest

from handouts.reading.french import ease
from intake import protocol_store
from intake.questionnaire.items import Page
from intake.questionnaire.wording import Wording
from tests.english_words import english_in

# Kandel-Moles: 70 and more is easy. A short sentence falls below with one long word; none may be hard.
EASY, NOT_HARD = 70, 50
FEWEST_WORDS = 6
DESK_LINE = 60
DIAGNOSES = (
    "syndrome|fracture|emboli|infarctus|avc|mening|septic|tumeur|metasta|myelopath|radiculopath|zona|arterite|thrombose|"
    "pneumothorax|dissection|pancreat|ectopique|eclampsie|cellulite|angine|sciatique|stenose"
)
# "vous êtes" before these would name the person's sex.
GENDERED = r"\b(certain\(e\)|sûr\(e\)|\(ne\)|\(e\)s?)\b"


def words() -> Wording:
    return protocol_store.wording("fr-CA")


def patient_sentences() -> Iterator[tuple[str, str]]:
    yield from words().patient_sentences().items()
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


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy_and_french(page: Page) -> None:
    text = text_of(page)
    assert ease(text) >= EASY
    assert english_in(text, "fr-CA") == set()
    assert "'" not in text and '"' not in text and not re.search(GENDERED, text)


@pytest.mark.parametrize(("name", "text"), list(patient_sentences()))
def test_a_sentence_is_not_hard(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or ease(text) >= NOT_HARD, name


def test_sentences_are_easy_on_the_whole() -> None:
    assert mean(ease(text) for _, text in patient_sentences()) >= EASY + 10


def test_a_desk_line_is_one_short_line() -> None:
    desk = [reason.desk for reasons in words().reasons.values() for reason in reasons.values()]
    assert [line for line in desk if len(line) > DESK_LINE or "\n" in line] == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in patient_sentences() if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []


def test_quotes_and_colons_do_not_break() -> None:
    lines = (protocol_store.FOLDER / "wording/fr-CA.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and re.search("« | »| :", line)] == []
