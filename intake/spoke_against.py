"""Signs that were told and made no flag, with what was told about them: what a decision for less urgency rests on.

In: a case with its decision. Out: Unflagged rows for the case, one short line for its row on the board.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from intake import protocol_store
from intake.answer_words import answer_words
from intake.models import TriageCase
from intake.models.case import Group
from intake.questionnaire.items import NONE, SIGNS, Item, ItemType

LEFT_OPEN = ("not_sure", "tell_someone")
IN_SHORT = {
    ("injury_seen", "yes"): "checked by a doctor or nurse since",
    ("injury_seen", "no"): "not checked by a doctor or nurse",
    ("nerve_sign_checked", "yes"): "checked by a doctor or nurse",
    ("nerve_sign_checked", "no"): "not checked by a doctor or nurse",
}
MOST_ON_THE_BOARD = 2


@dataclass(frozen=True, slots=True)
class Unflagged:
    """A ticked sign that no red flag which fired reads, and the answers about it: in `short` those of one word."""

    sign: str
    told: tuple[str, ...]
    short: tuple[str, ...]


def unflagged(case: TriageCase) -> tuple[Unflagged, ...]:
    """The rows of a case that is neither emergency nor urgent; nothing private is ever in one."""
    if case.group in (Group.EMERGENCY, Group.URGENT):
        return ()
    return tuple(_rows(case.response.answers, {rule["id"] for rule in _fired(case)}))


def on_the_board(case: TriageCase) -> str:
    """ "A fall before this pain; told: checked by a doctor or nurse since", "" for nothing of the kind."""
    rows = unflagged(case)
    if not rows:
        return ""
    told = "; ".join(rows[0].short[:MOST_ON_THE_BOARD])
    more = f" (+{len(rows) - 1} more)" if len(rows) > 1 else ""
    return f"{rows[0].sign}{f'; told: {told}' if told else ''}{more}"


def _fired(case: TriageCase) -> list[dict[str, Any]]:
    return list(case.decision.record.get("because", {}).get("clinician", {}).get("fired", []))


def _rows(answers: dict[str, Any], fired: set[str]) -> Iterator[Unflagged]:
    protocol, wording = protocol_store.protocol(), protocol_store.wording("en")
    questionnaire = protocol.questionnaire
    flagged = frozenset[str]().union(
        *(questionnaire.facts_behind(rule.when) for rule in protocol.red_flags if rule.id in fired)
    )
    for page in questionnaire.pages:
        for item in page.items:
            if page.section != SIGNS or item.private or item.type is not ItemType.TICKS or page.enable_when:
                continue
            for code in answers.get(item.link_id) or ():
                if code in item.options and code not in flagged:
                    yield _row(wording.option(item.link_id, code), list(_about(code)), answers)


def _about(sign: str) -> Iterator[Item]:
    """The questions that a sign opens."""
    questionnaire = protocol_store.questionnaire()
    for page in questionnaire.pages:
        if page.enable_when and sign in questionnaire.facts_behind(page.enable_when):
            yield from (item for item in page.items if not item.private and not item.is_text)


def _row(sign: str, items: list[Item], answers: dict[str, Any]) -> Unflagged:
    wording = protocol_store.wording("en")
    told: list[str] = []
    short: list[str] = []
    for item in items:
        value = answers.get(item.link_id)
        words = answer_words(item, value, wording)
        if not words:
            continue
        if item.type is ItemType.DURATION:  # those about a sign all ask when it began
            words = tuple(f"{word} ago" for word in words)
        told.append(f"{wording.item(item.link_id).short}: {'; '.join(words)}")
        if isinstance(value, str) and (item.link_id, value) in IN_SHORT:
            short.insert(0, IN_SHORT[item.link_id, value])
        elif value == [NONE] or (item.type is not ItemType.TICKS and value not in LEFT_OPEN):
            short.append(told[-1][0].lower() + told[-1][1:])
    return Unflagged(sign, tuple(told), tuple(short))
