"""The library loads whole or not at all, and says which file is wrong and what was expected."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.catalog_store import FOLDER, catalog
from handouts.composition.catalog import Catalog, load_catalog
from handouts.composition.errors import LibraryError
from handouts.composition.figure import FLIPPED, on_side
from intake.protocol_store import protocol

BALL, WARM = "activities/ball-wall-upper-back", "activities/warm-pack"
Edit = Callable[[Path, str, str], None]


def load(folder: Path) -> Catalog:
    """The library of a folder, by the packaged protocol."""
    return load_catalog(folder, protocol().questionnaire, protocol().blocks.techniques)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the packaged library, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "library"))


def replaced(library: Path, name: str, old: str, new: str) -> None:
    """Replace text in one file; the old text must be there."""
    path = library / name
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text, f"{old} is not in {name}"
    path.write_text(changed, "utf-8")


def test_the_packaged_library_loads() -> None:
    library = catalog()
    assert len(library.activities) >= 30 and len(library.habits) >= 10
    assert {activity.slot for activity in library.activities.values()} == {"ease", "release", "move", "active"}


def test_the_copy_has_the_same_digest_until_a_word_changes(library: Path) -> None:
    assert load(library).digest == catalog().digest
    replaced(library, f"{BALL}/en.md", "^1. Stand", "1. Stay")
    assert load(library).digest != catalog().digest


FAULTS = [
    (f"{BALL}/item.yaml", r"^slot: release", "slot: rest", "unknown slot 'rest', expected one of ease, release"),
    (f"{BALL}/item.yaml", r"^sides: none", "colour: red\nsides: none", "unknown key 'colour'"),
    (f"{BALL}/item.yaml", r"^sides: none\n", "", "missing key 'sides'"),
    (f"{BALL}/item.yaml", r"^id: .*", "id: other", "unknown id, which is the folder's name 'other'"),
    (f"{BALL}/item.yaml", r"techniques: \[deep_pressure\]", "techniques: [magic]", "unknown technique 'magic'"),
    (f"{BALL}/item.yaml", r"  techniques: \[deep_pressure\]\n", "", "missing key 'techniques'"),
    (f"{BALL}/item.yaml", r"default: 30, min: 15", "default: 10, min: 15", "expected min <= default <= max"),
    (f"{BALL}/item.yaml", r"set: \{hold_s: \d+", "set: {hold_s: 5000", "expected 15 to"),
    (f"{BALL}/item.yaml", r"when: \{age:", "when: {shoe_size:", "unknown fact 'shoe_size'"),
    (f"{BALL}/item.yaml", r"^cites: .*", "cites: []", "expected at least one source for grade C"),
    (f"{BALL}/item.yaml", r"^cites: .*", "cites: [nobody_1999]", "unknown source 'nobody_1999'"),
    (f"{BALL}/item.yaml", r"harder: [a-z-]+", "harder: juggling", "'juggling' is no activity of the library"),
    (f"{BALL}/item.yaml", r"^review: null", "review: {by: Casey}", "missing key"),
    (f"{BALL}/item.yaml", r"^version: \d+", "version: soon", "expected a whole number"),
    (f"{BALL}/en.md", r"\{per_day\}", "{per_year}", "unknown place {per_year}, expected one of"),
    (f"{BALL}/en.md", r"\{tingling_numb\}", "{joint_hurts}", "unknown place {joint_hurts}"),
    (f"{BALL}/en.md", r"^3\. ", "4. ", "expected the step '3. ...'"),
    (f"{BALL}/en.md", r"^---\n(?=1)", "", "expected front matter"),
    (f"{BALL}/en.md", r"^alt: .*", 'alt: "Something else"', "figure.svg:1: expected the first child <title>"),
    (f"{BALL}/figure.svg", r"</svg>", "<script/></svg>", "<script> is not allowed"),
    (f"{BALL}/figure.svg", r"<g id=\"drawing\">", '<g id="drawing" style="x">', "expected <g id="),
    (f"{BALL}/figure.svg", r"<svg ", "<!DOCTYPE svg><svg ", "expected no comment, doctype or entity"),
    (f"{WARM}/item.yaml", r"shown_on: \[knee\]", "shown_on: [shin]", "item.yaml:29: no drawing is shown_on the region"),
    (f"{WARM}/item.yaml", r"shown_on: \[knee\]", "shown_on: [knee, hip]", "item.yaml:29: two drawings are shown_on"),
    (f"{WARM}/item.yaml", r"shown_on: \[knee\]", "shown_on: [leg]", "item.yaml:47: unknown region 'leg'"),
    (f"{WARM}/figure-knee.svg", r"<title>A ", "<title>No ", "figure-knee.svg:1: expected the first child <title>"),
    ("vocabulary.yaml", r"^floor_fact: .*", "floor_fact: wings", "unknown yes-or-no fact 'wings'"),
    ("vocabulary.yaml", r"zones: \[tailbone\]", "zones: []", "'tailbone' must belong to exactly one region, found 0"),
    ("vocabulary.yaml", r"^  heat: ", "  sunshine: ", "'sunshine' is no technique of the protocol"),
    ("texts/en.yaml", r"^  feel: .*\n", "", "the text 'labels.feel' is missing"),
    ("texts/en.yaml", r"^  feel: ", "  smell: Smell\n  feel: ", "nothing asks for 'labels.smell'"),
    ("texts/en.yaml", r"\{region\}", "{shoe}", "nobody fills {shoe}"),
    ("texts/en.yaml", r"^language: en", "language: fr", "unknown language, which is the file's name 'fr'"),
    ("locale/en.yaml", r"January, ", "", "expected 12 names, found 11"),
    ("may_be.yaml", r"text: several", "text: certain", "unknown text 'certain'"),
    ("sources.yaml", r"https://doi", "http://doi", "expected an address that starts with https://"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "said"), FAULTS, ids=[f"{name}-{old[:18]}" for name, old, _, _ in FAULTS]
)
def test_a_fault_names_file_line_and_what_was_expected(library: Path, name: str, old: str, new: str, said: str) -> None:
    replaced(library, name, old, new)
    with pytest.raises(LibraryError) as failed:
        load(library)
    assert said in str(failed.value)
    assert re.match(r"[\w/.-]+:\d+: ", str(failed.value))


@pytest.mark.parametrize(
    "name", ["vocabulary.yaml", "texts/en.yaml", "locale/en.yaml", f"{BALL}/figure.svg", f"{BALL}/en.md"]
)
def test_a_missing_file_is_named(library: Path, name: str) -> None:
    (library / name).unlink()
    with pytest.raises(LibraryError, match=re.escape(name)):
        load(library)


def test_every_figure_can_stand_on_both_sides() -> None:
    for activity in catalog().activities.values():
        right, left = on_side(activity.figure, left=False), on_side(activity.figure, left=True)
        assert ' id="' not in right and ' id="' not in left
        assert FLIPPED not in right and left.count(FLIPPED) == 1
        assert right.count("<path") == left.count("<path")
