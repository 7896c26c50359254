"""Every sentence by its id, in every language; a missing one, or one too many, stops the start."""

from pathlib import Path

import pytest

from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.wording import load_wording
from intake.routing.protocol import load_protocol
from tests.intake.rule_pack import PACK, altered, protocol

EN = protocol().wording("en")


def test_every_kind_of_words() -> None:
    assert load_wording(PACK, "en") == EN
    assert EN.section("your_pain") == "Your pain"
    assert EN.patient_sentences()["rules.E04"] == EN.rule("E04").patient
    assert EN.patient_sentences()["scores.P06"] == EN.score("P06").patient
    assert (EN.page("nerves").title, EN.page("nerves").lead, EN.page("nerves").hint) == ("Page nerves", "Lead", "Hint")
    assert EN.page("you").lead == ""
    assert (EN.item("duration").label, EN.item("duration").hint, EN.item("weeks").suffix) == (
        "How long",
        "About",
        "weeks",
    )
    assert EN.item("pain_now").anchors == {0: "no pain", 10: "the worst"}
    assert EN.unit("days") == "days"
    assert EN.place("neck_m") == "Neck, middle"
    assert EN.place_group("arms") == "Arms"
    assert EN.text("greeting") == "Hello"
    assert EN.technique("heat") == "Heat"
    assert EN.rule("E01").clinician == "E01 for the clinician"
    assert EN.block("B02").desk == "B02 desk"
    assert EN.pathway("massage").name == "massage name"
    assert EN.disposition("urgent").desk == "urgent desk"
    assert EN.score("P01").patient == "P01 for the patient." and EN.score("P01").desk == "P01 for the desk."
    assert EN.engine("near_empty").desk == "near_empty desk"


def test_an_option_has_its_own_words_or_the_shared_ones() -> None:
    assert EN.option("jaw", "none") == "Not this"
    assert EN.option("nerves", "none") == "None of these"
    assert EN.option("places", "neck_m") == "Neck, middle"
    with pytest.raises(KeyError):
        EN.option("places", "moon")


def test_an_error_has_the_questions_words_or_the_shared_ones() -> None:
    assert EN.error("required", "places") == "Tick at least one place"
    assert EN.error("required", "name") == EN.error("required") == "Error required"


def test_a_language_that_is_not_offered_is_english() -> None:
    assert protocol().languages == ("en", "es")
    assert protocol().wording("fr-CA") is EN
    assert protocol().wording("es").engine("near_empty").patient == "near_empty para la persona."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("language: en", "language: es", "1: expected language en, found es"),
        ("  U01:", "  U99:", "'U99' is no rule"),
        (
            '  U01: {patient: "U01 for the patient.", desk: "U01 desk", clinician: "U01 for the clinician"}\n',
            "",
            "rule 'U01' is missing",
        ),
        (', clinician: "U01 for the clinician"', "", "missing key 'clinician'"),
        ('  B02: {patient: "B02 for the patient.", desk: "B02 desk"}\n', "", "block 'B02' is missing"),
        ('  P01: {patient: "P01 for the patient.", desk: "P01 for the desk."}\n', "", "scoring rule 'P01' is missing"),
        ("  massage: {name", "  yoga: {name", "'yoga' is no pathway"),
        ("  urgent: {name", "  later: {name", "'later' is no disposition"),
        ("heat: Heat, ", "", "technique 'heat' is missing"),
        ("  near_empty: {", "  empty: {", "'empty' is no engine sentence"),
        ("  you: {title", "  me: {title", "'me' is no page"),
        ('title: "Page you"', 'lead: "Page you"', "missing key 'title'"),
        ("about_you: About you, ", "", "section 'about_you' is missing"),
        ("not_sure: I am not sure, ", "", "shared option 'not_sure' is missing"),
        ("weeks: weeks, ", "", "unit 'weeks' is missing"),
        ('  required: "Error required"\n', "", "error 'required' is missing"),
        ('elbow_l: "Left elbow", ', "", "place 'elbow_l' is missing"),
        ('  weeks: {short: "weeks short", suffix: weeks}\n', "", "question 'weeks' is missing"),
        ("chest_pain: Chest pain", "chest: Chest pain", "'chest' is no option of 'heart'"),
        (", options: {chest_pain: Chest pain}", "", "option 'chest_pain' of 'heart' has no words"),
        ("suffix: weeks", "anchors: {0: none}", "'weeks' is no scale and has no anchors"),
        ("anchors: {0: no pain", "suffix: points, anchors: {0: no pain", "'pain_now' is no number and has no suffix"),
        ("{0: no pain", "{11: no pain", "expected a number from 0 to 10, found '11'"),
        ("errors: {required: Tick", "errors: {missing: Tick", "'missing' is no error"),
        ("texts:", "text:", "unknown key 'text'"),
    ],
)
def test_words_that_do_not_fit(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        load_protocol(altered(tmp_path, "wording/en.yaml", old, new))
    assert caught.value.file == "wording/en.yaml"
    assert message in str(caught.value)


def test_staff_need_english(tmp_path: Path) -> None:
    folder = altered(tmp_path, "wording/en.yaml", "language", "language")
    (folder / "wording/en.yaml").unlink()
    with pytest.raises(ProtocolError, match=r"wording/en\.yaml:1: missing: staff screens are in this language"):
        load_protocol(folder)
