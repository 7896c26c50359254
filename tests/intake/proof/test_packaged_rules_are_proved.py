"""The packaged rules, proved by solver: every property and the second table, on every run of ./test.

The formulas are derived from the loaded protocol that the engine runs, and held against the engine on random people.
"""

import copy
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from intake import protocol_store
from intake.management.commands.verify_protocol import FAULT_SEED, FAULTS_OF_A_KIND
from intake.routing.proof.claims import Property, prove
from intake.routing.proof.cross_check import cross_check
from intake.routing.proof.faults import plant
from intake.routing.proof.mutation import finders, line, look_for
from intake.routing.proof.outcome import Outcome, outcome_of
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import conditions_of_rows, read_table, table_property
from intake.routing.proof.solver import Solver
from intake.routing.protocol import load_protocol
from tests.answers import TODAY

FULL = bool(os.environ.get("UNKNOT_TEST_FULL"))
TESTS = Path(__file__).parents[2]
ROWS = read_table(TESTS / "dispositions.yaml", protocol_store.questionnaire())
SEED = int(os.environ.get("UNKNOT_SEED", "20261120"))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """The packaged protocol as formulas."""
    return outcome_of(protocol_store.protocol(), conditions_of_rows(ROWS))


def test_formulas_and_engine_decide_alike(outcome: Outcome) -> None:
    count = 10_000 if FULL else 1_000
    print(f"seed {SEED}, {count} people")
    assert cross_check(outcome, count, SEED, TODAY).patient is None


@pytest.mark.slow
@pytest.mark.parametrize("wanted", (*PROPERTIES, table_property(ROWS)), ids=lambda p: p.number)
def test_it_is_proved_over_every_possible_answer(outcome: Outcome, wanted: Property) -> None:
    verdict = prove(wanted, Solver(outcome, TODAY))
    assert verdict.proved, f"not proved: {wanted.title} {verdict.counterexamples}"


@pytest.mark.slow
def test_planted_faults_are_found() -> None:
    """Every ninth of those in docs/PLANTED-FAULTS.md; all in ./test --full."""
    looking = finders(protocol_store.FOLDER, TODAY, TESTS / "vignettes", ROWS)
    faults = plant(protocol_store.FOLDER, FAULT_SEED, FAULTS_OF_A_KIND)
    assert len(faults) >= 30
    finds = [look_for(fault, looking) for fault in (faults if FULL else faults[::9])]
    print("\n".join(map(line, finds)))
    assert [line(find) for find in finds if not find.by] == []


def test_a_planted_fault_is_refuted(tmp_path: Path) -> None:
    """An emergency rule that only says urgent: the proof must fail, or it proves nothing."""
    folder = tmp_path / "protocols"
    _copy(protocol_store.FOLDER, folder)
    rules: dict[str, Any] = yaml.load((folder / "decision.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    weakened = copy.deepcopy(rules)
    weakened["not_ruled_out"]["emergency"] = "gp_review"
    (folder / "decision.yaml").write_text(yaml.safe_dump(weakened, sort_keys=False), "utf-8")
    faulty = outcome_of(load_protocol(folder), ())
    third = next(each for each in PROPERTIES if each.number == 3)
    assert not prove(third, Solver(faulty, TODAY)).proved


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
