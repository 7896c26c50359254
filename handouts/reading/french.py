"""Kandel-Moles reading ease of French text. In: text. Out: 0 (hard) to about 120 (easy); 70 and
more is easy. Syllables are counted by spelling; a mute e at the end of a word counts for none."""

import re
import unicodedata

EASIEST = 120.0
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?:;\n]+")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[^}]*\}")
_MUTE_END = re.compile(r"es?$")
_APART = re.compile(r"[éèëï](?=[aeou])|[iuo](?=[éèë])")


def syllables(word: str) -> int:
    """How many syllables a French word has, at least one; a guess by spelling."""
    bare = _MUTE_END.sub("", word.lower())
    apart = len(_APART.findall(bare))
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    groups = re.findall(r"[aeiouyœ]+", plain.replace("qu", "q").replace("gu", "g"))
    return max(1, len(groups) + apart)


def ease(text: str) -> float:
    """The Kandel-Moles reading ease; EASIEST for a text without words."""
    plain = _PLACEHOLDER.sub("cinq", text).replace("’", "")
    sentences = [part for part in _SENTENCE_END.split(plain) if part.strip()]
    words = _LETTERS.findall(plain)
    if not words:
        return EASIEST
    return 207 - 1.015 * len(words) / len(sentences) - 73.6 * sum(map(syllables, words)) / len(words)
