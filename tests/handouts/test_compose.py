"""What stands on the sheet, for whom."""

import re
from dataclasses import replace
from datetime import date, time
from itertools import chain
from typing import Any

import pytest

from handouts.catalog_store import catalog
from handouts.composition.arranging import Wanted
from handouts.composition.document import HandoutDocument, Plan, PrintSize
from handouts.composition.figure import on_side
from handouts.composition.occasion import Appointment
from tests.handouts.paper import PLACES, document, occasion, selected

HOME: dict[str, Any] = {
    "pain_level": 2, "duration_days": {"number": 5, "unit": "days"}, "preference": "home_exercises",
    "triggers": ["trigger_desk"], "limits": "no_limit", "course": "better",
}  # fmt: skip


def plan(made: HandoutDocument) -> Plan:
    """The plan of a document that has one."""
    assert made.plan is not None
    return made.plan


def test_it_says_back_what_they_told_us() -> None:
    told = plan(document(hard_activity="driving")).told_us
    assert told.lines == ("Upper back, **your right side**", "3\u00a0weeks, pain 5 out of 10",
                          "Worse with sitting (or desk work) and stress", "Hard to do: driving")  # fmt: skip
    assert (
        told.outline is not None and told.outline.alt == "A body seen from behind. Marked: upper back, your right side."
    )


def test_what_nobody_gave_leaves_no_dot_on_the_paper() -> None:
    nobody = replace(occasion(), short_name="", clinic=replace(occasion().clinic, phone="", hours=""))
    for pain in (["none"], ["chest_pain"]):
        made = document(changes={"short_name": "", "clinic": nobody.clinic}, warning_now=pain)
        written = (made.footer.line, made.letterhead.contact, made.letterhead.later_contact)
        assert all(line == line.strip(" ·") and "·  ·" not in line for line in written), written
        assert made.footer.line.startswith(occasion().record)


def test_the_body_is_the_one_they_picked() -> None:
    for places in PLACES.values():
        drawn = {plan(document(places=places, changes={"outline": code})).told_us.outline for code in ("a", "b", "c")}
        assert len(drawn) == 3
        assert plan(document(places=places)).told_us.outline in drawn


def test_the_sore_side_turns_the_picture_and_only_where_there_are_sides() -> None:
    right = {card.activity: card.figure.svg for card in plan(document(places=["upper_back_r"])).activities.cards}
    left = {card.activity: card.figure.svg for card in plan(document(places=["upper_back_l"])).activities.cards}
    assert right.keys() == left.keys()
    for activity, drawn in right.items():
        assert (drawn != left[activity]) == (catalog().activities[activity].sides == "mirrored")


def test_the_picture_shows_their_own_place_and_side_in_their_language() -> None:
    warm = catalog().activities["warm-pack"]
    knee = next(one for one in warm.variants if one.place == "knee")
    for language in catalog().texts:
        choice = [Wanted("warm-pack", {}, "checked with them")]
        given = {"language": language, "wanted": choice}
        cards = [
            plan(document(**given, places=[place])).activities.cards[0] for place in ("knee_back_r", "knee_back_l")
        ]
        assert [card.figure.svg for card in cards] == [on_side(knee.svg, left=False), on_side(knee.svg, left=True)]
        assert {card.figure.alt for card in cards} == {warm.words[language].alts["knee"]} != {warm.words[language].alt}


def test_whatever_goes_to_the_sore_place_is_drawn_on_every_place() -> None:
    for activity in catalog().activities.values():
        for region in catalog().vocabulary.regions if activity.id in {"warm-pack", "cold-pack"} else ():
            variant = activity.variant_for(["nowhere", region])
            assert region in (variant.shown_on if variant else activity.shown_on), f"{activity.id} {region}"


def test_dose_and_steps_name_the_same_numbers() -> None:
    for card in plan(document(4)).activities.cards:
        for number in re.findall(r"\{.*?\}", " ".join([card.dose, *card.steps, card.caution, card.feel, card.stop])):
            raise AssertionError(f"{card.activity}: {number} was not filled")
        assert card.minutes >= 1 and card.feel.endswith(".") and card.stop.endswith(".")


def test_dates_are_worked_out() -> None:
    made = plan(document(changes={"appointment": Appointment(date(2026, 11, 26), time(9, 5), "Casey")}))
    assert made.visit.when == ("**Thursday**", "**26\u00a0November**", "9:05\u00a0am", "with Casey")
    assert "Not better after 2\u00a0weeks? Call us." in made.flare_up.paragraphs[0]
    assert made.diary.days[:3] == ("Fr 20", "Sa 21", "Su 22") and len(made.diary.days) == 14
    assert made.diary.corner == "20\u00a0November to 3\u00a0December"
    assert made.diary.week_corner == "20\u00a0November to 26\u00a0November" and "Harbour" in made.visit.where


def test_without_an_appointment_we_say_that_we_call() -> None:
    made = plan(document(changes={"appointment": None}))
    assert made.visit.when == () and made.visit.words.startswith("We will call you")


def test_a_home_plan_has_its_check_dates() -> None:
    made = plan(document(**HOME))
    assert (
        "**27\u00a0November**" in made.flare_up.paragraphs[0] and "**4\u00a0December**" in made.flare_up.paragraphs[0]
    )


def test_no_muscle_talk_where_it_is_not_clear() -> None:
    assert "not a sign of damage" in plan(document()).may_be.paragraphs[0]
    spreading = plan(document(spread=["spread_arm"], arm_leg=["none"]))
    assert "not a sign of damage" not in spreading.may_be.paragraphs[0]
    review = plan(document(warning_general=["weight_loss"]))
    assert "not a sign of damage" not in review.may_be.paragraphs[0]


