"""The whole check of a protocol: formulas against engine, then every property. In: a Protocol, how many random people,
a seed, and the rows of a second table. Out: a Verification, as JSON or as lines to read."""

import json
import multiprocessing
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intake.routing.proof.claims import Counterexample, Property, Verdict, prove
from intake.routing.proof.cross_check import CrossCheck, cross_check
from intake.routing.proof.outcome import outcome_of
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
    """What came of it. `seconds` by the clock, `processor_seconds` of all processes together."""

    protocol: Protocol
    check: CrossCheck
    verdicts: tuple[Verdict, ...]
    seconds: float
    processor_seconds: float

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
        return {
            "notice": list(NOTICE),
            "protocol": {"version": self.protocol.version, "digest": self.protocol.digest},
            "proved": not self.not_proved,
            "seconds": round(self.seconds, 1),
            "processor_seconds": round(self.processor_seconds, 1),
            "cross_check": self.check.as_json(),
            "properties": [verdict.as_json() for verdict in self.verdicts],
        }


@dataclass(frozen=True, slots=True)
class _Work:
    """All that one process needs; the formulas are made in it, since they cannot be sent to another. The solver that
    has learnt what valid answers are is kept for the next property."""

    protocol: Protocol
    today: date
    people: int
    seed: int
    rows: tuple[Row, ...]
    solvers: list[Solver] = field(default_factory=list)

    @property
    def properties(self) -> tuple[Property, ...]:
        """Those of any protocol, and the second table where there is one."""
        return (*PROPERTIES, table_property(self.rows)) if self.rows else PROPERTIES

    def solver(self) -> Solver:
        """Made once."""
        if not self.solvers:
            self.solvers.append(Solver(outcome_of(self.protocol, conditions_of_rows(self.rows)), self.today))
        return self.solvers[0]

    def checked(self) -> CrossCheck:
        """Formulas against engine."""
        return cross_check(self.solver().outcome, self.people, self.seed, self.today)

    def proved(self, number: int) -> Verdict:
        """One property."""
        wanted = next(each for each in self.properties if each.number == number)
        return prove(wanted, self.solver())


def verify(
    protocol: Protocol, today: date, *, people: int, seed: int, rows: tuple[Row, ...] = (), jobs: int = 1
) -> Verification:
    """Check everything, in so many processes; nothing is left out where something fails."""
    start, spent = clock(), _processor_seconds()
    work = _Work(protocol, today, people, seed, rows)
    check, verdicts = _in_processes(work, jobs) if jobs > 1 else _one_by_one(work)
    return Verification(protocol, check, verdicts, clock() - start, _processor_seconds() - spent)


def _one_by_one(work: _Work) -> tuple[CrossCheck, tuple[Verdict, ...]]:
    return work.checked(), tuple(work.proved(each.number) for each in work.properties)


def _in_processes(work: _Work, jobs: int) -> tuple[CrossCheck, tuple[Verdict, ...]]:
    """The same; a forked process is given the loaded protocol itself, not a copy read again."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, fork, _begin, (work,)) as pool:
        check = pool.submit(_check)
        ordered = sorted(
            work.properties, key=lambda each: _LONGEST.index(each.number) if each.number in _LONGEST else 9
        )
        pending = {each.number: pool.submit(_prove, each.number) for each in ordered}
        return check.result(), tuple(pending[each.number].result() for each in work.properties)


_LONGEST = (6, 1, 10, 4, 5, 3, 8)
_here: list[_Work] = []


def _begin(work: _Work) -> None:
    _here.append(work)


def _check() -> CrossCheck:
    return _here[0].checked()


def _prove(number: int) -> Verdict:
    return _here[0].proved(number)


def _processor_seconds() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def lines(found: Verification) -> Iterator[str]:
    """The same to read, a line at a time."""
    yield from _about(found.protocol)
    yield from _checked(found.check)
    for verdict in found.verdicts:
        effort = f"({verdict.claims} claims, {verdict.seconds:.1f} s)"
        yield f"{verdict.number:2}. {'proved' if verdict.proved else 'NOT PROVED':10} {verdict.title} {effort}"
        yield from (f"{'':14} {exception}" for exception in verdict.exceptions)
        for counterexample in verdict.counterexamples:
            yield from _told(counterexample)
    proved = "NOT proved" if found.not_proved else "All proved"
    yield f"{proved} in {found.seconds:.1f} s ({found.processor_seconds:.1f} s of processor time)."


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
