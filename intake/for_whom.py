"""Whose form it is, where somebody else fills it in: what the page about that person asks for, and a child who is none.

In: answers, the page's id, the clinic's day. Out: a title, and whether "My child" and the birth date do not fit.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake import protocol_store
from intake.questionnaire.facts import facts_of_answer

WHO, BORN, YOU = "who_for", "birth_date", "you"
GROWN_UP = "grown_up"  # the code of the error
CHILD, OTHER = "my_child", "someone_else"
ADULT = 18  # years


def title(page_id: str, answers: Mapping[str, Any]) -> str:
    """The title of the page that asks who the patient is, for a helper; "" for the questionnaire's own."""
    if page_id != YOU:
        return ""
    return {CHILD: _("Who is the child?"), OTHER: _("Whom do you help?")}.get(str(answers.get(WHO)), "")


def is_grown_up(answers: Mapping[str, Any], today: date) -> bool:
    """Whether the form is for "My child", and the birth date is an adult's: then no sign of a child would be asked."""
    if answers.get(WHO) != CHILD or not answers.get(BORN):
        return False
    born = protocol_store.questionnaire().items[BORN]
    age = facts_of_answer(born, answers[BORN], today, frozenset())[born.fact]
    return isinstance(age, int) and age >= ADULT


def error() -> str:
    """What is said beside the birth date then."""
    return _(
        "This is an adult’s date. Write the child’s date of birth. For an adult, go back and pick “Someone I help”."
    )
