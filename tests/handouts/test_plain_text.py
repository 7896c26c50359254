"""The text-only form: every word of the document, in order, and nothing but text."""

from typing import Any

import pytest

from handouts.plain_text import text_of
from tests.answers import EMERGENCY
from tests.handouts.paper import document, on_paper_only
from tests.handouts.test_html import words_of


def bare(words: str) -> str:
    """Words without bold marks and spaces."""
    return "".join(words.replace("**", "").split())


@pytest.mark.parametrize("given", [{}, EMERGENCY, {"places": ["knee_front_l"]}], ids=["plan", "letter", "knee"])
def test_it_says_every_word(given: dict[str, Any]) -> None:
    made = document(**given)
    text = bare(text_of(made))
    skipped = on_paper_only(made)
    assert not [words for words in words_of(made) if words not in skipped and bare(words) not in text]


def test_help_comes_after_the_activities_and_pictures_are_told() -> None:
    made = document(3)
    text = text_of(made)
    assert made.plan is not None
    assert text.index(made.plan.activities.cards[-1].title) < text.index(made.plan.help.heading)
    assert all(card.figure.alt in text for card in made.plan.activities.cards)
    assert "<" not in text and "**" not in text
