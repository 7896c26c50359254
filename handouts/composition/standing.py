"""Where one activity stands for one person. In: an Activity, a Profile, the techniques ruled out. Out: why it is left
out, if it is; otherwise its score and the reasons for it. Unknown is never yes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from handouts.composition.entries import Activity, Entry
from handouts.composition.profile import Profile
from handouts.composition.vocabulary import ANYWHERE, Vocabulary
from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN

BLOCKED = "blocked"
HEAT = "heat"
PRIMARY, SECONDARY, TRIGGER, AT_HAND, LIKED = 4, 2, 2, 1, 1
GRADES = {"A": 3, "B": 2, "C": 1, "D": 0}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a code and what it is about (a region, a trigger, a technique ...), "" for nothing more."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """`left_out` is empty for an activity the machine may choose; `substitutes` says what to use for what."""

    activity: Activity
    left_out: tuple[Reason, ...]
    score: int
    reasons: tuple[Reason, ...]
    substitutes: Mapping[str, str]

    @property
    def blocked(self) -> bool:
        """Whether a technique it needs is ruled out: then nobody can add it, either."""
        return any(reason.code == BLOCKED for reason in self.left_out)


def standing(
    activity: Activity, profile: Profile, blocks: Collection[str], vocabulary: Vocabulary, language: str
) -> Standing:
    """The standing of one activity."""
    substitutes = dict(_substitutes(activity, profile, vocabulary))
    left_out = tuple(_left_out(activity, profile, blocks, vocabulary, substitutes, language))
    scored = dict(_scored(activity, profile, vocabulary))
    return Standing(activity, left_out, sum(scored.values()), tuple(scored), substitutes)


def contraindications(entry: Entry, profile: Profile, blocks: Collection[str]) -> Iterator[Reason]:
    """The techniques ruled out, then the cautions that are true or not known."""
    yield from (Reason(BLOCKED, technique) for technique in entry.techniques if technique in blocks)
    for code in entry.cautions:
        truth = profile.cautions[code]
        if truth is not FALSE:
            yield Reason("caution" if truth is TRUE else "caution_unknown", code)


def fits_time(entry: Entry, profile: Profile, vocabulary: Vocabulary) -> Iterator[Reason]:
    """Why it does not fit how long the pain has lasted; a time that is not known fits only what fits any time."""
    if profile.band and profile.band not in entry.bands:
        yield Reason("duration", profile.band)
    elif not profile.band and not entry.bands >= vocabulary.bands.keys():
        yield Reason("duration_unknown")


def _left_out(
    activity: Activity,
    profile: Profile,
    blocks: Collection[str],
    vocabulary: Vocabulary,
    substitutes: Mapping[str, str],
    language: str,
) -> Iterator[Reason]:
    yield from contraindications(activity, profile, blocks)
    if activity.floor and profile.floor is not TRUE:
        yield Reason("floor_unknown" if profile.floor is UNKNOWN else "floor")
    yield from fits_time(activity, profile, vocabulary)
    if not activity.injury_72h and profile.fresh_injury is not FALSE:
        yield Reason("fresh_injury")
    if activity.injury_only and profile.fresh_injury is not TRUE:
        yield Reason("no_fresh_injury")
    if not region_points(activity, profile):
        yield Reason("region_mismatch")
    for code in activity.equipment:
        if not profile.has(vocabulary.equipment[code]) and code not in substitutes:
            yield Reason("equipment", code)
    if language not in activity.words:
        yield Reason("language", language)
    if not activity.auto:
        yield Reason("clinician_only")


def _substitutes(activity: Activity, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for code in activity.equipment:
        if profile.has(vocabulary.equipment[code]):
            continue
        for other in activity.substitutes.get(code, ()):
            if profile.has(vocabulary.equipment[other]):
                yield code, other
                break


def region_points(entry: Entry, profile: Profile) -> int:
    """Points for the place: 4 when made for the main region or for any, 2 when it is near or helps another region."""
    if ANYWHERE in entry.primary or (profile.main and profile.main in entry.primary):
        return PRIMARY
    near = entry.secondary | (entry.primary - {profile.main})
    return SECONDARY if near.intersection(profile.regions) else 0


def _scored(activity: Activity, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[Reason, int]]:
    points = region_points(activity, profile)
    if points:
        exact = profile.main in activity.primary
        place = profile.main if exact or points == SECONDARY else ANYWHERE
        yield Reason("region" if points == PRIMARY else "nearby", place or ANYWHERE), points
    shared = [code for code in activity.triggers if code in profile.triggers]
    if shared:
        yield Reason("trigger", shared[0]), TRIGGER
    yield Reason("evidence", activity.evidence.grade), GRADES[activity.evidence.grade]
    if not any(vocabulary.equipment[code] for code in activity.equipment):
        yield Reason("no_equipment"), AT_HAND
    if profile.warmth_helps and HEAT in activity.techniques:
        yield Reason("liked"), LIKED
