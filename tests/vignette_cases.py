"""The cases of tests/vignettes as values, each with complete answers. In: the YAML files. Out: Vignette values.
A question the story does not speak of gets the calm answer of calm.yaml, and only when it is really shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.definition import Questionnaire

FOLDER = Path(__file__).parent / "vignettes"
TODAY = date(2026, 11, 20)
CASE_KEYS = {"id", "story", "answers", "expect", "source"}
NEAR = "near"


@dataclass(frozen=True, slots=True, eq=False)
class Vignette:
    """One case: `told` are the answers of the story, `expect` the outcome that its author wants, `near` the rules
    that it just stays clear of, each with the answers that would make it hold.

    Compared by identity, so that answers can be cached by case.
    """

    id: str
    kind: str
    story: str
    told: Mapping[str, Any]
    expect: Mapping[str, Any]
    source: str
    near: Mapping[str, Mapping[str, Any]]

    def answers(self, questionnaire: Questionnaire) -> dict[str, Any]:
        """What the person answers, page after page: the story's answers and calm ones for the rest."""
        usual = questionnaire is protocol_store.questionnaire()
        return dict(_usual_answers(self) if usual else _answers(self, questionnaire))

    def across(self, rule_id: str) -> "Vignette":
        """The same person, with the answers that make a near rule hold."""
        return replace(self, told={**self.told, **self.near[rule_id]})


@cache
def _usual_answers(case: Vignette) -> dict[str, Any]:
    """Its answers to the packaged questions, which many tests ask for."""
    return _answers(case, protocol_store.questionnaire())


def _answers(case: Vignette, questionnaire: Questionnaire) -> dict[str, Any]:
    given: dict[str, Any] = dict(case.told)
    shown = _shown(given, questionnaire)
    for page in questionnaire.pages:
        calm = {item.link_id: CALM[item.link_id] for item in page.items if item.link_id in CALM}
        if page.id in shown and not calm.keys() <= given.keys():
            given = calm | given
            shown = _shown(given, questionnaire)
    return given


def _shown(given: Mapping[str, Any], questionnaire: Questionnaire) -> set[str]:
    answers = parse_answers(questionnaire, given, TODAY)
    return {page.id for page in questionnaire.open_pages(answers, TODAY)}


def _load(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text("utf-8"), yaml.CSafeLoader)


CALM: Mapping[str, Any] = _load("calm.yaml")


@cache
def vignettes() -> tuple[Vignette, ...]:
    """Every case of every file, in order. Raises ValueError for a case with a missing or unknown key."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "calm.yaml")
    return tuple(_case(path.stem, raw) for path in files for raw in _load(path.name))


def _case(kind: str, raw: Mapping[str, Any]) -> Vignette:
    if set(raw) - {NEAR} != CASE_KEYS:
        raise ValueError(f"{kind}: {raw.get('id')} has the keys {sorted(raw)}, expected {sorted(CASE_KEYS)}")
    return Vignette(raw["id"], kind, raw["story"], raw["answers"], raw["expect"], raw["source"], raw.get(NEAR, {}))
