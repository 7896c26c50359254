"""Asks Z3. In: an Outcome and formulas. Out: a Patient for whom they all hold, or None where there can be none. Every
patient found is put through the engine's own rules first, so that no answer rests on the formulas alone."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Literal

import z3

from intake.questionnaire.items import NONE, ItemType
from intake.routing.proof.answers import Holds
from intake.routing.proof.grounds import suspended
from intake.routing.proof.logic import Formula, every, none_of, opposite
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.patients import Patient, patient_of, sayings_of
from intake.routing.proof.spoken import said_by_engine, said_by_formulas

# Effort in Z3's own steps, so that a busy machine answers as an idle one does. Measured: some 700,000 steps a second of
# processor time, 300,000 with QF_FD; the hardest question about the packaged rules took 41,000, about a fault 240,000.
QUICK = 3_000_000
# A hard question for one way of searching is mostly an easy one for another.
AGAIN = (("QF_BV", 7_000_000), ("", 7_000_000), ("QF_FD", 6_000_000), ("QF_BV", 42_000_000), ("", 42_000_000))


class Undecided(RuntimeError):
    """The solver gave no answer with what it may spend, or the engine disagrees with the formulas about a patient."""


class Solver:
    """One Z3 solver that knows what valid answers are."""

    def __init__(self, outcome: Outcome, today: date) -> None:
        self.outcome = outcome
        self.today = today
        self.sayings: Mapping[str, str] = MappingProxyType(sayings_of(outcome.protocol.questionnaire))
        self._spoken = said_by_formulas(outcome)
        self._wishes = (*_wishes(outcome), ())
        self._solver = _new_solver("")
        self._solver.add(outcome.valid)

    def possible(self, *formulas: Formula) -> bool:
        """Whether all formulas hold for somebody. Raises Undecided."""
        return self._model(*formulas) is not None

    def usual(self, formula: Formula) -> Patient | None:
        """A person for whom the formula holds, or None where there is none; rather one who answers everything, writes
        nothing and comes for the first time. Raises Undecided."""
        for wish in self._wishes:
            model = self._model(formula, *wish)
            if model is not None:
                return self._patient(partial(_holds, model))
        return None

    def usual_change(self, change: Sequence[tuple[Formula, Formula]], formula: Formula) -> tuple[Patient, Patient]:
        """A person for whom the formula holds, and the same person after a change of variables.

        Rather somebody with every answer given, no free text and no earlier screen, and with as few ticks as possible,
        so that what matters can be seen. Raises Undecided.
        """
        wishes = next(wish for wish in self._wishes if self.possible(formula, *wish))
        model = self._model(formula, *wishes, *self._few_ticks(formula, *wishes))
        if model is None:
            raise Undecided("nobody found where there was somebody")
        return self._patient(partial(_holds, model)), self._patient(partial(_holds_after, model, change))

    def _few_ticks(self, *formulas: Formula) -> list[Formula]:
        kept: list[Formula] = []
        for asked in self.outcome.form.asked.values():
            nothing = asked.codes.get(NONE, asked.skipped)
            if asked.item.type is ItemType.TICKS and self.possible(*formulas, *kept, nothing):
                kept.append(nothing)
        return kept

    def _patient(self, holds: Holds) -> Patient:
        """The person of a model, after asking the engine about the same answers."""
        patient = patient_of(self.outcome, holds, self.today, self.sayings)
        ruling = patient.ruling(self.outcome.protocol, self.today)
        meant = {name for name, formula in self._spoken.items() if holds(formula)}
        differing = sorted(meant ^ said_by_engine(self.outcome.protocol, ruling))
        if differing:
            raise Undecided(f"formulas and engine differ in {', '.join(differing)} about {dict(patient.answers)}")
        return patient

    def _model(self, *formulas: Formula) -> z3.ModelRef | None:
        """The solver that knows the form is asked first; where it loses its way, others begin anew with more effort."""
        self._solver.push()
        try:
            self._solver.add(*formulas)
            found = _asked(self._solver, QUICK)
        finally:
            self._solver.pop()
        for kind, effort in AGAIN:
            if found is not None:
                break
            other = _new_solver(kind)
            other.add(self.outcome.valid, *formulas)
            found = _asked(other, effort)
        if found is None:
            raise Undecided("the solver found no answer with what it may spend")
        return None if found is False else found


def _wishes(outcome: Outcome) -> Iterator[tuple[Formula, ...]]:
    """What would make a person easier to read."""
    form = outcome.form
    told = (form.told.differs,) if form.told else ()
    quiet = none_of((*form.texts.values(), *told, *outcome.earlier.values(), suspended()))
    yield (quiet, every(opposite(form.unknown_item(link_id)) for link_id in form.asked))
    yield (quiet,)


def _new_solver(kind: str) -> z3.Solver:
    solver = z3.SolverFor(kind) if kind else z3.SimpleSolver()
    if kind == "QF_FD":
        solver.set("pb.solver", "totalizer")
    return solver


def _asked(solver: z3.Solver, effort: int) -> z3.ModelRef | Literal[False] | None:
    """A model, False where there can be none, None where the effort did not reach."""
    solver.set("rlimit", effort)
    found = solver.check()
    if found == z3.sat:
        return solver.model()
    return False if found == z3.unsat else None


def _holds(model: z3.ModelRef, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def _holds_after(model: z3.ModelRef, change: Sequence[tuple[Formula, Formula]], formula: Formula) -> bool:
    return _holds(model, z3.substitute(formula, *change))


def clock() -> float:
    """Seconds, for measuring."""
    return time.perf_counter()
