"""The proof's own machinery: counterexamples, witnesses, reports, planted faults. What is proved of the packaged rules
is in the other file; here most runs on the small rule pack, in which some properties fail."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import z3

from intake import protocol_store
from intake.questionnaire.conditions import TruthTest
from intake.questionnaire.source_file import source_of
from intake.routing.proof import mutation, verification
from intake.routing.proof import solver as solver_module
from intake.routing.proof.bits import Bits
from intake.routing.proof.branching import _any_value
from intake.routing.proof.claims import Claim, Property, prove
from intake.routing.proof.cross_check import CrossCheck, cross_check
from intake.routing.proof.faults import KINDS, Fault, plant
from intake.routing.proof.kleene import CodesSymbol, NumberSymbol, kleene
from intake.routing.proof.logic import FALSE, TRUE, count_at_least, implies, opposite, some, sum_at_least
from intake.routing.proof.outcome import Outcome, outcome_of
from intake.routing.proof.patients import Patient, written_down
from intake.routing.proof.properties import PROPERTIES
from intake.routing.proof.second_table import Row, conditions_of_rows, read_table, table_property
from intake.routing.proof.signs import signs_of
from intake.routing.proof.solver import Solver, Undecided
from intake.routing.proof.vignettes import Vignette, read_vignettes
from intake.routing.protocol import load_protocol
from intake.routing.urgency import Pathway, Urgency
from tests.intake.rule_pack import PACK, TODAY, altered, protocol

TESTS = Path(__file__).parents[2]
ROWS = read_table(TESTS / "dispositions.yaml", protocol_store.questionnaire())


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return outcome_of(protocol())


@pytest.fixture
def solver(outcome: Outcome) -> Solver:
    return Solver(outcome, TODAY)


@pytest.fixture(scope="module")
def packaged() -> Solver:
    return Solver(outcome_of(protocol_store.protocol(), conditions_of_rows(ROWS)), TODAY)


def claimed(*claims: Claim) -> Property:
    def each(solver: Solver) -> Iterator[Claim]:
        yield from claims

    return Property(99, "A test's own.", each)


# --- the properties


@pytest.mark.parametrize("wanted", PROPERTIES, ids=lambda each: each.number)
def test_every_property_is_tried_on_the_small_pack(solver: Solver, wanted: Property) -> None:
    """Two fail there: its unknown blocks leave thrusts in, and it has no words about times, so nothing to claim."""
    verdict = prove(wanted, solver)
    assert verdict.proved is (wanted.number not in (5, 10))
    assert json.dumps(verdict.as_json())


@pytest.mark.parametrize("wanted", (*PROPERTIES, table_property(ROWS)), ids=lambda each: each.number)
def test_every_property_has_something_to_claim_of_the_packaged_rules(packaged: Solver, wanted: Property) -> None:
    most = 40 if wanted.number == 4 else None  # every page with every rule: making the rest takes long
    claims = list(islice(wanted.claims(packaged), most))
    assert len(claims) >= 4 and all(claim.about for claim in claims)
    assert len({claim.about for claim in claims}) == len(claims)


def test_a_default_pathway_may_be_self_care() -> None:
    pack = protocol()
    calm = replace(pack, decision=replace(pack.decision, default_pathway=Pathway.SELF_CARE))
    assert cross_check(outcome_of(calm), 100, 1, TODAY).patient is None


# --- formulas against engine


def test_formulas_and_engine_agree(outcome: Outcome, packaged: Solver) -> None:
    for each in (outcome, packaged.outcome):
        found = cross_check(each, 300, 3, TODAY)
        assert (found.patient, found.differing) == (None, ()) and sum(found.dispositions.values()) == 300


def test_where_they_differ_the_first_person_is_told(outcome: Outcome) -> None:
    wrong = replace(outcome, first=dict.fromkeys(Pathway, TRUE), blocks={})
    found = cross_check(wrong, 100, 3, TODAY)
    assert found.patient is not None and any(name.startswith("first ") for name in found.differing)
    assert found.as_json()["agree"] is False and found.as_json()["answers"]


def test_a_patient_on_whom_they_differ_is_no_witness(solver: Solver) -> None:
    solver._spoken = {**solver._spoken, "fired moon": TRUE}
    with pytest.raises(Undecided, match="differ in fired moon"):
        solver.usual(TRUE)


def test_a_day_to_come_is_no_number(packaged: Solver) -> None:
    asked = packaged.outcome.form.asked["birth_date"]
    with pytest.raises(ValueError, match="a day after"):
        asked.names_of("2027-01-01", TODAY, frozenset())


def test_symbols_must_fit_their_tests() -> None:
    with pytest.raises(TypeError):
        kleene(TruthTest("age"), {"age": NumberSymbol(TRUE, {})})
    with pytest.raises(TypeError):
        _any_value("moon", object())  # type: ignore[arg-type]
    assert isinstance(_any_value("places", CodesSymbol({"elbow_l": TRUE}, TRUE))[0], CodesSymbol)


def test_sums_and_signs() -> None:
    assert sum_at_least(0, ()) is TRUE and sum_at_least(1, ()) is FALSE
    assert count_at_least(1, (TRUE, FALSE)) is TRUE
    assert opposite(opposite(FALSE)) is FALSE and implies(FALSE, FALSE) is TRUE
    assert some((TRUE, FALSE)) is TRUE
    assert Bits(3, {}).of(TRUE) == 0b111 and Bits(3, {}).of(FALSE) == 0
    assert "saddle_numbness" in signs_of(protocol_store.protocol())


# --- counterexamples and witnesses


def test_a_counterexample_is_a_person_before_and_after(outcome: Outcome, solver: Solver) -> None:
    ticked = outcome.form.asked["nerves"].codes["saddle_numbness"]
    verdict = prove(claimed(Claim("nobody does not tick it", opposite(ticked), change=((ticked, TRUE),))), solver)
    (found,) = verdict.counterexamples
    assert found.before is not None and found.after is not None
    assert (
        "saddle_numbness" not in found.before.answers["nerves"] and "saddle_numbness" in found.after.answers["nerves"]
    )
    assert verdict.as_json()["counterexamples"][0]["after"]["answers"]


def test_what_cannot_happen_has_no_witness_and_few_counterexamples_are_enough(solver: Solver) -> None:
    verdict = prove(
        claimed(
            Claim("somebody", FALSE, possible=True, witness=True),
            Claim("possible", FALSE, possible=True),
            Claim("nobody", TRUE),
            Claim("never tried", TRUE),
        ),
        solver,
    )
    assert [each.about for each in verdict.counterexamples] == ["somebody", "possible", "nobody"]
    assert verdict.claims == 3 and not verdict.proved


def test_an_earlier_screen_and_suspended_rules_are_told(solver: Solver) -> None:
    outcome = solver.outcome
    verdict = prove(claimed(Claim("nobody was here before", outcome.earlier[Urgency.URGENT])), solver)
    assert verdict.as_json()["counterexamples"][0]["before"]["earlier"] == "urgent"
    person = Patient({"pain_now": 3}, Urgency.URGENT, suspended=True)
    assert "earlier screen urgent, rules suspended" in verification._json(person)
    verdict = prove(claimed(Claim("rules hold", verification_suspended())), solver)
    assert verdict.as_json()["counterexamples"][0]["before"]["suspended"] is True


def verification_suspended() -> Any:
    from intake.routing.proof.grounds import suspended

    return suspended()


def test_another_time_is_written_in_words(packaged: Solver) -> None:
    told = packaged.outcome.form.told
    assert told is not None
    person = packaged.usual(told.differs)
    assert person is not None and any("days ago" in str(value) for value in person.answers.values())
    silent = packaged.usual(opposite(told.differs))
    assert silent is not None and not any("days ago" in str(value) for value in silent.answers.values())


def test_sayings_go_where_they_still_fit() -> None:
    items = protocol_store.questionnaire().items.values()
    written = written_down(items, ["a" * 900, "b" * 190, "c" * 2000])
    assert sorted(map(len, written.values())) == [190, 900]


def test_a_slow_search_begins_anew_and_may_give_up(solver: Solver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, tries = solver_module._asked, [None, None, None]
    monkeypatch.setattr(solver_module, "_asked", lambda kind, effort: tries.pop() if tries else asked(kind, effort))
    assert solver.possible(TRUE)
    monkeypatch.setattr(solver_module, "_asked", lambda kind, effort: None)
    verdict = prove(claimed(Claim("slow", TRUE)), solver)
    assert "no answer with what it may spend" in verdict.counterexamples[0].about


@pytest.mark.parametrize("kind", ["", "QF_BV"])
def test_a_search_ends_after_its_steps_whatever_the_clock_says(kind: str) -> None:
    """Eleven pigeons in ten holes: hard for every way of searching."""
    holes = [[z3.Bool(f"pigeon {one} in {hole}") for hole in range(10)] for one in range(11)]
    search = solver_module._new_solver(kind)
    search.add(*(z3.Or(*each) for each in holes), *(z3.AtMost(*each, 1) for each in zip(*holes, strict=True)))
    assert solver_module._asked(search, 20_000) is None


def test_somebody_found_must_be_found_again(solver: Solver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Solver, "_model", lambda self, *formulas: None)
    monkeypatch.setattr(Solver, "possible", lambda self, *formulas: True)
    with pytest.raises(Undecided, match="nobody found"):
        solver.usual_change((), TRUE)


# --- the report


def test_the_report_says_what_a_proof_cannot_and_names_what_failed() -> None:
    found = verification.verify(protocol(), TODAY, people=50, seed=2)
    assert found.not_proved == ("property 5", "property 10")
    text = "\n".join(verification.lines(found))
    assert " 1. proved" in text and " 5. NOT PROVED" in text and "age not known" in text
    assert "of processor time" in text and "NOT proved in" in text
    plain = found.as_json()
    assert plain["notice"][0].startswith("A proof shows") and "medical device" in plain["notice"][2]
    assert plain["proved"] is False and found.witnesses["E04"].answers
    doubtful = replace(found, check=CrossCheck(1, 2, {}, 0.0, Patient({"pain_now": 3}), ("human_review",)))
    assert doubtful.not_proved[0] == "cross-check"
    assert "Formulas and engine DIFFER" in "\n".join(verification.lines(doubtful))


def test_processes_share_the_work() -> None:
    found = verification.verify(protocol(), TODAY, people=20, seed=2, jobs=2)
    assert [verdict.number for verdict in found.verdicts] == [each.number for each in PROPERTIES]
    verification._begin(verification._Work(protocol(), TODAY, 20, 2, ()))
    try:
        assert verification._check().patient is None and verification._prove(9).proved
    finally:
        verification._here.clear()
    assert verification._Work(protocol(), TODAY, 1, 1, ROWS).properties[-1].number == 11


def test_a_change_shows_who_it_is_before_and_after(outcome: Outcome, solver: Solver) -> None:
    ticked = outcome.form.asked["heart"].codes["chest_pain"]
    verdict = prove(claimed(Claim("nobody", opposite(ticked), change=((ticked, TRUE),))), solver)
    lines = list(verification._told(verdict.counterexamples[0]))
    assert lines[0].strip() == "nobody" and lines[1].strip().startswith("before: ")


# --- planted faults

SMALL = "gp_review: gp_review}"


@pytest.fixture
def looking() -> mutation.Finders:
    stories = (Vignette("calm", {}, {}, {"disposition": "urgent", "human_review": True, "rules": []}),)
    return mutation.Finders(PACK, TODAY, stories, ())


def test_a_fault_of_each_kind_is_planted_at_a_place_the_seed_chooses() -> None:
    faults = plant(protocol_store.FOLDER, 5, 1)
    assert [fault.kind for fault in faults] == list(KINDS)
    assert [fault.where for fault in faults] == [fault.where for fault in plant(protocol_store.FOLDER, 5, 1)]


def test_vignettes_are_read_and_tell_how_they_end() -> None:
    stories = read_vignettes(TESTS / "vignettes")
    first = next(story for story in stories if story.id == "desk_knot")
    assert first.ends_well(protocol_store.protocol(), TODAY)
    assert not replace(first, expect={**first.expect, "rules": ["E01"]}).ends_well(protocol_store.protocol(), TODAY)
    assert len(mutation.finders(PACK, TODAY, TESTS / "vignettes", ROWS).vignettes) == len(stories)
    assert mutation.finders(PACK, TODAY, TESTS / "nowhere", ROWS).vignettes == ()


def test_what_finds_a_fault_is_named(tmp_path: Path, looking: mutation.Finders) -> None:
    faulty = load_protocol(altered(tmp_path, "decision.yaml", "emergency: urgent", "emergency: gp_review"))
    nobody = replace(looking, vignettes=())
    assert mutation._first_finder(faulty, nobody)[0] == "proof"
    wrong = replace(looking, vignettes=(Vignette("x", {}, {}, {"disposition": "emergency", "rules": []}),))
    assert mutation._first_finder(faulty, wrong) == ("vignette", "x")
    unanswerable = replace(looking, vignettes=(Vignette("y", {"moon": 1}, {}, {}),))
    assert mutation._first_finder(faulty, unanswerable) == ("vignette", "y (cannot be answered)")


def test_a_row_of_the_second_table_finds_one(monkeypatch: pytest.MonkeyPatch, looking: mutation.Finders) -> None:
    row = Row("X", None, MappingProxyType({"at_least": "emergency"}))
    monkeypatch.setattr(mutation, "PROPERTIES", ())
    found = mutation._first_finder(protocol(), replace(looking, vignettes=(), rows=(row,)))
    assert found == ("second table", "11: X at least emergency")


def test_a_fault_that_changes_nothing_is_proved_harmless(
    monkeypatch: pytest.MonkeyPatch, looking: mutation.Finders
) -> None:
    monkeypatch.setattr(mutation, "PROPERTIES", ())
    alone = replace(looking, vignettes=())
    assert mutation._first_finder(protocol(), alone) == ("proved harmless", "no answers lead to another decision")
    monkeypatch.setattr(Solver, "possible", lambda self, *formulas: True)
    assert mutation._first_finder(protocol(), alone) == ("", "")

    def unsure(self: Solver, *formulas: Any) -> bool:
        raise Undecided

    monkeypatch.setattr(Solver, "possible", unsure)
    assert mutation._first_finder(protocol(), alone) == ("", "")


@pytest.mark.parametrize("jobs", [1, 2])
def test_faults_are_looked_for_one_after_another(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    broken = Fault("words lost", "E01", {"red_flags.yaml": {"version": "1", "rules": [{"id": "E01"}]}})
    monkeypatch.setattr(mutation, "plant", lambda folder, seed, each: (broken, broken))
    looking = mutation.Finders(protocol_store.FOLDER, TODAY, (), ())
    finds = list(mutation.look_for_all(looking, seed=1, each=1, jobs=jobs))
    assert [find.by for find in finds] == ["loader", "loader"]
    assert finds[0].as_json()["fault"] == "E01" and "E01" in mutation.line(finds[0])
    assert mutation.summary(finds, 1) == "2 faults planted with seed 1; found: 2 by loader."
    page = mutation.page([*finds, mutation.Find(broken)], 1, protocol(), TODAY)
    assert protocol().digest in page and "NOT FOUND" in page and "no clinician has checked" in page


def test_a_whole_fault_goes_through_all_finders(looking: mutation.Finders) -> None:
    stories = read_vignettes(TESTS / "vignettes")
    whole = replace(looking, folder=protocol_store.FOLDER, vignettes=stories)
    dropped = next(fault for fault in plant(protocol_store.FOLDER, 1, 1) if fault.kind == "rule dropped")
    assert mutation.look_for(dropped, whole).by == "vignette"


def test_a_table_row_needs_its_fields() -> None:
    with pytest.raises(Exception, match="missing key 'routing'"):
        read_table_of("places: {}\ncalm: {}\npeople: {}\nrows: [{id: X, note: n}]")


def read_table_of(text: str) -> Any:
    from intake.routing.proof import second_table

    return second_table._row(source_of("t.yaml", text).mapping()["rows"].items()[0], protocol_store.questionnaire())
