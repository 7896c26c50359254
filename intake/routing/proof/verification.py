"""The whole check of a protocol: formulas against engine, then every property. In: a Protocol, how many random people,
a seed, and the rows of a second table. Out: a Verification, as JSON or as lines to read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.routing.proof.claims import Counterexample, Verdict, prove
from intake.routing.proof.cross_check import CrossCheck, cross_check
from intake.routing.proof.outcome import Outcome, outcome_of
from intake.routing.proof.patients import Patient
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import Row, conditions_of_rows, table_property
from intake.routing.proof.solver import Solver, clock
from intake.routing.protocol import Protocol

NOTICE = (
    "A proof shows that the logic is consistent and fails towards safety. It does not show that the clinical content is"
    " right.",
    "This is sample content: no clinician has checked it.",
    "Triage software is likely a medical device, which whoever operates it must have classified.",
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it. `outcome` holds the formulas, for whoever wants to ask more."""

    outcome: Outcome
    check: CrossCheck
    verdicts: tuple[Verdict, ...]
    seconds: float

    @property
    def not_proved(self) -> tuple[str, ...]:
        """What failed, in words; nothing where all is proved."""
        failed = (f"property {verdict.number}" for verdict in self.verdicts if not verdict.proved)
        return (*(("cross-check",) if self.check.patient else ()), *failed)

    @property
    def witnesses(self) -> dict[str, Patient]:
        """A person for each rule that can fire and each disposition that can be reached."""
        return {about: patient for verdict in self.verdicts for about, patient in verdict.witnesses.items()}

    def as_json(self) -> dict[str, Any]:
        """Everything as plain JSON."""
        protocol = self.outcome.protocol
        return {
            "notice": list(NOTICE),
            "protocol": {"version": protocol.version, "digest": protocol.digest},
            "proved": not self.not_proved,
            "seconds": round(self.seconds, 1),
            "cross_check": self.check.as_json(),
            "properties": [verdict.as_json() for verdict in self.verdicts],
        }


def verify(protocol: Protocol, today: date, *, people: int, seed: int, rows: tuple[Row, ...] = ()) -> Verification:
    """Check everything; nothing is left out where something fails."""
    start = clock()
    outcome = outcome_of(protocol, conditions_of_rows(rows))
    check = cross_check(outcome, people, seed, today)
    solver = Solver(outcome, today)
    wanted = (*PROPERTIES, table_property(rows)) if rows else PROPERTIES
    return Verification(outcome, check, tuple(prove(each, solver) for each in wanted), clock() - start)


def lines(found: Verification) -> Iterator[str]:
    """The same to read, a line at a time."""
    yield from _about(found.outcome.protocol)
    yield from _checked(found.check)
    for verdict in found.verdicts:
        effort = f"({verdict.claims} claims, {verdict.seconds:.1f} s)"
        yield f"{verdict.number:2}. {'proved' if verdict.proved else 'NOT PROVED':10} {verdict.title} {effort}"
        yield from (f"{'':14} {exception}" for exception in verdict.exceptions)
        for counterexample in verdict.counterexamples:
            yield from _told(counterexample)
    yield f"{'NOT proved' if found.not_proved else 'All proved'} in {found.seconds:.1f} s."


def _about(protocol: Protocol) -> Iterator[str]:
    reviews = len(protocol.decision.review_rules)
    yield f"Protocol {protocol.version}, digest {protocol.digest[:12]}, loaded and cross-checked: " + ", ".join((
        f"{len(protocol.red_flags)} red flags", f"{len(protocol.phrase_flags)} phrase flags", f"{reviews} review rules",
        f"{len(protocol.blocks.rules)} blocks", f"{len(protocol.scores)} scores",
        f"{len(protocol.questionnaire.pages)} pages, {len(protocol.questionnaire.items)} questions",
    ))  # fmt: skip


def _checked(check: CrossCheck) -> Iterator[str]:
    counts = ", ".join(f"{count} {name}" for name, count in check.dispositions.items())
    agree = "DIFFER" if check.patient else "agree"
    people = f"{check.people} random people, seed {check.seed}"
    yield f"Formulas and engine {agree} on {people}: {counts} ({check.seconds:.1f} s)"
    if check.patient:
        yield f"    in {', '.join(check.differing)}"
        yield f"    {_json(check.patient)}"


def _told(counterexample: Counterexample) -> Iterator[str]:
    yield f"{'':4}{counterexample.about}"
    for word, patient in (("before", counterexample.before), ("after", counterexample.after)):
        if patient is not None:
            yield f"{'':8}{word + ': ' if counterexample.after else ''}{_json(patient)}"


def _json(patient: Patient) -> str:
    around = [f"earlier screen {patient.earlier}"] if patient.earlier else []
    around += ["rules suspended"] if patient.suspended else []
    answers = json.dumps(dict(patient.answers), ensure_ascii=False)
    return f"{answers} ({', '.join(around)})" if around else answers
