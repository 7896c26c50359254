"""Scores, ties, limits and the default: which pathway a person without any urgency is offered."""

from pathlib import Path
from typing import Any

import pytest

from intake.routing.disposition import route
from intake.routing.protocol import load_protocol
from intake.routing.ranking import Choice
from intake.routing.ruling import rule_on
from intake.routing.urgency import Pathway
from tests.intake.rule_pack import TODAY, altered, calm, protocol

LONG = {"number": 40, "unit": "days"}


def choice(**changes: Any) -> Choice:
    found = rule_on(protocol(), calm(**changes), TODAY).outcome
    assert isinstance(found, Choice)
    return found


@pytest.mark.parametrize(
    ("changes", "first", "second"),
    [
        # The highest score, and the runner-up.
        ({}, "self_care", "massage"),
        ({"triggers": ["tender_spot"], "duration": LONG}, "massage", None),
        ({"triggers": ["stiff_joint"], "duration": LONG}, "chiropractic", "physiotherapy"),
        # Self-care only within its limits, as runner-up too.
        ({"pain_now": 5}, "physiotherapy", "massage"),
        ({"function": "severe", "triggers": ["tender_spot"]}, "massage", None),
        ({"function": "not_sure", "triggers": ["tender_spot"]}, "massage", None),
        # Ties below two points: wish, physiotherapy, self-care, massage, chiropractic.
        ({"duration": LONG}, "physiotherapy", "massage"),
        ({"duration": LONG, "preference": "massage"}, "massage", "physiotherapy"),
        ({"duration": LONG, "preference": "chiropractic"}, "chiropractic", "massage"),
        ({"duration": LONG, "preference": "home_exercises"}, "self_care", "massage"),
        ({"duration": LONG, "preference": None}, "physiotherapy", "massage"),
        ({"triggers": ["tender_spot", "stiff_joint"], "duration": LONG}, "massage", "chiropractic"),
        ({"triggers": ["tender_spot", "stiff_joint"]}, "self_care", "chiropractic"),
        # Nothing speaks for anything.
        ({"triggers": None, "duration": LONG}, "physiotherapy", None),
        # Hands-on pathways blocked: the most general one.
        ({"health": ["pregnant"]}, "physiotherapy", "self_care"),
        ({"health": ["blood_thinner"], "triggers": ["stiff_joint"], "duration": LONG}, "physiotherapy", None),
    ],
)
def test_the_pathway_and_the_runner_up(changes: dict[str, Any], first: str, second: str | None) -> None:
    found = choice(**changes)
    assert (found.pathway, found.runner_up) == (first, second)


def test_why_a_pathway_was_taken_away() -> None:
    assert choice(health=["pregnant"]).removed == {Pathway.MASSAGE: "blocked", Pathway.CHIROPRACTIC: "blocked"}
    assert choice(pain_now=5).removed == {Pathway.SELF_CARE: "self_care_limits"}
    assert choice(health=["pregnant"]).by_default
    assert not choice().by_default


def test_the_weightiest_reason_first() -> None:
    found = choice(triggers=["desk", "tender_spot"], duration=LONG)
    assert [rule.id for rule in found.reasons_for(Pathway.MASSAGE)] == ["P07", "P06"]


def test_self_care_on_top_but_not_calm_keeps_its_lead_without_a_tie() -> None:
    assert choice(pain_now=4, duration=LONG, preference="no_wish", triggers=["desk"]).pathway is Pathway.PHYSIOTHERAPY
    assert choice(pain_now=3, triggers=["tender_spot"]).pathway is Pathway.SELF_CARE


def test_a_pack_without_hands_on_pathways_has_none_to_block(tmp_path: Path) -> None:
    none = "modalities: {physiotherapy: [], massage: [], chiropractic: [], self_care: []}"
    old = "modalities: {physiotherapy: [], massage: [hands_on], chiropractic: [hands_on, manipulation], self_care: []}"
    pack = load_protocol(altered(tmp_path, "blocks.yaml", old, none))
    assert route(pack, calm(health=["pregnant"]), today=TODAY).disposition is Pathway.SELF_CARE


def test_a_tie_that_the_order_cannot_break_goes_to_the_top(tmp_path: Path) -> None:
    folder = altered(tmp_path, "pathways.yaml", "scores: {self_care: 5}", "scores: {self_care: 1}")
    text = (folder / "pathways.yaml").read_text(encoding="utf-8")
    (folder / "pathways.yaml").write_text(
        text.replace("{pain_now: {at_most: 3}}", "{pain_now: {at_most: 4}}"), encoding="utf-8"
    )
    pack = load_protocol(folder)
    found = route(pack, calm(pain_now=4, triggers=None), today=TODAY)
    assert found.disposition is Pathway.PHYSIOTHERAPY
