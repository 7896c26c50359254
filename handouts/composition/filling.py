"""Words with {places} in them. In: a text and what to put in. Out: the text filled, or its places.
Nothing of a text is ever evaluated: a place is a name, and a name without a value is an error."""

import re
import unicodedata
from collections.abc import Mapping

PLACE = re.compile(r"\{([a-z_]+(?:\.n)?)\}")
NO_BREAK, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
JOINERS = "\u200c\u200d"  # names in Persian and in Indian scripts are spelled with them
_SPACES = re.compile(r"\s+")


def places_in(text: str) -> tuple[str, ...]:
    """The names in braces, in order."""
    return tuple(PLACE.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every {name} replaced; KeyError for a name without a value."""
    return PLACE.sub(lambda found: values[found[1]], text)


def outside_words(text: str, most: int = 200) -> str:
    """Words that came from a person, fit to stand in a document: one line, no control or direction marks, no `**`."""
    kept = "".join(char for char in text if not _unprintable(char))
    return _SPACES.sub(" ", kept.replace("**", "")).strip()[:most]


def _unprintable(char: str) -> bool:
    if char.isspace() or char in JOINERS:
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def sentence_start(words: str) -> str:
    """The same words with a capital at the start."""
    return words[:1].upper() + words[1:]
