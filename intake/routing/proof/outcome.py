"""The whole decision as formulas, for every possible answer at once. In: a loaded Protocol. Out: an Outcome: the form,
every rule's truth, floors, blocked techniques and the pathways offered. It mirrors ruling, blocking and ranking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import Condition
from intake.routing.decision import PREFERENCE
from intake.routing.proof.form import Form, form_of
from intake.routing.proof.grounds import (
    Floors,
    Ground,
    earlier_grounds,
    earlier_variables,
    floors_of,
    grounds_of,
    truths_of,
)
from intake.routing.proof.kleene import CodeSymbol, Kleene
from intake.routing.proof.logic import (
    FALSE,
    TRUE,
    Formula,
    at_most_one,
    every,
    implies,
    none_of,
    opposite,
    some,
    sum_at_least,
)
from intake.routing.protocol import Protocol
from intake.routing.rules import ConditionalRule
from intake.routing.urgency import Pathway, Urgency

UNKNOWN_BLOCK = "unknown_block"
Each = Mapping[Pathway, Formula]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision over all answers. `truths` are the rules' by id, `grounds` all that asks for an urgency, `fallen`
    the techniques ruled out, `first` and `second` the pathway chosen and the runner-up (none under an urgency)."""

    protocol: Protocol
    form: Form
    truths: Mapping[str, Kleene]
    grounds: tuple[Ground, ...]
    earlier: Mapping[Urgency, Formula]
    floors: Floors
    blocks: Mapping[str, Kleene]
    fallen: Mapping[str, Formula]
    first: Each
    second: Each

    @property
    def valid(self) -> Formula:
        """The answers can be stored, and there was at most one earlier screen."""
        return every((self.form.valid, at_most_one(tuple(self.earlier.values()))))

    @property
    def human_review(self) -> Formula:
        """A person must look."""
        return some(ground.holds for ground in self.grounds if ground.human_review)

    def offered(self, pathway: Pathway) -> Formula:
        """The pathway is chosen or shown as the alternative."""
        return some((self.first[pathway], self.second[pathway]))


@dataclass(frozen=True, slots=True)
class _Race:
    """The pathways while they are being ranked: still in, score above another's, order of ties."""

    left: Each
    protocol: Protocol
    scored: Mapping[str, Formula]
    order: tuple[Each, ...]

    def lead(self, first: Pathway, second: Pathway, least: int) -> Formula:
        """The first pathway's score is above the second's by `least` or more."""
        rules = self.protocol.scores
        weights = ((rule.id, rule.scores.get(first, 0) - rule.scores.get(second, 0)) for rule in rules)
        return sum_at_least(least, ((self.scored[name], weight) for name, weight in weights))

    def above_nothing(self, pathway: Pathway) -> Formula:
        """The score is above 0."""
        return sum_at_least(1, ((self.scored[rule.id], rule.scores.get(pathway, 0)) for rule in self.protocol.scores))


def outcome_of(protocol: Protocol, asking: Iterable[Condition] = ()) -> Outcome:
    """The decision of a protocol as formulas; `asking` are other conditions that will be asked about its form."""
    form = form_of(protocol.questionnaire, protocol.phrase_flags, (*conditions_of(protocol), *asking))
    truths = truths_of(protocol, form)
    present = grounds_of(protocol, form, truths)
    earlier = earlier_variables()
    grounds = (*present, *earlier_grounds(present, earlier))
    floors = floors_of(present, earlier)
    blocks = {rule.id: _block_truth(rule.fired_by, floors, truths.get(rule.id)) for rule in protocol.blocks.rules}
    unknown = some(truth.open for truth in blocks.values())
    fallen = _fallen(protocol, blocks, unknown)
    first, second = _choice(protocol, form, truths, floors, fallen)
    review = Ground(UNKNOWN_BLOCK, None, True, unknown)
    return Outcome(protocol, form, truths, (*grounds, review), earlier, floors, blocks, fallen, first, second)


def conditions_of(protocol: Protocol) -> Iterator[Condition]:
    """Every condition that the decision reads."""
    rules: tuple[ConditionalRule, ...] = (
        *protocol.red_flags, *protocol.decision.review_rules, *protocol.blocks.rules, *protocol.scores,
    )  # fmt: skip
    yield from (rule.when for rule in rules)
    decision = protocol.decision
    yield from (decision.vulnerable.when, decision.self_care.when, decision.ties.self_care_when)


def _block_truth(fired_by: tuple[Urgency, ...], floors: Floors, truth: Kleene | None) -> Kleene:
    if truth is not None:
        return truth
    reached = some(floors.exactly(urgency) for urgency in fired_by)
    return Kleene(reached, opposite(reached))


