"""The handout library, loaded and cross-checked. In: the folder handouts/library, the questionnaire and the protocol's
techniques. Out: a frozen Catalog, or LibraryError naming file, line and what was expected."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from handouts.composition.entries import Activity, Habit
from handouts.composition.entry_source import Shelf, read_activity, read_habit
from handouts.composition.errors import LibraryError
from handouts.composition.locale_words import Locale, read_locale
from handouts.composition.may_be import MayBe, read_may_be
from handouts.composition.texts import Texts, read_texts
from handouts.composition.vocabulary import Vocabulary, read_vocabulary
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import Node, read_source

VOCABULARY, SOURCES, MAY_BE = "vocabulary.yaml", "sources.yaml", "may_be.yaml"
FALLBACK = "en"
SHORT = 40


@dataclass(frozen=True, slots=True)
class Source:
    """What an entry rests on; `verified` when the paper itself was read."""

    id: str
    title: str
    year: int | None
    url: str
    verified: bool

    @property
    def short(self) -> str:
        """First author or body, else the journal, and the year: enough to find it by, without a title's hard words."""
        name, *_, journal = self.title.split(". ")
        name = name.split(" ")[0] if name.endswith(" and others") else name if len(name) <= SHORT else journal
        return f"{name}, {self.year}" if self.year else name


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything a handout is made of. `digest` names this state of the library."""

    vocabulary: Vocabulary
    activities: Mapping[str, Activity]
    habits: Mapping[str, Habit]
    sources: Mapping[str, Source]
    may_be: tuple[MayBe, ...]
    texts: Mapping[str, Texts]
    locales: Mapping[str, Locale]
    digest: str

    def texts_in(self, language: str) -> Texts:
        """The fixed sentences of a language; English where that language has none."""
        return self.texts.get(language, self.texts[FALLBACK])

    def locale_of(self, language: str) -> Locale:
        """The ways of a language; English where that language has none."""
        return self.locales.get(language, self.locales[FALLBACK])


def load_catalog(folder: Path, questionnaire: Questionnaire, techniques: Collection[str]) -> Catalog:
    """The library of a folder. Raises LibraryError for anything the app must not start with."""
    try:
        return _loaded(folder, questionnaire, techniques)
    except LibraryError:
        raise
    except ProtocolError as problem:
        raise LibraryError(problem.file, problem.line, problem.message) from problem


def _loaded(folder: Path, questionnaire: Questionnaire, techniques: Collection[str]) -> Catalog:
    vocabulary = read_vocabulary(read_source(folder, VOCABULARY), questionnaire, techniques)
    sources = _sources(read_source(folder, SOURCES))
    texts = _texts(_by_language(folder, "texts"), vocabulary)
    locales = {language: read_locale(node) for language, node in _by_language(folder, "locale").items()}
    for language in sorted({*texts} ^ {*locales}):
        raise LibraryError(
            f"texts/{language}.yaml", 1, f"expected both texts/{language}.yaml and locale/{language}.yaml"
        )
    shelf = Shelf(folder, vocabulary, questionnaire.facts, tuple(sources), tuple(texts))
    activities = {place.rpartition("/")[2]: read_activity(shelf, place) for place in _places(folder, "activities")}
    _check_progressions(activities)
    return Catalog(
        vocabulary=vocabulary,
        activities=MappingProxyType(activities),
        habits=MappingProxyType(
            {place.rpartition("/")[2]: read_habit(shelf, place) for place in _places(folder, "habits")}
        ),
        sources=MappingProxyType(sources),
        may_be=read_may_be(read_source(folder, MAY_BE), questionnaire.facts),
        texts=MappingProxyType(texts),
        locales=MappingProxyType(locales),
        digest=_digest(folder),
    )


def _texts(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> dict[str, Texts]:
    """The fixed sentences by language, each beside those of English."""
    english = read_texts(nodes[FALLBACK], vocabulary)
    others = {code: read_texts(node, vocabulary, english) for code, node in nodes.items() if code != FALLBACK}
    return {FALLBACK: english, **others}


def _by_language(folder: Path, kind: str) -> dict[str, Node]:
    names = sorted(found.stem for found in (folder / kind).glob("*.yaml"))
    if FALLBACK not in names:
        raise LibraryError(f"{kind}/{FALLBACK}.yaml", 1, "expected this file")
    found = {name: read_source(folder, f"{kind}/{name}.yaml") for name in names}
    for name, node in found.items():
        node.mapping().get("language", node).one_of((name,), "language, which is the file's name")
    return found


def _places(folder: Path, kind: str) -> tuple[str, ...]:
    return tuple(sorted(f"{kind}/{found.name}" for found in (folder / kind).iterdir() if found.is_dir()))


def _sources(source: Node) -> dict[str, Source]:
    return {code: _source(code, node) for code, node in source.mapping().items()}


def _source(code: str, node: Node) -> Source:
    fields = node.fields(("title", "year", "read"), ("url", "note"))
    year = None if fields["year"].content is None else fields["year"].integer(least=1900)
    url = fields["url"].text() if "url" in fields else ""
    if url and not url.startswith("https://"):
        raise fields["url"].error("expected an address that starts with https://")
    return Source(code, fields["title"].text(), year, url, fields["read"].boolean())


def _check_progressions(activities: Mapping[str, Activity]) -> None:
    for activity in activities.values():
        for other in (activity.easier, activity.harder):
            if other and other not in activities:
                raise LibraryError(f"activities/{activity.id}/item.yaml", 1, f"'{other}' is no activity of the library")


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for found in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(found.relative_to(folder).as_posix().encode() + b"\n" + found.read_bytes() + b"\n")
    return total.hexdigest()
