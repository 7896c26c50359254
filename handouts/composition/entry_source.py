"""Reads activities and habits. In: the library folder, its vocabulary and sources. Out: frozen entries with their words
per language; an unknown key, code or source raises ProtocolError naming file and line.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.composition.entries import Activity, Amount, Evidence, Habit
from handouts.composition.entry_dose import read_dose, read_dose_changes, read_session
from handouts.composition.entry_text import Prose, read_prose
from handouts.composition.entry_words import read_activity_words, read_habit_words
from handouts.composition.figure_source import check_figures, read_figures
from handouts.composition.parity import check_prose
from handouts.composition.vocabulary import ANYWHERE, Vocabulary
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.grammar import Fact
from intake.questionnaire.source_file import Node, read_source

ITEM = "item.yaml"
_SHARED = (
    "id", "kind", "version", "origin", "selection", "regions", "triggers", "duration_bands", "dose", "contra",
    "evidence", "cites", "seed_claims", "review",
)  # fmt: skip
_ACTIVITY = (
    "slot", "never_on", "sides", "injury_72h", "movement", "position", "floor", "equipment", "minutes_total",
    "stop_rules", "progression", "figure",
)  # fmt: skip
_NO_SOURCE_NEEDED = "D"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an entry is read with."""

    folder: Path
    vocabulary: Vocabulary
    facts: Mapping[str, Fact]
    sources: Collection[str]
    languages: tuple[str, ...]

    def prose(self, place: str) -> dict[str, Prose]:
        """The prose files of one entry, one for every language that the library speaks."""
        for code in self.languages:
            if not (self.folder / place / f"{code}.md").exists():
                raise ProtocolError(f"{place}/{code}.md", 1, f"this file is missing: the library speaks {code}")
        return {code: read_prose(self.folder, f"{place}/{code}.md") for code in self.languages}


def read_activity(shelf: Shelf, place: str) -> Activity:
    """The activity in the folder `place`, a path relative to the library."""
    source = read_source(shelf.folder, f"{place}/{ITEM}")
    fields = source.fields((*_SHARED, *_ACTIVITY), ("dose_adjust", "injury_only"))
    vocabulary, words = shelf.vocabulary, shelf.vocabulary.words
    dose = read_dose(fields["dose"], vocabulary)
    needed, substitutes = _equipment(fields["equipment"], vocabulary)
    rules = fields["stop_rules"].words_of(words["stop_rules"], "stop rule")
    if not rules:
        raise fields["stop_rules"].error("expected at least one stop rule")
    if fields["selection"].content == "auto":
        _check_asked(fields["contra"], vocabulary)
    progression = fields["progression"].fields(("easier", "harder"))
    prose = shelf.prose(place)
    figures = read_figures(shelf.folder, place, fields["figure"], vocabulary.regions)
    activity = Activity(
        **_entry(shelf, fields, place, "activity", dose),
        slot=fields["slot"].one_of(words["slots"], "slot"),
        never_on=fields["never_on"].words_of(words["never_on"], "place"),
        sides=fields["sides"].one_of(words["sides"], "way with sides"),
        injury_72h=fields["injury_72h"].boolean(),
        injury_only="injury_only" in fields and fields["injury_only"].boolean(),
        movement=fields["movement"].boolean(),
        position=fields["position"].one_of(words["positions"], "position"),
        floor=fields["floor"].boolean(),
        equipment=needed,
        substitutes=substitutes,
        session=read_session(fields["minutes_total"], dose),
        stop_rules=rules,
        easier=_activity_id(progression["easier"]),
        harder=_activity_id(progression["harder"]),
        figure=figures.usual,
        shown_on=figures.shown_on,
        variants=figures.variants,
        words=MappingProxyType({code: read_activity_words(each, dose, rules, figures) for code, each in prose.items()}),
    )
    check_figures(figures, place, fields["figure"], activity.primary | activity.secondary, prose)
    _check_languages(prose, steps=True)
    return activity


