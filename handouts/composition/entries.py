"""What the library holds, as values: Activity and Habit. In: what the loader read. Out: frozen facts and words,
the same for everyone; selection and dose make them one person's."""

from collections.abc import Iterable, Mapping
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
    """An activity in one language; `stop` holds the keys of the stop rules, in the order of the sentence, `alts` the
    alt texts of the variants by place."""

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
    alts: Mapping[str, str]


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
class Variant:
    """The same thing drawn at another place of the body, for the regions `shown_on`."""

    place: str
    svg: str
    shown_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity(Entry):
    """One thing to do. `figure` is the SVG as drawn, for the right side of the body where `sides` is mirrored. Where
    it is done at whichever place is sore, `shown_on` are the regions it is drawn on, and `variants` show the others."""

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
    variants: tuple[Variant, ...]
    words: Mapping[str, ActivityWords]

    def variant_for(self, regions: Iterable[str]) -> Variant | None:
        """The variant for the first of the regions that any drawing shows; None where the usual one does, or none."""
        for region in regions:
            if region in self.shown_on:
                return None
            for variant in self.variants:
                if region in variant.shown_on:
                    return variant
        return None


@dataclass(frozen=True, slots=True)
class Habit(Entry):
    """One change that keeps a trigger from setting it off; a smaller `order` comes first inside a trigger."""

    order: int
    words: Mapping[str, HabitWords]
