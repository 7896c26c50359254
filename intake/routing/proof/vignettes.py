"""Stories with the ending that their author wants, as YAML. In: a folder of them. Out: Vignettes, and whether a
protocol ends one so. A question that the story does not speak of gets the calm answer of calm.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.source_file import Node, read_source
from intake.routing.disposition import route
from intake.routing.protocol import Protocol

CALM = "calm.yaml"
KEYS, OPTIONAL = ("id", "story", "answers", "expect", "source"), ("near",)  # near: rules nearly reached


@dataclass(frozen=True, slots=True)
class Vignette:
    """One story: what the person tells, and the outcome wanted."""

    id: str
    told: Mapping[str, Any]
    calm: Mapping[str, Any]
    expect: Mapping[str, Any]

    def ends_well(self, protocol: Protocol, today: date) -> bool:
        """The disposition, the look of a person, the warning rules and the blocks are as wanted."""
        found = route(protocol, self.answers(protocol.questionnaire, today), today=today)
        reviews = {rule.id for rule in protocol.decision.review_rules}
        warnings = {rule.id for rule in protocol.red_flags} | reviews | set(protocol.phrase_flags)
        return (
            str(found.disposition) == self.expect["disposition"]
            and found.human_review is self.expect.get("human_review", False)
            and warnings.intersection(found.rules) == set(self.expect["rules"])
            and set(self.expect.get("blocks", ())) <= set(found.blocks)
        )

    def answers(self, questionnaire: Questionnaire, today: date) -> Answers:
        """The story's answers, and calm ones for the rest; on pages not shown nobody reads them."""
        return parse_answers(questionnaire, {**self.calm, **self.told}, today)


def read_vignettes(folder: Path) -> tuple[Vignette, ...]:
    """Every story of the folder, in order. Raises ProtocolError for a missing or unknown key."""
    calm = read_source(folder, CALM).plain()
    names = sorted(path.name for path in folder.glob("*.yaml") if path.name != CALM)
    return tuple(_vignette(node, calm) for name in names for node in read_source(folder, name).items())


def _vignette(node: Node, calm: Mapping[str, Any]) -> Vignette:
    fields = node.fields(KEYS, OPTIONAL)
    return Vignette(fields["id"].text(), fields["answers"].plain(), calm, fields["expect"].plain())
