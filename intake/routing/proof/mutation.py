"""Whether planted faults are found: by a story that ends otherwise, by a property that no longer holds, or by the
second
table. In: Faults and what to look with. Out: a Find for each; one that nobody found is a hole in the checks."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from intake.questionnaire.answers import AnswersError
from intake.questionnaire.errors import ProtocolError
from intake.routing.proof.claims import Claim, holds
from intake.routing.proof.faults import FILES, Fault, plant
from intake.routing.proof.outcome import outcome_of
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import Row, conditions_of_rows, rows_hold
from intake.routing.proof.solver import Solver
from intake.routing.proof.vignettes import Vignette, read_vignettes
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

    def as_json(self) -> dict[str, str]:
        """Plain JSON."""
        return {"kind": self.fault.kind, "fault": self.fault.where, "found_by": self.by, "where": self.where}


def finders(folder: Path, today: date, vignettes: Path, rows: tuple[Row, ...]) -> Finders:
    """The finders, with the stories of a folder; none where there is no such folder."""
    return Finders(folder, today, read_vignettes(vignettes) if vignettes.is_dir() else (), rows)


def look_for_all(looking: Finders, *, seed: int, each: int, jobs: int) -> list[Find]:
    """Plant up to `each` faults of every kind, and look for every one of them."""
    faults = plant(looking.folder, seed, each)
    if jobs < 2:
        return [look_for(fault, looking) for fault in faults]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(look_for, finders=looking), faults))


def table(finds: Sequence[Find], seed: int) -> Iterator[str]:
    """The finds to read, a line each."""
    for find in finds:
        by = f"{find.by}: {find.where}" if find.by else "NOT FOUND"
        yield f"{find.fault.kind:28} {find.fault.where:44} {by}"
    found = Counter(find.by or "nobody" for find in finds)
    counts = ", ".join(f"{count} by {by}" for by, count in found.most_common())
    yield f"{len(finds)} faults planted with seed {seed}; found: {counts}"


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
    return next((claim.about for claim in claims if not holds(claim, solver)), "")


def _failing_vignette(protocol: Protocol, finders: Finders) -> str:
    for vignette in finders.vignettes:
        try:
            if not vignette.ends_well(protocol, finders.today):
                return vignette.id
        except AnswersError:
            return f"{vignette.id} (cannot be answered)"
    return ""
