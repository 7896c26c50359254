"""What a patient reads, taken apart for scoring. In: a HandoutDocument, or an entry with its library. Out: sections of
lines. Names, the patient's own words, addresses and titles of sources are not ours to simplify, and are left out."""

from collections.abc import Iterable, Iterator, Mapping

from handouts.composition.blocks import Card, HelpBox, PainRule
from handouts.composition.document import HandoutDocument, Letter, Plan
from handouts.composition.dose import dose_words
from handouts.composition.entries import Activity, Entry, Habit
from handouts.composition.filling import filled
from handouts.composition.texts import Texts

Lines = tuple[str, ...]
NUMBER = "112"


def sections_of(document: HandoutDocument, texts: Texts) -> dict[str, Lines]:
    """The sections of a plan or a letter, by name, in reading order."""
    if document.letter is not None:
        return dict(_letter(document.letter))
    return dict(_plan(document.plan, texts)) if document.plan is not None else {}


def _letter(letter: Letter) -> Iterator[tuple[str, Lines]]:
    yield "message", (letter.heading, letter.message)
    for name, block in (("where", letter.where), ("say", letter.say), ("call", letter.call), ("about", letter.about)):
        yield name, (block.heading, *block.paragraphs)
    yield "help", _help(letter.help)


def _help(box: HelpBox) -> Lines:
    return (box.heading, box.lead, *box.signs, box.danger, box.today)


def _plan(plan: Plan, texts: Texts) -> Iterator[tuple[str, Lines]]:
    yield "message", (plan.message, plan.summary, plan.reader)
    own_words = f"{texts.text('labels.hard_to_do')}:"
    yield "told", tuple(line for line in plan.told_us.lines if not line.startswith(own_words))
    yield "may be", (plan.may_be.heading, *plan.may_be.paragraphs)
    yield "do this", (plan.activities.heading, *_pain_bar(plan.pain_rule), *plan.activities.none)
    for card in plan.activities.cards:
        yield f"card {card.activity}", tuple(_card(card, plan.activities.feel, plan.activities.stop_if))
    yield "help", _help(plan.help)
    if plan.tips:
        yield "tips", tuple(f"{tip.label} {tip.text}" for tip in plan.tips.tips)
    yield "flare-up", (plan.flare_up.heading, *plan.flare_up.paragraphs)
    yield "outlook", (plan.outlook.heading, plan.outlook.sentence, plan.outlook.more)
    if plan.pain_rule:
        yield "pain rule", (plan.pain_rule.heading, plan.pain_rule.stopped, plan.pain_rule.settle)
    yield "next", (plan.visit.heading, plan.visit.more, plan.visit.words)
    yield "diary", (plan.diary.heading, plan.diary.lead)
    yield "about", (_without_sources(plan.about.words, texts), plan.about.more, plan.about.ask)


def _pain_bar(rule: PainRule | None) -> Lines:
    parts = (rule.fine, rule.less, rule.stop) if rule else ()
    return (rule.lead, *(f"{one.label} {one.text}" for one in parts)) if rule else ()


def _without_sources(words: str, texts: Texts) -> str:
    """The words about the sheet from its own sentence on: before it stand names and dates, after them the titles."""
    own = texts.text("about.adds")
    return own + words.rpartition(own)[2].partition("\n")[0]


def _card(card: Card, feel: str, stop_if: str) -> Iterator[str]:
    yield from (card.title, card.dose, *card.steps, f"{feel} {card.feel}", f"{stop_if} {card.stop}")
    yield from (card.caution, card.why, card.when_cue)


def entry_lines(entry: Entry, language: str, texts: Texts) -> Lines:
    """One activity or habit as it prints with its usual dose."""
    dose = dose_words(texts.dose_phrase, {key: amount.default for key, amount in entry.dose.items()})
    if isinstance(entry, Habit):
        habit = entry.words[language]
        return (habit.title, habit.why, f"{habit.label}: {filled(habit.tip, dose)}")
    return tuple(_activity(entry, language, texts, dose)) if isinstance(entry, Activity) else ()


def _activity(entry: Activity, language: str, texts: Texts, dose: Mapping[str, str]) -> Iterator[str]:
    words = entry.words[language]
    stops = {rule: texts.text(f"stop_rules.{rule}", emergency_number=NUMBER) for rule in entry.stop_rules}
    yield from (words.title, filled(words.dose, dose), *(filled(step, dose) for step in words.steps))
    yield f"{texts.text('labels.feel')} {filled(words.feel, dose)}"
    yield f"{texts.text('labels.stop_if')} {filled(words.stop, stops)}"
    yield from (filled(words.caution, dose), words.why, words.when_cue)


def every_line(sections: Mapping[str, Iterable[str]]) -> Lines:
    """All lines of all sections."""
    return tuple(line for lines in sections.values() for line in lines)
