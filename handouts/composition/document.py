"""HandoutDocument: one handout, complete and in one language. In: plain words and numbers. Out: frozen values whose
JSON form is kept with a revision, so that the same page can be made again long after the library has moved on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
class Figure:
    """A drawing: its alt text and its whole SVG, already on the right side."""

    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with paragraphs. `**words**` in any text of a document are printed bold."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How long it tends to last: the sentence that is always printed, and those a crowded sheet may leave out."""

    heading: str
    sentence: str
    more: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bold label and what follows it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The clinic line of page 1 and of the pages after it; `draft` and `sample` are empty when they do not apply."""

    clinic: str
    contact: str
    later: str
    later_contact: str
    draft: str
    sample: str


@dataclass(frozen=True, slots=True)
class Footer:
    """`line` stands on every page; `page_of` holds {page} and {pages}."""

    line: str
    page_of: str


@dataclass(frozen=True, slots=True)
class ToldUs:
    """What the patient told us, in short lines, with the marked body; `view` says which side of it is shown."""

    heading: str
    lines: tuple[str, ...]
    not_right: str
    outline: Figure | None
    view: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One activity. `minutes` is one session; `feel`, `stop`, `why` and `when_cue` follow the labels of Activities;
    the last two are for the screen."""

    activity: str
    version: int
    number: int
    title: str
    dose: str
    steps: tuple[str, ...]
    feel: str
    stop: str
    why: str
    when_cue: str
    caution: str
    diary: str
    minutes: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Activities:
    """The cards under their heading; `more` tells that the next ones are over the page, the others are labels. `none`
    says honestly why there is no card; `pain` is the pain rule in one line, on sheets kept from before its bar
    stood here."""

    heading: str
    more: str
    feel: str
    stop_if: str
    why: str
    when: str
    cards: tuple[Card, ...]
    none: tuple[str, ...] = ()
    pain: str = ""


@dataclass(frozen=True, slots=True)
class HelpBox:
    """Get help now: always complete, always on page 1; `danger` says what the signs can mean."""

    heading: str
    lead: str
    signs: tuple[str, ...]
    today: str
    danger: str = ""


@dataclass(frozen=True, slots=True)
class Tips:
    """What sets it off, one change each."""

    heading: str
    tips: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class PainRule:
    """The three-part bar above the first card: fine, less, stop; `lead` says what to rate and when. On the next page,
    under `heading`: `settle` what to expect, `stopped` what to do after a stop."""

    heading: str
    fine: Labelled
    less: Labelled
    stop: Labelled
    settle: str
    lead: str = ""
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What happens next; `when` are the lines of the date box, none without an appointment. `more` tells what will be
    done there, and may be left out; `where` names the clinic."""

    heading: str
    when: tuple[str, ...]
    more: str
    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    """Rows by days. `corner` names the first and last day; what starts with `week_` is for the short form of 7 days;
    `sheet_heading` stands over a diary on a sheet of its own."""

    heading: str
    week_heading: str
    sheet_heading: str
    lead: str
    corner: str
    week_corner: str
    days: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The clinician's own words, then lines to write on."""

    heading: str
    from_label: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """Where it comes from and how to open it online. `words` are paragraphs, one a line; `more` is for the screen; `qr`
    is None while there is no link."""

    heading: str
    online: str
    words: str
    more: str
    ask: str
    qr: Figure | None


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
