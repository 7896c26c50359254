"""Asks Z3. In: an Outcome and formulas. Out: a Patient for whom they all hold, or None where there can be none. Every
patient found is put through the engine's own rules first, so that no answer rests on the formulas alone."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

import z3

from intake.routing.proof.answers import Holds
from intake.routing.proof.logic import Formula, every, none_of, opposite
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.patients import Patient, patient_of, sayings_of
from intake.routing.proof.spoken import said_by_engine, said_by_formulas
from intake.routing.ruling import rule_on

LONGEST_SECONDS = 60


class Undecided(RuntimeError):
    """The solver gave no answer in time, or the engine disagrees with the formulas about a patient."""


class Solver:
    """One Z3 solver that knows what valid answers are."""

    def __init__(self, outcome: Outcome, today: date) -> None:
        self.outcome = outcome
        self.today = today
        self.sayings: Mapping[str, str] = MappingProxyType(sayings_of(outcome.protocol.questionnaire))
        self._spoken = said_by_formulas(outcome)
        self._solver = z3.SolverFor("QF_FD")
        self._solver.set("timeout", LONGEST_SECONDS * 1000)
        self._solver.add(outcome.valid)

    def possible(self, *formulas: Formula) -> bool:
        """Whether all formulas hold for somebody. Raises Undecided."""
        return self._model(*formulas) is not None

    def usual(self, *formulas: Formula) -> Patient | None:
        """A person for whom all formulas hold, or None where that is impossible. Raises Undecided."""
        return self.usual_change((), *formulas)[0] if self.possible(*formulas) else None

    def usual_change(
        self, change: Sequence[tuple[Formula, Formula]], *formulas: Formula
    ) -> tuple[Patient, Patient]:
        """A person for whom the formulas hold, and the same person after a change of variables.

        Rather somebody with every answer given, no free text and no earlier screen. Raises Undecided.
        """
        for wish in (*self._wishes(), ()):
            model = self._model(*formulas, *wish)
            if model is not None:
                before = self._patient(lambda formula, model=model: _holds(model, formula))
                changed = list(change)
                after = self._patient(lambda formula, model=model: _holds(model, z3.substitute(formula, *changed)))
                return before, after
        raise Undecided("nobody found where there was somebody")

    def _wishes(self) -> Iterator[tuple[Formula, ...]]:
        form = self.outcome.form
        quiet = none_of((*form.texts.values(), *self.outcome.earlier.values()))
        complete = every(opposite(form.unknown_item(link_id)) for link_id in form.asked)
        yield (quiet, complete)
        yield (quiet,)

    def _patient(self, holds: Holds) -> Patient:
        """The person of a model, after asking the engine about the same answers."""
        patient = patient_of(self.outcome, holds, self.today, self.sayings)
        ruling = rule_on(self.outcome.protocol, patient.as_answers(), self.today, patient.earlier)
        meant = {name for name, formula in self._spoken.items() if holds(formula)}
        differing = sorted(meant ^ said_by_engine(self.outcome.protocol, ruling))
        if differing:
            raise Undecided(f"formulas and engine differ in {', '.join(differing)} about {dict(patient.answers)}")
        return patient

    @contextmanager
    def _assuming(self, *formulas: Formula) -> Iterator[None]:
        self._solver.push()
        try:
            self._solver.add(*formulas)
            yield
        finally:
            self._solver.pop()

    def _model(self, *formulas: Formula) -> z3.ModelRef | None:
        with self._assuming(*formulas):
            found = self._solver.check()
            if found == z3.unknown:
                raise Undecided(f"no answer within {LONGEST_SECONDS} seconds: {self._solver.reason_unknown()}")
            return self._solver.model() if found == z3.sat else None


def _holds(model: z3.ModelRef, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def clock() -> float:
    """Seconds, for measuring."""
    return time.perf_counter()
