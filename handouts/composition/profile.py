"""What a handout needs to know of a person. In: Facts, Answers and the vocabulary. Out: a frozen Profile: where, which
side, for how long, how bad, what sets it off, what is at home. Unknown stays unknown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handouts.composition.vocabulary import Vocabulary
from intake.questionnaire.answers import Answers
from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Codes, Truth, Values
from intake.questionnaire.facts import Facts
from intake.questionnaire.items import NOT_SURE, PLACES

SEVERAL = "several"
NO_PLACE = "any"
LEFT, RIGHT = "left", "right"
STRONG_PAIN = 8


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as the library sees them. `main` is the region to ease, "" when no place, or every place, was named;
    `regions` are all of them, main first; `band` is "" when the time is not known; `cautions` says which reasons to
    ask first hold."""

    values: Values
    zones: tuple[str, ...]
    regions: tuple[str, ...]
    main: str
    all_over: bool
    side: str
    days: int | None
    band: str
    pain: int | None
    triggers: tuple[str, ...]
    cautions: Mapping[str, Truth]
    floor: Truth
    fresh_injury: Truth
    stress: bool
    warmth_helps: bool
    short_of_time: bool
    child: bool

    @property
    def region_words(self) -> str:
        """The code of the words for the region in the title."""
        if self.main:
            return self.main
        return SEVERAL if self.all_over else NO_PLACE

    def has(self, fact: str) -> bool:
        """Whether a yes-or-no fact is surely true; "" stands for what everybody has."""
        return not fact or self.values.get(fact) is TRUE


def profile_of(vocabulary: Vocabulary, facts: Facts, answers: Answers) -> Profile:
    """The profile of one person."""
    values = facts.values
    zones = _zones(values)
    all_over = values.get("all_over") is TRUE
    regions = () if all_over else _regions(vocabulary, zones, answers.values.get("worst_place"))
    days, pain = values.get("duration_days"), values.get("pain_level")
    band = vocabulary.band_of(days) if isinstance(days, int) else None
    triggers = tuple(
        code for code, named in vocabulary.triggers.items() if any(values.get(fact) is TRUE for fact in named)
    )
    return Profile(
        values=values,
        zones=zones,
        regions=regions,
        main=regions[0] if regions else "",
        all_over=all_over,
        side=_side(zone for zone in zones if regions and zone in vocabulary.regions[regions[0]].zones),
        days=days if isinstance(days, int) else None,
        band=band.code if band else "",
        pain=pain if isinstance(pain, int) else None,
        triggers=triggers,
        cautions={code: UNKNOWN if when is None else when.value(values) for code, when in vocabulary.cautions.items()},
        floor=_truth(values, vocabulary.floor_fact),
        fresh_injury=vocabulary.fresh_injury.value(values),
        stress="stress" in triggers,
        warmth_helps=values.get("eased_by_warmth") is TRUE,
        short_of_time=values.get("minutes_a_day") == "five",
        child=_truth(values, "child") is not FALSE,
    )


def _zones(values: Values) -> tuple[str, ...]:
    found = values.get(PLACES)
    return tuple(sorted(found.known)) if isinstance(found, Codes) else ()


def _regions(vocabulary: Vocabulary, zones: tuple[str, ...], worst: object) -> tuple[str, ...]:
    """The regions of the zones: that of the worst place first, then those with most zones, then in list order."""
    counted = Counter(region.code for zone in zones if (region := vocabulary.region_of(zone)))
    order = list(vocabulary.regions)
    named = vocabulary.region_of(worst) if isinstance(worst, str) and worst != NOT_SURE else None
    first = named.code if named else ""
    return tuple(sorted(counted, key=lambda code: (code != first, -counted[code], order.index(code))))


def _side(zones: Iterable[str]) -> str:
    """left or right where every zone lies on that side, "" otherwise."""
    ends = {zone.rpartition("_")[2] for zone in zones}
    return {"l": LEFT, "r": RIGHT}.get(ends.pop(), "") if len(ends) == 1 else ""


def _truth(values: Values, fact: str) -> Truth:
    found = values.get(fact, UNKNOWN)
    return found if isinstance(found, Truth) else UNKNOWN
