"""The library under the lens: which entries there are, how easily each reads, and what must not be published. In: the
folder, its loaded Catalog, a day. Out: rows and breaches, each with file and line. check_library prints them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handouts.composition.catalog import VOCABULARY, Catalog
from handouts.composition.entries import Activity, Entry, Habit
from handouts.composition.vocabulary import ANYWHERE, SLOTS
from handouts.reading import runs
from handouts.reading.banned import FILE as BANNED_FILE
from handouts.reading.banned import Banned, read_banned
from handouts.reading.gates import entry_faults
from handouts.reading.patient_text import entry_lines
from handouts.reading.scores import read
from intake.questionnaire.source_file import read_source

LEAST_PER_SLOT = 2
SEATED = "sitting"
HABIT = "habit"
ITEM = "item.yaml"


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that must not be published, and where it stands."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in one language. `reads` is the grade for English, the reading ease for French and Spanish."""

    regions: tuple[str, ...]
    slot: str
    entry: str
    language: str
    reads: float
    evidence: str
    review: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the machine may choose from in one region: entries of each slot, how many are seated, how many need
    nothing."""

    region: str
    slots: tuple[int, ...]
    seated: int
    without_equipment: int

    @property
    def enough(self) -> bool:
        """Two of each slot, one that is seated and one that needs nothing."""
        return min(self.slots) >= LEAST_PER_SLOT and self.seated > 0 and self.without_equipment > 0


def entries_of(catalog: Catalog) -> Iterator[Activity | Habit]:
    """Every activity and habit."""
    yield from catalog.activities.values()
    yield from catalog.habits.values()


def rows(catalog: Catalog) -> list[Row]:
    """One row for each entry and language, by region and slot."""
    found = [_row(catalog, entry, language) for entry in entries_of(catalog) for language in catalog.texts]
    order = [ANYWHERE, *catalog.vocabulary.regions]
    return sorted(found, key=lambda row: (order.index(row.regions[0]), row.slot, row.entry))


def _row(catalog: Catalog, entry: Activity | Habit, language: str) -> Row:
    reading = read(entry_lines(entry, language, catalog.texts_in(language)), language)
    order = [ANYWHERE, *catalog.vocabulary.regions]
    return Row(
        regions=tuple(sorted(entry.primary or entry.secondary, key=order.index)),
        slot=entry.slot if isinstance(entry, Activity) else HABIT,
        entry=entry.id,
        language=language,
        reads=reading.grade if reading.language == "en" else reading.ease,
        evidence=_evidence(catalog, entry),
        review=entry.review["next"] if entry.review else "sample",
    )


def _evidence(catalog: Catalog, entry: Entry) -> str:
    """The grade and the number of sources; a star where none of them was read for this library."""
    cites = [catalog.sources[name] for name in entry.evidence.cites]
    unread = "*" if cites and not any(source.verified for source in cites) else ""
    return f"{entry.evidence.grade} ({len(cites)}{unread})"


def coverage(catalog: Catalog) -> list[Coverage]:
    """What every region can be given, by the machine's own choice."""
    return [_coverage(catalog, region) for region in catalog.vocabulary.regions]


def _coverage(catalog: Catalog, region: str) -> Coverage:
    found = [
        one for one in catalog.activities.values() if one.auto and {ANYWHERE, region} & (one.primary | one.secondary)
    ]
    return Coverage(
        region=region,
        slots=tuple(sum(one.slot == slot for one in found) for slot in SLOTS),
        seated=sum(one.position == SEATED for one in found),
        without_equipment=sum(_needs_nothing(catalog, one) for one in found),
    )


def _needs_nothing(catalog: Catalog, activity: Activity) -> bool:
    return not any(catalog.vocabulary.equipment[code] for code in activity.equipment)


# --- what must not be published


def breaches(folder: Path, catalog: Catalog, today: date) -> list[Breach]:
    """Everything that the loader cannot see: gaps, hard or forbidden words, a review that is overdue."""
    banned = read_banned(folder)
    return [
        *_gaps(folder, catalog),
        *(Breach(BANNED_FILE, 1, f"no list for {language}") for language in catalog.texts if language not in banned),
        *_entries(folder, catalog, banned, today),
        *_texts(folder, catalog, banned),
    ]


def _gaps(folder: Path, catalog: Catalog) -> Iterator[Breach]:
    lines = read_source(folder, VOCABULARY).mapping()["regions"].mapping()
    for found in coverage(catalog):
        if not found.enough:
            counts = ", ".join(f"{count} {slot}" for slot, count in zip(SLOTS, found.slots, strict=True))
            said = f"{counts}, {found.seated} seated, {found.without_equipment} without equipment"
            yield Breach(VOCABULARY, lines[found.region].line, f"too little for the region '{found.region}': {said}")


def _entries(folder: Path, catalog: Catalog, banned: Mapping[str, Banned], today: date) -> Iterator[Breach]:
    for entry in entries_of(catalog):
        place = f"{'activities' if isinstance(entry, Activity) else 'habits'}/{entry.id}"
        yield from _review(folder, place, entry, today)
        for language in catalog.texts:
            lines = entry_lines(entry, language, catalog.texts_in(language))
            name = f"{place}/{language}.md"
            for fault in entry_faults(lines, language, banned.get(language, Banned((), ()))):
                yield Breach(name, _line_of(folder / name, fault), fault)


def _review(folder: Path, place: str, entry: Entry, today: date) -> Iterator[Breach]:
    name = f"{place}/{ITEM}"
    if entry.review and entry.review["next"] < today.isoformat():
        line = read_source(folder, name).mapping()["review"].line
        yield Breach(name, line, f"its review was due on {entry.review['next']}")


def _texts(folder: Path, catalog: Catalog, banned: Mapping[str, Banned]) -> Iterator[Breach]:
    """Banned phrases and borrowed runs in the fixed sentences, line by line."""
    for language in catalog.texts:
        name = f"texts/{language}.yaml"
        words = banned.get(language, Banned((), ()))
        for number, line in enumerate((folder / name).read_text("utf-8").splitlines(), start=1):
            if not line.lstrip().startswith("#"):
                found: Iterable[str] = (*words.found_in(line), *runs.shared(line))
                yield from (Breach(name, number, f"'{phrase}' must not be printed") for phrase in found)


def _line_of(path: Path, fault: str) -> int:
    """The line of a file that holds the phrase a fault names in quotes, 1 where it names none."""
    phrase = fault.partition("'")[2].rpartition("'")[0]
    probe = Banned((phrase,), ())
    numbered = enumerate(path.read_text("utf-8").splitlines(), start=1)
    return next((number for number, line in numbered if phrase and probe.found_in(line)), 1)
