"""Whose form it is, where somebody else fills it in: what the pages say to a helper, who a helper can be to the person,
and a child who is none.

In: answers, the page's id, the clinic's day. Out: words, codes, and whether "My child" and the birth date do not fit.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake import protocol_store
from intake.form_fields import Option
from intake.questionnaire.facts import facts_of_answer
from intake.questionnaire.wording import Wording

WHO, BORN, YOU, RELATION = "who_for", "birth_date", "you", "helper_relation"
HELPER, PHONE, AUTHORITY, CONSENT, PRIVATE = "helper", "phone", "helper_authority", "consent", "private"
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
    return {CHILD: _("Who is the child?"), OTHER: _("Who are you helping?")}.get(str(answers.get(WHO)), "")


def hint(page_id: str, answers: Mapping[str, Any], wording: Wording) -> str:
    """What stands below a page's title: for a helper, from the page about the person on, who "you" and "me" are; who
    agrees for that person; and that private questions are theirs to answer."""
    own = wording.page(page_id).hint
    if answers.get(WHO) not in RELATIONS:
        return own
    if page_id in (HELPER, YOU):  # on its own page the helper is still "you"
        return wording.page(HELPER).hint if page_id == YOU else ""
    return " ".join(words for words in (own, _added(page_id, answers)) if words)


def _added(page_id: str, answers: Mapping[str, Any]) -> str:
    if page_id == PRIVATE:
        return _("“Me” is the person with the pain. Let them answer alone, if they can.")
    if page_id != CONSENT:
        return ""
    if answers.get(AUTHORITY) == "yes":
        return _("You agree for the person with the pain.")
    return _("Not sure that you may decide for them? Go on. The clinic will ask who can.")


def phone_hint(answers: Mapping[str, Any]) -> str:
    """Whose phone number is asked for, where a helper fills the form in; "" for the question's own words."""
    return _("If we need to call. The helper’s is best.") if answers.get(WHO) in RELATIONS else ""


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
