"""Any part of the rules or of a wording in words, as it was signed or as it is now: its title and its rows.

In: a part's name and JSON text. Out: words; what has no words of its own is shown key by key, so nothing stays unseen.
"""

import json
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from intake import protocol_store
from intake.signables import PAGE_WORDS
from intake.signed_words import rules
from intake.signed_words.naming import Naming, label, plain
from intake.signed_words.rows import Row, row, rows_of_value
from intake.signed_words.settings import SETTINGS, setting_title, source

KINDS = MappingProxyType(
    {
        "red_flags rules": ("Red flag", rules.red_flag),
        "phrases flags": ("Words of warning", rules.phrase_flag),
        "decision review_rules": ("A person looks, rule", rules.review),
        "blocks rules": ("Block", rules.block),
        "pathways rules": ("Points", rules.score),
        "facts derived": ("", rules.named_condition),
        "questionnaire pages": ("", rules.page),
    }
)
TITLES = MappingProxyType(
    {
        "blocks implies": "What falls with a technique",
        "blocks modalities": "What each pathway needs",
        "phrases negation": "Words that deny what follows them",
        "phrases times": "Times in a person's own words",
        PAGE_WORDS: "Fixed words of pages",
    }
)
FORMAT_FAULTS = (KeyError, TypeError, ValueError, AttributeError)


def rows_of(name: str, text: str) -> tuple[Row, ...]:
    """A part in words. One signed in an older shape, which has no words here, is shown key by key."""
    names, value = Naming(protocol_store.protocol()), json.loads(text)
    try:
        return tuple(_in_words(name)(value, names))
    except FORMAT_FAULTS:
        return rows_key_by_key(text)


def rows_key_by_key(text: str) -> tuple[Row, ...]:
    """A part as its keys and values, codes in words where they have any."""
    return tuple(_key_by_key(json.loads(text), Naming(protocol_store.protocol())))


def title_of(name: str, text: str) -> str:
    """What a part is called: "Red flag E01", "Home plan", a source's title, "Version"."""
    if name in TITLES:
        return TITLES[name]
    file, _, rest = name.partition(" ")
    kind = " ".join(name.split()[:2])
    if kind in KINDS and kind != rest:
        return label(f"{KINDS[kind][0]} {plain(name.split()[-1])}".strip())
    if file == "decision":
        return setting_title(rest)
    if file == "sources":
        return str(json.loads(text).get("title", plain(rest)))
    return label(plain(rest.split()[-1] if rest else file))


def _in_words(name: str) -> Callable[[Any, Naming], Iterator[Row]]:
    file, _, rest = name.partition(" ")
    kind = " ".join(name.split()[:2])
    if kind in KINDS:
        return KINDS[kind][1]
    if file == "sources":
        return source
    return SETTINGS[rest][1] if file == "decision" and rest in SETTINGS else _key_by_key


def _key_by_key(value: Any, names: Naming) -> Iterator[Row]:
    if isinstance(value, dict) and value and all(key == said for key, said in value.items()):
        return iter((row("", *value),))  # sentences under themselves: the language they were written in
    return rows_of_value(value, names.say)
