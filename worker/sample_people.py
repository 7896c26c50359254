"""Invented people for the contact sheet. In: sample_people.yaml. Out: a document for each, made as the application
makes them: usual answers, routed, selected, composed. No field of it holds anything of a real person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handouts.catalog_store import catalog
from handouts.composition.arranging import MOST, Wanted, arranged
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument, Paper, PrintSize
from handouts.composition.profile import profile_of
from handouts.composition.selection import select
from handouts.example import TODAY, example_occasion
from intake.demo import data
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.facts import facts_of
from intake.questionnaire.items import ItemType
from intake.routing.disposition import route
from intake.routing.urgency import Pathway

AT_THE_CLINIC = (Pathway.MASSAGE, Pathway.PHYSIOTHERAPY, Pathway.CHIROPRACTIC)
FILE = Path(__file__).with_name("sample_people.yaml")


@dataclass(frozen=True, slots=True)
class Sample:
    """One invented person's handout; `name` is a file name without any person in it."""

    name: str
    disposition: str
    document: HandoutDocument


def samples() -> Iterator[Sample]:
    """All of them, in the order of the file."""
    source = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    for number, person in enumerate(source["people"], start=1):
        kinds = source["kinds"]
        yield _sample(number, person, {**kinds["usual"], **kinds[person["is"]]})


def _sample(number: int, person: Mapping[str, Any], kind: Mapping[str, Any]) -> Sample:
    rules, library, language = protocol(), catalog(), person["language"]
    given = {"first_name": person["name"], "last_name": person["last"], "places": person["at"], **kind}
    answers = parse_answers(rules.questionnaire, settled({**data()["usual"], **given}, TODAY), TODAY)
    disposition = route(rules, answers, today=TODAY, language=language)
    profile = profile_of(library.vocabulary, facts_of(rules.questionnaire, answers, TODAY), answers)
    selection = select(library, profile, disposition, language)
    if person.get("four"):
        best = [one.activity.id for one in selection.standings.values() if not one.left_out][:MOST]
        selection = arranged(selection, [Wanted(activity, {}) for activity in best])
    example = example_occasion(language)
    occasion = replace(
        example,
        first_name=person["name"],
        short_name=f"{person['name']} {person['last'][0]}.",
        record=f"MT{4800 + number}",
        note="",
        appointment=example.appointment if disposition.disposition in AT_THE_CLINIC else None,
        paper=Paper(person["paper"]),
        print_size=PrintSize(person["size"]),
    )
    document = compose(library, body_map(), selection, answers, occasion)
    place = profile.region_words.replace("_", "-")
    name = f"{number:02d}-{disposition.disposition}-{place}-{language}-{person['size']}-{person['paper']}"
    return Sample(name.replace("_", "-"), str(disposition.disposition), document)


def settled(answers: dict[str, Any], today: date) -> dict[str, Any]:
    """The same answers with "none of these" on every page that opens and was not answered."""
    questionnaire = protocol().questionnaire
    for _ in questionnaire.pages:
        parsed: Answers = parse_answers(questionnaire, answers, today)
        items = [questionnaire.items[link_id] for link_id in sorted(parsed.skipped)]
        empty = {i.link_id: ["none"] for i in items if i.type is ItemType.TICKS and "none" in i.exclusive}
        if not empty:
            return answers
        answers = answers | empty
    raise AssertionError("the pages never settle")
