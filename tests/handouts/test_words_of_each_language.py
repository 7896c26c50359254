"""The words of every language of the library: whole beside English, with its own numbers, sides and plurals."""

import re
import shutil
from datetime import date, time
from pathlib import Path

import pytest

from handouts.catalog_store import FOLDER, catalog
from handouts.composition.catalog import load_catalog
from handouts.composition.document import HandoutDocument, Plan
from handouts.composition.errors import LibraryError
from handouts.composition.hours import hours_line
from handouts.example import example_document
from handouts.html import sheet_html
from handouts.signing import words as signed_words
from intake import signables
from intake.protocol_store import protocol
from intake.signables import wording_subject
from tests.english_words import english_in
from tests.handouts.paper import document

OTHERS = [code for code in catalog().texts if code != "en"]
CAT = "activities/cat-cow"


def load(folder: Path) -> None:
    """Read the library of a folder by the packaged protocol."""
    load_catalog(folder, protocol().questionnaire, protocol().blocks.techniques)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the packaged library, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "library"))


FAULTS = [
    (f"{CAT}/es.md", r"^4\. .*\n", "", "es.md:1: expected 4 steps as in English, found 3"),
    (f"{CAT}/fr-CA.md", r"\{per_day\}", "2 fois", "fr-CA.md:4: {per_day} stands in English alone"),
    (f"{CAT}/es.md", r"\{joint_hurts\}", "{spreads}", "es.md:6: {joint_hurts} stands in English alone"),
    (f"{CAT}/fr-CA.md", r"^caution: .*\n", "", "'caution' stands in activities/cat-cow/en.md alone"),
    ("habits/movement-break/es.md", r"\{minutes\}", "1 minuto", "es.md:6: {minutes} stands in English alone"),
    ("texts/fr-CA.yaml", r"^  w12p: \"Une vieille.*\n", "", "the text 'how_long.w12p' is missing, which English has"),
    ("texts/es.yaml", r"^      - \"fiebre.*\n|^    - \"fiebre\"\n", "", "expected 5 sentences as in English, found 4"),
    ("texts/es.yaml", r"Llámenos hoy al \{phone\} si", "Llámenos hoy si", "{phone} stands in English alone"),
    ("texts/fr-CA.yaml", r"^scan_line", "scan_lines", "nothing asks for 'scan_lines'"),
    ("locale/es.yaml", r"^qr: .*\n", "", "missing key 'qr'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=[said for _, _, _, said in FAULTS])
def test_what_a_language_lacks_is_named_with_file_and_line(
    library: Path, name: str, old: str, new: str, said: str
) -> None:
    path = library / name
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, "utf-8")
    with pytest.raises(LibraryError, match=r"^[\w/.-]+:\d+: ") as failed:
        load(library)
    assert said in str(failed.value)


@pytest.mark.parametrize("name", [f"{CAT}/fr-CA.md", "habits/sit-stand/es.md", "locale/es.yaml", "texts/fr-CA.yaml"])
def test_a_file_that_a_language_lacks_is_named(library: Path, name: str) -> None:
    (library / name).unlink()
    with pytest.raises(LibraryError, match=name.rpartition("/")[2].removesuffix(".yaml").removesuffix(".md")):
        load(library)


# --- nothing but placeholders says a dose


def numbers_of(text: str) -> list[str]:
    """The numbers typed in a text."""
    return sorted(re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", text)))


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_types_the_numbers_that_english_types(language: str) -> None:
    entries = [*catalog().activities.values(), *catalog().habits.values()]
    for entry in entries:
        here, there = ("\n".join(_texts_of(entry.words[code])) for code in (language, "en"))
        assert numbers_of(here) == numbers_of(there), entry.id
    own, english = catalog().texts[language], catalog().texts["en"]
    for name in english.texts.keys() & own.texts.keys():
        if not name.endswith((".one", ".other")):
            assert numbers_of(own.texts[name]) == numbers_of(english.texts[name]), name
    for name, sentences in english.lists.items():
        assert [*map(numbers_of, own.lists[name])] == [*map(numbers_of, sentences)], name


def _texts_of(words: object) -> list[str]:
    fields = [getattr(words, name) for name in type(words).__dataclass_fields__]  # type: ignore[attr-defined]
    return [part for field in fields for part in ((field,) if isinstance(field, str) else field)]


# --- the ways of a language


def test_french_counts_nought_as_one() -> None:
    french, spanish = catalog().locales["fr-CA"], catalog().locales["es"]
    assert [french.span(number, "days") for number in (0, 1, 2)] == ["0\u00a0jour", "1\u00a0jour", "2\u00a0jours"]
    assert [spanish.span(number, "months") for number in (0, 1, 2)] == ["0\u00a0meses", "1\u00a0mes", "2\u00a0meses"]
    doses = catalog().texts["fr-CA"].dose_phrase
    assert [doses("rounds", number) for number in (1, 2)] == ["1\u00a0série", "2\u00a0séries"]
    assert catalog().texts["es"].dose_phrase("reps", 1) == "1\u00a0vez"


def test_dates_times_and_hours_are_those_of_the_language() -> None:
    french, spanish, english = (catalog().locales[code] for code in ("fr-CA", "es", "en"))
    first = date(2026, 12, 1)
    assert (french.day(first), spanish.day(first), english.day(first)) == (
        "1er\u00a0décembre", "1\u00a0de diciembre", "1\u00a0December",
    )  # fmt: skip
    assert french.short_date(date(2026, 11, 20)) == "20\u00a0nov.\u00a02026"
    assert (french.time(time(14, 30)), french.time(time(9)), spanish.time(time(14, 5))) == (
        "14\u00a0h\u00a030", "9\u00a0h", "14:05",
    )  # fmt: skip
    parted, morning = [["08:00", "12:00"], ["13:00", "17:30"]], [["09:00", "12:00"]]
    hours = {"mon": parted, "tue": parted, "thu": parted, "sat": morning}
    assert hours_line(hours, english).replace("\u00a0", " ") == (
        "Monday to Tuesday, 8 am to 12 noon and 1 pm to 5:30 pm; Thursday, 8 am to 12 noon and 1 pm to 5:30 pm; "
        "Saturday, 9 am to 12 noon"
    )
    assert hours_line({"sat": hours["sat"]}, french) == "Samedi, 9\u00a0h à 12\u00a0h"
    assert hours_line({"sat": hours["sat"]}, spanish) == "Sábado, 9:00 a 12:00"
    assert hours_line({}, english) == ""


def test_spanish_joins_before_the_same_sound() -> None:
    spanish = catalog().locales["es"]
    assert spanish.both(["cadera", "ingle"]) == "cadera e ingle"
    assert spanish.both(["siete", "ocho"], "or") == "siete u ocho"
    assert spanish.both(["espalda", "hombro"]) == "espalda y hombro"


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [("fr-CA", "votre côté gauche", "votre côté droit"), ("es", "su lado izquierdo", "su lado derecho")],
)
def test_the_side_agrees(language: str, left: str, right: str) -> None:
    for place, said in (("knee_front_l", left), ("knee_front_r", right)):
        told = _plan(document(language=language, places=[place])).told_us
        assert f"**{said}**" in told.lines[0]
        assert told.outline is not None and said in told.outline.alt


def _plan(made: HandoutDocument) -> Plan:
    assert made.plan is not None
    return made.plan


# --- nothing of English is left, and all of it is signed


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    "given",
    [
        {"places": ["upper_back_r"]},
        {"places": ["low_back_l", "buttock_l"], "triggers": ["trigger_lifting", "trigger_driving"], "pain_level": 8},
        {"places": ["hip_r", "groin_r"], "duration_days": {"number": 5, "unit": "months"}},
        {"places": ["low_back_m"], "warning_nerves": ["saddle_numbness"]},
        {"places": ["shoulder_front_r"], "warning_general": ["weight_loss"]},
    ],
    ids=["plan", "strong", "old", "letter", "doctor"],
)
def test_no_english_is_left(language: str, given: dict[str, object]) -> None:
    made = document(language=language, hard_activity="8", changes={"note": ""}, **given)
    assert made.language == language
    assert english_in(sheet_html(made), language) - NAMES_OF_SOURCES == set()


