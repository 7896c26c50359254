"""The filled-in form as formulas: which pages are shown and what is known, for every possible answer at once. In: a
Questionnaire and the conditions over it. Out: a Form. It mirrors questionnaire.facts.facts_of, step by step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import z3

from intake.questionnaire.conditions import FALSE as SURELY_NOT
from intake.questionnaire.conditions import TRUE as SURELY
from intake.questionnaire.conditions import Condition, NumberTest, Value, walk_tests
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.grammar import FactKind
from intake.questionnaire.items import ALL_OVER, NOT_SURE, PLACES, PLACES_COUNT, ItemType, Page
from intake.routing.proof.answers import GIVEN, NUMBERS, AskedFor, asked_for, limits
from intake.routing.proof.kleene import (
    UNKNOWN,
    CodesSymbol,
    CodeSymbol,
    Kleene,
    NumberSymbol,
    Symbol,
    bound_of,
    kleene,
)
from intake.routing.proof.logic import FALSE, TRUE, Formula, count_at_least, every, opposite, some
from intake.routing.proof.told import Told, told_of

Bounds = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """All forms at once. `asked` are the variables by link_id, `shown` the pages by id, `symbols` the facts by name
    (derived ones too), `texts` the phrase flags in free text by id, `told` another time in it, `bounds` those of each
    number fact."""

    questionnaire: Questionnaire
    asked: Mapping[str, AskedFor]
    texts: Mapping[str, Formula]
    shown: Mapping[str, Formula]
    symbols: Mapping[str, Symbol]
    bounds: Bounds
    told: Told | None = None

    @property
    def valid(self) -> Formula:
        """Every answer can be stored, and a time told is another one."""
        given = self.symbols[self.told.fact] if self.told else None
        told = [self.told.valid(given)] if self.told and isinstance(given, NumberSymbol) else []
        return every((*(asked.valid for asked in self.asked.values()), *told))

    def page_of(self, link_id: str) -> Page:
        """The page that asks a question."""
        return next(page for page in self.questionnaire.pages if any(item.link_id == link_id for item in page.items))

    def unknown_item(self, link_id: str) -> Formula:
        """The question was shown and left open."""
        return every((self.shown[self.page_of(link_id).id], self.asked[link_id].left_open))

    def truth(self, condition: Condition) -> Kleene:
        """The truth of a condition."""
        return kleene(condition, self.symbols)

    def told_symbols(self, told: Told) -> Mapping[str, Symbol]:
        """The facts as they would be at the time told, on the same pages."""
        symbols = dict(self.symbols) | {told.fact: told.symbol}
        for name, condition in self.questionnaire.derived.items():
            symbols[name] = kleene(condition, symbols)
        return symbols


def form_of(questionnaire: Questionnaire, flags: Iterable[str], conditions: Iterable[Condition]) -> Form:
    """The form of a questionnaire; `flags` are its phrase flags, `conditions` all that will be asked about it."""
    bounds = _bounds(questionnaire, conditions)
    items = [item for page in questionnaire.pages for item in page.items if not item.is_text]
    asked = {item.link_id: asked_for(item, questionnaire.zones, bounds.get(item.fact, ())) for item in items}
    texts = {flag: z3.Bool(f"text {flag}") for flag in flags}
    symbols: dict[str, Symbol] = {
        name: _unanswered(questionnaire, name, value) for name, value in questionnaire.no_answers.items()
    }
    symbols.update(_words(questionnaire, texts, symbols))
    shown: dict[str, Formula] = {}
    for page in questionnaire.pages:
        for name in page.needs:
            symbols[name] = kleene(questionnaire.derived[name], symbols)
        gate = page.enable_when
        shown[page.id] = TRUE if gate is None else kleene(gate, symbols).possible
        for item in page.items:
            if not item.is_text:
                symbols.update(facts_shown(asked[item.link_id], shown[page.id], symbols, bounds))
    for name, condition in questionnaire.derived.items():
        symbols[name] = kleene(condition, symbols)
    return Form(questionnaire, asked, texts, shown, symbols, bounds, _told(questionnaire, bounds))


def facts_shown(asked: AskedFor, shown: Formula, before: Mapping[str, Symbol], bounds: Bounds) -> dict[str, Symbol]:
    """The facts that a question gives; those of a page not shown, or of a skipped question, stay as they were."""
    return _BY_TYPE.get(asked.item.type, _code)(asked, shown, before, bounds)


def _told(questionnaire: Questionnaire, bounds: Bounds) -> Told | None:
    book = questionnaire.times
    if book is None:
        return None
    item = questionnaire.items[questionnaire.facts[book.fact].link_id]
    return told_of(book, limits(item)[1], bounds.get(book.fact, ()))


def _bounds(questionnaire: Questionnaire, conditions: Iterable[Condition]) -> Bounds:
    found: dict[str, set[int]] = defaultdict(set)
    gates = (page.enable_when for page in questionnaire.pages if page.enable_when is not None)
    for condition in (*conditions, *gates, *questionnaire.derived.values()):
        for test in walk_tests(condition):
            if isinstance(test, NumberTest):
                found[test.fact].add(bound_of(test))
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _unanswered(questionnaire: Questionnaire, name: str, value: Value) -> Symbol:
    kind = questionnaire.facts[name].kind
    if kind is FactKind.TRUTH:
        return Kleene(TRUE if value is SURELY else FALSE, TRUE if value is SURELY_NOT else FALSE)
    if kind is FactKind.NUMBER:
        return NumberSymbol(FALSE, defaultdict(lambda: FALSE))
    nothing = dict.fromkeys(questionnaire.facts[name].options, FALSE)
    return CodeSymbol(nothing) if kind is FactKind.CODE else CodesSymbol(nothing, FALSE)


def _words(
    questionnaire: Questionnaire, texts: Mapping[str, Formula], before: Mapping[str, Symbol]
) -> dict[str, Symbol]:
    found: dict[str, Symbol] = {}
    for name in dict.fromkeys(questionnaire.phrases.facts.values()):
        said = some(texts[flag] for flag, fact in questionnaire.phrases.facts.items() if fact == name)
        found[name] = _known(said, FALSE, said, before[name])
    return found


def _known(yes: Formula, no: Formula, answered: Formula, before: Symbol) -> Kleene:
    """The truth that an answer gives, or what stood before where there is no answer."""
    stood = before if isinstance(before, Kleene) else UNKNOWN
    kept = opposite(answered)
    return Kleene(
        some((every((answered, yes)), every((kept, stood.yes)))), some((every((answered, no)), every((kept, stood.no))))
    )


def _ticks(asked: AskedFor, shown: Formula, before: Mapping[str, Symbol], bounds: Bounds) -> dict[str, Symbol]:
    answered = every((shown, opposite(asked.skipped)))
    return {
        option: _known(
            asked.codes[option],
            every((opposite(asked.codes[option]), opposite(asked.unsure))),
            answered,
            before[option],
        )
        for option in asked.item.options
    }


def _code(asked: AskedFor, shown: Formula, before: Mapping[str, Symbol], bounds: Bounds) -> dict[str, Symbol]:
    symbol = before[asked.item.fact]
    known = symbol.codes if isinstance(symbol, CodeSymbol) else {}
    return {asked.item.fact: CodeSymbol({code: every((shown, asked.codes[code])) for code in known})}


def _number(asked: AskedFor, shown: Formula, before: Mapping[str, Symbol], bounds: Bounds) -> dict[str, Symbol]:
    reaches = {bound: every((shown, variable)) for bound, variable in asked.reaches.items()}
    return {asked.item.fact: NumberSymbol(every((shown, asked.codes[GIVEN])), reaches)}


def _places(asked: AskedFor, shown: Formula, before: Mapping[str, Symbol], bounds: Bounds) -> dict[str, Symbol]:
    answered = every((shown, opposite(asked.skipped)))
    everywhere = asked.codes[ALL_OVER]
    complete = every((answered, some((everywhere, opposite(asked.codes[NOT_SURE])))))
    zones = {
        zone: every((answered, some((variable, everywhere))))
        for zone, variable in asked.codes.items()
        if zone not in asked.item.exclusive
    }
    reaches = {
        bound: every((complete, count_at_least(bound, zones.values()))) for bound in bounds.get(PLACES_COUNT, ())
    }
    nowhere_else = every((complete, opposite(everywhere)))
    return {
        PLACES: CodesSymbol(zones, complete),
        PLACES_COUNT: NumberSymbol(complete, reaches),
        ALL_OVER: Kleene(every((answered, everywhere)), nowhere_else),
    }


_BY_TYPE = {ItemType.TICKS: _ticks, ItemType.PLACES: _places} | dict.fromkeys(NUMBERS, _number)
