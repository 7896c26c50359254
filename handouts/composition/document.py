"""HandoutDocument: one handout, complete and in one language. In: blocks. Out: frozen values whose JSON form is
kept with a revision, so that the same page can be made again long after the library has moved on.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handouts.composition.blocks import (
    About,
    Activities,
    Block,
    Diary,
    Footer,
    HelpBox,
    Letterhead,
    Notes,
    Outlook,
    PainRule,
    Tips,
    ToldUs,
    Visit,
)
from handouts.composition.json_form import from_json, to_json

SCHEMA = 1


class Kind(StrEnum):
    """The two kinds of paper."""

    PLAN = "plan"
    GET_HELP_LETTER = "get_help_letter"


class Paper(StrEnum):
    """Paper sizes."""

    LETTER = "letter"
    A4 = "a4"


class PrintSize(StrEnum):
    """Body sizes: 12, 14 and 18 pt."""

    STANDARD = "standard"
    CLEAR = "clear"
    LARGE = "large"


class DocumentError(ValueError):
    """The JSON is not a HandoutDocument of this schema."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The two pages: what to do, and how to keep going. `summary` names what to do in one line;
    `message_naming` is the message with the short names in place of the minutes, for where that line does not fit."""

    heading: str
    message: str
    reader: str
    told_us: ToldUs
    may_be: Block
    activities: Activities
    help: HelpBox
    tips: Tips | None
    flare_up: Block
    outlook: Outlook
    pain_rule: PainRule | None
    visit: Visit
    diary: Diary
    notes: Notes
    about: About
    summary: str = ""
    message_naming: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One page for a person who must be seen now or today. It never holds an exercise."""

    heading: str
    message: str
    where: Block
    say: Block
    told_us: ToldUs
    help: HelpBox
    call: Block
    about: Block


@dataclass(frozen=True, slots=True)
class HandoutDocument:
    """One handout. `token` marks the revision inside the PDF; `created` is the ISO day it is dated with.

    Exactly one of `plan` and `letter` is set, as `kind` says. `needs_release` holds the sheet back until a clinician
    says that it is safe to give.
    """

    kind: Kind
    language: str
    paper: Paper
    print_size: PrintSize
    title: str
    author: str
    token: str
    created: str
    needs_release: bool
    letterhead: Letterhead
    footer: Footer
    plan: Plan | None
    letter: Letter | None

    def as_json(self) -> dict[str, Any]:
        """Dicts, lists, strings and numbers only; `from_json` gives the same document back."""
        return {"schema": SCHEMA, **to_json(self)}


def document_from_json(data: object) -> HandoutDocument:
    """The document that `as_json` wrote; DocumentError for anything else."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise DocumentError(f"expected a handout document of schema {SCHEMA}")
    try:
        document = from_json(HandoutDocument, {key: value for key, value in data.items() if key != "schema"})
    except ValueError as problem:
        raise DocumentError(str(problem)) from problem
    bodies = {Kind.PLAN: document.plan, Kind.GET_HELP_LETTER: document.letter}
    if [kind for kind, body in bodies.items() if body is not None] != [document.kind]:
        raise DocumentError(f"expected the body of a {document.kind} and no other")
    return document
