"""Szigriszt-Pazos reading ease of Spanish text, read on the INFLESZ scale. In: text. Out: about 0
to 100, easier is higher; 65 and more is quite easy, 55 normal. Syllables are counted by rule."""

import re
from itertools import pairwise

_STRONG = "aeoáéóíú"
_VOWELS = _STRONG + "iuü"
# The silent u of "que", "qui", "gue", "gui", and the y that is a vowel at the end of a word.
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_LAST_Y = re.compile(r"y$")
_PLACEHOLDER = re.compile(r"\{[^}]*\}|%\(\w+\)s")


def syllables(word: str) -> int:
    """How many syllables a Spanish word has, at least one: vowels that touch are one, unless both are strong."""
    letters = _LAST_Y.sub("i", _SILENT_U.sub("", word.lower()))
    vowels = sum(letter in _VOWELS for letter in letters)
    together = sum(
        one in _VOWELS and two in _VOWELS and not (one in _STRONG and two in _STRONG) for one, two in pairwise(letters)
    )
    return max(1, vowels - together)


def ease(text: str) -> float:
    """The reading ease of a text; 100 for a text without words."""
    plain = _PLACEHOLDER.sub("cinco", text)
    sentences = [part for part in re.split(r"[.!?:;\n]+", plain) if re.search(r"\w", part)]
    words = re.findall(r"[^\W\d_]+|\d+", plain)
    if not words:
        return 100.0
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(sentences)