# Titles of sources stay as they were published.
NAMES_OF_SOURCES = frozenset({"the", "of", "and", "for", "in", "by", "at", "on", "back", "pain", "an", "to", "with"})


@pytest.mark.parametrize("language", OTHERS)
def test_who_signs_a_language_signs_its_words_of_the_library(language: str) -> None:
    files = {f"library/{path.relative_to(FOLDER).as_posix()}" for path in FOLDER.rglob(f"{language}.*")}
    assert len(files) == len(catalog().activities) + len(catalog().habits) + 2
    assert signed_words(language).keys() == files
    signed = signables.signable(wording_subject(language))
    assert signed is not None and files <= signed.parts.keys()


def test_french_spaces_and_quotes_do_not_break() -> None:
    for path in FOLDER.rglob("fr-CA.*"):
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
        words = [re.sub(r"^[\s\-]*\w+: ?", "", line) for line in lines]
        assert [line for line in words if re.search(r"« | »| [:;!?](\s|\"|$)|'(?![\d\s:])", line)] == [], path


def test_spanish_questions_open_and_close() -> None:
    for path in FOLDER.rglob("es.*"):
        for line in path.read_text("utf-8").splitlines():
            assert line.count("¿") == line.count("?") and line.count("¡") == line.count("!"), f"{path}: {line}"


def test_the_example_is_whole_in_every_language() -> None:
    for language in OTHERS:
        made = example_document(language)
        assert made.plan is not None and len(made.plan.activities.cards) == 3
