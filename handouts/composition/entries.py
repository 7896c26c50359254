"""What the library holds, as values: Activity and Habit. In: what the loader read. Out: frozen facts and words,
the same for everyone; selection and dose make them one person's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaire.conditions import Condition


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a dose: what is given by itself, and how far a clinician may change it."""

    default: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class DoseChange:
    """Another dose for some people: applies where `when` is TRUE or UNKNOWN."""

    when: Condition
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SessionTime:
    """How long one session takes: the product of `factors` (dose keys and numbers), plus `plus_s` seconds."""

    factors: tuple[str | int, ...]
    in_minutes: bool
    plus_s: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure we are: the grade A to D, the sentence to print, and the sources."""

    grade: str
    certainty: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityWords:
    """An activity in one language; `stop` holds the keys of the stop rules, in the order of the sentence."""

    title: str
    why: str
    dose: str
    steps: tuple[str, ...]
    feel: str
    stop: str
    alt: str
    when_cue: str
    diary: str
    caution: str


@dataclass(frozen=True, slots=True)
class HabitWords:
    """A habit in one language."""

    title: str
    label: str
    why: str
    tip: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What activities and habits share. `techniques` and `cautions` are its contraindications."""

    id: str
    version: int
    origin: str
    auto: bool
    primary: frozenset[str]
    secondary: frozenset[str]
    triggers: tuple[str, ...]
    bands: frozenset[str]
    dose: Mapping[str, Amount]
    dose_changes: tuple[DoseChange, ...]
    techniques: tuple[str, ...]
    cautions: tuple[str, ...]
    evidence: Evidence
    review: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Activity(Entry):
    """One thing to do. `figure` is the SVG as drawn, for the right side of the body where `sides` is mirrored, and
    `shown_on` the regions it is drawn on where the thing itself goes to whichever is sore."""

    slot: str
    never_on: tuple[str, ...]
    sides: str
    injury_72h: bool
    injury_only: bool
    movement: bool
    position: str
    floor: bool
    equipment: tuple[str, ...]
    substitutes: Mapping[str, tuple[str, ...]]
    session: SessionTime
    stop_rules: tuple[str, ...]
    easier: str
    harder: str
    figure: str
    shown_on: tuple[str, ...]
    words: Mapping[str, ActivityWords]


@dataclass(frozen=True, slots=True)
class Habit(Entry):
    """One change that keeps a trigger from setting it off; a smaller `order` comes first inside a trigger."""

    order: int
    words: Mapping[str, HabitWords]