def _fallen(protocol: Protocol, blocks: Mapping[str, Kleene], unknown: Formula) -> dict[str, Formula]:
    causes = [(blocks[rule.id].possible, rule.blocks) for rule in protocol.blocks.rules]
    causes.append((unknown, protocol.decision.unknown_blocks))
    return {
        technique: some(
            holds for holds, named in causes if any(technique in protocol.blocks.implied[each] for each in named)
        )
        for technique in protocol.blocks.techniques
    }


def _choice(
    protocol: Protocol, form: Form, truths: Mapping[str, Kleene], floors: Floors, fallen: Mapping[str, Formula]
) -> tuple[Each, Each]:
    default = protocol.decision.default_pathway
    blocked = {each: some(fallen[need] for need in protocol.blocks.modalities[each]) for each in Pathway}
    blocked[default] = FALSE
    limits = {each: FALSE for each in Pathway}
    if default is not Pathway.SELF_CARE:
        limits[Pathway.SELF_CARE] = opposite(form.truth(protocol.decision.self_care.when).yes)
    left = {each: none_of((blocked[each], limits[each])) for each in Pathway}
    scored = {rule.id: truths[rule.id].yes for rule in protocol.scores}
    race = _Race(left, protocol, scored, _tie_order(protocol, form))
    needing = [blocked[each] for each in Pathway if protocol.blocks.modalities[each]]
    no_hands_on = every(needing) if needing else FALSE
    by_default = some((no_hands_on, none_of(every((left[each], race.above_nothing(each))) for each in Pathway)))
    winner = _winner(race)
    first = {
        each: every((floors.calm, some((every((by_default, TRUE if each is default else FALSE)),
                                        every((opposite(by_default), winner[each]))))))
        for each in Pathway
    }  # fmt: skip
    return first, _runner_up(race, first, floors)


def _tie_order(protocol: Protocol, form: Form) -> tuple[Each, ...]:
    """Step by step, which pathway a tie may go to there."""
    decision = protocol.decision
    symbol = form.symbols[decision.preference.fact]
    codes = symbol.codes if isinstance(symbol, CodeSymbol) else {}
    wish = {
        each: some(codes[code] for code, meant in decision.preference.pathways.items() if meant is each)
        for each in Pathway
    }
    calm = form.truth(decision.ties.self_care_when).yes
    steps: list[Each] = []
    for word in decision.ties.order:
        if word == PREFERENCE:
            steps.append(wish)
            continue
        allowed = some((calm, wish[Pathway.SELF_CARE])) if word == Pathway.SELF_CARE else TRUE
        steps.append({each: allowed if word == each else FALSE for each in Pathway})
    return tuple(steps)


def _winner(race: _Race) -> dict[Pathway, Formula]:
    """The first in the order of those within the margin; one that no step names only where it stands alone."""
    margin = race.protocol.decision.ties.margin
    tied = {
        each: every((race.left[each], *(implies(race.left[other], opposite(race.lead(other, each, margin)))
                                        for other in Pathway if other is not each)))
        for each in Pathway
    }  # fmt: skip
    won: dict[Pathway, list[Formula]] = {each: [] for each in Pathway}
    taken: Formula = FALSE
    for step in race.order:
        now = {each: every((step[each], tied[each], opposite(taken))) for each in Pathway}
        for each, holds in now.items():
            won[each].append(holds)
        taken = some((taken, *now.values()))
    return {each: some((*won[each], every((tied[each], opposite(taken))))) for each in Pathway}


def _runner_up(race: _Race, first: Each, floors: Floors) -> dict[Pathway, Formula]:
    running = {
        each: every((floors.calm, race.left[each], opposite(first[each]), race.above_nothing(each))) for each in Pathway
    }
    return {
        each: every((running[each], *(implies(running[other], _ahead(race, each, other))
                                      for other in Pathway if other is not each)))
        for each in Pathway
    }  # fmt: skip


def _ahead(race: _Race, one: Pathway, other: Pathway) -> Formula:
    """A better score than the other's, or the same and an earlier place."""
    no_worse = race.lead(one, other, 0)
    return some((race.lead(one, other, 1), every((no_worse, _before(race, one, other)))))


def _before(race: _Race, one: Pathway, other: Pathway) -> Formula:
    found: list[Formula] = []
    passed: list[Formula] = []
    for step in race.order:
        passed.append(step[other])
        found.append(every((step[one], none_of(passed))))
    nowhere = none_of(step[each] for step in race.order for each in (one, other))
    listed = list(Pathway).index(one) < list(Pathway).index(other)
    return some((*found, every((nowhere, TRUE if listed else FALSE))))
