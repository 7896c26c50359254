"""Answers for the tests' stories, built only from questions that are really shown to the person."""

from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from intake import protocol_store
from intake.demo import data
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import ItemType

TODAY = date(2026, 11, 20)
ALEX = {
    "first_name": "Alex",
    "last_name": "Moreau",
    "birth_date": "1984-06-14",
    "phone": "416-555-0142",
    "places": ["upper_back_r"],
    "duration_days": {"number": 3, "unit": "weeks"},
    "pain_level": 5,
    "limits": "mild",
    "triggers": ["trigger_desk", "trigger_stress"],
    "pattern": ["tender_spot", "eased_by_warmth"],
    "preference": "massage",
}
EMERGENCY = {"warning_nerves": ["saddle_numbness"], "back_or_leg_pain": "yes",
             "nerve_sign_days": {"number": 2, "unit": "days"},
             "nerve_sign_course": "same", "nerve_sign_checked": "no", "places": ["low_back_m"]}  # fmt: skip
URGENT = {"places": ["calf_l"], "limb_signs": ["limb_swollen", "limb_warm_red"]}


def complete(today: date = TODAY, **given: Any) -> dict[str, Any]:
    """Alex's answers with `given` on top; every other page that opens is answered "none of these"."""
    questionnaire = protocol_store.questionnaire()
    answers: dict[str, Any] = deepcopy(_usual()) | ALEX | given
    for _ in questionnaire.pages:
        skipped = parse_answers(questionnaire, answers, today).skipped
        items = [questionnaire.items[link_id] for link_id in sorted(skipped)]
        empty = {i.link_id: ["none"] for i in items if i.type is ItemType.TICKS and "none" in i.exclusive}
        if not empty:
            return answers
        answers |= empty
    raise AssertionError("the pages never settle")


@cache
def _usual() -> dict[str, Any]:
    """The answers that people of the demo have in common, read once."""
    return dict(data()["usual"])
