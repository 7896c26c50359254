"""Flesch-Kincaid grade of English text. In: text. Out: a grade; syllables are counted by rule."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^aeiouyl]e)$")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def syllables(word: str) -> int:
    """How many syllables an English word has, at least one; a guess by spelling."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", letters))))


def grade(text: str) -> float:
    """The school grade that a text asks for; 0 for a text without words."""
    plain = _PLACEHOLDER.sub("five", text)
    sentences = [part for part in re.split(r"[.!?:\n]+", plain) if part.strip()]
    words = re.findall(r"[A-Za-z’']+", plain)
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
