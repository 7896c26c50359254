"""Health that a returning person told last time and does not tell today: unknown is not no, so it counts until a person
has asked.

In: a response with what was carried for it. Out: the ticks that are missing, the answers with them, words for staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake import protocol_store
from intake.answer_words import answer_words
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import BIRTH_DATE, ItemType
from intake.returning import returning

RECORD = "last_time"  # in a decision's record


@dataclass(frozen=True, slots=True)
class Untold:
    """One question about health: what was ticked last time and is not today, and what stands there today."""

    day: date
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def when(self) -> str:
        """ "Last time (12 Nov)"."""
        return f"Last time ({self.day:%-d %b})"

    @property
    def sentence(self) -> str:
        """ "Last time (12 Nov): Blood thinner tablets or shots. Today: None of these. Ask."."""
        return f"{self.when}: {'; '.join(self.was)}. Today: {'; '.join(self.now)}. Ask."


def missing(response: QuestionnaireResponse) -> dict[str, list[str]]:
    """By question, the ticks of last time that a block or a red flag reads and that today's answer leaves out. Not
    those that change with time, and not where today says "not sure" or "I'd rather tell someone": open already. Another
    birth date is another person."""
    born = response.carried.get("values", {}).get(BIRTH_DATE)
    if "health" not in response.carried or response.answers.get(BIRTH_DATE, born) != born:
        return {}
    items, read = protocol_store.questionnaire().items, _read_by_rules()
    found: dict[str, list[str]] = {}
    for link_id, before in response.carried["health"].items():
        today = response.answers.get(link_id)
        if link_id not in items or items[link_id].type is not ItemType.TICKS or not today:
            continue
        if {"not_sure", "tell_someone"} & set(today):
            continue
        gone = [code for code in before if code in read - returning().unless and code not in today]
        if gone := [code for code in gone if code in items[link_id].options]:
            found[link_id] = gone
    return found


def _read_by_rules() -> frozenset[str]:
    protocol = protocol_store.protocol()
    blocks, flags = ([rule.when for rule in rules] for rules in (protocol.blocks.rules, protocol.red_flags))
    return frozenset[str]().union(*(protocol.questionnaire.facts_behind(when) for when in (*blocks, *flags)))


def as_counted(response: QuestionnaireResponse, today: date) -> Mapping[str, Any]:
    """The answers as the rules read them: what was told last time stands, with what was told about it, until a
    clinician has decided. Raises AnswersError for answers that no longer fit the questionnaire."""
    answers: Mapping[str, Any] = response.answers
    gone = missing(response)
    if not gone:
        return answers
    questionnaire = protocol_store.questionnaire()
    counted = dict(answers)
    for link_id, codes in gone.items():
        told = [code for code in answers[link_id] if code in questionnaire.items[link_id].options]
        counted[link_id] = [*told, *codes]
    opened = questionnaire.open_pages(parse_answers(questionnaire, answers, today), today)
    asked = {item.link_id for page in opened for item in page.items}
    about = {link_id: _lasting(value) for link_id, value in response.carried["health"].items()}
    return {link_id: value for link_id, value in about.items() if value and link_id not in asked} | counted


def _lasting(value: Any) -> Any:
    """Without the ticks that change with time."""
    return [code for code in value if code not in returning().unless] if isinstance(value, list) else value


def rows(response: QuestionnaireResponse) -> tuple[Untold, ...]:
    """What staff are to ask about, in their language."""
    items, wording = protocol_store.questionnaire().items, protocol_store.wording("en")
    return tuple(
        Untold(
            date.fromisoformat(response.carried["day"]),
            answer_words(items[link_id], codes, wording),
            answer_words(items[link_id], response.answers[link_id], wording),
        )
        for link_id, codes in missing(response).items()
    )


def is_lifted(case: TriageCase) -> bool:
    """Whether a clinician has decided the case by themselves since: then today's answers alone count."""
    author = case.decision.author
    return author is not None and author.is_clinical


def on_the_board(case: TriageCase) -> str:
    """One line for its row; "" once a clinician has decided, and where all was told again."""
    return "" if is_lifted(case) else " ".join(row.sentence for row in rows(case.response))
