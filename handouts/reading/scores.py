"""Reading scores of text in English, French and Spanish. In: lines as a reader meets them. Out: a frozen Reading.
A line is never glued to the next; fragments of fewer than four words (labels, one-word bullets) are not sentences."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from handouts.reading import english, french, spanish

LEAST_WORDS = 4
LONG_SYLLABLES = 3
SMOG_SENTENCES = 30
_END = re.compile(r"[.!?]+(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SYLLABLES: dict[str, Callable[[str], int]] = {
    "en": english.syllables, "fr": french.syllables, "es": spanish.syllables,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of one text. A number is a word; only words of letters can be long (3 syllables and more)."""

    language: str
    words: int
    sentences: int
    syllables: int
    long_words: int
    longest: int

    @property
    def long_share(self) -> float:
        """Percent of words that are long."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade level, for English (Kincaid and others 1975)."""
        return 0.39 * self._per_sentence + 11.8 * self._per_word - 15.59 if self.words else 0.0

    @property
    def smog(self) -> float:
        """SMOG grade, for English text of 30 sentences and more (McLaughlin 1969)."""
        return 1.043 * sqrt(self.long_words * 30 / self.sentences) + 3.1291 if self.sentences else 0.0

    @property
    def ease(self) -> float:
        """Reading ease, higher is easier: Szigriszt-Pazos for Spanish (read on INFLESZ), Kandel-Moles for French,
        Flesch for English."""
        if not self.words:
            return 100.0
        if self.language == "es":
            return 206.835 - 62.3 * self._per_word - self._per_sentence
        if self.language == "fr":
            return 207 - 1.015 * self._per_sentence - 73.6 * self._per_word
        return 206.835 - 1.015 * self._per_sentence - 84.6 * self._per_word

    @property
    def _per_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def _per_word(self) -> float:
        return self.syllables / self.words


def sentences(lines: Iterable[str]) -> list[str]:
    """The sentences of the lines, fragments left out."""
    parts = (part.strip() for line in lines for part in _END.split(line.replace("**", "")))
    return [part for part in parts if len(words_of(part)) >= LEAST_WORDS]


def words_of(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def read(lines: Iterable[str], language: str) -> Reading:
    """The counts of a text in a language such as `en` or `fr-CA`."""
    base = language.partition("-")[0]
    count = SYLLABLES[base]
    found = [words_of(sentence) for sentence in sentences(lines)]
    words = [word for sentence in found for word in sentence]
    letters = [word for word in words if word[0].isalpha()]
    long_words = sum(count(word) >= LONG_SYLLABLES for word in letters)
    syllables = sum(count(word) if word[0].isalpha() else len(word) for word in words)
    longest = max(map(len, found), default=0)
    return Reading(base, len(words), len(found), syllables, long_words, longest)
