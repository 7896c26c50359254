"""check_library shows the whole library, and nothing that lacks its translation, drawing or stop rule is published."""

import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from handouts import catalog_store, checks
from handouts.catalog_store import FOLDER, catalog
from handouts.library_check import coverage

BALL, WARM = "activities/ball-wall-upper-back", "activities/warm-pack"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the packaged library, to break; while it stands, the app would start with it."""
    copy = Path(shutil.copytree(FOLDER, tmp_path / "library"))
    monkeypatch.setattr(catalog_store, "FOLDER", copy)
    catalog_store.catalog.cache_clear()
    yield copy
    catalog_store.catalog.cache_clear()


def checked(library: Path, *options: str) -> tuple[str, int]:
    """What check_library prints, errors last, and its exit status."""
    out = StringIO()
    try:
        call_command("check_library", "--library", str(library), *options, stdout=out)
    except CommandError as problem:
        return f"{out.getvalue()}{problem}", problem.returncode
    return out.getvalue(), 0


def replaced(library: Path, name: str, old: str, new: str) -> None:
    """Replace text in one file; the old text must be there."""
    text = (library / name).read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text, f"{old} is not in {name}"
    (library / name).write_text(changed, "utf-8")


def test_the_packaged_library_may_be_published() -> None:
    said, status = checked(FOLDER)
    assert status == 0, said
    rows = [line.split() for line in said.splitlines()]
    for entry in (*catalog().activities, *catalog().habits):
        languages = {row[2] for row in rows if row[1:2] == [entry] and len(row) > 4}
        assert languages == set(catalog().texts), entry


def test_every_region_has_two_of_each_slot_one_seated_and_one_that_needs_nothing() -> None:
    found = coverage(catalog())
    assert [row.region for row in found] == list(catalog().vocabulary.regions)
    assert [row.region for row in found if not row.enough] == []


# What is planted, and which file and line must be named.
STOPS = [
    ("translation", f"{BALL}/fr-CA.md", None, "", f"{BALL}/fr-CA.md:1: this file is missing: the library speaks fr-CA"),
    ("drawing", f"{BALL}/figure.svg", None, "", f"{BALL}/figure.svg:1: cannot be read"),
    ("drawing of a place", f"{WARM}/figure-knee.svg", None, "", f"{WARM}/figure-knee.svg:1: cannot be read"),
    ("alt text of a place", f"{WARM}/fr-CA.md", r"^alt_knee: .*\n", "", f"{WARM}/fr-CA.md:2: missing key 'alt_knee'"),
    ("alt text", f"{BALL}/en.md", r"^alt: .*", 'alt: ""', f"{BALL}/en.md:7: expected a text"),
    ("alt text in Spanish", f"{BALL}/es.md", r"^alt: .*\n", "", f"{BALL}/es.md:2: missing key 'alt'"),
    ("citation", f"{BALL}/item.yaml", r"^cites: .*", "cites: []", f"{BALL}/item.yaml:31: expected at least one source"),
    ("stop rule", f"{BALL}/item.yaml", r"^stop_rules: .*", "stop_rules: []", f"{BALL}/item.yaml:26: expected at least"),
    ("stop words", f"{BALL}/en.md", r"^stop: .*", 'stop: "it hurts."', f"{BALL}/en.md:6: expected one of the stop"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), [stop[1:] for stop in STOPS], ids=[stop[0] for stop in STOPS])
def test_what_is_missing_stops_publication(library: Path, name: str, old: str | None, new: str, said: str) -> None:
    if old is None:
        (library / name).unlink()
    else:
        replaced(library, name, old, new)
    (error,) = checks.library_loads(None)
    assert error.is_serious() and said in str(error.msg)
    printed, status = checked(library)
    assert status == 1 and said in printed


BREACHES = [
    (f"{BALL}/en.md", r"^1\. .*", "1. Break up the knot.", f"{BALL}/en.md:11: the banned phrase 'break* up'"),
    (f"{BALL}/en.md", r"^why: .*", 'why: "Musculoskeletal inflammation necessitates comprehensive physiotherapy."',
     f"{BALL}/en.md:1: "),
    (f"{BALL}/item.yaml", r"^review: null",
     'review: {by: "An Example", credential: physiotherapist, on: "2024-01-05", next: "2025-01-05"}',
     f"{BALL}/item.yaml:35: its review was due on 2025-01-05"),
    ("activities/jaw-open/item.yaml", r"^selection: auto", "selection: clinician_only",
     "too little for the region 'jaw': 2 ease, 2 release, 1 move, 2 active"),
    ("texts/en.yaml", r"^scan_line: .*", 'scan_line: "You must rest."', "'you must' must not be printed"),
    ("not_to_print.yaml", r"^es:", "it:", "unknown language 'it', expected one of en, fr-CA, es"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), BREACHES)
def test_a_breach_is_named_with_file_and_line(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "library"))
    replaced(copy, name, old, new)
    printed, status = checked(copy, "--quiet", "--today", "2026-11-20")
    assert status == 1 and said in printed
    assert all(re.match(r"[\w/.-]+:\d+: ", line) for line in printed.splitlines()[:-1])


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    printed, status = checked(tmp_path / "nowhere")
    assert status in (1, 2) and len(printed.splitlines()) == 1
