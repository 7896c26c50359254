"""Answers, and the only two ways to get them: a form post of one page, or JSON. In: what somebody sent, and the day.
Out: validated values, or the code of an error per question. Nothing else in Unknot checks an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from intake.questionnaire.answer_values import Rejected, checked
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.form_post import Post, posted
from intake.questionnaire.items import Page
from intake.questionnaire.source_file import CODE


@dataclass(frozen=True, slots=True)
class Answers:
    """Validated answers by link_id, in stored form; `skipped` are the questions on shown pages without one."""

    values: Mapping[str, Any]
    skipped: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """A plain dict, as it is stored."""
        return dict(self.values)


@dataclass(frozen=True, slots=True)
class PageParse:
    """One posted page: the stored form of what was filled in, and an error code per question that cannot be kept.

    A question of the page in neither was left empty, and any earlier answer to it is to go: see `with_page`.
    """

    values: dict[str, Any]
    errors: dict[str, str]


class AnswersError(ValueError):
    """JSON that cannot be stored; `problems` are (link_id, error code), the link_id empty for the whole."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{link_id or 'answers'}: {code}" for link_id, code in problems))
        self.problems = tuple(problems)


def parse_page(questionnaire: Questionnaire, page: Page, raw: Post, today: date, phone_digits: int = 0) -> PageParse:
    """One page as a form posts it; fields that belong to no item of the page are left alone. A phone number needs
    `phone_digits` digits, unless it begins like a call abroad."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for item in page.items:
        try:
            value = checked(item, posted(item, raw, phone_digits), questionnaire.zones, today)
        except Rejected as problem:
            errors[item.link_id] = problem.code
            continue
        if value is not None:
            values[item.link_id] = value
        elif item.required:
            errors[item.link_id] = "required"
    return PageParse(values, errors)


def with_page(saved: Mapping[str, Any], page: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    """The saved answers with one page answered anew: every earlier answer of that page gives way."""
    asked = {item.link_id for item in page.items}
    return {link_id: value for link_id, value in saved.items() if link_id not in asked} | dict(values)


def parse_answers(questionnaire: Questionnaire, data: object, today: date) -> Answers:
    """Answers from JSON: an object of link_id to stored value. A missing or null one is skipped.

    Raises AnswersError, naming every question that cannot be stored.
    """
    if not isinstance(data, Mapping):
        raise AnswersError([("", "wrong_kind")])
    values: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for link_id, value in data.items():
        try:
            stored = _checked(questionnaire, link_id, value, today)
        except Rejected as problem:
            problems.append((_printable(link_id), problem.code))
        else:
            values.update({} if stored is None else {link_id: stored})
    if problems:
        raise AnswersError(problems)
    return _with_skipped(questionnaire, values, today)


def _checked(questionnaire: Questionnaire, link_id: object, value: object, today: date) -> Any:
    if not isinstance(link_id, str) or link_id not in questionnaire.items:
        raise Rejected("unknown_question")
    return checked(questionnaire.items[link_id], value, questionnaire.zones, today)


def _printable(link_id: object) -> str:
    """The name of a question, unless it is none: a stranger's words are not handed on."""
    return link_id if isinstance(link_id, str) and len(link_id) <= 80 and CODE.fullmatch(link_id) else "?"


def _with_skipped(questionnaire: Questionnaire, values: dict[str, Any], today: date) -> Answers:
    answered = Answers(MappingProxyType(values))
    shown = questionnaire.open_pages(answered, today)
    skipped = frozenset(item.link_id for page in shown for item in page.items if item.link_id not in values)
    return Answers(answered.values, skipped)
