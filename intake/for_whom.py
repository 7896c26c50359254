"""Whose form it is, where somebody else fills it in: what the page about that person asks for, who a helper can be to
them, and a child who is none.

In: answers, the page's id, the clinic's day. Out: a title, codes, and whether "My child" and the birth date do not fit.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake import protocol_store
from intake.form_fields import Option
from intake.questionnaire.facts import facts_of_answer

WHO, BORN, YOU, RELATION = "who_for", "birth_date", "you", "helper_relation"
GROWN_UP = "grown_up"  # the code of the error
CHILD, OTHER = "my_child", "someone_else"
ADULT = 18  # years
# What a helper can be to them, the likeliest first. A grown-up's grandparent is other family; so is a child's aunt.
RELATIONS = {
    CHILD: ("parent", "grandparent", "family", "other_helper"),
    OTHER: ("partner", "son_or_daughter", "parent", "family", "paid_carer", "other_helper"),
}


def title(page_id: str, answers: Mapping[str, Any]) -> str:
    """The title of the page that asks who the patient is, for a helper; "" for the questionnaire's own."""
    if page_id != YOU:
        return ""
    return {CHILD: _("Who is the child?"), OTHER: _("Whom do you help?")}.get(str(answers.get(WHO)), "")


def offered(options: Sequence[Option], answers: Mapping[str, Any]) -> tuple[Option, ...]:
    """What a helper may be to whom the form is for; all of it while nobody has said for whom it is."""
    by_code = {option.code: option for option in options}
    return tuple(by_code[code] for code in _relations(answers, tuple(by_code)) if code in by_code)


def fitting(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without a relation that went with another choice of whom the form is for: it is asked again."""
    told = answers.get(RELATION)
    return {key: value for key, value in answers.items() if key != RELATION or told in _relations(answers, (told,))}


def _relations(answers: Mapping[str, Any], otherwise: tuple[Any, ...]) -> tuple[Any, ...]:
    return RELATIONS.get(str(answers.get(WHO)), otherwise)


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
