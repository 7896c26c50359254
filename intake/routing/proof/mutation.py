"""Whether planted faults are found: by a story that ends otherwise, by a property that no longer holds, or by the
second table. In: Faults and what to look with. Out: a Find for each; one that nobody found is a hole in the checks."""

import json
import multiprocessing
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
from intake.routing.proof.logic import FALSE, Formula, opposite, same, some
from intake.routing.proof.outcome import Outcome, conditions_of, outcome_of
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import NUMBER as TABLE
from intake.routing.proof.second_table import Row, conditions_of_rows, table_property
from intake.routing.proof.solver import Solver, Undecided
from intake.routing.proof.vignettes import Vignette, read_vignettes
from intake.routing.protocol import Protocol, load_protocol

WORDS, HARMLESS = "wording", "proved harmless"
_COSTLY = (2, 9, 7, 10, 3, 8, 5, TABLE, 4, 6, 1)


PAGE = """# Planted faults, and what found each

Each fault was planted in a copy of the packaged data, of a kind that a tired person could make. Then the loader, the
vignettes, the properties of the proof and the second table looked for it, the quickest first. This shows that the
checks can fail. It does not show that the clinical content is right, which no clinician has checked.

Protocol {version}, digest `{digest}`, {today}. {summary}
Made by `manage.py verify_protocol --mutate --page docs/PLANTED-FAULTS.md`; changed rules need a new run. A fault
"proved harmless" leads to no other decision for any answers.

| kind | where | found by |
|---|---|---|
{rows}
"""


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

    @property
    def told(self) -> str:
        """What found it, to read."""
        return f"{self.by}: {self.where}" if self.by else "NOT FOUND"

    def as_json(self) -> dict[str, str]:
        """Plain JSON."""
        return {"kind": self.fault.kind, "fault": self.fault.where, "found_by": self.by, "where": self.where}


def finders(folder: Path, today: date, vignettes: Path, rows: tuple[Row, ...]) -> Finders:
    """The finders, with the stories of a folder; none where there is no such folder."""
    return Finders(folder, today, read_vignettes(vignettes) if vignettes.is_dir() else (), rows)


def look_for_all(looking: Finders, *, seed: int, each: int, jobs: int) -> Iterator[Find]:
    """Plant up to `each` faults of every kind, and look for every one of them; one after another as they are found."""
    faults = plant(looking.folder, seed, each)
    if jobs < 2:
        yield from (look_for(fault, looking) for fault in faults)
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(partial(look_for, finders=looking), faults)


def line(find: Find) -> str:
    """One find to read."""
    return f"{find.fault.kind:28} {find.fault.where:44} {find.told}"


def summary(finds: Sequence[Find], seed: int) -> str:
    """How many there were, and what found them."""
    found = Counter(find.by or "nobody" for find in finds)
    counts = ", ".join(f"{count} by {by}" for by, count in found.most_common())
    return f"{len(finds)} faults planted with seed {seed}; found: {counts}."


def page(finds: Sequence[Find], seed: int, protocol: Protocol, today: date) -> str:
    """The table as a page in Markdown."""
    rows = (f"| {find.fault.kind} | {_cell(find.fault.where)} | {_cell(find.told)} |" for find in finds)
    return PAGE.format(
        version=protocol.version, digest=protocol.digest, today=today, summary=summary(finds, seed),
        rows="\n".join(rows),
    )  # fmt: skip


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


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
    looking = {wanted.number: wanted for wanted in (*PROPERTIES, table_property(finders.rows))}
    for number in sorted(looking, key=_COSTLY.index):
        if about := _failing(looking[number].claims(solver), solver):
            return ("second table" if number == TABLE else "proof"), f"{number}: {about}"
    return (HARMLESS, "no answers lead to another decision") if _decides_alike(protocol, finders) else ("", "")


def _decides_alike(protocol: Protocol, finders: Finders) -> bool:
    """Whether no answers lead to another urgency, look, block or pathway than by the data without the fault."""
    whole = load_protocol(finders.folder)
    outcomes = [outcome_of(one, conditions_of(other)) for one, other in ((whole, protocol), (protocol, whole))]
    decided = [dict(_decisions(outcome)) for outcome in outcomes]
    different = some(opposite(same(decided[0][name], decided[1].get(name, FALSE))) for name in decided[0])
    try:
        return not Solver(outcomes[0], finders.today).possible(outcomes[1].valid, different)
    except Undecided:
        return False


def _decisions(outcome: Outcome) -> Iterator[tuple[str, Formula]]:
    yield "human_review", outcome.human_review
    yield from outcome.floors.at_least.items()
    yield from ((f"blocked {technique}", holds) for technique, holds in outcome.fallen.items())
    yield from ((f"first {pathway}", holds) for pathway, holds in outcome.first.items())


def _written(fault: Fault, folder: Path, place: Path) -> Path:
    """A copy of the data with the changed files, in one language."""
    (place / WORDS).mkdir()
    for path in folder.iterdir():
        if path.name not in (*FILES, WORDS):
            (place / path.name).symlink_to(path, target_is_directory=path.is_dir())
    for name, content in fault.files.items():
        (place / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return place


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
