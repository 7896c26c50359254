"""The over-triage report: how many everyday cases the rules make urgent, printed by every run of the tests."""

from dataclasses import replace

import pytest

from intake import protocol_store
from intake.questionnaire.conditions import All
from intake.routing.rules import RedFlag
from intake.routing.urgency import Urgency
from tests.over_triage import ALARM_PERCENT, reports


def test_few_everyday_cases_are_made_urgent(capsys: pytest.CaptureFixture[str]) -> None:
    found = reports(protocol_store.protocol())
    with capsys.disabled():
        print("\nOver-triage,", "\n".join(line for report in found for line in report.lines()), end=" ")
    assert all(report.total >= 10 for report in found), "too few cases to say anything"
    assert all(len(report.over) * 100 <= ALARM_PERCENT * report.total for report in found)


def test_a_rule_that_fires_for_everyone_shows_in_the_report() -> None:
    protocol = protocol_store.protocol()
    for_all = RedFlag("E99", Urgency.EMERGENCY, All(()), False, ("policy",), "")
    words = {**protocol.wording("en").reasons["rules"], "E99": protocol.wording("en").rule("E01")}
    wording = replace(protocol.wording("en"), reasons={**protocol.wording("en").reasons, "rules": words})
    drifted = replace(protocol, red_flags=(*protocol.red_flags, for_all), wordings={"en": wording})
    for report in reports(drifted):
        assert len(report.over) == report.total
        lines = "\n".join(report.lines())
        assert f"{report.total} of {report.total}" in lines and "E99" in lines
