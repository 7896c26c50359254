"""Whether planted faults are found: by a story that ends otherwise, by a property that no longer holds, or by the
second
table. In: Faults and what to look with. Out: a Find for each; one that nobody found is a hole in the checks."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.questionnaire.answers import AnswersError
from intake.questionnaire.errors import ProtocolError
from intake.routing.proof.claims import Claim
from intake.routing.proof.faults import FILES, Fault
from intake.routing.proof.outcome import outcome_of
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import Row, conditions_of_rows, rows_hold
from intake.routing.proof.solver import Solver
from intake.routing.proof.vignettes import Vignette
from intake.routing.protocol import Protocol, load_protocol

WORDS = "wording"


@dataclass(frozen=True, slots=True)
class Finders:
    """What faults are looked for with."""

    folder: Path
    today: date
    vignettes: Sequence[Vignette]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """What found a fault, and where; both empty where nothing did."""

    fault: Fault
    by: str = ""
    where: str = ""


def look_for(fault: Fault, finders: Finders) -> Find:
    """Load the faulty data and look with everything."""
    with tempfile.TemporaryDirectory() as place:
        try:
            protocol = load_protocol(_written(fault, finders.folder, Path(place)))
        except ProtocolError as error:
            return Find(fault, "loader", f"{error.file}: {error.message}")
        return Find(fault, *_first_finder(protocol, finders))


def _first_finder(protocol: Protocol, finders: Finders) -> tuple[str, str]:
    """The quickest first; (by what, where), both empty where nothing is found."""
    if vignette := _failing_vignette(protocol, finders):
        return "vignette", vignette
    solver = Solver(outcome_of(protocol, conditions_of_rows(finders.rows)), finders.today)
    if about := _failing_property(solver):
        return "proof", about
    row = _failing(rows_hold(finders.rows, solver), solver)
    return ("second table" if row else ""), row


def _written(fault: Fault, folder: Path, place: Path) -> Path:
    """A copy of the data with the changed files, in one language."""
    (place / WORDS).mkdir()
    for path in folder.iterdir():
        if path.name not in (*FILES, WORDS):
            (place / path.name).symlink_to(path, target_is_directory=path.is_dir())
    for name, content in fault.files.items():
        (place / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return place


def _failing_property(solver: Solver) -> str:
    for wanted in PROPERTIES:
        about = _failing(wanted.claims(solver), solver)
        if about:
            return f"{wanted.number}: {about}"
    return ""


def _failing(claims: Iterable[Claim], solver: Solver) -> str:
    return next((claim.about for claim in claims if solver.possible(claim.refuted_by) is not claim.possible), "")


def _failing_vignette(protocol: Protocol, finders: Finders) -> str:
    for vignette in finders.vignettes:
        try:
            if not vignette.ends_well(protocol, finders.today):
                return vignette.id
        except AnswersError:
            return f"{vignette.id} (cannot be answered)"
    return ""