def read_habit(shelf: Shelf, place: str) -> Habit:
    """The habit in the folder `place`."""
    fields = read_source(shelf.folder, f"{place}/{ITEM}").fields((*_SHARED, "order"), ("dose_adjust",))
    dose, prose = read_dose(fields["dose"], shelf.vocabulary), shelf.prose(place)
    habit = Habit(
        **_entry(shelf, fields, place, "habit", dose),
        order=fields["order"].integer(least=0),
        words=MappingProxyType({code: read_habit_words(each, dose) for code, each in prose.items()}),
    )
    _check_languages(prose, steps=False)
    return habit


def _entry(
    shelf: Shelf, fields: Mapping[str, Node], place: str, kind: str, dose: Mapping[str, Amount]
) -> dict[str, Any]:
    vocabulary = shelf.vocabulary
    fields["id"].one_of((place.rpartition("/")[2],), "id, which is the folder's name")
    fields["kind"].one_of((kind,), "kind")
    for claim in fields["seed_claims"].items():
        claim.text()
    regions = fields["regions"].fields(("primary", "secondary"))
    codes = (ANYWHERE, *vocabulary.regions)
    contra = fields["contra"].fields(("techniques", "ask_clinician"))
    return {
        "id": fields["id"].text(),
        "version": fields["version"].integer(least=1),
        "origin": fields["origin"].one_of(vocabulary.words["origins"], "origin"),
        "auto": fields["selection"].one_of(vocabulary.words["selections"], "selection") == "auto",
        "primary": frozenset(regions["primary"].words_of(codes, "region")),
        "secondary": frozenset(regions["secondary"].words_of(codes, "region")),
        "triggers": fields["triggers"].words_of(vocabulary.triggers, "trigger"),
        "bands": frozenset(fields["duration_bands"].words_of(vocabulary.bands, "duration band")),
        "dose": dose,
        "dose_changes": read_dose_changes(fields, dose, shelf.facts),
        "techniques": contra["techniques"].words_of(vocabulary.techniques, "technique"),
        "cautions": contra["ask_clinician"].words_of(vocabulary.cautions, "caution"),
        "evidence": _evidence(fields, shelf),
        "review": _review(fields["review"]),
    }


def _check_asked(contra: Node, vocabulary: Vocabulary) -> None:
    """The machine can never choose what depends on a question that nobody asks."""
    for caution in contra.fields(("techniques", "ask_clinician"))["ask_clinician"].items():
        if vocabulary.cautions.get(caution.text(), True) is None:
            raise caution.error(
                f"the intake does not ask about '{caution.text()}', so only a clinician may choose this"
            )


def _equipment(node: Node, vocabulary: Vocabulary) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    fields = node.fields(("needed", "substitutes"))
    needed = fields["needed"].words_of(vocabulary.equipment, "equipment")
    substitutes = {}
    for code, entry in fields["substitutes"].mapping().items():
        if code not in needed:
            raise entry.error(f"'{code}' is not needed, so it has no substitute")
        substitutes[code] = entry.words_of(vocabulary.equipment, "equipment")
    return needed, MappingProxyType(substitutes)


def _evidence(fields: Mapping[str, Node], shelf: Shelf) -> Evidence:
    evidence = fields["evidence"].fields(("grade", "certainty"))
    grade = evidence["grade"].one_of(shelf.vocabulary.words["evidence_grades"], "grade")
    cites = fields["cites"].words_of(shelf.sources, "source")
    if not cites and grade != _NO_SOURCE_NEEDED:
        raise fields["cites"].error(f"expected at least one source for grade {grade}")
    return Evidence(grade, evidence["certainty"].one_of(shelf.vocabulary.words["certainty"], "certainty"), cites)


def _review(node: Node) -> Mapping[str, Any] | None:
    if node.content is None:
        return None
    fields = node.fields(("by", "credential", "on", "next"))
    return MappingProxyType({key: entry.text() for key, entry in fields.items()})


def _activity_id(node: Node) -> str:
    return "" if node.content is None else node.text()


def _check_languages(prose: Mapping[str, Prose], *, steps: bool) -> None:
    for each in prose.values():
        check_prose(each, prose["en"], steps=steps)