@pytest.mark.parametrize(("language", "spot"), [("en", "spot"), ("fr-CA", "point"), ("es", "punto")])
def test_what_it_may_be_never_gainsays_what_was_told(language: str, spot: str) -> None:
    def said(**answers: Any) -> str:
        made = plan(document(language=language, **answers))
        return " ".join((*made.may_be.paragraphs, made.outlook.more))

    assert spot in said(pattern=["tender_spot"])
    for home in ({}, HOME):
        assert spot not in said(**home, pattern=["none"]) and spot not in said(**home, pattern=["eased_by_warmth"])
    assert "**" not in said(pattern=["not_sure"])  # nothing is named to who does not know
    only_tingling = said(
        places=["forearm_r"], spread=["numb_or_tingling"], numb_pattern="comes_and_goes",
        limb_sign_days={"number": 5, "unit": "weeks"}, limb_sign_course="same",
    )  # fmt: skip
    assert "**" in only_tingling
    assert not any(runs in only_tingling for runs in ("runs into", "descend", "baja por"))


def test_the_help_box_follows_the_place_and_covers_two_of_them() -> None:
    signs = {name: plan(document(places=places)).help.signs for name, places in PLACES.items()}
    assert any("chest" in sign for sign in signs["upper back"])
    assert any("genitals" in sign for sign in signs["low back"])
    assert any("calf" in sign for sign in signs["knee"])
    both = plan(document(places=["low_back_m", "chest_m", "neck_back_m"])).help.signs
    assert any("genitals" in sign for sign in both) and any("chest" in sign for sign in both)


def test_a_draft_says_so_and_an_approved_sheet_says_who() -> None:
    draft, approved = document(changes={"approved_by": None}), document()
    assert draft.letterhead.draft == "DRAFT, not checked by a clinician" and approved.letterhead.draft == ""
    assert "Casey Moreau chose this plan for you; its words are a sample." in plan(approved).about.words
    signed = plan(document(changes={"signed": True})).about.words
    assert "Casey Moreau chose this plan for you." in signed and "sample" not in signed
    assert approved.letterhead.sample == catalog().texts["en"].texts["sample_notice"]


def test_nothing_in_the_pdf_title_or_token_names_the_person() -> None:
    made = document()
    assert made.title == "Your plan to ease your upper back"
    assert made.token == "7KQ2-M9XA-4TRW-P3ZC-v1"
    assert "Maria" not in made.title + made.token + made.author


def test_words_from_outside_are_made_fit_for_paper() -> None:
    hostile = "Ev\u202eil\x00 **<b>Name</b>**\n" + "x" * 300
    made = document(changes={"first_name": hostile, "note": hostile})
    heading, note = plan(made).heading, plan(made).notes.text
    for words in (heading, note):
        assert "\x00" not in words and "\u202e" not in words and "\n" not in words and "**" not in words
    assert len(note) <= 240 and heading.startswith("Evil <b>Name</b> xxx")


def test_a_child_s_sheet_speaks_to_the_adult_too() -> None:
    selection = selected()
    assert not selection.profile.child
    made = plan(document())
    assert made.reader == ""


def test_the_code_is_typed_at_the_address_without_it() -> None:
    made = document(changes={"site": "", "link": "https://unknot.example/plan/ABC-DEF/", "code": "ABC-DEF"})
    assert "**unknot.example/plan**" in plan(made).about.online
    assert plan(document(changes={"link": "", "code": ""})).about.qr is None


def test_every_text_has_its_places_filled() -> None:
    made = document(4)
    words = list(chain.from_iterable(_words(made.as_json())))
    assert not [text for text in words if re.search(r"\{(?!page)[a-z_.]+\}", text)]


def _words(value: object) -> list[list[str]]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _words(part)]
    if isinstance(value, list):
        return [text for part in value for text in _words(part)]
    return [[value]] if isinstance(value, str) and not value.startswith("<svg") else []


def test_the_occasion_has_a_token_without_a_code_too() -> None:
    assert occasion(code="").token == "MT4821-v1"


def test_the_minutes_are_the_sum_of_the_doses_that_are_printed() -> None:
    # Relax 10 minutes; a ball 60 seconds, 3 spots, twice; an arm 30 seconds, 3 times on 2 sides, twice.
    made = plan(document())
    assert [card.activity for card in made.activities.cards] == [
        "relax-body",
        "ball-wall-upper-back",
        "arm-across-chest",
    ]
    assert [card.dose.replace("\u00a0", " ") for card in made.activities.cards] == [
        "10 minutes, once a day",
        "30 to 60 seconds a spot, 3 spots, 2 times a day",
        "Hold 15 to 30 seconds, 3 times each side, 2 times a day",
    ]
    assert (10 * 60 + 60 * 3 * 2 + 30 * 3 * 2 * 2) // 60 == 22 and "about 20 minutes" in made.message


def test_the_first_lines_name_what_to_do() -> None:
    made = plan(document(3))
    for card in made.activities.cards:
        assert f"{card.number}\u00a0{card.title}." in made.summary and card.title.startswith(card.diary)


def test_a_walk_that_grows_gives_the_next_step_and_not_a_sum() -> None:
    cards = {
        card.activity: card for card in plan(document(places=["hip_l"], preference="physiotherapy")).activities.cards
    }
    walk = cards["keep-moving-walk"]
    assert walk.dose.startswith("10\u00a0minutes to start with") and "12\u00a0minutes" in walk.steps[-1]


def test_larger_print_does_not_offer_large_print() -> None:
    large = plan(document(changes={"print_size": PrintSize.LARGE}))
    assert "Large" not in large.about.ask and "Large" in plan(document()).about.ask
