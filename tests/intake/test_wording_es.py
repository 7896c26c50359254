"""The Spanish words of the intake: easy to read, one desk line of sixty characters, no diagnosis, no English."""

import re
from collections.abc import Iterator

import pytest

from handouts.reading.spanish import ease, syllables
from intake import protocol_store
from intake.questionnaire.items import Page
from intake.questionnaire.wording import Wording
from tests.english_words import english_in

# INFLESZ: 65 and more is quite easy. A short sentence falls below with one long word; none may be hard.
EASY, NOT_HARD = 65, 55
FEWEST_WORDS, MOST_WORDS = 6, 18
DESK_LINE = 60
DIAGNOSES = (
    "síndrome|fractura|embol|infarto|derrame|mening|sepsis|tumor|metást|mielopat|radiculopat|herpes|zóster|arteritis|"
    "trombos|neumotór|disección|pancreat|ectópic|eclampsia|celulitis|angina|ciática|estenosis"
)
# These would name the person's sex, or say "tú" where the form says "usted".
NOT_USTED = r"\(a\)|\(o\)|\b(tú|tu|tus|tienes|puedes|eres|te)\b"


def words() -> Wording:
    return protocol_store.wording("es")


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


@pytest.mark.parametrize(
    ("word", "count"),
    [("orina", 3), ("aire", 2), ("día", 2), ("que", 1), ("guitarra", 3), ("hoy", 1), ("peor", 2), ("cuello", 2)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("page", protocol_store.questionnaire().pages, ids=lambda page: page.id)
def test_a_page_is_easy_and_spanish(page: Page) -> None:
    text = text_of(page)
    assert ease(text) >= EASY
    assert english_in(text, "es") == set()
    assert not re.search(NOT_USTED, text, re.IGNORECASE)


@pytest.mark.parametrize(("name", "text"), list(patient_sentences()))
def test_a_sentence_is_short_and_not_hard(name: str, text: str) -> None:
    assert len(text.split()) < FEWEST_WORDS or ease(text) >= NOT_HARD, name
    assert all(len(sentence.split()) <= MOST_WORDS for sentence in re.split(r"[.!?]", text)), name


def test_sentences_are_easy_on_the_whole() -> None:
    assert ease("\n".join(text for _, text in patient_sentences())) >= EASY


def test_a_desk_line_is_one_short_line() -> None:
    desk = [reason.desk for reasons in words().reasons.values() for reason in reasons.values()]
    assert [line for line in desk if len(line) > DESK_LINE or "\n" in line] == []


def test_patients_read_no_diagnosis() -> None:
    found = [name for name, text in patient_sentences() if re.search(DIAGNOSES, text, re.IGNORECASE)]
    assert found == []


def test_a_question_opens_and_closes() -> None:
    lines = (protocol_store.FOLDER / "wording/es.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if line.count("¿") != line.count("?") or line.count("¡") != line.count("!")] == []
