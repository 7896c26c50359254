"""What a patient needs and wishes is asked once and shown to staff on the board and the case page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Staff
from handouts import drafting
from intake import needs, protocol_store
from intake.cards import card_of
from tests import answers as stories
from tests.conftest import SendAnswers
from tests.people import People


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"info_needs": ["none"]}, ()),
        ({}, ()),
        ({"print_size": "standard", "info_needs": []}, ()),
        ({"print_size": "large", "info_needs": ["need_screen_reader"]}, ("Large print", "Screen reader")),
        (
            {"info_needs": ["need_texts_only", "need_reading_help"], "consent_extras": ["consent_text"]},
            ("Read aloud", "Texts, no calls"),
        ),
        ({"info_needs": ["need_texts_only"]}, ("Texts, no calls", "No consent to texts: call")),
        ({"info_needs": ["need_interpreter"], "best_language": "best_spanish"}, ("Speaks Spanish",)),
        (
            {"info_needs": ["need_interpreter"], "best_language": "best_other", "other_language": " Tigrinya "},
            ("Speaks Tigrinya",),
        ),
        ({"info_needs": ["need_interpreter"], "best_language": "best_other"}, ("Speaks another language",)),
        (
            {"info_needs": ["visit_wishes"], "visit_way": "by_video", "visit_times": ["weekday_evenings", "weekends"],
             "visit_with": "with_woman"},
            ("Wishes: video, evenings, weekends, a woman",),
        ),
        ({"info_needs": ["visit_wishes"], "visit_way": "in_person"}, ("Wishes: in person",)),
        ({"info_needs": ["visit_wishes"], "visit_with": "with_anyone"}, ()),
        ({"info_needs": ["visit_wishes"], "visit_times": []}, ()),
        ({"info_needs": ["none"], "visit_times": ["weekday_mornings"]}, ("Wishes: mornings",)),
    ],
)  # fmt: skip
def test_only_what_differs_from_the_usual_is_said(given: dict[str, Any], said: tuple[str, ...]) -> None:
    assert needs.flags(given) == said


def test_an_answer_whose_page_was_closed_again_is_not_said() -> None:
    changed_mind = {"info_needs": ["none"], "best_language": "best_spanish", "visit_way": "by_video"}
    assert needs.flags(changed_mind) == () and needs.best_language(changed_mind) is None


def test_every_need_and_wish_that_can_be_ticked_has_words() -> None:
    items = protocol_store.questionnaire().items
    own = ("need_interpreter", "visit_wishes")
    assert set(items["info_needs"].options) == {*needs.NEED_WORDS, *own}
    assert set(items["best_language"].options) == {*needs.LANGUAGE_TAGS, "best_other"}
    wishes = {code for link_id in ("visit_way", "visit_times", "visit_with") for code in items[link_id].options}
    assert wishes - {"with_anyone"} == set(needs.WISH_WORDS)


def test_the_pages_about_language_and_visit_open_only_on_demand() -> None:
    questionnaire = protocol_store.questionnaire()

    def opened(needed: list[str]) -> set[str]:
        answers = stories.parse_answers(questionnaire, stories.complete(info_needs=needed), stories.TODAY)
        return {page.id for page in questionnaire.open_pages(answers, stories.TODAY)} & {"language", "visit"}

    assert opened(["none"]) == set()
    asked_of_all = {item.link_id for page in questionnaire.pages if not page.enable_when for item in page.items}
    assert "visit_times" in asked_of_all, "whoever wants to say when they can come"
    assert opened(["need_interpreter"]) == {"language"}
    assert opened(["visit_wishes", "need_texts_only"]) == {"visit"}


@pytest.mark.django_db
def test_the_board_and_the_case_page_show_them(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    case = send(
        print_size="large",
        info_needs=["need_texts_only", "visit_wishes"],
        consent_extras=["consent_text"],
        visit_way="by_video",
        visit_times=["weekends"],
    )
    assert card_of(case, people.blair, timezone.now()).flags == (
        "Large print",
        "Texts, no calls",
        "Wishes: video, weekends",
    )
    desk = signed_in(people.blair)
    for page in (reverse("intake:board"), reverse("intake:case", args=[case.id])):
        html = desk.get(page).content.decode()
        assert "Large print" in html and "Texts, no calls" in html and "Wishes: video, weekends" in html


@pytest.mark.django_db
def test_a_wish_for_a_time_does_not_stand_beside_an_emergency(people: People, send: SendAnswers) -> None:
    case = send(visit_times=["weekday_mornings"], info_needs=["need_reading_help"], **stories.EMERGENCY)
    flags = card_of(case, people.blair, timezone.now()).flags
    assert "Read aloud" in flags and not any("Wishes" in flag for flag in flags)


@pytest.mark.django_db
def test_a_sheet_starts_with_the_print_and_language_that_were_asked_for(send: SendAnswers) -> None:
    plain = send()
    assert drafting.settings_for(plain, {}).print_size == "standard" and drafting.sheet_language(plain) == "en"
    asked = send(print_size="large", info_needs=["need_interpreter"], best_language="best_french")
    assert drafting.settings_for(asked, {}).print_size == "large"
    asked.clinic.languages = ["en", "fr-CA"]
    assert drafting.sheet_language(asked) == drafting.machine_selection(asked, stories.TODAY).language == "fr-CA"
    elsewhere = send(info_needs=["need_interpreter"], best_language="best_other", other_language="Tigrinya")
    assert drafting.sheet_language(elsewhere) == "en"


@pytest.mark.django_db
def test_a_language_that_the_clinic_does_not_offer_is_only_flagged(people: People, send: SendAnswers) -> None:
    case = send(info_needs=["need_interpreter"], best_language="best_spanish")
    case.clinic.languages = ["en"]
    case.clinic.is_demo = False
    assert drafting.sheet_language(case) == "en"
    assert "Speaks Spanish" in needs.flags(case.response.answers)
