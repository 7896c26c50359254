"""Every sheet says when to get help, how sure we are, how long it may last and what to do in a flare-up: in every
place, country and language."""

from dataclasses import replace

import pytest

from clinic.emergency_numbers import numbers_for
from handouts.catalog_store import catalog
from handouts.composition.arranging import Wanted, arranged
from handouts.composition.compose import compose
from handouts.composition.document import Kind
from handouts.composition.selection import Selection, select
from intake.protocol_store import body_map
from intake.questionnaire.answers import Answers
from tests.handouts.paper import answers_of, decided, occasion, profile

LANGUAGES = sorted(catalog().texts)
COUNTRIES = ("CA", "US", "GB", "IE", "AU", "NZ", "FR", "ES")
LEAST_SIGNS = 6
PRESSING = {"ball-wall-upper-back", "ball-floor", "two-balls-sock", "foam-roll-upper", "hand-pressure"}
# What the signs of a place must speak of, in English.
SPEAKS_OF = {
    "spine": ("genitals", "peeing or pooping", "weak or numb legs", "fever", "fall or crash"),
    "neck_head": ("headache", "drooping face", "speech", "double vision", "fainting", "weakness or numbness"),
    "chest_mid_back": ("chest pain", "trouble breathing", "tearing pain", "sweating"),
    "limb": ("cold, blue", "changed shape", "swollen calf", "chest pain or trouble breathing"),
    "default": ("chest pain", "genitals", "peeing or pooping", "weakness or numbness", "headache"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", catalog().vocabulary.regions)
def test_every_place_has_its_signs_outlook_and_flare_up(region: str, language: str) -> None:
    zone = min(catalog().vocabulary.regions[region].zones)
    answers = answers_of(places=[zone])
    selection = select(catalog(), profile(answers), decided(answers), language)
    for country in COUNTRIES:
        numbers = numbers_for(country)
        clinic = replace(
            occasion().clinic, country=country, emergency_number=numbers.emergency, advice_number=numbers.advice
        )
        made = compose(catalog(), body_map(), selection, answers, occasion(clinic=clinic))
        part = made.plan or made.letter
        assert part is not None and len(part.help.signs) >= LEAST_SIGNS
        assert numbers.emergency in part.help.lead.replace("\u00a0", " ").replace("\u2011", "-")
        if made.plan:
            assert made.plan.outlook.sentence and made.plan.flare_up.paragraphs and made.plan.may_be.paragraphs


@pytest.mark.parametrize("net", SPEAKS_OF)
def test_the_signs_of_a_place_name_what_is_dangerous_there(net: str) -> None:
    signs = " ".join(catalog().texts_in("en").list(f"safety_nets.{net}.signs", emergency_number="911"))
    assert [words for words in SPEAKS_OF[net] if words not in signs] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_says_how_sure_we_are(language: str) -> None:
    answers = answers_of()
    selection = select(catalog(), profile(answers), decided(answers), language)
    made = compose(catalog(), body_map(), selection, answers, occasion())
    assert selection.kind is Kind.PLAN and made.plan is not None and selection.choices
    said = [
        catalog().texts_in(language).text(f"certainty.{one.activity.evidence.certainty}") for one in selection.choices
    ]
    assert said[0] in made.plan.about.words and all(one in made.plan.about.more for one in said[1:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("band", catalog().vocabulary.bands)
def test_every_age_of_pain_has_its_outlook(band: str, language: str) -> None:
    assert catalog().texts_in(language).text(f"how_long.{band}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("net", SPEAKS_OF)
def test_every_box_names_what_a_stop_rule_sends_people_to(net: str, language: str) -> None:
    texts = catalog().texts_in(language)
    chest = {"en": "chest pain", "fr-CA": "poitrine", "es": "pecho"}[language]
    breath = {"en": "trouble breathing", "fr-CA": "difficulté à respirer", "es": "dificultad para respirar"}[language]
    signs = " ".join(texts.list(f"safety_nets.{net}.signs", emergency_number="911"))
    assert chest in signs and breath in signs


def test_a_moving_leg_is_not_told_about_an_arm() -> None:
    limbs = ("spreads", "spreads_leg", "spreads_arm")
    legs = {one.id for one in catalog().activities.values() if "{spreads_leg}" in one.words["en"].stop}
    assert {"figure-four", "bridge", "sphinx", "pigeon"} <= legs
    for name in legs:
        assert [rule for rule in limbs if rule in catalog().activities[name].stop_rules] == ["spreads_leg"]


def test_the_halves_of_the_box_are_told_apart_and_the_closed_line_is_explained() -> None:
    made = compose(catalog(), body_map(), *_alex(), occasion()).plan
    assert made is not None and "Other signs? **Call us today" in made.help.today and "nurse line on" in made.help.today
    assert "Worse day after day? Call us the same day." in made.flare_up.paragraphs[0]


def _alex() -> tuple[Selection, Answers]:
    answers = answers_of()
    return select(catalog(), profile(answers), decided(answers), "en"), answers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("net", SPEAKS_OF)
def test_every_box_says_what_its_signs_can_mean_and_which_fever_is_meant(net: str, language: str) -> None:
    texts = catalog().texts_in(language)
    danger, heart = texts.text(f"safety_nets.{net}.danger"), {"en": "heart", "fr-CA": "cœur", "es": "corazón"}[language]
    assert heart in danger.lower()
    fever = {"en": "fever", "fr-CA": "fièvre", "es": "fiebre"}[language]
    above = fever in " ".join(texts.list(f"safety_nets.{net}.signs", emergency_number="911"))
    other = {"en": "any other", "fr-CA": "toute autre", "es": "cualquier otra"}[language]
    below = texts.text(f"safety_nets.{net}.fever")
    assert fever in below and (other in below) == above


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_stops_for_chest_pain_is_told_whom_to_call(language: str) -> None:
    answers = answers_of(preference="home_exercises", home=["none"])
    selection = select(catalog(), profile(answers), decided(answers), language)
    walk = next(one for one in catalog().activities.values() if one.id == "keep-moving-walk")
    made = compose(catalog(), body_map(), arranged(selection, [Wanted(walk.id, {}, "to see it")]), answers, occasion())
    assert made.plan is not None and "911" in made.plan.activities.cards[0].stop


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(PRESSING))
def test_whoever_presses_is_told_its_own_limit_and_what_to_do_above_it(name: str, language: str) -> None:
    answers = answers_of()
    selection = select(catalog(), profile(answers), decided(answers), language)
    wanted = [Wanted(name, {"ache_limit": 3}, "to see it"), Wanted("shoulder-rolls", {}, "to see it")]
    made = compose(catalog(), body_map(), arranged(selection, wanted), answers, occasion()).plan
    assert made is not None and made.pain_rule is not None
    over = {"en": "Ache over 3 out of 10? ", "fr-CA": "Elle dépasse 3 sur 10? ", "es": "¿Pasa de 3 de 10? "}[language]
    assert over in made.activities.cards[0].feel.replace("\u00a0", " ")
    assert catalog().texts_in(language).text("pain_rule.pressing", limit="3") in made.pain_rule.settle


@pytest.mark.parametrize("language", LANGUAGES)
def test_doing_less_is_explained_and_numbness_that_stays_has_its_number(language: str) -> None:
    answers = answers_of()
    selection = select(catalog(), profile(answers), decided(answers), language)
    texts = catalog().texts_in(language)
    for name, tingles in (("chin-slide", True), ("shoulder-rolls", False)):
        wanted = arranged(selection, [Wanted(name, {}, "to see it")])
        made = compose(catalog(), body_map(), wanted, answers, occasion()).plan
        assert made is not None and made.pain_rule is not None
        assert texts.text("pain_rule.do_less", least="6", most="7") in made.pain_rule.stopped
        assert ("911" in made.pain_rule.stopped) == tingles


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_knot_is_linked_with_what_they_told_us_and_with_nothing_else(language: str) -> None:
    for triggers in (["trigger_repeat"], ["none"]):
        answers = answers_of(triggers=triggers)
        made = compose(
            catalog(), body_map(), select(catalog(), profile(answers), decided(answers), language), answers, occasion()
        ).plan
        texts = catalog().texts_in(language)
        linked = texts.text("linked", worse=texts.text("triggers.same_task"))
        assert made is not None and (linked in made.outlook.more) == (triggers == ["trigger_repeat"])
        assert "  " not in made.outlook.more and "{" not in made.outlook.more


@pytest.mark.parametrize(("place", "warmth"), [("low_back_m", "heat_low_back"), ("knee_front_l", "heat_elsewhere")])
def test_warmth_for_a_knee_does_not_speak_of_a_low_back_that_does_not_hurt(place: str, warmth: str) -> None:
    answers = answers_of(places=[place])
    wanted = arranged(select(catalog(), profile(answers), decided(answers), "en"), [Wanted("warm-pack", {}, "try it")])
    made = compose(catalog(), body_map(), wanted, answers, occasion())
    assert made.plan is not None and catalog().texts_in("en").text(f"certainty.{warmth}") in made.plan.about.words
