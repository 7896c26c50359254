"""Words as people write them, and words as the data files list them. In: text, or a Node. Out: plain words without case
and accents, and PhraseWords that fit them."""

import re
import unicodedata
from dataclasses import dataclass

from intake.questionnaire.source_file import Node

SHORTEST_PREFIX = 3
_APOSTROPHES = "'’ʼ`´"
_CONTRACTION = re.compile(rf"[{_APOSTROPHES}](?=(?:t|s|re|ve|ll|d|m)\b)")
_WORD_OR_BREAK = re.compile(r"[^\W_]+|[,:()\[\]\"«»–—]")
_PATTERN_WORD = re.compile(r"(?:[^\W_]+\*?)(?:\|[^\W_]+\*?)*")


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """One word of a phrase: any of the spellings, or of the beginnings; `gap` lets a few words stand before it."""

    spellings: frozenset[str]
    beginnings: tuple[str, ...] = ()
    gap: bool = False

    def fits(self, word: str) -> bool:
        """Whether a written word is meant."""
        return word in self.spellings or (bool(self.beginnings) and word.startswith(self.beginnings))


def written_words(text: str) -> list[str]:
    """The words of a text in small letters without accents; a mark that ends a clause stays as an empty word."""
    joined = unicodedata.normalize("NFKD", _CONTRACTION.sub("", text.casefold()))
    found = _WORD_OR_BREAK.findall("".join(sign for sign in joined if not unicodedata.combining(sign)))
    return [word if word[0].isalnum() else "" for word in found]


def read_word(node: Node, written: str, gap: bool = False) -> PhraseWord:
    """One word as a phrase spells it: `a|b` either, `numb*` a beginning. Raises ProtocolError."""
    if not _PATTERN_WORD.fullmatch(_CONTRACTION.sub("", written)):
        raise node.error(f"'{written}' is no phrase word, expected letters, | between spellings, * at an end, or ...")
    spellings: set[str] = set()
    beginnings: set[str] = set()
    for spelling in _CONTRACTION.sub("", written).split("|"):
        bare = written_words(spelling)[0]
        (beginnings if spelling.endswith("*") else spellings).add(bare)
    if any(len(beginning) < SHORTEST_PREFIX for beginning in beginnings):
        raise node.error(f"'{written}' is too short, expected at least {SHORTEST_PREFIX} letters before *")
    return PhraseWord(frozenset(spellings), tuple(sorted(beginnings)), gap)
