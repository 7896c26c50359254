"""Which activities and tips go on the sheet. In: Catalog, Profile, Disposition. Out: a Selection with a reason for
every choice and for everything left out. Deterministic.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.composition.catalog import Catalog
from handouts.composition.document import Kind
from handouts.composition.dose import dose_for
from handouts.composition.entries import Activity, Habit
from handouts.composition.profile import STRONG_PAIN, Profile
from handouts.composition.standing import Reason, Standing, contraindications, fits_time, region_points, standing
from handouts.composition.vocabulary import SLOTS
from intake.questionnaire.conditions import FALSE
from intake.routing.disposition import FULL, GENTLE, Disposition
from intake.routing.urgency import Urgency

USUAL, FEWER = 3, 2
MOST_TIPS = 3
LONG_LASTING = "w12p"
RELEASE_BANDS = frozenset({"d3_14", "w2_6", "w6_12"})
CALMING = frozenset({"breathing", "relaxing"})
EASE, RELEASE, MOVE, ACTIVE = SLOTS


@dataclass(frozen=True, slots=True)
class Choice:
    """One activity on the sheet. `checked` is a clinician's reason for adding what the machine left out."""

    activity: Activity
    dose: Mapping[str, int]
    reasons: tuple[Reason, ...]
    substitutes: Mapping[str, str]
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """One habit on the sheet, with the trigger it answers."""

    habit: Habit
    trigger: str
    dose: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes on the sheet. `standings` hold every activity of the library by id, best first; `tips_offered` all
    tips that may be given; `needs_release` waits for a clinician to say that it is safe to give."""

    kind: Kind
    language: str
    profile: Profile
    disposition: Disposition
    needs_release: bool
    choices: tuple[Choice, ...]
    standings: Mapping[str, Standing]
    tips: tuple[Tip, ...]
    tips_offered: tuple[Tip, ...]

    @property
    def may_be_added(self) -> tuple[Standing, ...]:
        """What fits and was not chosen, best first."""
        chosen = {choice.activity.id for choice in self.choices}
        return tuple(one for one in self.standings.values() if not one.left_out and one.activity.id not in chosen)

    @property
    def left_out(self) -> tuple[Standing, ...]:
        """What was left out, each with its reasons."""
        chosen = {choice.activity.id for choice in self.choices}
        return tuple(one for one in self.standings.values() if one.left_out and one.activity.id not in chosen)

    def held(self, choice: Choice) -> tuple[Reason, ...]:
        """Why the machine had left out what a clinician added; nothing for its own choice."""
        return self.standings[choice.activity.id].left_out if choice.checked else ()

    def as_json(self) -> dict[str, Any]:
        """The edited lists as plain JSON: keep it with a draft and give it to `arranged_from_json`."""
        lines = [
            {"activity": one.activity.id, "dose": dict(one.dose), "checked": one.checked}
            | {"held": [[reason.code, reason.about] for reason in self.held(one)]}
            for one in self.choices
        ]
        return {"activities": lines, "tips": [tip.habit.id for tip in self.tips]}


def select(catalog: Catalog, profile: Profile, disposition: Disposition, language: str) -> Selection:
    """The machine's choice. An emergency or urgent disposition gives the letter, and never an activity."""
    kind = Kind.PLAN if disposition.handout in (FULL, GENTLE) and not _is_urgent(disposition) else Kind.GET_HELP_LETTER
    blocks = frozenset(disposition.blocks)
    standings = _standings(catalog, profile, blocks, language)
    answering, others = _tips(catalog, profile, blocks, language) if kind is Kind.PLAN else ((), ())
    chosen = _chosen(tuple(standings.values()), profile) if kind is Kind.PLAN else ()
    return Selection(
        kind=kind,
        language=language,
        profile=profile,
        disposition=disposition,
        needs_release=kind is Kind.PLAN and disposition.disposition is Urgency.GP_REVIEW,
        choices=tuple(choice_of(one, profile) for one in chosen),
        standings=standings,
        tips=answering[:MOST_TIPS],
        tips_offered=(*answering, *others),
    )


