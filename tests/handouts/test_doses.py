"""The library keeps to what was settled where the sources disagree: how long to press, stretch, warm, cool and sit."""

import pytest

from handouts.catalog_store import catalog
from handouts.composition.dose import most_minutes
from handouts.composition.entries import Activity, Amount, Entry
from handouts.offers import minutes_words

STRETCH, PRESSURE = "end_range_stretch", "deep_pressure"


def bounds(entry: Entry, key: str) -> tuple[int, int, int]:
    """What is given by itself, and the least and most a clinician may set."""
    amount: Amount = entry.dose[key]
    return amount.default, amount.least, amount.most


def with_technique(technique: str) -> list[Activity]:
    return [one for one in catalog().activities.values() if technique in one.techniques and "hold_s" in one.dose]


@pytest.mark.parametrize("activity", with_technique(STRETCH), ids=lambda one: one.id)
def test_a_stretch_is_held_15_to_30_seconds_two_to_four_times(activity: Activity) -> None:
    assert bounds(activity, "hold_s") == (15, 15, 30)
    reps, per_day = activity.dose["reps"], activity.dose["per_day"]
    assert reps.least >= 2 and reps.most <= 4
    assert per_day.least >= 1 and per_day.most <= 3
    assert "build_to_s" not in activity.dose or activity.dose["build_to_s"].most == 30


@pytest.mark.parametrize("activity", with_technique(PRESSURE), ids=lambda one: one.id)
def test_pressure_starts_at_30_seconds_and_never_passes_90(activity: Activity) -> None:
    assert bounds(activity, "hold_s") == (30, 15, 60)
    assert bounds(activity, "build_to_s") == (60, 30, 90)
    assert activity.dose["per_day"].most == 3
    (older,) = activity.dose_changes
    assert older.amounts == {"hold_s": 15, "build_to_s": 30}
    assert not activity.injury_72h and "h72" not in activity.bands


@pytest.mark.parametrize("activity", [one for one in catalog().activities.values() if PRESSURE in one.techniques])
def test_pressure_hurts_four_of_ten_at_most(activity: Activity) -> None:
    default, _, most = bounds(activity, "ache_limit")
    assert default == most == 4
    assert all("{ache_limit}" in words.feel for words in activity.words.values())


def test_warmth_lasts_15_to_20_minutes_and_cold_10_to_15_on_a_new_injury() -> None:
    activities = catalog().activities
    for name in ("warm-pack", "warm-shower"):
        assert bounds(activities[name], "minutes") == (15, 15, 20)
    cold = activities["cold-pack"]
    assert bounds(cold, "minutes") == (10, 10, 15)
    assert cold.bands == {"h72"} and cold.injury_only


@pytest.mark.parametrize("name", ["movement-break", "driving-breaks", "sit-stand", "pace-repeat-tasks"])
def test_a_break_comes_at_least_hourly(name: str) -> None:
    assert catalog().habits[name].dose["every_to"].most <= 60


def test_what_is_done_on_some_days_counts_for_its_share_of_the_week() -> None:
    yoga = catalog().activities["gentle-yoga"]
    dose = {key: amount.default for key, amount in yoga.dose.items()}
    a_day = most_minutes([(yoga, {**dose, "days_week": 7})])
    assert dose["days_week"] < 7 and minutes_words(yoga, dose).endswith(f"on {dose['days_week']} days a week")
    assert most_minutes([(yoga, dose)]) == -(-a_day * dose["days_week"] // 7) < a_day


def test_a_break_at_the_desk_comes_every_30_to_45_minutes() -> None:
    dose = catalog().habits["movement-break"].dose
    assert (dose["every_from"].default, dose["every_to"].default) == (30, 45)


def test_one_knee_comes_before_both() -> None:
    both = catalog().activities["knees-to-chest-both"]
    assert both.easier == "knee-to-chest-single" and not both.auto
    for name in ("knee-to-chest-single", "knees-to-chest-both"):
        assert {"thin_bones", "pregnant", "leg_pain_spreads"} <= set(catalog().activities[name].cautions)


# What the settled facts keep away from whom, activity by activity.
KEPT_FROM = {
    "downward-dog": {"eye_pressure", "high_blood_pressure", "wrist_pain", "thin_bones"},
    "pigeon": {"pregnant", "joint_replaced", "knee_pain"},
    "sphinx": {"pregnant", "worse_bending_back"},
    "warm-pack": {"numb_skin", "cancer"},
    "cold-pack": {"numb_skin", "poor_circulation"},
    "hand-pressure": {"bleeds_easily", "neck_artery"},
    "neck-turns": {"neck_artery", "dizzy_spells"},
    "neck-side-bend": {"neck_artery", "tingling", "loose_joints"},
    "squeeze-let-go": {"high_blood_pressure", "heart_unstable"},
}


@pytest.mark.parametrize("name", KEPT_FROM)
def test_a_contraindication_is_on_the_activity(name: str) -> None:
    assert KEPT_FROM[name] <= set(catalog().activities[name].cautions)


def test_a_child_gets_nothing_by_the_machine() -> None:
    assert all("under_16" in one.cautions for one in catalog().activities.values())


# How a movement is named among the protocol's techniques: a stretch that is held, a bend under load, and so on.
NAMED = {
    "end_range_stretch": {
        "arm-across-chest", "calf-stretch-wall", "childs-pose", "doorway-chest", "downward-dog", "figure-four",
        "gentle-stretch", "gentle-yoga", "knee-to-chest-single", "knees-to-chest-both", "neck-side-bend", "pigeon",
        "sphinx", "thread-the-needle", "wall-walk", "wrist-stretch",
    },
    "loaded_bend": {
        "cat-cow", "childs-pose", "downward-dog", "gentle-yoga", "knee-to-chest-single", "knees-to-chest-both",
        "pigeon", "seated-cat-cow", "seated-twist", "thread-the-needle",
    },
    "deep_pressure": {"ball-floor", "ball-wall-upper-back", "foam-roll-upper", "hand-pressure", "two-balls-sock"},
    "heat": {"warm-pack", "warm-shower"},
    "cold": {"cold-pack"},
    "hot_tub": {"warm-shower"},
    "prone_lying": {"sphinx"},
}  # fmt: skip


def test_every_technique_is_named_on_what_uses_it() -> None:
    found = {name: {one.id for one in catalog().activities.values() if name in one.techniques} for name in NAMED}
    assert found == NAMED
