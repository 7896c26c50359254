"""What is claimed, and what comes of it. In: claims as formulas. Out: a Verdict for each property: proved, with the
time it took, or refuted by a person's answers; for a claim that something can happen, a person to whom it does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.routing.proof.logic import Formula
from intake.routing.proof.patients import Patient
from intake.routing.proof.solver import Solver, Undecided, clock

MOST_COUNTEREXAMPLES = 3
Change = Sequence[tuple[Formula, Formula]]


@dataclass(frozen=True, slots=True)
class Claim:
    """Nobody is as `case` says; or with `possible`, somebody is, and with `witness` that person is kept. `change` leads
    from one person to a second who answers differently: (variable, what it becomes)."""

    about: str
    case: Formula
    possible: bool = False
    witness: bool = False
    change: Change = ()


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the protocol. `exceptions` are told with it, in full."""

    number: int
    title: str
    claims: Callable[[Solver], Iterator[Claim]]
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The person for whom a claim fails, and for a change the same person afterwards. None where nobody was found to
    whom something happens that should be able to."""

    about: str
    before: Patient | None = None
    after: Patient | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a property. `witnesses` are people to whom the claims of a possible thing happen."""

    number: int
    title: str
    exceptions: tuple[str, ...]
    claims: int
    seconds: float
    counterexamples: tuple[Counterexample, ...] = ()
    witnesses: Mapping[str, Patient] = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        """Every claim holds, and there was something to claim."""
        return bool(self.claims) and not self.counterexamples

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "number": self.number,
            "title": self.title,
            "exceptions": list(self.exceptions),
            "proved": self.proved,
            "claims": self.claims,
            "seconds": round(self.seconds, 2),
            "counterexamples": [
                {"about": found.about, "before": _plain(found.before), "after": _plain(found.after)}
                for found in self.counterexamples
            ],
            "witnesses": {about: _plain(patient) for about, patient in self.witnesses.items()},
        }


def prove(wanted: Property, solver: Solver) -> Verdict:
    """Try every claim; stop after the first few that fail."""
    start, claims = clock(), 0
    failed: list[Counterexample] = []
    witnesses: dict[str, Patient] = {}
    for claim in wanted.claims(solver):
        claims += 1
        try:
            found = _tried(claim, solver)
        except Undecided as problem:
            found = Counterexample(f"{claim.about}: {problem}")
        if isinstance(found, Patient):
            witnesses[claim.about] = found
        elif found is not None:
            failed.append(found)
        if len(failed) == MOST_COUNTEREXAMPLES:
            break
    seconds = clock() - start
    return Verdict(wanted.number, wanted.title, wanted.exceptions, claims, seconds, tuple(failed), witnesses)


def holds(claim: Claim, solver: Solver) -> bool:
    """Whether the claim is true, without looking for words about it. Raises Undecided."""
    return solver.possible(claim.case) is claim.possible


def _tried(claim: Claim, solver: Solver) -> Counterexample | Patient | None:
    """What speaks against the claim, or its witness, or nothing where it simply holds."""
    if claim.witness:
        return solver.usual(claim.case) or Counterexample(claim.about)
    if holds(claim, solver):
        return None
    if claim.possible:
        return Counterexample(claim.about)
    before, after = solver.usual_change(claim.change, claim.case)
    return Counterexample(claim.about, before, after if claim.change else None)


def _plain(patient: Patient | None) -> dict[str, Any] | None:
    if patient is None:
        return None
    around = {"earlier": str(patient.earlier)} if patient.earlier else {}
    return {"answers": dict(patient.answers), **around, **({"suspended": True} if patient.suspended else {})}
