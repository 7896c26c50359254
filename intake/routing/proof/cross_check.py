"""Holds the formulas against the engine on random people. In: an Outcome, how many, and a seed. Out: how many people
were compared, and the first for whom the two say different things."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.questionnaire.answers import parse_answers
from intake.routing.proof.bits import Bits
from intake.routing.proof.grounds import suspended
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.patients import Patient, true_variables
from intake.routing.proof.people import random_people
from intake.routing.proof.spoken import said_by_engine, said_by_formulas
from intake.routing.ruling import Ruling, rule_on
from intake.routing.told_times import time_conflicts


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """`dispositions` counts how the engine decided; `differing` are the names in which the two differ for `patient`."""

    people: int
    seed: int
    dispositions: Mapping[str, int]
    seconds: float
    patient: Patient | None = None
    differing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "agree": self.patient is None,
            "people": self.people,
            "seed": self.seed,
            "seconds": round(self.seconds, 1),
            "dispositions": dict(self.dispositions),
            "differing": list(self.differing),
            "answers": None if self.patient is None else dict(self.patient.answers),
        }


def cross_check(outcome: Outcome, count: int, seed: int, today: date) -> CrossCheck:
    """Compare every name of spoken.py for so many people."""
    start = time.perf_counter()
    people = list(random_people(outcome, count, seed, today))
    engine, variables, dispositions = _decided(outcome, people, today)
    bits = Bits(count, variables)
    differing: dict[int, list[str]] = defaultdict(list)
    for name, formula in said_by_formulas(outcome).items():
        difference = bits.of(formula) ^ engine.pop(name, 0)
        if difference:
            differing[(difference & -difference).bit_length() - 1].append(name)
    for name, unknown in engine.items():
        differing[(unknown & -unknown).bit_length() - 1].append(name)
    seconds = time.perf_counter() - start
    if not differing:
        return CrossCheck(count, seed, dispositions, seconds)
    first = min(differing)
    return CrossCheck(count, seed, dispositions, seconds, people[first], tuple(sorted(differing[first])))


def _decided(
    outcome: Outcome, people: list[Patient], today: date
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """One bit a person for each name that the engine says, and for each variable; and the count of dispositions."""
    engine: dict[str, int] = defaultdict(int)
    variables: dict[str, int] = defaultdict(int)
    dispositions: dict[str, int] = defaultdict(int)
    for number, patient in enumerate(people):
        answers = parse_answers(outcome.protocol.questionnaire, patient.answers, today)
        ruling = rule_on(outcome.protocol, answers, today, patient.earlier, suspended=patient.suspended)
        dispositions[str(ruling.disposition)] += 1
        for name in said_by_engine(outcome.protocol, ruling):
            engine[name] |= 1 << number
        for name in (*true_variables(outcome.form, ruling, answers.values, today), *_told(outcome, ruling)):
            variables[name] |= 1 << number
        if patient.suspended:
            variables[str(suspended())] |= 1 << number
        if patient.earlier:
            variables[str(outcome.earlier[patient.earlier])] |= 1 << number
    return engine, variables, dict(sorted(dispositions.items()))


def _told(outcome: Outcome, ruling: Ruling) -> Iterator[str]:
    """The variables of the time that words tell; nobody here tells two."""
    conflicts = time_conflicts(outcome.protocol, ruling.facts)
    if outcome.form.told and conflicts:
        yield from outcome.form.told.names(conflicts[0].meant)
