"""A warning answer that leaves an emergency rule open on place or time alone is followed at once by that question."""

import pytest

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.facts import facts_of
from intake.routing.screening import screen
from intake.routing.urgency import Urgency
from tests.vignette_cases import TODAY


@pytest.mark.parametrize(
    ("page", "sign", "rule", "next_page"),
    [
        ("warning_now", "breathless", "E06", "warning_now_where"),
        ("warning_now", "fainted", "E06", "warning_now_where"),
        ("warning_now", "sudden_worst_pain", "E05", "warning_now_where"),
        ("warning_nerves", "saddle_numbness", "E01", "nerves_more"),
        ("warning_nerves", "pee_trouble", "E01", "nerves_more"),
        ("warning_nerves", "bladder_no_feeling", "E01", "nerves_more"),
        ("warning_nerves", "new_leaking", "E01", "nerves_more"),
        ("warning_nerves", "both_legs_weak_or_numb", "E02", "nerves_more"),
        ("warning_nerves", "walking_trouble", "E21", "nerves_more"),
    ],
)
def test_place_or_time_is_the_next_page(page: str, sign: str, rule: str, next_page: str) -> None:
    protocol, questionnaire = protocol_store.protocol(), protocol_store.questionnaire()
    ids = [each.id for each in questionnaire.pages]
    calm = {item.link_id: ["none"] for each in questionnaire.pages[: ids.index(page)] for item in each.items
            if "none" in item.exclusive}  # fmt: skip
    answers = parse_answers(questionnaire, {**calm, "birth_date": "1986-03-02", page: [sign]}, TODAY)
    screening = screen(protocol, facts_of(questionnaire, answers, TODAY))
    assert rule in {each.id for each in screening.left_open(Urgency.EMERGENCY)}
    opened = [each.id for each in questionnaire.open_pages(answers, TODAY)]
    assert opened[opened.index(page) + 1] == next_page
