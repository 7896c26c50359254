"""A warning sign that the person has taken back: whether no emergency is left by their answers, and which sign it was.

In: a response with its page saves and its case. Out: yes or no; rows of label and words, nothing private ever in one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import translation

from clinic.languages import code_of
from intake import protocol_store
from intake.actions import screening
from intake.actions.carry_over import fitting
from intake.answer_words import answer_words
from intake.emergency_page import named_behind
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.answers import Answers, parse_answers, with_page
from intake.questionnaire.items import ItemType
from intake.routing.disposition import ScreenSoFar, screen_so_far

EARLIER = "earlier_answers"


def is_mended(response: QuestionnaireResponse, now: datetime) -> bool:
    """Whether an emergency was told, the answers now tell none, and the person has said that it was a mistake or that
    staff are with them. The desk's alarm stands all the same."""
    if response.highest_urgency != "emergency" or screening.must_stop(response, now):
        return False
    answers = screening.answers_of(response, response.clinic.today(now))
    return _screen(answers, response.clinic.today(now)).urgency != "emergency"


def alone_urgent(case: TriageCase) -> bool:
    """Whether the decision is as urgent as it is only by an answer that was changed since: no sign that still stands,
    and no person, asks for as much."""
    return EARLIER in case.decision.record.get("review_reasons", ())


def still_stand(case: TriageCase) -> list[str]:
    """The codes of what else asks for an urgency, the most urgent alone, private reasons left out."""
    findings = case.decision.record.get("because", {}).get("clinician", {}).get("findings", [])
    rest = [row for row in findings if row["urgency"] and row["code"] != EARLIER and not row["private"]]
    most = next((level for level in ("urgent", "gp_review") if any(row["urgency"] == level for row in rest)), "")
    return list(dict.fromkeys(row["code"] for row in rest if row["urgency"] == most))


def signs(response: QuestionnaireResponse, today: date, language: str) -> list[dict[str, Any]]:
    """What was answered and stands no more of what made the form as urgent as it was; ticks where there are any, else
    the other answers behind it. Empty where that is private, or in somebody's own words."""
    items, now = protocol_store.questionnaire().items, response.answers
    gone: dict[str, list[str]] = {}
    others: dict[str, Any] = {}
    for values, behind in _urgent_states(response, today):
        for link_id in (each for each in items if each in behind and values.get(each) not in (None, now.get(each))):
            item = items[link_id]
            if item.type is ItemType.TICKS:
                left = now.get(link_id) or ()
                ticked = [code for code in values[link_id] if code in item.options and code not in left]
                gone[link_id] = list(dict.fromkeys((*gone.get(link_id, ()), *ticked)))
            elif not item.is_text:
                others[link_id] = values[link_id]
    wording = protocol_store.wording(language)
    found: Mapping[str, Any] = {link_id: codes for link_id, codes in gone.items() if codes} or others
    with translation.override(code_of(language)):
        return [
            {"label": wording.item(link_id).short, "values": answer_words(items[link_id], found[link_id], wording)}
            for link_id in items
            if link_id in found
        ]


def _urgent_states(response: QuestionnaireResponse, today: date) -> Iterator[tuple[Mapping[str, Any], frozenset[str]]]:
    """The answers after each save that were as urgent as this form ever was, with the questions behind that."""
    questionnaire = protocol_store.questionnaire()
    pages = {page.id: page for page in questionnaire.pages}
    whole: dict[str, Any] = {}
    for page, values in response.saves.order_by("number").values_list("page", "answers"):
        if page not in pages:
            continue
        whole = with_page(whole, pages[page], values)
        known = parse_answers(questionnaire, fitting(whole, response.fingerprints, today), today)
        found = _screen(known, today)
        if found.urgency == response.highest_urgency:
            yield known.values, named_behind(found)


def _screen(answers: Answers, today: date) -> ScreenSoFar:
    return screen_so_far(protocol_store.protocol(), answers, today)