def _is_urgent(disposition: Disposition) -> bool:
    return disposition.disposition in (Urgency.EMERGENCY, Urgency.URGENT)


def _standings(catalog: Catalog, profile: Profile, blocks: Collection[str], language: str) -> dict[str, Standing]:
    found = [standing(each, profile, blocks, catalog.vocabulary, language) for each in catalog.activities.values()]
    # Of equals the better tested comes first: a walk before a bridge.
    found.sort(key=lambda one: (bool(one.left_out), -one.score, one.activity.evidence.grade, one.activity.id))
    return {one.activity.id: one for one in found}


def choice_of(one: Standing, profile: Profile) -> Choice:
    """An activity as it goes on the sheet: the dose for this person, why, and what stands in for missing equipment."""
    return Choice(one.activity, dose_for(one.activity, profile.values), one.reasons, one.substitutes)


def _chosen(standings: Sequence[Standing], profile: Profile) -> tuple[Standing, ...]:
    """One activity per slot wanted, then the best of the rest, in the order of the slots."""
    count = FEWER if (profile.pain or 0) >= STRONG_PAIN or profile.short_of_time else USUAL
    free = [one for one in standings if not one.left_out]
    chosen: list[Standing] = []
    for slot in _slots(profile):
        chosen += _best(free, slot, profile)
    for slot in (MOVE, ACTIVE, EASE, RELEASE):
        if len(chosen) < count and not any(one.activity.slot == slot for one in chosen):
            chosen += _best(free, slot, profile)
    return tuple(sorted(chosen[:count], key=lambda one: SLOTS.index(one.activity.slot)))


def _slots(profile: Profile) -> tuple[str, str, str]:
    """Ease and move; release only from 3 days to 12 weeks and not after a fresh injury, otherwise be active."""
    release = profile.band in RELEASE_BANDS and profile.fresh_injury is FALSE
    return (MOVE, EASE, RELEASE if release else ACTIVE)


def _best(free: Sequence[Standing], slot: str, profile: Profile) -> list[Standing]:
    """The best of a slot, if there is any. For pain that has lasted, or with stress, easing means calming, otherwise
    warmth or rest, as far as there is that. Letting go counts where it is made for the place: what suits any place must
    not push out a walk."""
    found = [one for one in free if one.activity.slot == slot]
    if slot == RELEASE:
        found = [one for one in found if profile.main in one.activity.primary]
    if slot == EASE:
        calm = profile.stress or profile.band == LONG_LASTING
        found.sort(key=lambda one: (one.activity.evidence.certainty in CALMING) is not calm)
    return found[:1]


def _tips(
    catalog: Catalog, profile: Profile, blocks: Collection[str], language: str
) -> tuple[tuple[Tip, ...], tuple[Tip, ...]]:
    """One tip for every trigger the person named, and then the other tips that fit."""
    fitting = [one for one in catalog.habits.values() if _habit_fits(one, catalog, profile, blocks, language)]
    fitting.sort(key=lambda one: (one.order, one.id))
    answering: dict[str, Tip] = {}
    for trigger in profile.triggers:
        found = next((one for one in fitting if trigger in one.triggers and one.id not in answering), None)
        if found:
            answering[found.id] = Tip(found, trigger, dose_for(found, profile.values))
    others = (one for one in fitting if one.id not in answering and one.triggers)
    return tuple(answering.values()), tuple(Tip(one, one.triggers[0], dose_for(one, profile.values)) for one in others)


def _habit_fits(habit: Habit, catalog: Catalog, profile: Profile, blocks: Collection[str], language: str) -> bool:
    vocabulary = catalog.vocabulary
    against = [*contraindications(habit, profile, blocks), *fits_time(habit, profile, vocabulary)]
    return habit.auto and language in habit.words and not against and bool(region_points(habit, profile))
