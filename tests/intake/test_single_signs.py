"""One sign alone, on a person who answers everything else calmly: a strong sign never ends in a pathway. Those that may
are named here, each with the reason; a new sign that does fails the test."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import Item, ItemType, Page
from intake.routing.disposition import Disposition, route
from tests.vignette_cases import CALM, TODAY

HISTORY = "an illness or a medicine, not a sign: techniques are blocked, and it counts beside a sign"
WEAK_ALONE = "the routing design calls it weak alone: it counts with another sign, a place, an age or a time"
EVERYDAY = "an everyday trigger, or what was tried"
SEEN = "seen by a doctor, without the pain, age or signs that E10 and E11 read beside it"
LIMB = "here a limb was hurt: E10 and E11 read it with a hurt neck or trunk"
ASKED_ON = "the next pages ask for the signs that matter; fever and broken skin block hands-on care"
REASONS = {
    ASKED_ON: "fever recent_injury skin_or_lump",
    SEEN: "injured_head injured_neck injured_back injured_chest_or_belly injured_pelvis",
    LIMB: "fall_high crash_fast head_first motorbike_or_offroad bike_crash heavy_blow",
    WEAK_ALONE: """burning_skin spread_arm spread_leg spread_band numb_or_tingling little_finger_side side_pain
        upper_belly_pain belly_sick low_mood low_interest morning_stiff_30 better_moving wakes_late_night swaps_buttocks
        heel_pain anti_inflammatory_helps""",
    HISTORY: """one_kidney psoriasis eye_inflammation bowel_inflammation family_spine_arthritis cancer_history
        weak_bones joint_condition heart_or_vessel clot_or_bleeding blood_thinner steroid_3_months immune_weak
        pregnant_or_birth operation_or_implant infection_or_needles rheumatoid_arthritis spine_arthritis hypermobile
        connective_tissue down_syndrome neck_artery_problem clot_older bleeding_problem low_platelets
        surgery_12_weeks""",
    EVERYDAY: """trigger_desk trigger_phone trigger_lifting trigger_repeat trigger_stress trigger_driving
        tried_home_care tried_massage tried_physio tried_chiro""",
}
MAY_BE_A_PATHWAY = {code: why for why, codes in REASONS.items() for code in codes.split()}
ADULT, OLDER, CHILD = "1984-06-14", "1962-02-03", "2014-02-03"
PREGNANT = {"health_now": ["pregnant_or_birth"], "pregnancy": "pregnant"}
# Calm people, the plainest first; what opens a page stands with them.
PEOPLE: tuple[Mapping[str, Any], ...] = tuple(
    {"birth_date": ADULT} | told
    for told in (
        {"places": ["knee_front_l"]},
        {"places": ["upper_back_r"]},
        {"places": ["low_back_m"]},
        {"places": ["neck_back_l"]},
        {"places": ["calf_l"]},
        {"places": ["flank_l"]},
        {"places": ["low_back_m"], "birth_date": OLDER},
        {"places": ["neck_back_l"], "birth_date": OLDER},
        {"places": ["knee_front_l"], "birth_date": CHILD, "who_for": "my_child"},
        {"places": ["low_back_m"], "back_belly": ["upper_belly_pain"]},
        {"places": ["low_back_m"], "duration_days": {"number": 200, "unit": "days"}},
        {"places": ["knee_front_l"], "warning_now": ["breathless"]},
        {"places": ["knee_front_l"], "warning_general": ["fever"]},
        {"places": ["knee_front_l"], "warning_general": ["recent_injury"]},
        {"places": ["knee_front_l"], "warning_general": ["skin_or_lump"]},
        {"places": ["upper_back_r"], "spread": ["spread_arm"]},
        {"places": ["upper_back_r"], "effects": ["low_mood"]},
        {"places": ["upper_back_r"], "health_ever": ["cancer_history"]},
        {"places": ["upper_back_r"], "health_ever": ["joint_condition"]},
        {"places": ["upper_back_r"], "health_ever": ["heart_or_vessel"]},
        {"places": ["upper_back_r"], "health_ever": ["clot_or_bleeding"]},
        {"places": ["upper_back_r"], "health_ever": ["nerve_or_circulation"]},
        {"places": ["upper_back_r"], "health_now": ["operation_or_implant"]},
        {"places": ["upper_back_r"], "health_now": ["infection_or_needles"]},
        {
            "places": ["knee_front_l"],
            "health_now": ["pregnant_or_birth"],
            "pregnancy": "pregnant",
            "pregnancy_weeks": 8,
        },
        {
            "places": ["knee_front_l"],
            "health_now": ["pregnant_or_birth"],
            "pregnancy": "pregnant",
            "pregnancy_weeks": 25,
        },
    )
)


def signs() -> Iterator[tuple[Page, Item, str]]:
    """Every tick that a red flag reads."""
    protocol = protocol_store.protocol()
    read = frozenset().union(*(protocol.questionnaire.facts_behind(rule.when) for rule in protocol.red_flags))
    for page in protocol.questionnaire.pages:
        for item in page.items:
            if item.type is ItemType.TICKS:
                yield from ((page, item, code) for code in item.options if code in read)


def sent(told: Mapping[str, Any]) -> tuple[Disposition, frozenset[str]]:
    """The decision for these answers with calm ones beside them, and the pages that were asked."""
    questionnaire, given = protocol_store.questionnaire(), dict(told)
    for _ in questionnaire.pages:
        answers = parse_answers(questionnaire, given, TODAY)
        asked = questionnaire.open_pages(answers, TODAY)
        items = (item.link_id for page in asked for item in page.items)
        calm = {link_id: CALM[link_id] for link_id in items if link_id in CALM and link_id not in given}
        if not calm:
            return route(protocol_store.protocol(), answers, today=TODAY), frozenset(page.id for page in asked)
        given |= calm
    raise AssertionError("the pages never settle")


@cache
def person_for(page_id: str) -> int:
    """The first person who is asked this page, whom nothing raises if possible."""
    asked = [(found.urgency is not None, number) for number, (found, pages) in everyone() if page_id in pages]
    return min(asked)[1]


@cache
def everyone() -> list[tuple[int, tuple[Disposition, frozenset[str]]]]:
    return [(number, sent(told)) for number, told in enumerate(PEOPLE)]


SIGNS = list(signs())


@pytest.mark.parametrize(("page", "item", "code"), SIGNS, ids=[code for _, _, code in SIGNS])
def test_a_strong_sign_alone_is_no_pathway(page: Page, item: Item, code: str) -> None:
    told = PEOPLE[person_for(page.id)]
    found, asked = sent({**told, item.link_id: [code]})
    assert page.id in asked
    assert (found.urgency is None) == (code in MAY_BE_A_PATHWAY), f"{code}: {found.disposition}"


def test_the_list_of_weak_signs_names_signs_only() -> None:
    assert set(MAY_BE_A_PATHWAY) <= {code for _, _, code in SIGNS}
