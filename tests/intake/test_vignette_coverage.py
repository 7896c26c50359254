"""Every rule has a story in which it decides and a near miss in which it must not; a new rule without both fails."""

import pytest

from intake import protocol_store
from intake.routing.disposition import Disposition
from intake.routing.urgency import RANK
from tests.intake.test_vignettes import decided
from tests.vignette_cases import Vignette, vignettes


def every_rule() -> list[str]:
    """Red flags, review rules, blocks and pathway rules, by id."""
    protocol = protocol_store.protocol()
    groups = (protocol.red_flags, protocol.decision.review_rules, protocol.blocks.rules, protocol.scores)
    return [rule.id for rules in groups for rule in rules]


def at_work(found: Disposition) -> set[str]:
    """The rules that the clinician sees at work: those that fired, that block for sure, and that gave points."""
    points = found.because.clinician["pathways"] or {"rules": []}
    blocks = {rule for rule, unknown in found.block_rules if not unknown}
    return {*found.rules, *blocks, *(row["id"] for row in points["rules"])}


def decides(found: Disposition) -> set[str]:
    """Of the rules at work, those that make the outcome what it is: a red flag or review of the urgency that stands, a
    block, points for any pathway where a pathway stands."""
    protocol = protocol_store.protocol()
    urgencies = {rule.id: rule.urgency for rule in (*protocol.red_flags, *protocol.decision.review_rules)}
    return {rule for rule in at_work(found) if urgencies.get(rule) in (None, found.urgency)}


@pytest.mark.parametrize("rule", every_rule())
def test_the_rule_decides_a_case(rule: str) -> None:
    assert any(rule in decides(decided(case)) for case in vignettes())


@pytest.mark.parametrize("rule", every_rule())
def test_the_rule_has_a_near_miss(rule: str) -> None:
    assert any(rule in case.near for case in vignettes())


NEAR = [(case, rule) for case in vignettes() for rule in case.near]


@pytest.mark.parametrize(("case", "rule"), NEAR, ids=[f"{case.id}-{rule}" for case, rule in NEAR])
def test_a_near_miss_stays_clear_of_the_rule_and_one_answer_crosses_it(case: Vignette, rule: str) -> None:
    assert rule not in at_work(decided(case))
    assert rule in at_work(decided(case.across(rule)))


# A weakness or a walk that is known for months is less urgent than a new one: the answer that crosses is the time.
MAY_FALL = {("foot_weak_for_two_weeks", "G18"), ("unsteady_since_monday", "G22")}


def test_crossing_a_red_flag_never_lowers_a_case() -> None:
    flags = {rule.id for rule in protocol_store.protocol().red_flags}
    crossings = [(case, rule) for case, rule in NEAR if rule in flags]
    lowered = {(case.id, rule) for case, rule in crossings if rank(case.across(rule)) < rank(case)}
    assert lowered <= MAY_FALL


def rank(case: Vignette) -> int:
    """How urgent the case is, 0 for a pathway."""
    urgency = decided(case).urgency
    return RANK[urgency] if urgency else 0
