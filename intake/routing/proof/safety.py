"""The properties that look at one person: rules that can fire, floors, blocked techniques, missing answers. In: a
Solver. Out: Claims. Each is over every valid set of answers, free text and earlier screens included."""

from collections.abc import Iterator

from intake.questionnaire.items import AGE, Item, ItemType
from intake.routing.proof.claims import Claim
from intake.routing.proof.demands import (
    FALLS_WHEN_UNKNOWN,
    LEAST_WHEN_OPEN,
    NEAR_EMPTY_PERCENT,
    NEEDS,
    NEVER_WITH_URGENCY,
)
from intake.routing.proof.grounds import suspended, unknown_share
from intake.routing.proof.kleene import UNKNOWN, kleene
from intake.routing.proof.logic import FALSE, TRUE, Formula, every, opposite, some
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.solver import Solver
from intake.routing.told_times import timed_flags
from intake.routing.urgency import Pathway, Urgency

ESSENTIAL = (ItemType.PLACES, ItemType.DURATION, ItemType.SCALE)


def can_fire(solver: Solver) -> Iterator[Claim]:
    """Every rule counts for somebody: flags decide the urgency, scores a pathway; every disposition is reached."""
    outcome = solver.outcome
    protocol, floors = outcome.protocol, outcome.floors
    for rule in protocol.red_flags:
        fired = _missing_answers(outcome) if rule.id == protocol.missing_answers else outcome.truths[rule.id].yes
        yield _possible(rule.id, fired, floors.exactly(rule.urgency))
    for flag in protocol.phrase_flags.values():
        yield _possible(flag.id, outcome.form.texts[flag.id], floors.exactly(flag.urgency))
    for review in protocol.decision.review_rules:
        yield _possible(review.id, outcome.truths[review.id].yes)
    for block in protocol.blocks.rules:
        yield _possible(block.id, outcome.blocks[block.id].yes, TRUE if block.blocks else FALSE)
    for score in protocol.scores:
        yield _possible(score.id, outcome.truths[score.id].yes, floors.calm)
    for urgency in Urgency:
        yield _possible(urgency, floors.exactly(urgency))
    for pathway in Pathway:
        yield _possible(pathway, outcome.first[pathway])


def emergency_stays(solver: Solver) -> Iterator[Claim]:
    """Nothing takes a true emergency away."""
    outcome = solver.outcome
    less = opposite(outcome.floors.exactly(Urgency.EMERGENCY))
    for rule in outcome.protocol.red_flags:
        if rule.urgency is Urgency.EMERGENCY:
            yield Claim(rule.id, every((outcome.truths[rule.id].yes, less)))
    for flag in outcome.protocol.phrase_flags.values():
        if flag.urgency is Urgency.EMERGENCY:
            yield Claim(flag.id, every((outcome.form.texts[flag.id], less)))


def open_is_not_no(solver: Solver) -> Iterator[Claim]:
    """A rule not ruled out keeps a floor one step below its own, and a person looks."""
    outcome = solver.outcome
    for rule in outcome.protocol.red_flags:
        left_open = outcome.truths[rule.id].open
        yield Claim(f"{rule.id} open, and nobody looks", every((left_open, opposite(outcome.human_review))))
        if rule.urgency in LEAST_WHEN_OPEN:
            least = LEAST_WHEN_OPEN[rule.urgency]
            yield Claim(
                f"{rule.id} open, less than {least}", every((left_open, opposite(outcome.floors.at_least[least])))
            )


def blocked_is_never_offered(solver: Solver) -> Iterator[Claim]:
    """A technique ruled out, or not surely allowed, is gone, and with it every pathway that needs it."""
    outcome = solver.outcome
    yield from _techniques_fall(outcome)
    yield from _pathways_fall(outcome)
    yield from _unknown_falls(outcome)
    hands_on = outcome.fallen.get(NEVER_WITH_URGENCY, FALSE)
    for urgency in Urgency:
        yield Claim(f"hands on at {urgency}", every((outcome.floors.at_least[urgency], opposite(hands_on))))
        offered = some(outcome.offered(pathway) for pathway in Pathway)
        yield Claim(f"a pathway at {urgency}", every((outcome.floors.at_least[urgency], offered)))


