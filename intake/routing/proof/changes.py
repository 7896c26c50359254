"""The properties that compare a person with the same person who answers one question differently. In: a Solver. Out:
Claims: a warning answer that goes from no to not sure to yes, or another wish, never lowers the urgency."""

from collections.abc import Iterable, Iterator, Mapping

import z3

from intake.questionnaire.items import NONE, NOT_SURE, TELL_SOMEONE, UNSURE, ItemType
from intake.routing.proof.answers import AskedFor
from intake.routing.proof.claims import Change, Claim
from intake.routing.proof.grounds import SHARE, UNKNOWN_ANSWERS, Floors, floors_of
from intake.routing.proof.logic import FALSE, TRUE, Formula, at_most_one, every, none_of, opposite, some
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.people import warning_items
from intake.routing.proof.solver import Solver
from intake.routing.urgency import Urgency

YES, NO = "yes", "no"
Floor = Mapping[Urgency, Formula]


def warnings_never_lower(solver: Solver) -> Iterator[Claim]:
    """Ticks first, then questions with one answer."""
    outcome = solver.outcome
    floors = _Floors(outcome)
    for link_id in sorted(warning_items(outcome.protocol)):
        asked = outcome.form.asked[link_id]
        if asked.item.type is ItemType.TICKS:
            yield from _ticks(asked, floors)
        elif {YES, NO} <= set(asked.item.options):
            yield from _yes_or_no(asked, floors, solver)


def wishes_never_lower(solver: Solver) -> Iterator[Claim]:
    """Any wish, or none, gives the same urgency."""
    outcome = solver.outcome
    fact = outcome.protocol.decision.preference.fact
    asked = outcome.form.asked[outcome.protocol.questionnaire.facts[fact].link_id]
    floors = _Floors(outcome)
    for code, said in asked.codes.items():
        change = [(variable, TRUE if variable.eq(said) else FALSE) for variable in asked.codes.values()]
        yield floors.never_lower(f"the wish becomes {code}", TRUE, change)
    silent = [(variable, FALSE) for variable in asked.codes.values()]
    yield floors.never_lower("the wish is taken back", TRUE, silent)


class _Floors:
    """The urgency with and without what stands only on missing answers (7.3, 7.7)."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._known = self._without(SHARE)
        self._told = self._without(SHARE, UNKNOWN_ANSWERS)

    def never_lower(self, about: str, given: Formula, change: Change, *, told: bool = False) -> Claim:
        """Nobody with `given` falls by the change. `told`: an open answer becomes known, so 7.3 no longer counts."""
        before = self._told if told else self._known
        lower = (
            every((before.at_least[urgency], opposite(after)))
            for urgency, after in ((each, z3.substitute(self._known.at_least[each], *change)) for each in Urgency)
        )
        return Claim(about, every((given, some(lower))), change=tuple(change))

    def _without(self, *codes: str) -> Floors:
        return floors_of(ground for ground in self._outcome.grounds if ground.code not in codes)


def _ticks(asked: AskedFor, floors: _Floors) -> Iterator[Claim]:
    """One more tick; not sure instead of no; one more tick beside not sure; yes to all that was not sure."""
    name = asked.item.link_id
    answered = none_of((asked.skipped, asked.unsure))
    more = {code: z3.Bool(f"also {name} = {code}") for code in asked.item.options}
    ticked = [(asked.codes[code], some((asked.codes[code], also))) for code, also in more.items()]
    untouched = [(asked.codes[NONE], FALSE)] if NONE in asked.codes else []
    yield floors.never_lower(f"{name}: no to yes", every((answered, some(more.values()))), [*ticked, *untouched])
    for word in (NOT_SURE, TELL_SOMEONE):
        if word in asked.codes:
            yield floors.never_lower(f"{name}: no to {word}", answered, [(asked.codes[word], TRUE), *untouched])
    if NONE in asked.codes:
        yield floors.never_lower(f"{name}: none to skipped", asked.codes[NONE], untouched)
    open_again = every((asked.unsure, some(more.values())))
    yield floors.never_lower(f"{name}: not sure to yes to one", open_again, ticked, told=True)
    settled = [(variable, _settled(code)) for code, variable in asked.codes.items()]
    yield floors.never_lower(f"{name}: not sure to yes to all", asked.left_open, settled, told=True)


def _settled(code: str) -> Formula:
    return FALSE if code in (NONE, *UNSURE) else TRUE


def _yes_or_no(asked: AskedFor, floors: _Floors, solver: Solver) -> Iterator[Claim]:
    """Either yes or no is the warning; whichever it is, not sure lies between."""
    name = asked.item.link_id
    upward = list(_between(name, asked, floors, NO, YES))
    downward = list(_between(name, asked, floors, YES, NO))
    holds = not any(solver.possible(claim.refuted_by) for claim in downward)
    yield from downward if holds else upward


def _between(name: str, asked: AskedFor, floors: _Floors, calm: str, warning: str) -> Iterator[Claim]:
    unsure = [code for code in asked.codes if code in UNSURE]
    for word in unsure:
        yield floors.never_lower(f"{name}: {calm} to {word}", asked.codes[calm], _becomes(asked, word))
        yield floors.never_lower(
            f"{name}: {word} to {warning}", asked.codes[word], _becomes(asked, warning), told=True
        )
    yield floors.never_lower(f"{name}: {calm} to skipped", asked.codes[calm], _becomes(asked, ""))
    yield floors.never_lower(f"{name}: {calm} to {warning}", asked.codes[calm], _becomes(asked, warning))


def _becomes(asked: AskedFor, word: str) -> list[tuple[Formula, Formula]]:
    return [(variable, TRUE if code == word else FALSE) for code, variable in asked.codes.items()]


def only(words: Iterable[Formula]) -> Formula:
    """Exactly one holds."""
    listed = tuple(words)
    return every((some(listed), at_most_one(listed)))
