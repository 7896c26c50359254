"""Which activities are chosen, and what no clinician's click can bring back."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handouts.catalog_store import catalog
from handouts.composition.arranging import (
    MOST,
    Wanted,
    arranged,
    arranged_from_json,
    moved,
    wanted_of,
    with_added,
    with_dose,
    without,
)
from handouts.composition.compose import compose
from handouts.composition.document import Kind
from handouts.composition.errors import SelectionError
from handouts.composition.selection import USUAL, Selection, select
from handouts.composition.vocabulary import SLOTS
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN
from intake.routing.urgency import Pathway
from tests.answers import EMERGENCY, TODAY, URGENT
from tests.handouts.paper import answers_of, decided, document, occasion, profile, selected
from tests.intake.random_answers import random_answers

CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]


def choice_for(seed: int, ticked: float) -> Selection:
    """The selection for random answers."""
    answers = parse_answers(
        protocol().questionnaire, random_answers(protocol().questionnaire, Random(seed), ticked=ticked), TODAY
    )
    return select(catalog(), profile(answers), decided(answers), "en")


@given(st.integers(0, 2**32), st.sampled_from([0.01, 0.03, 0.1]))
@settings(max_examples=150, deadline=None, suppress_health_check=CALM)
@example(0, 0.01)
def test_nothing_blocked_or_cautioned_is_ever_chosen(seed: int, ticked: float) -> None:
    selection = choice_for(seed, ticked)
    blocks = set(selection.disposition.blocks)
    vocabulary = catalog().vocabulary
    for entry in [*(one.activity for one in selection.choices), *(tip.habit for tip in selection.tips_offered)]:
        assert not blocks.intersection(entry.techniques)
        for code in entry.cautions:
            when = vocabulary.cautions[code]
            assert when is not None and when.value(selection.profile.values) is FALSE
    for choice in selection.choices:
        assert not choice.activity.floor or selection.profile.floor is TRUE
        assert all(
            selection.profile.has(vocabulary.equipment[code]) or code in choice.substitutes
            for code in choice.activity.equipment
        )


@given(
    st.integers(0, 2**32),
    st.sampled_from([0.01, 0.05]),
    st.lists(st.sampled_from(sorted(catalog().activities)), max_size=5),
)
@settings(max_examples=100, deadline=None, suppress_health_check=CALM)
def test_no_edit_brings_back_what_is_blocked(seed: int, ticked: float, wanted: list[str]) -> None:
    selection = choice_for(seed, ticked)
    try:
        edited = arranged(selection, [Wanted(activity, {}, "I have checked this") for activity in wanted])
    except SelectionError:
        return
    blocks = set(selection.disposition.blocks)
    assert all(not blocks.intersection(choice.activity.techniques) for choice in edited.choices)
    assert len(edited.choices) <= MOST


@given(st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=CALM)
def test_everything_left_out_says_why_and_the_choice_is_the_same_twice(seed: int) -> None:
    first, second = choice_for(seed, 0.03), choice_for(seed, 0.03)
    assert first.as_json() == second.as_json()
    assert all(one.left_out for one in first.left_out)
    assert all(choice.reasons for choice in first.choices)
    chosen = {choice.activity.id for choice in first.choices}
    others = {one.activity.id for one in (*first.may_be_added, *first.left_out)}
    assert chosen | others == catalog().activities.keys() and not chosen & others


@pytest.mark.parametrize("given_", [EMERGENCY, URGENT])
def test_an_urgent_person_gets_the_letter_and_no_activity(given_: dict[str, Any]) -> None:
    selection = selected(**given_)
    assert selection.kind is Kind.GET_HELP_LETTER and not selection.choices and not selection.tips
    with pytest.raises(SelectionError, match="letter"):
        with_added(selection, "slow-breathing", "checked")


def test_an_ordinary_back_gets_three_in_the_order_of_the_slots() -> None:
    selection = selected()
    slots = [SLOTS.index(choice.activity.slot) for choice in selection.choices]
    assert len(slots) == USUAL and slots == sorted(slots)
    assert not selection.needs_release


@pytest.mark.parametrize(("trigger", "eases"), [("trigger_desk", "heat_low_back"), ("trigger_stress", "relaxing")])
def test_warmth_eases_unless_there_is_stress(trigger: str, eases: str) -> None:
    chosen = selected(triggers=[trigger], home=["has_warm_pack"], pattern=["tender_spot"]).choices
    assert [one.activity.evidence.certainty for one in chosen if one.activity.slot == "ease"] == [eases]


def test_what_suits_any_place_never_pushes_out_a_walk() -> None:
    chosen = [one.activity.id for one in selected(places=["low_back_m"], triggers=["trigger_lifting"]).choices]
    assert "keep-moving-walk" in chosen and "squeeze-let-go" not in chosen


def test_strong_pain_or_little_time_means_two() -> None:
    assert len(selected(pain_level=8).choices) == 2
    assert len(selected(minutes_a_day="five").choices) == 2


def test_a_medical_review_waits_for_release_and_gets_no_pressure() -> None:
    selection = selected(warning_general=["weight_loss"])
    assert selection.needs_release and selection.choices
    assert all("deep_pressure" not in choice.activity.techniques for choice in selection.choices)


def test_no_release_in_the_first_days_after_an_injury() -> None:
    fresh = selected(warning_general=["recent_injury"], injured=["injured_back"], injury_seen="yes",
                     injury_how=["none"], injury_after=["none"], injury_days={"number": 1, "unit": "days"},
                     duration_days={"number": 1, "unit": "days"}, preference="physiotherapy")  # fmt: skip
    assert all(choice.activity.injury_72h and choice.activity.slot != "release" for choice in fresh.choices)


def test_rolled_socks_stand_in_for_a_ball_that_is_not_there() -> None:
    selection = selected(home=["can_floor"])
    standing = selection.standings["ball-wall-upper-back"]
    assert standing.substitutes == {"ball": "rolled_socks"}
    assert not any(reason.code == "equipment" for reason in standing.left_out)


def test_edits_keep_to_the_bounds() -> None:
    selection = selected()
    first = selection.choices[0].activity
    key, amount = next(iter(first.dose.items()))
    assert with_dose(selection, first.id, {key: amount.most}).choices[0].dose[key] == amount.most
    for number in (amount.most + 1, amount.least - 1):
        with pytest.raises(SelectionError, match="dose_out_of_bounds"):
            with_dose(selection, first.id, {key: number})
    assert [one.activity.id for one in without(selection, first.id).choices] == [
        one.activity.id for one in selection.choices[1:]
    ]
    assert moved(selection, first.id, 1).choices[1].activity is first
    assert moved(selection, first.id, -5).choices == selection.choices
    assert arranged_from_json(selection, selection.as_json()) == selection


def test_edits_that_are_refused_say_which_rule() -> None:
    selection = selected()
    more = [one.activity.id for one in selection.may_be_added][:3]
    left_out = next(one for one in selection.left_out if not one.blocked).activity.id
    with pytest.raises(SelectionError, match="too_many"):
        with_added(with_added(selection, more[0]), more[1])
    with pytest.raises(SelectionError, match="twice"):
        with_added(selection, selection.choices[0].activity.id)
    with pytest.raises(SelectionError, match="unknown"):
        with_added(selection, "juggling")
    with pytest.raises(SelectionError, match="unchecked"):
        with_added(selection, left_out)
    assert with_added(selection, left_out, "Did it with me today").choices[-1].checked == "Did it with me today"
    with pytest.raises(SelectionError, match="unknown_tip"):
        arranged(selection, wanted_of(selection), ["juggling"])


@pytest.mark.parametrize("typed", ["x", "ok ok", "xxxxxxxx xxxx", "1 2 3 4 5 6 7 8", "checked"])
def test_what_was_checked_is_real_words(typed: str) -> None:
    selection = selected()
    left_out = next(one for one in selection.left_out if not one.blocked).activity.id
    with pytest.raises(SelectionError, match="few_words"):
        with_added(selection, left_out, typed)


def test_a_blocked_technique_stays_out_whatever_was_checked() -> None:
    selection = selected(health_now=["blood_thinner"])
    ball = selection.standings["ball-wall-upper-back"]
    assert ball.blocked and ball.left_out[0].about == "deep_pressure"
    with pytest.raises(SelectionError, match="blocked"):
        with_added(selection, "ball-wall-upper-back", "I have checked")


def test_an_entry_without_words_in_a_language_is_left_out_of_it() -> None:
    answers = answers_of()
    selection = select(catalog(), profile(answers), decided(answers), "xx")
    assert not selection.choices and not selection.tips_offered
    assert all(any(reason.code == "language" for reason in one.left_out) for one in selection.left_out)
    with pytest.raises(SelectionError, match="blocked"):
        with_added(selection, "slow-breathing", "checked")


def test_one_tip_for_every_trigger_named_and_no_more_than_three() -> None:
    selection = selected(triggers=["trigger_desk", "trigger_driving", "trigger_lifting", "trigger_stress"])
    assert len(selection.tips) == 3 and len({tip.trigger for tip in selection.tips}) == 3
    assert not selected(triggers=["none"]).tips


CHILD = {"birth_date": "2013-05-01", "who_for": "my_child", "helper_name": "Robin", "helper_relation": "parent",
         "helper_authority": "yes", "triggers": ["none"]}  # fmt: skip


def test_a_plan_without_activities_says_so_and_why() -> None:
    made = document(**CHILD)
    assert made.kind is Kind.PLAN and made.plan is not None and made.plan.help.signs
    assert not made.plan.activities.cards and made.plan.activities.none and made.plan.pain_rule is None
    assert len(made.plan.diary.rows) == 1
    words = " ".join((made.plan.message, *made.plan.activities.none, *made.plan.flare_up.paragraphs))
    assert "We will choose" in words and "these" not in made.plan.message and "half" not in words


def test_a_home_plan_without_activities_asks_to_call() -> None:
    selection = replace(selected(), choices=())
    home = replace(selection, disposition=replace(selection.disposition, disposition=Pathway.SELF_CARE))
    made = compose(catalog(), body_map(), home, answers_of(), occasion())
    assert made.plan is not None and "call us" in made.plan.message and "Call us on" in made.plan.visit.words


def test_what_the_intake_does_not_ask_keeps_an_activity_from_the_machine() -> None:
    unasked = {code for code, when in catalog().vocabulary.cautions.items() if when is None}
    held = [one for one in catalog().activities.values() if unasked.intersection(one.cautions)]
    left_out = selected(places=["low_back_m"]).standings
    assert held and not any(one.auto for one in held)
    for one in held:
        assert any(reason.code == "caution_unknown" for reason in left_out[one.id].left_out)
        assert not left_out[one.id].blocked


def test_cold_is_for_a_new_injury_only() -> None:
    no_injury = selected(duration_days={"number": 1, "unit": "days"}, home=["has_cold_pack"])
    assert [reason.code for reason in no_injury.standings["cold-pack"].left_out] == ["no_fresh_injury"]


def test_unknown_age_changes_the_dose_to_the_gentler_one() -> None:
    answers = answers_of()
    known = profile(answers)
    older = replace(known, values={**known.values, "age": 70})
    chosen = select(catalog(), older, decided(answers), "en")
    ball = next(one for one in chosen.choices if one.activity.id == "ball-wall-upper-back")
    assert ball.dose["hold_s"] < ball.activity.dose["hold_s"].default


@pytest.mark.parametrize(
    ("unknown", "reason"),
    [
        ({"floor": UNKNOWN}, "floor_unknown"),
        ({"band": "", "days": None}, "duration_unknown"),
        ({"fresh_injury": UNKNOWN}, "fresh_injury"),
    ],
)
def test_what_is_not_known_is_never_taken_for_yes(unknown: dict[str, Any], reason: str) -> None:
    answers = answers_of()
    known, unsure = profile(answers), replace(profile(answers), **unknown)
    disposition = decided(answers)
    before = select(catalog(), known, disposition, "en").standings
    after = select(catalog(), unsure, disposition, "en").standings
    newly = {name for name, one in after.items() if one.left_out and not before[name].left_out}
    assert newly and all(any(found.code == reason for found in after[name].left_out) for name in newly)
