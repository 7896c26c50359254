"""From a model of the formulas to a person's answers, as `manage.py route` reads them. In: an Outcome, and which
variables hold. Out: answers only to questions of pages really shown, with words that raise just the flags meant."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from intake.questionnaire.answers import Answers
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import Item
from intake.questionnaire.phrases import Phrase
from intake.routing.proof.answers import Holds, stored_number
from intake.routing.proof.form import Form
from intake.routing.proof.grounds import suspended
from intake.routing.proof.kleene import NumberSymbol
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.told import SAYING
from intake.routing.protocol import Protocol
from intake.routing.ruling import Ruling, rule_on
from intake.routing.urgency import Urgency

BETWEEN = ". "
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Patient:
    """Stored answers, the urgency of an earlier screen, if any, and whether the clinic has suspended its rules."""

    answers: Mapping[str, Any]
    earlier: Urgency | None = None
    suspended: bool = False

    def ruling(self, protocol: Protocol, today: date) -> Ruling:
        """What the engine decides."""
        answers = Answers(MappingProxyType(dict(self.answers)))
        return rule_on(protocol, answers, today, self.earlier, suspended=self.suspended)


def patient_of(outcome: Outcome, holds: Holds, today: date, sayings: Mapping[str, str]) -> Patient:
    """The person whom the truths of the variables describe; `sayings` as `sayings_of` gives them."""
    form = outcome.form
    said = {link_id: asked.stored(holds, today) for link_id, asked in form.asked.items()}
    flags = [flag for flag, written in form.texts.items() if holds(written)]
    every = {link_id: value for link_id, value in said.items() if value is not None}
    given, told = _other_time(form, holds, today)
    every |= given
    words = [*(sayings[flag] for flag in flags), *told]
    every |= written_down(form.questionnaire.items.values(), words)
    earlier = next((urgency for urgency, variable in outcome.earlier.items() if holds(variable)), None)
    return Patient(only_shown(form.questionnaire, every, today), earlier, holds(suspended()))


def _other_time(form: Form, holds: Holds, today: date) -> tuple[Values, list[str]]:
    """The time given and the words that tell another, where they do."""
    told = form.told
    given = form.symbols[told.fact] if told else None
    days = told.days(given, holds) if told and isinstance(given, NumberSymbol) else None
    if told is None or days is None:
        return {}, []
    item = form.questionnaire.items[form.questionnaire.facts[told.fact].link_id]
    return {item.link_id: stored_number(item, days[0], today)}, [SAYING.format(days=days[1])]


def only_shown(questionnaire: Questionnaire, answers: Values, today: date) -> Values:
    """The answers to questions of pages that are shown to this person."""
    shown = questionnaire.open_pages(Answers(MappingProxyType(answers)), today)
    items = {item.link_id for page in shown for item in page.items}
    return {link_id: value for link_id, value in answers.items() if link_id in items}


def true_variables(form: Form, ruling: Ruling, answers: Mapping[str, Any], today: date) -> Iterator[str]:
    """The names of the variables that stored answers make true."""
    zones = form.questionnaire.zones
    for link_id, asked in form.asked.items():
        yield from asked.names_of(answers.get(link_id), today, zones)
    yield from (str(form.texts[flag]) for flag in ruling.facts.text_flags)


def sayings_of(questionnaire: Questionnaire) -> dict[str, str]:
    """For every phrase flag the shortest words that raise it, alone if there are such words."""
    book = questionnaire.phrases
    best: dict[str, tuple[int, int, str]] = {}
    for phrases in (*book.by_word.values(), *book.by_beginning.values()):
        for phrase in phrases:
            words = _written(phrase)
            raised = book.flags_in(words)
            rank = (len(raised), len(words), words)
            if phrase.flag in raised and rank < best.get(phrase.flag, (99, 0, "")):
                best[phrase.flag] = rank
    return {flag: words for flag, (_, _, words) in best.items()}


def written_down(items: Collection[Item], sayings: list[str]) -> Values:
    """The sayings in the free texts, each where it still fits, the longest text first."""
    texts: dict[str, str] = {}
    boxes = sorted((item for item in items if item.safety_input), key=lambda item: -item.maximum)
    for saying in sayings:
        for box in boxes:
            longer = BETWEEN.join(filter(None, (texts.get(box.link_id), saying)))
            if len(longer) <= box.maximum:
                texts[box.link_id] = longer
                break
    return texts


def _written(phrase: Phrase) -> str:
    return " ".join(
        min((*word.spellings, *word.beginnings), key=lambda each: (len(each), each)) for word in phrase.words
    )
