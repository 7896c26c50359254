"""The properties that compare a person with the same person who answers one question differently. In: a Solver. Out:
Claims: a warning answer that goes from no to not sure to yes, or another wish, never lowers the urgency."""

from collections.abc import Iterator, Sequence

import z3

from intake.questionnaire.items import NONE, NOT_SURE, TELL_SOMEONE, UNSURE, ItemType
from intake.routing.proof.answers import GIVEN, NUMBERS, AskedFor, limits
from intake.routing.proof.claims import Change, Claim
from intake.routing.proof.demands import LEAST_WHEN_OPEN, MILDER_BY_DESIGN
from intake.routing.proof.grounds import EARLIER, SHARE, UNKNOWN_ANSWERS, Floors, floors_of
from intake.routing.proof.logic import FALSE, TRUE, Formula, every, none_of, opposite, some
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.signs import signs_of, warning_items
from intake.routing.proof.solver import Solver
from intake.routing.urgency import Urgency

YES, NO = "yes", "no"


def warnings_never_lower(solver: Solver) -> Iterator[Claim]:
    """Ticks first, then questions with one answer."""
    outcome = solver.outcome
    floors = _Floors(outcome)
    signs = signs_of(outcome.protocol)
    for link_id in sorted(warning_items(outcome.protocol)):
        asked = outcome.form.asked[link_id]
        if asked.item.type is ItemType.TICKS:
            yield from _ticks(asked, [code for code in asked.item.options if code in signs], floors)
        elif asked.item.type is not ItemType.PLACES:
            yield _one_step_at_most(asked, floors)
        if {YES, NO} <= set(asked.item.options):
            yield from _yes_or_no(asked, floors, solver)


def wishes_never_lower(solver: Solver) -> Iterator[Claim]:
    """Any wish, or none, gives the same urgency."""
    outcome = solver.outcome
    fact = outcome.protocol.decision.preference.fact
    asked = outcome.form.asked[outcome.protocol.questionnaire.facts[fact].link_id]
    floors = _Floors(outcome)
    for code in asked.codes:
        yield floors.never_lower(f"the wish becomes {code}", TRUE, _becomes(asked, code))
    yield floors.never_lower("the wish is taken back", TRUE, _becomes(asked, ""))


class _Floors:
    """The urgency without what stands only on the share (7.7) or the number (7.3) of open answers."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.known = self._without(SHARE)
        self._told = self._without(SHARE, UNKNOWN_ANSWERS)

    def never_lower(self, about: str, given: Formula, change: Change, *, told: bool = False) -> Claim:
        """Nobody with `given` falls by the change. `told`: an open answer becomes known, so 7.3 no longer counts."""
        before = self._told if told else self.known
        lower = (every((before.at_least[each], opposite(self.after(each, change)))) for each in Urgency)
        return Claim(about, every((given, some(lower))), change=tuple(change))

    def after(self, urgency: Urgency, change: Change) -> Formula:
        """At least this urgency, once the change is made."""
        return z3.substitute(self.known.at_least[urgency], *change)

    def _without(self, *codes: str) -> Floors:
        left_out = (*codes, EARLIER)
        present = (ground for ground in self.outcome.grounds if ground.code not in left_out)
        return floors_of(present, self.outcome.earlier)


def _ticks(asked: AskedFor, signs: Sequence[str], floors: _Floors) -> Iterator[Claim]:
    """One more sign, or several; not sure instead of no; a sign beside not sure; yes to all that was not sure."""
    name = asked.item.link_id
    answered = none_of((asked.skipped, asked.unsure))
    more = {code: z3.Bool(f"also {name} = {code}") for code in signs}
    ticked = [(asked.codes[code], some((asked.codes[code], also))) for code, also in more.items()]
    untouched = [(asked.codes[NONE], FALSE)] if NONE in asked.codes else []
    settled = [(variable, TRUE if code in signs else FALSE) for code, variable in asked.codes.items()]
    yield _unless_milder(f"{name}: no to yes", answered, [*ticked, *untouched], asked, floors)
    for word in (NOT_SURE, TELL_SOMEONE):
        if word in asked.codes:
            yield floors.never_lower(f"{name}: no to {word}", answered, [(asked.codes[word], TRUE), *untouched])
    if NONE in asked.codes:
        yield floors.never_lower(f"{name}: none to skipped", asked.codes[NONE], untouched)
    yield _unless_milder(f"{name}: not sure to yes to some", asked.unsure, ticked, asked, floors, told=True)
    yield _unless_milder(f"{name}: not sure to yes to all", asked.left_open, settled, asked, floors, told=True)


def _unless_milder(
    about: str, given: Formula, change: Change, asked: AskedFor, floors: _Floors, *, told: bool = False
) -> Claim:
    """Without the cases in which the design itself lets an answer lead to a milder rule."""
    rules = [rule for option, rule in MILDER_BY_DESIGN.items() if option in asked.codes]
    milder = some(floors.outcome.truths[rule].yes for rule in rules if rule in floors.outcome.truths)
    return floors.never_lower(about, every((given, opposite(z3.substitute(milder, *change)))), change, told=told)


def _one_step_at_most(asked: AskedFor, floors: _Floors) -> Claim:
    """Silence, or not sure, is at most one step calmer than the calmest answer (7.1, 7.2)."""
    answers = list(_every_answer(asked))
    calmer = (
        every((opposite(floors.known.at_least[least]), *(floors.after(urgency, answer) for answer in answers)))
        for urgency, least in LEAST_WHEN_OPEN.items()
    )
    about = f"{asked.item.link_id}: every answer is two steps more urgent than none"
    return Claim(about, every((asked.left_open, some(calmer))), change=tuple(answers[0]))


def _every_answer(asked: AskedFor) -> Iterator[list[tuple[Formula, Formula]]]:
    """Each code, or for a number each stretch between two bounds."""
    if asked.item.type not in NUMBERS:
        yield from (_becomes(asked, code) for code in asked.codes if code not in UNSURE)
        return
    least, most = limits(asked.item)
    for number in (least, *(bound for bound in asked.reaches if least < bound <= most)):
        reached = [(variable, TRUE if number >= bound else FALSE) for bound, variable in asked.reaches.items()]
        yield [*_becomes(asked, GIVEN), *reached]


def _yes_or_no(asked: AskedFor, floors: _Floors, solver: Solver) -> Iterator[Claim]:
    """Either yes or no is the warning; whichever it is, not sure lies between."""
    upward = list(_between(asked, floors, NO, YES))
    downward = list(_between(asked, floors, YES, NO))
    yield from upward if any(solver.possible(claim.case) for claim in downward) else downward


def _between(asked: AskedFor, floors: _Floors, calm: str, warning: str) -> Iterator[Claim]:
    name = asked.item.link_id
    for word in (code for code in asked.codes if code in UNSURE):
        yield floors.never_lower(f"{name}: {calm} to {word}", asked.codes[calm], _becomes(asked, word))
        yield floors.never_lower(f"{name}: {word} to {warning}", asked.codes[word], _becomes(asked, warning), told=True)
    yield floors.never_lower(f"{name}: {calm} to skipped", asked.codes[calm], _becomes(asked, ""))
    yield floors.never_lower(f"{name}: {calm} to {warning}", asked.codes[calm], _becomes(asked, warning))


def _becomes(asked: AskedFor, word: str) -> list[tuple[Formula, Formula]]:
    return [(variable, TRUE if code == word else FALSE) for code, variable in asked.codes.items()]
