"""Every sheet is easy to read, in every language the library speaks, and says nothing that it must not say."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from handouts.catalog_store import FOLDER, catalog
from handouts.composition.entries import Activity, Entry, Habit
from handouts.reading import runs
from handouts.reading.banned import Banned, read_banned
from handouts.reading.gates import entry_faults, sheet_faults
from handouts.reading.patient_text import entry_lines, every_line, sections_of
from handouts.reading.scores import read, sentences
from tests.answers import EMERGENCY, URGENT
from tests.handouts.many import document_for
from tests.handouts.paper import document

LANGUAGES = sorted(catalog().texts)
SHEETS = 200 if os.environ.get("UNKNOT_TEST_FULL") else 20
BANNED = read_banned(FOLDER)


def entries() -> Iterator[Entry]:
    yield from catalog().activities.values()
    yield from catalog().habits.values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_entry_are_easy(language: str) -> None:
    texts, found = catalog().texts_in(language), {}
    for entry in entries():
        assert isinstance(entry, Activity | Habit) and language in entry.words, entry.id
        found[entry.id] = list(entry_faults(entry_lines(entry, language, texts), language, BANNED[language]))
    assert not {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_of_many_people_are_easy(language: str) -> None:
    texts, found = catalog().texts_in(language), {}
    for seed in range(SHEETS):
        sections = sections_of(document_for(seed, language), texts)
        found[seed] = list(sheet_faults(sections, language, BANNED[language]))
    assert not {seed: faults for seed, faults in found.items() if faults}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("given", [EMERGENCY, URGENT])
def test_the_letters_are_easy(given: dict[str, Any], language: str) -> None:
    for changes in ({"prepared_by": None, "approved_by": None}, {}, {"spoken": True}):
        sections = sections_of(document(changes=changes, language=language, **given), catalog().texts_in(language))
        assert len(sections) == 6 and not list(sheet_faults(sections, language, BANNED[language]))


HARD = "Musculoskeletal inflammation necessitates comprehensive physiotherapeutic evaluation of contributing factors."


@pytest.mark.parametrize(
    ("lines", "language", "said"),
    [
        ([HARD], "en", "grade"),
        ([HARD], "en", "long words"),
        (["Here is a very long line that goes on and on and on until no one can read it"], "en", "of 19 words"),
        (
            ["La rehabilitación musculoesquelética necesita evaluaciones multidisciplinares especializadas."],
            "es",
            "ease",
        ),
        (["La physiothérapie musculosquelettique nécessite une évaluation multidisciplinaire."], "fr-CA", "ease"),
        (["Pressing will break up the knot."], "en", "break* up"),
        (["This is not a sign of damage. It can damage you."], "en", "damage*"),
    ],
)
def test_each_gate_closes(lines: list[str], language: str, said: str) -> None:
    assert said in " ".join(entry_faults(lines, language, BANNED[language]))


def test_what_is_allowed_is_not_found() -> None:
    assert BANNED["en"].found_in("It hurts, but it is **not a sign of damage**.") == []
    assert Banned(("tear*",), ()).found_in("A teardrop, a tear.") == ["tear*"]


def test_bullets_are_never_glued_and_fragments_do_not_count() -> None:
    assert sentences(["Warm pack", "Wrap it in a towel", "Take it off. Then rest a while."]) == [
        "Wrap it in a towel",
        "Then rest a while",
    ]


def test_eight_words_of_a_source_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "One two three four five six seven eight nine."
    monkeypatch.setattr(runs, "known", lambda: frozenset(runs.digests_of([source])))
    assert runs.shared("Say: two, three four five six seven eight NINE times") == [
        "two three four five six seven eight nine"
    ]
    assert runs.shared("two three four five six seven eight ten") == []


def test_the_digests_of_the_sources_are_there() -> None:
    lines = runs.FILE.read_text("ascii").split()
    assert len(lines) > 4000 and lines == sorted(set(lines)) and {len(line) for line in lines} == {12}


def test_the_scores_agree_with_sums_done_by_hand() -> None:
    # 10 words, 2 sentences, 10 syllables: 0.39 * 5 + 11.8 * 1 - 15.59
    found = read(["The cat sat on it. The dog ran to me."], "en")
    assert (found.words, found.sentences, found.syllables, found.longest) == (10, 2, 10, 5)
    assert round(found.grade, 2) == -1.84


def test_a_whole_sheet_is_scored_and_nobodys_name() -> None:
    lines = " ".join(every_line(sections_of(document(), catalog().texts_in("en"))))
    assert "Get help now" in lines and "Casey" not in lines and "Cochrane" not in lines
