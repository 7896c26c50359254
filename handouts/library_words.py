"""A file of the handout library in words: an activity's facts and its words, shared texts, a drawing.

In: a part's name and JSON text, which holds the file's own text. Out: its title and its rows.
"""

import json
from typing import Any

import yaml

from clinic.languages import names as language_names
from handouts import catalog_store
from intake import protocol_store
from intake.signed_words.conditions import outline
from intake.signed_words.naming import Naming, label, plain
from intake.signed_words.rows import Line, Row, row, rows_of_value

KINDS = {
    "activities": "Activity",
    "habits": "Habit",
    "locale": "Dates and numbers",
    "texts": "Texts of the sheet",
}
FILES = {
    "item": "facts and dose",
    "figure": "drawing",
    "may_be": "What this may be",
    "not_to_print": "What no sheet may say",
}


def rows_of(name: str, text: str) -> tuple[Row, ...]:
    """A file in words; a drawing only by the digest that tells it from any other."""
    written, names = str(json.loads(text)), Naming(protocol_store.protocol())
    if name.endswith(".svg"):
        return (row("Drawing", f"known by {written[:12]}: look at it in the library"),)
    try:
        return tuple(_file(name, written, names))
    except yaml.YAMLError:
        return (row("", *written.splitlines()),)


def _file(name: str, written: str, names: Naming) -> list[Row]:
    if not name.endswith(".md"):
        return _entries(yaml.load(written, yaml.CSafeLoader), names)
    _, front, body = written.split("---\n", 2) if written.startswith("---\n") else ("", "", written)
    return [*_entries(yaml.load(front, yaml.CSafeLoader) or {}, names), row("Then", *body.strip().splitlines())]


def _entries(value: Any, names: Naming) -> list[Row]:
    """The keys of a file; a list whose entries hold conditions, entry by entry."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return [found for place, one in enumerate(value, 1) for found in _entry(place, one, names)]
    return list(rows_of_value(value, names.say))


def _entry(place: int, value: dict[str, Any], names: Naming) -> list[Row]:
    rest = [f"{label(key)}: {names.say(said)}" for key, said in value.items() if key != "when"]
    asked = outline(value.get("when", ""), names)
    when = (Line("When"), *(Line(line.text, line.depth + 1) for line in asked))
    return [Row(f"Line {place}", (*map(Line, rest), *(when if "when" in value else ())))]


def title_of(name: str) -> str:
    """A file of the library as staff call it: "Activity bridge, words: English"."""
    folders, _, file = name.removeprefix("library/").rpartition("/")
    kind, _, entry = folders.partition("/")
    stem = file.rpartition(".")[0]
    language = language_names().get(stem)
    what = f"words: {language}" if language else FILES.get(stem, plain(stem))
    about = f"{KINDS.get(kind, plain(kind))} {_title(entry)}".strip()
    return f"{about}, {what}" if about else label(what)


def _title(entry: str) -> str:
    """An entry by its English title."""
    catalog = catalog_store.catalog()
    found = catalog.activities.get(entry) or catalog.habits.get(entry)
    return f"\u201c{found.words['en'].title}\u201d" if found else entry.replace("-", " ")
