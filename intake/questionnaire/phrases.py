"""Reads free text for words of warning. In: listed phrases of all languages and what a person wrote. Out: the ids of
the flags found. It only ever adds: a missed negation costs a call, a missed sign could cost much more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.questionnaire.source_file import Node, check_version
from intake.questionnaire.written import SHORTEST_PREFIX, PhraseWord, read_word, written_words

FLAG_KEYS = frozenset({"id", "urgency", "private", "fact", "matches", "phrases", "sources", "signed"})
WIDEST_GAP = 3
_SENTENCE_END = re.compile(r"[.!?;\n\r]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One listed phrase of a flag."""

    flag: str
    words: tuple[PhraseWord, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Every listed phrase, found by its first word, and the words that deny one; `facts` are the flags' facts."""

    by_word: Mapping[str, tuple[Phrase, ...]]
    by_beginning: Mapping[str, tuple[Phrase, ...]]
    deniers: frozenset[str]
    between: frozenset[str]
    facts: Mapping[str, str]

    def flags_in(self, text: str) -> frozenset[str]:
        """The ids of the flags whose words stand in the text and are not denied right before."""
        return frozenset(flag for sentence in _SENTENCE_END.split(text) for flag in self._found(sentence))

    def _found(self, sentence: str) -> Iterator[str]:
        words = written_words(sentence)
        for start, word in enumerate(words):
            for phrase in self._beginning_with(word):
                if _continues(phrase.words, words, start) and not self._denied(words, start):
                    yield phrase.flag

    def _beginning_with(self, word: str) -> tuple[Phrase, ...]:
        return self.by_word.get(word, ()) + self.by_beginning.get(word[:SHORTEST_PREFIX], ())

    def _denied(self, words: Sequence[str], start: int) -> bool:
        before = start - 1
        while before >= 0 and words[before] in self.between:
            before -= 1
        if before < 0 or words[before] not in self.deniers:
            return False
        return before == 0 or words[before - 1] not in self.deniers


def read_phrases(source: Node) -> PhraseBook:
    """The phrase book out of phrases.yaml; what a flag means for routing is read by intake.routing.

    Raises ProtocolError for a phrase that could never be found.
    """
    top = source.fields(required=("negation", "flags"), optional=("version", "times"))
    check_version(top)
    deniers, between = _read_negation(top["negation"])
    phrases = [phrase for flag in top["flags"].items() for phrase in _read_flag(flag)]
    return PhraseBook(
        by_word=_grouped((spelling, phrase) for phrase in phrases for spelling in phrase.words[0].spellings),
        by_beginning=_grouped(
            (beginning[:SHORTEST_PREFIX], phrase) for phrase in phrases for beginning in phrase.words[0].beginnings
        ),
        deniers=deniers,
        between=between,
        facts=dict(_flag_facts(top["flags"])),
    )


def _continues(phrase: Sequence[PhraseWord], words: Sequence[str], position: int) -> bool:
    if position >= len(words) or not phrase[0].fits(words[position]):
        return False
    if len(phrase) == 1:
        return True
    reach = WIDEST_GAP if phrase[1].gap else 0
    following = _after_breaks(words, position + 1)
    return any(_continues(phrase[1:], words, following + skipped) for skipped in range(reach + 1))


def _after_breaks(words: Sequence[str], position: int) -> int:
    while position < len(words) and not words[position]:
        position += 1
    return position


def _read_negation(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    deniers: set[str] = set()
    between: set[str] = set()
    for language in node.by_language().values():
        fields = language.fields(required=("words", "between"))
        deniers.update(*(written_words(word.text()) for word in fields["words"].items()))
        between.update(*(written_words(word.text()) for word in fields["between"].items()))
    return frozenset(deniers), frozenset(between)


def _read_flag(node: Node) -> Iterator[Phrase]:
    fields = node.fields(required=("id", "urgency", "matches", "phrases"), optional=FLAG_KEYS)
    flag = fields["id"].rule_id()
    for language in fields["phrases"].by_language().values():
        for phrase in language.items():
            yield Phrase(flag, tuple(_read_words(phrase)))


def _read_words(node: Node) -> Iterator[PhraseWord]:
    gap = False
    written = node.text().split()
    if "..." in (written[0], written[-1]):
        raise node.error("a phrase begins and ends with a word, not with ...")
    for word in written:
        if word != "...":
            yield read_word(node, word, gap)
        gap = word == "..."


def _grouped(pairs: Iterator[tuple[str, Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    groups: dict[str, tuple[Phrase, ...]] = {}
    for key, phrase in pairs:
        groups[key] = (*groups.get(key, ()), phrase)
    return groups


def _flag_facts(flags: Node) -> Iterator[tuple[str, str]]:
    for flag in flags.items():
        fields = flag.mapping()
        if "fact" in fields:
            yield fields["id"].rule_id(), fields["fact"].code()
