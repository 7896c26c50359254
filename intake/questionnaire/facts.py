"""Turns answers into facts. In: a Questionnaire, Answers and the day. Out: Facts, where everything nobody answered is
UNKNOWN, and what was never asked, left open or kept for a person is listed by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Codes, Truth, Value, Values
from intake.questionnaire.items import (
    ALL_OVER,
    BIRTH_DATE,
    DAYS_PER_UNIT,
    NOT_SURE,
    PLACES,
    PLACES_COUNT,
    TELL_SOMEONE,
    UNSURE,
    Item,
    ItemType,
    Page,
)
from intake.questionnaire.told_times import ToldTime

if TYPE_CHECKING:
    from intake.questionnaire.answers import Answers
    from intake.questionnaire.definition import Questionnaire


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. `values` holds every fact of the register.

    `asked` are the pages shown; `not_asked` the facts of the pages that were not; `unknown_items` the questions asked
    and left open; `in_person` those kept for a person; `text_flags` the phrase flags found in free text, and `told` the
    times.
    """

    values: Values
    asked: tuple[Page, ...]
    not_asked: frozenset[str]
    unknown_items: frozenset[str]
    in_person: frozenset[str]
    text_flags: frozenset[str]
    told: tuple[ToldTime, ...] = ()


@dataclass(slots=True)
class _Reading:
    """Facts while the pages are being walked, first to last."""

    values: dict[str, Value]
    asked: list[Page] = field(default_factory=list)
    not_asked: set[str] = field(default_factory=set)
    unknown_items: set[str] = field(default_factory=set)
    in_person: set[str] = field(default_factory=set)
    text_flags: set[str] = field(default_factory=set)
    told: list[ToldTime] = field(default_factory=list)


def facts_of(questionnaire: "Questionnaire", answers: "Answers", today: date, *, so_far: bool = False) -> Facts:
    """The facts that the answers give on `today`; with `so_far`, in the middle of the form, derived facts never hold
    for want of an answer that may still come."""
    reading = _Reading(dict(questionnaire.no_answers))
    derived = questionnaire.settled_derived(answers.values) if so_far else questionnaire.derived
    _read_texts(reading, questionnaire, answers.values, today)
    for page in questionnaire.pages:
        for name in page.needs:
            reading.values[name] = derived[name].value(reading.values)
        if page.enable_when is not None and page.enable_when.value(reading.values) is FALSE:
            reading.not_asked.update(fact for item in page.items for fact in item.facts)
        else:
            _read_page(reading, questionnaire, page, answers.values, today)
    for name, condition in derived.items():
        reading.values[name] = condition.value(reading.values)
    return _frozen(reading)


def values_if(questionnaire: "Questionnaire", facts: Facts, name: str, value: Value) -> Values:
    """The facts as they would be had one answered fact another value, on the same pages."""
    values = dict(facts.values) | {name: value}
    for derived, condition in questionnaire.derived.items():
        values[derived] = condition.value(values)
    return values


def _frozen(reading: _Reading) -> Facts:
    return Facts(
        values=MappingProxyType(reading.values),
        asked=tuple(reading.asked),
        not_asked=frozenset(reading.not_asked),
        unknown_items=frozenset(reading.unknown_items),
        in_person=frozenset(reading.in_person),
        text_flags=frozenset(reading.text_flags),
        told=tuple(reading.told),
    )


def _read_page(
    reading: _Reading, questionnaire: "Questionnaire", page: Page, answers: Mapping[str, Any], today: date
) -> None:
    reading.asked.append(page)
    for item in page.items:
        if item.is_text:
            continue
        answer = answers.get(item.link_id)
        left_open = _left_open(answer)
        if answer is None or left_open:
            reading.unknown_items.add(item.link_id)
        if TELL_SOMEONE in left_open:
            reading.in_person.add(item.link_id)
        if answer is not None:
            reading.values.update(facts_of_answer(item, answer, today, questionnaire.zones))


def _read_texts(reading: _Reading, questionnaire: "Questionnaire", answers: Mapping[str, Any], today: date) -> None:
    """All free text before any page is walked, so that words on a late page open the earlier page that asks more."""
    for item in questionnaire.items.values():
        if item.safety_input and item.link_id in answers:
            written = answers[item.link_id]
            found = questionnaire.phrases.flags_in(written)
            reading.text_flags.update(found)
            reading.values.update((name, TRUE) for flag, name in questionnaire.phrases.facts.items() if flag in found)
            if questionnaire.times is not None:
                reading.told.extend(questionnaire.times.times_in(written, today, item.link_id))


def _left_open(answer: Any) -> frozenset[str]:
    """The words in a stored answer that leave it open: not_sure, tell_someone."""
    if isinstance(answer, list):
        return UNSURE.intersection(answer)
    return frozenset({answer}) if isinstance(answer, str) and answer in UNSURE else frozenset()


def facts_of_answer(item: Item, answer: Any, today: date, zones: frozenset[str]) -> dict[str, Value]:
    """The facts that one stored answer (valid, not missing, not of a text item) gives."""
    if item.type is ItemType.TICKS:
        missing = UNKNOWN if UNSURE.intersection(answer) else FALSE
        return {option: TRUE if option in answer else missing for option in item.options}
    if item.type is ItemType.PLACES:
        return _places(answer, zones)
    if answer in (NOT_SURE, TELL_SOMEONE):
        return {item.fact: UNKNOWN}
    if item.type is ItemType.DURATION:
        return {item.fact: _not_negative(_days(answer, today))}
    if item.type is ItemType.DATE:
        day = date.fromisoformat(answer)
        return {item.fact: _not_negative(_years(day, today) if item.link_id == BIRTH_DATE else (today - day).days)}
    return {item.fact: answer}


def _places(answer: list[str], zones: frozenset[str]) -> dict[str, Value]:
    everywhere = ALL_OVER in answer
    known = zones if everywhere else zones.intersection(answer)
    complete = everywhere or NOT_SURE not in answer
    return {
        PLACES: Codes(known, complete) if known else UNKNOWN,
        PLACES_COUNT: len(known) if complete else UNKNOWN,
        ALL_OVER: _all_over(everywhere, complete),
    }


def _all_over(everywhere: bool, complete: bool) -> Truth:
    if everywhere:
        return TRUE
    return FALSE if complete else UNKNOWN


def _days(answer: Mapping[str, Any], today: date) -> int:
    if "date" in answer:
        return (today - date.fromisoformat(answer["date"])).days
    return int(answer["number"]) * DAYS_PER_UNIT[answer["unit"]]


def _years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _not_negative(number: int) -> Value:
    """A day after `today` (a clock that was put back) tells nothing."""
    return number if number >= 0 else UNKNOWN
