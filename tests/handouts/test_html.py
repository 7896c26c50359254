"""The sheet and the patient's page as HTML: every word, escaped, in order, readable without eyes."""

import re
from dataclasses import fields, is_dataclass, replace
from html import unescape
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.composition.blocks import Figure
from handouts.composition.document import HandoutDocument, PrintSize
from handouts.fit import Fit
from handouts.html import plan_page_body, sheet_html
from handouts.html_words import attribute, text
from tests.answers import EMERGENCY
from tests.handouts.paper import document, on_paper_only

NOT_SAID = {
    "kind",
    "language",
    "paper",
    "print_size",
    "token",
    "created",
    "activity",
    "svg",
    "page_of",
    "title",
    "author",
}
HOSTILE = '<script>alert("1")</script>&amp; ]]> <img src=x onerror=alert(1)> \' "'


def words_of(value: Any, name: str = "") -> list[str]:
    """Every word-bearing text of a document."""
    if isinstance(value, str):
        return [value] if value and name not in NOT_SAID else []
    if isinstance(value, tuple):
        return [words for part in value for words in words_of(part, name)]
    if isinstance(value, Figure):
        return []
    if is_dataclass(value) and not isinstance(value, type):
        return [words for field in fields(value) for words in words_of(getattr(value, field.name), field.name)]
    return []


def said_by(html: str) -> str:
    """The text of a page as people read it."""
    without_pictures = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without_pictures)))


def squeezed(words: str) -> str:
    """Words without bold marks and with single spaces."""
    return re.sub(r"\s+", " ", words.replace("**", " ")).strip()


def parsed(html: str) -> ElementTree.Element:
    """The page as a parser without forgiveness reads it."""
    return ElementTree.fromstring(html)


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("given_", [{}, EMERGENCY], ids=["plan", "letter"])
def test_the_sheet_is_well_formed_and_has_one_language(size: PrintSize, given_: dict[str, Any]) -> None:
    root = parsed(sheet_html(document(changes={"print_size": size}, **given_)))
    assert root.get("lang") == "en" and [e.tag for e in root] == ["head", "body"]
    assert sum(e.tag == "h1" for e in root.iter()) == 1
    assert not [e for e in root.iter() if "style" in e.attrib or any(name.startswith("on") for name in e.attrib)]


@pytest.mark.parametrize("given_", [{}, EMERGENCY], ids=["plan", "letter"])
def test_the_patient_s_page_says_every_word_of_the_document(given_: dict[str, Any]) -> None:
    made = document(**given_)
    page = squeezed(said_by(plan_page_body(made)))
    skipped = {made.letterhead.clinic, made.letterhead.contact, *on_paper_only(made)}
    missing = [words for words in words_of(made) if words not in skipped and squeezed(words) not in page]
    assert not missing


@pytest.mark.parametrize("given_", [{}, EMERGENCY], ids=["plan", "letter"])
def test_the_patient_s_page_says_at_its_foot_and_once_that_it_is_a_sample(given_: dict[str, Any]) -> None:
    made = document(**given_)
    page, sample = said_by(plan_page_body(made)).strip(), made.letterhead.sample
    assert sample and page.count(sample) == 1 and page.endswith(sample)


def test_the_printed_sheet_never_leaves_out_what_keeps_people_safe() -> None:
    made = document(4)
    assert made.plan is not None
    for fit in (Fit(), Fit(first_cards=1, extras=False, diary_days=7, note_lines=2), Fit(extras=False, own_sheet=True)):
        page = squeezed(said_by(sheet_html(made, fit)))
        box = made.plan.help
        kept = [box.heading, box.lead, box.today, *box.signs, made.footer.line, made.plan.visit.words]
        kept += [
            words for card in made.plan.activities.cards for words in (card.dose, card.feel, card.stop, *card.steps)
        ]
        assert not [words for words in kept if squeezed(words) not in page]


def test_every_figure_has_its_alt_text() -> None:
    made = document(4)
    root = parsed(sheet_html(made))
    drawn = [e for e in root.iter("{http://www.w3.org/2000/svg}svg")]
    assert len(drawn) == 6
    assert all(e.get("aria-label") and e[0].text == e.get("aria-label") for e in drawn)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag) for tag in re.findall(r"<h(\d)", plan_page_body(document(4)))]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def hostile(value: Any) -> Any:
    """The same document with hostile words at the end of every text."""
    if isinstance(value, Figure):
        return replace(value, alt=value.alt + HOSTILE)
    if isinstance(value, str) and type(value) is str:
        return value + HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: hostile(getattr(value, field.name)) for field in fields(value)})
    return value


@pytest.mark.parametrize("given_", [{}, EMERGENCY], ids=["plan", "letter"])
def test_hostile_words_stay_words(given_: dict[str, Any]) -> None:
    made: HandoutDocument = hostile(document(**given_))
    for html in (sheet_html(made), f"<html>{plan_page_body(made)}</html>"):
        root = parsed(html)
        assert not {e.tag for e in root.iter()} & {"script", "img"}
        assert 'alert("1")' in said_by(html)


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_at_all_is_escaped(words: str) -> None:
    root = parsed(f'<p title="{attribute(words)}">{text(words)}</p>')
    assert not [e for e in root.iter() if e.tag not in ("p", "strong")]