def empty_gives_no_pathway(solver: Solver) -> Iterator[Claim]:
    """Without place, duration or severity, or with a third of the screen open, a person looks and no pathway is
    given."""
    outcome = solver.outcome
    form = outcome.form
    calm = some((outcome.floors.calm, opposite(outcome.human_review)))
    for item in essential_items(outcome):
        unknown = every(form.symbols[fact].open for fact in item.facts)
        yield Claim(f"{item.link_id} not known", every((unknown, calm)))
    share = unknown_share(outcome.protocol, form, NEAR_EMPTY_PERCENT)
    yield Claim(f"{NEAR_EMPTY_PERCENT} % of the screen not known", every((share, calm)))
    yield Claim("an empty form", every((*(asked.skipped for asked in form.asked.values()), calm)))
    for link_id in sorted(outcome.protocol.warning_items):
        nobody_looks = opposite(outcome.human_review)
        yield Claim(f"{link_id} left open, and nobody looks", every((form.unknown_item(link_id), nobody_looks)))


def earlier_stays(solver: Solver) -> Iterator[Claim]:
    """Changed answers never fall below an earlier screen, and suspended rules give no pathway."""
    outcome = solver.outcome
    calm = some((outcome.floors.calm, opposite(outcome.human_review)))
    yield Claim("rules suspended", every((suspended(), calm)))
    for urgency, variable in outcome.earlier.items():
        yield Claim(f"earlier {urgency}", every((variable, opposite(outcome.floors.at_least[urgency]))))


def worse_time_counts(solver: Solver) -> Iterator[Claim]:
    """Where words tell another time than the answer, a rule that is true, or not ruled out, at either of them counts,
    and a person looks."""
    outcome = solver.outcome
    told = outcome.form.told
    if told is None:
        return
    yield Claim("words tell another time", told.differs, possible=True, witness=True)
    yield Claim("another time, and nobody looks", every((told.differs, opposite(outcome.human_review))))
    symbols = outcome.form.told_symbols(told)
    for rule in timed_flags(outcome.protocol, told.fact):
        then = kleene(rule.when, symbols)
        less = opposite(outcome.floors.at_least[rule.urgency])
        yield Claim(f"{rule.id} by the words", every((told.differs, then.yes, less)))
        if rule.urgency in LEAST_WHEN_OPEN:
            less = opposite(outcome.floors.at_least[LEAST_WHEN_OPEN[rule.urgency]])
            yield Claim(f"{rule.id} open by the words", every((told.differs, then.open, less)))


def essential_items(outcome: Outcome) -> tuple[Item, ...]:
    """The questions about place, duration and severity that everybody has to answer."""
    pages = (page for page in outcome.protocol.questionnaire.pages if page.enable_when is None)
    return tuple(item for page in pages for item in page.items if item.required and item.type in ESSENTIAL)


def _possible(about: str, *formulas: Formula) -> Claim:
    return Claim(str(about), every(formulas), possible=True, witness=True)


def _missing_answers(outcome: Outcome) -> Formula:
    return some(ground.holds for ground in outcome.grounds if ground.code == outcome.protocol.missing_answers)


def _techniques_fall(outcome: Outcome) -> Iterator[Claim]:
    for rule in outcome.protocol.blocks.rules:
        named = frozenset().union(*(outcome.protocol.blocks.implied[each] for each in rule.blocks))
        for technique in sorted(named):
            allowed = opposite(outcome.fallen[technique])
            yield Claim(f"{rule.id} and {technique}", every((outcome.blocks[rule.id].possible, allowed)))


def _pathways_fall(outcome: Outcome) -> Iterator[Claim]:
    """By the rules themselves, not by the list of fallen techniques; and by what the design says a pathway needs."""
    blocks = outcome.protocol.blocks
    for pathway in Pathway:
        needed = {*blocks.modalities[pathway], *NEEDS.get(pathway, ())}
        for technique in sorted(needed):
            rules = (rule for rule in blocks.rules if any(technique in blocks.implied[each] for each in rule.blocks))
            ruled_out = some(outcome.blocks[rule.id].possible for rule in rules)
            fallen = outcome.fallen.get(technique, TRUE)
            yield Claim(f"{pathway} without {technique}", every((outcome.offered(pathway), some((ruled_out, fallen)))))


def _unknown_falls(outcome: Outcome) -> Iterator[Claim]:
    unknown = some(truth.open for truth in outcome.blocks.values())
    standing = opposite(every(outcome.fallen.get(technique, FALSE) for technique in FALLS_WHEN_UNKNOWN))
    yield Claim("a block not known", every((unknown, standing)))
    yield Claim("age not known", every((outcome.form.symbols.get(AGE, UNKNOWN).open, standing)))
    nobody_looks = opposite(outcome.human_review)
    yield Claim("a block not known, and nobody looks", every((unknown, nobody_looks)))
