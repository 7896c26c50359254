"""How many everyday cases the rules make urgent: the price of caution. Run by itself it prints the report; a test runs
it too. In: tests/vignettes and the packaged protocol. Out: a Report, and its lines."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from intake.questionnaire.answers import parse_answers
from intake.routing.disposition import Disposition, route
from intake.routing.protocol import Protocol, load_protocol
from intake.routing.urgency import Urgency
from tests.vignette_cases import TODAY, Vignette, vignettes

FOLDER = Path(__file__).parent.parent / "intake" / "protocols"
EVERYDAY = ("ordinary", "weak_flags", "blocks")
ALARMING = (Urgency.EMERGENCY, Urgency.URGENT)
ALARM_PERCENT = 25  # above this share of everyday cases the rules have drifted towards over-triage


@dataclass(frozen=True, slots=True)
class Report:
    """Cases of one kind: how many there are, and those sent to emergency or urgent, with the rules that did it."""

    kind: str
    total: int
    over: tuple[tuple[str, Disposition], ...]

    def lines(self) -> Iterator[str]:
        """One line of numbers, then one for each case that was sent too high."""
        yield f"{self.kind}: {len(self.over)} of {self.total} vignettes sent to emergency or urgent"
        for case, found in self.over:
            yield f"  {case}: {found.disposition} by {', '.join(found.rules)}"


def reports(protocol: Protocol) -> list[Report]:
    """One report for each kind of everyday case."""
    return [_report(protocol, kind, [case for case in vignettes() if case.kind == kind]) for kind in EVERYDAY]


def _report(protocol: Protocol, kind: str, cases: list[Vignette]) -> Report:
    decided = ((case.id, _decide(protocol, case)) for case in cases)
    return Report(kind, len(cases), tuple((name, found) for name, found in decided if found.urgency in ALARMING))


def _decide(protocol: Protocol, case: Vignette) -> Disposition:
    answers = parse_answers(protocol.questionnaire, case.answers(protocol.questionnaire), TODAY)
    return route(protocol, answers, today=TODAY)


if __name__ == "__main__":
    for found in reports(load_protocol(FOLDER)):
        print("\n".join(found.lines()))
