"""What staff read first: a patient's answers in one line, in one sentence, and in full.

In: a response and the clinic's day. Out: strings and rows for cards and the case page, in the staff's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clinic.models import Patient
from intake import last_told, protocol_store
from intake.answer_words import answer_words
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import NONE, Item, ItemType

GOT_WORSE = "Says it got worse"
# A region of the body map by the name that the patient's form and sheet give it, where its code is another word.
REGION_NAMES = {
    "ankle_foot": "ankle or foot",
    "buttock": "bottom",
    "flank": "side below ribs",
    "wrist_hand": "wrist or hand",
}
SHORT_UNITS = {"days": "d", "weeks": "wk", "months": "mo", "years": "yr"}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and what was answered, in words."""

    label: str
    values: tuple[str, ...]
    flag: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The rows of one section."""

    name: str
    rows: tuple[AnswerRow, ...]


def years(patient: Patient, today: date) -> int | None:
    """The patient's age in whole years, None when not given."""
    return patient.age(today)


def item_for(fact: str) -> Item | None:
    """The item that gives a fact, None where the questionnaire has none."""
    return next((item for item in protocol_store.questionnaire().items.values() if fact in item.facts), None)


def answer_for(answers: Mapping[str, Any], fact: str) -> Any:
    """The stored answer of the item that gives `fact`."""
    item = item_for(fact)
    return answers.get(item.link_id) if item else None


def place_line(response: QuestionnaireResponse, today: date) -> str:
    """ "Upper back, right · 3 wk · 5/10": as much of it as is known."""
    answers = response.answers
    parts = [places_short(answer_for(answers, "places")), _how_long(answer_for(answers, "duration_days"), today)]
    pain = answer_for(answers, "pain_level")
    if isinstance(pain, int):
        parts.append(f"{pain}/10")
    return " · ".join(part for part in parts if part)


def places_short(value: Any) -> str:
    """Places for the desk: "Upper back, right", "Low back, both", and how many more."""
    if not isinstance(value, list | str) or not value:
        return ""
    codes = [value] if isinstance(value, str) else value
    if "all_over" in codes:
        return "All over"
    if "not_sure" in codes:
        return "Not sure where"
    zones = protocol_store.body_map().zones
    regions: dict[str, set[str]] = {}
    for code in codes:
        if code in zones:
            regions.setdefault(zones[code].region, set()).add(zones[code].side)
    names = [f"{_region_name(region).capitalize()}{_sides(sides)}" for region, sides in regions.items()]
    more = f" +{len(names) - 2}" if len(names) > 2 else ""
    return "; ".join(names[:2]) + more


def _region_name(region: str) -> str:
    return REGION_NAMES.get(region, region.replace("_", " "))


def _sides(sides: set[str]) -> str:
    if {"left", "right"} <= sides:
        return ", both"
    side = next(iter(sides - {"middle"}), "")
    return f", {side}" if side else ""


def _how_long(value: Any, today: date) -> str:
    if not isinstance(value, dict):
        return ""
    if "date" in value:
        days = (today - date.fromisoformat(value["date"])).days
        return f"{days} d" if days < 14 else f"{days // 7} wk" if days < 90 else f"{days // 30} mo"
    return f"{value['number']} {SHORT_UNITS[value['unit']]}"


def summary_sentence(response: QuestionnaireResponse, today: date, pain_beside: str = "") -> str:
    """One sentence for whoever opens the case: place, time, pain (and what else was told of it), what sets it off."""
    answers, wording = response.answers, protocol_store.wording("en")
    where = places_short(answer_for(answers, "places")) or "Place not given"
    parts = [where]
    long = _how_long(answer_for(answers, "duration_days"), today)
    pain = answer_for(answers, "pain_level")
    parts += [f"for {long}"] if long else ["for how long is not known"]
    parts += [f"{pain} of 10{f' ({pain_beside})' if pain_beside else ''}"] if isinstance(pain, int) else []
    sentence = ", ".join(parts) + "."
    triggers = protocol_store.questionnaire().items.get("triggers")
    told = answers.get("triggers")
    worse = answer_words(triggers, told, wording) if triggers and told != [NONE] else ()
    return f"{sentence} Set off by: {'; '.join(worse).lower()}." if worse else sentence


def all_answers(answers: Mapping[str, Any], *, private: bool) -> Sequence[AnswerSection]:
    """Every answer given, by section, in the order asked; answers to private questions only where `private` allows."""
    questionnaire, wording = protocol_store.questionnaire(), protocol_store.wording("en")
    sections: dict[str, list[AnswerRow]] = {}
    for page in questionnaire.pages:
        for item in page.items:
            words = answer_words(item, answers.get(item.link_id), wording)
            if words and (private or not item.private):
                row = AnswerRow(wording.item(item.link_id).short, words, _flag(item, answers[item.link_id]))
                sections.setdefault(page.section, []).append(row)
    return [AnswerSection(wording.section(code), tuple(rows)) for code, rows in sections.items()]


def unusual(answers: Mapping[str, Any], *, private: bool) -> Sequence[AnswerRow]:
    """Only the answers a reader must not miss: signs and conditions ticked, and what was left unsure."""
    return [row for section in all_answers(answers, private=private) for row in section.rows if row.flag]


def untold(response: QuestionnaireResponse) -> Sequence[AnswerRow]:
    """What a returning person told of their health last time and not today."""
    return [
        AnswerRow(row.when, row.was, f"not told today: {'; '.join(row.now)}. Ask.") for row in last_told.rows(response)
    ]


def own_words(answers: Mapping[str, Any]) -> Sequence[str]:
    """What the patient wrote in free text."""
    items = protocol_store.questionnaire().items.values()
    texts = [answers.get(item.link_id) for item in items if item.safety_input and "rules" in item.use]
    return [text for text in texts if isinstance(text, str) and text.strip()]


def why_line(
    disposition: str, answers: Mapping[str, Any], desk: str, *, worse: bool = False, told_sign: bool = False
) -> str:
    """Why, in one line: the rules' own words for an urgency; for a pathway what sets the pain off. That it got worse
    stands first, and then nothing says any longer that there is no warning sign; where one was told and made no flag,
    it says that much."""
    is_pathway = disposition in ("physiotherapy", "massage", "chiropractic", "self_care")
    ticked = _set_off(answers) if is_pathway else []
    if worse:
        return "; ".join([GOT_WORSE, *ticked, *([desk] if desk and not is_pathway else [])])
    return "; ".join([*ticked, "no flag" if told_sign else "no warning signs"]).capitalize() if ticked else desk


def _set_off(answers: Mapping[str, Any]) -> list[str]:
    """The first two things that set the pain off, in words."""
    triggers = protocol_store.questionnaire().items.get("triggers")
    words = answer_words(triggers, answers.get("triggers"), protocol_store.wording("en")) if triggers else ()
    ticked = [
        word for word, code in zip(words, answers.get("triggers") or [], strict=False) if code.startswith("trigger_")
    ]
    return ticked[:2]


def _flag(item: Item, value: Any) -> str:
    """ "ticked" for a sign or condition, "not sure" for an open one, "" for the usual answer. Questions
    about signs and health are those that a patient may rather answer to a person."""
    if item.type is ItemType.TICKS and "tell_someone" in item.exclusive:
        ticked = [code for code in value if code in item.options]
        if any(code in ("not_sure", "tell_someone") for code in value):
            return "not sure"
        return "ticked" if ticked else ""
    return "not sure" if value in ("not_sure", "tell_someone") else ""
