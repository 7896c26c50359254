"""The blocks of a handout: one frozen value for each thing that stands on the paper, in words and numbers.
A field that came later has a default, so that what is kept with older revisions can still be read.
"""

from dataclasses import dataclass


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
    under `heading`: `stopped` what to do at a line and after a stop, `settle` what to expect."""

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
