"""Rules in words, for the clinical lead who signs them: what each does, says and needs, its condition as an outline.

In: the protocol as it is loaded, so that what is read is what runs. Out: rows for each part of what is signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.questionnaire.conditions import (
    All,
    AnyOf,
    AtLeast,
    CodesTest,
    CodeTest,
    Comparison,
    Condition,
    Not,
    NumberTest,
    Possibly,
    Test,
    TruthTest,
)
from intake.questionnaire.items import AGE, PLACES_COUNT, Page
from intake.questionnaire.wording import Reason, Wording
from intake.routing.protocol import STAFF_LANGUAGE, Protocol
from intake.routing.rules import BlockRule, PhraseFlag, RedFlag, ReviewRule, Rule, ScoreRule

BOUNDS = {
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.LESS_THAN: "less than",
    Comparison.MORE_THAN: "more than",
}
NOBODY = "Nobody"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row; `depth` says how far it stands in."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What one aspect of a rule is called, and its lines."""

    label: str
    lines: tuple[Line, ...]


def rows_by_part(protocol: Protocol) -> dict[str, tuple[Row, ...]]:
    """The rows of every rule, derived fact and question page, by the name of its part."""
    words = _Words(protocol)
    rules = {
        **{f"red_flags rules {rule.id}": words.red_flag(rule) for rule in protocol.red_flags},
        **{f"phrases flags {flag.id}": words.phrase_flag(flag) for flag in protocol.phrase_flags.values()},
        **{f"decision review_rules {rule.id}": words.review(rule) for rule in protocol.decision.review_rules},
        **{f"blocks rules {rule.id}": words.block(rule) for rule in protocol.blocks.rules},
        **{f"pathways rules {rule.id}": words.score(rule) for rule in protocol.scores},
    }
    derived = protocol.questionnaire.derived.items()
    facts = {f"facts derived {name}": (Row("Holds when", words.outline(when)),) for name, when in derived}
    pages = {f"questionnaire pages {page.id}": words.page(page) for page in protocol.questionnaire.pages}
    return {name: tuple(rows) for name, rows in {**rules, **facts, **pages}.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    protocol: Protocol

    @property
    def wording(self) -> Wording:
        return self.protocol.wording(STAFF_LANGUAGE)

    def red_flag(self, rule: RedFlag) -> Iterator[Row]:
        yield _row("Gives", self.wording.disposition(rule.urgency).name)
        yield Row("When", self.outline(rule.when))
        yield from _said(self.wording.rule(rule.id))
        if rule.private:
            yield _row("Private", "Its words stay off receipt, letter, e-mail, link and kiosk, and from a proxy")
        yield from self._vouched(rule)

    def phrase_flag(self, flag: PhraseFlag) -> Iterator[Row]:
        yield _row("Gives", self.wording.disposition(flag.urgency).name)
        yield _row("When", "the person's own words hold one of the phrases below, not denied")
        yield _row("Says the same as", *(self._truth(name) for name in flag.matches))
        yield from _said(self.wording.rule(flag.id))
        if flag.private:
            yield _row("Private", "Its words stay off receipt, letter, e-mail, link and kiosk, and from a proxy")
        yield from self._vouched(flag)

    def review(self, rule: ReviewRule) -> Iterator[Row]:
        least = f", and gives at least: {self.wording.disposition(rule.urgency).name}" if rule.urgency else ""
        yield _row("Gives", f"a person looks{least}")
        yield Row("When", self.outline(rule.when))
        yield from _said(self.wording.rule(rule.id))
        yield from self._vouched(rule)

    def block(self, rule: BlockRule) -> Iterator[Row]:
        yield _row("Rules out", ", ".join(self.wording.technique(code) for code in rule.blocks))
        if rule.fired_by:
            names = (self.wording.disposition(urgency).name for urgency in rule.fired_by)
            yield _row("When", f"the outcome is {' or '.join(names)}")
        else:
            yield Row("When", self.outline(rule.when))
        yield from _said(self.wording.block(rule.id))
        yield from self._vouched(rule)

    def score(self, rule: ScoreRule) -> Iterator[Row]:
        points = (f"{self.wording.pathway(code).name} {points:+d}" for code, points in rule.scores.items() if points)
        yield _row("Gives points", ", ".join(points))
        yield Row("When", self.outline(rule.when))
        yield from _said(self.wording.score(rule.id))
        yield from self._vouched(rule)

    def page(self, page: Page) -> Iterator[Row]:
        yield Row("Asked when", self.outline(page.enable_when) if page.enable_when else (Line("always"),))
        shown = self.wording.page(page.id)
        yield _row("Patient reads", *(text for text in (shown.title, shown.lead, shown.hint) if text))
        for item in page.items:
            words, codes = self.wording.item(item.link_id), (*item.options, *item.exclusive)
            options = (Line(self.wording.option(item.link_id, code), 1) for code in codes)
            yield Row(f"Question {item.link_id.replace('_', ' ')}", (Line(words.label or words.short), *options))

    def _vouched(self, rule: Rule) -> Iterator[Row]:
        sources = (self.protocol.sources[name] for name in rule.sources)
        yield _row("Sources", *(f"{one.title}{'' if one.read else ' (not re-read)'}" for one in sources))
        yield _row("Checked by", rule.signed or NOBODY)

    # --- conditions

    def outline(self, condition: Condition) -> tuple[Line, ...]:
        """The whole condition, each group above its parts."""
        return tuple(self._lines(condition, 0))

    def _lines(self, condition: Condition, depth: int) -> Iterator[Line]:
        heading, parts = _group(condition)
        if not parts:
            yield Line(self._inline(condition), depth)
            return
        yield Line(heading, depth)
        for part in parts:
            yield from self._lines(part, depth + 1)

    def _inline(self, condition: Condition) -> str:
        if isinstance(condition, Not):
            return f"not: {self._inline(condition.part)}"
        if isinstance(condition, Possibly):
            return f"{self._inline(condition.part)}, or nobody can say"
        if isinstance(condition, All | AnyOf | AtLeast):  # empty
            return "always" if isinstance(condition, All) else "never by itself"
        return self._test(condition)

    def _test(self, test: Test) -> str:
        if isinstance(test, TruthTest):
            return self._truth(test.fact) if test.wanted else f"not: {self._truth(test.fact)}"
        if isinstance(test, NumberTest):
            return self._number(test)
        link_id = self.protocol.questionnaire.facts[test.fact].link_id
        codes = test.one_of if isinstance(test, CodeTest) else sorted(test.any_of)
        name = self.wording.item(link_id).short
        if isinstance(test, CodesTest):
            return f"{name}: any of {'; '.join(self.wording.place(zone).lower() for zone in codes)}"
        return f"{name}: {' or '.join(_quoted(self.wording.option(link_id, code)) for code in codes)}"

    def _truth(self, fact: str) -> str:
        """A tick by its words, a derived fact by its name, which has a part of its own."""
        questionnaire = self.protocol.questionnaire
        flags = [flag for flag, name in questionnaire.phrases.facts.items() if name == fact]
        if flags:
            return self.wording.rule(flags[0]).desk
        link_id = "" if fact in questionnaire.derived else questionnaire.facts[fact].link_id
        return _quoted(self.wording.option(link_id, fact)) if link_id else f"[{fact.replace('_', ' ')}]"

    def _number(self, test: NumberTest) -> str:
        bound = f"{BOUNDS[test.comparison]} {test.bound}"
        if test.fact == AGE:
            return f"age {bound}"
        if test.fact == PLACES_COUNT:
            return f"number of places {bound}"
        name = self.wording.item(self.protocol.questionnaire.facts[test.fact].link_id).short
        return f"{name}: {bound}{' days' if test.fact.endswith('_days') else ''}"


def _group(condition: Condition) -> tuple[str, tuple[Condition, ...]]:
    """A group's heading and parts; no parts for what stands on one line."""
    if isinstance(condition, All):
        return "all of these:", condition.of
    if isinstance(condition, AnyOf):
        return "any of these:", condition.of
    if isinstance(condition, AtLeast):
        return f"at least {condition.count} of these:", condition.of
    if isinstance(condition, Not | Possibly):
        heading, parts = _group(condition.part)
        if parts:
            return (f"not {heading}" if isinstance(condition, Not) else f"{heading[:-1]}, or nobody can say:"), parts
    return "", ()


def _said(words: Reason) -> Iterator[Row]:
    spoken = (("Patient reads", words.patient), ("Desk reads", words.desk), ("Clinician reads", words.clinician))
    return (_row(label, text) for label, text in spoken if text)


def _row(label: str, *lines: str) -> Row:
    return Row(label, tuple(Line(line) for line in lines))


def _quoted(words: str) -> str:
    return f"\u201c{words}\u201d"
