"""Reads free text for how long something has been so. In: the `times` of phrases.yaml (each language has its own words)
and what a person wrote. Out: ToldTimes, such as "for years" or "3 weeks ago". They decide nothing: intake.routing
compares them with the time given, and only ever raises."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from intake.questionnaire.source_file import Node
from intake.questionnaire.written import PhraseWord, read_word, written_words

SECTIONS = (
    "before",
    "after",
    "between",
    "from_event",
    "filled",
    "aside",
    "sure",
    "numbers",
    "units",
    "many",
    "named",
    "lasting",
)
FARTHEST = 3
_FIRST_YEAR, _YEAR_DIGITS = 1900, 4
_MOST_DIGITS = 5
_SENTENCE_END = re.compile(r"[!?;\n\r]+|\.(?!\d)")
_DECIMALS = re.compile(r"(?<=\d)[.,]\d+")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Apart:
    """From when on two times clearly differ: by `factor` times or more, and by `days` or more."""

    factor: int
    days: int

    def differ(self, days: int, other: int) -> bool:
        """Whether two numbers of days do."""
        low, high = sorted((days, other))
        return high - low >= self.days and high >= self.factor * low


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time in words: at `least` so many days and at `most` (None: there is no most), as `words`, in the answer to
    `link_id`."""

    least: int
    most: int | None
    words: str
    link_id: str = ""

    def other_than(self, days: int, apart: Apart) -> int | None:
        """The day told that is nearest to a number of days, where the two clearly differ; otherwise None."""
        if days < self.least:
            return self.least if apart.differ(days, self.least) else None
        if self.most is not None and days > self.most:
            return self.most if apart.differ(days, self.most) else None
        return None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of one language. A number with a unit tells a time where a word of `before` stands up to three words
    ahead of it or one of `after` up to two behind; `many` are units in the plural, `named` days and weeks with a name.
    A clause with a word of `aside` speaks of something else (work, an operation), unless one of `sure` is there too.
    Even then "a day of gardening" (`filled`, then `aside`) and "after a day" (`from_event` ahead) tell none.
    """

    before: PhraseWord
    after: PhraseWord
    between: frozenset[str]
    from_event: frozenset[str]
    filled: frozenset[str]
    aside: PhraseWord
    sure: PhraseWord
    numbers: Mapping[str, int]
    units: Mapping[str, int]
    many: Mapping[str, int]
    named: Mapping[tuple[str, ...], int]
    lasting: Mapping[tuple[str, ...], int]

    def told(self, words: Sequence[str], today: date) -> Iterator[ToldTime]:
        """The times in one clause."""
        if any(map(self.aside.fits, words)) and not any(map(self.sure.fits, words)):
            return
        for place in range(len(words)):
            yield from self._with_unit(words, place)
            if self._is_led(words, place):
                yield from _year(words, place, today)
                yield from _found(self.named, words, place, lasting=False)
            yield from _found(self.lasting, words, place, lasting=True)

    def _with_unit(self, words: Sequence[str], place: int) -> Iterator[ToldTime]:
        word = words[place]
        at, number = self._number_before(words, place)
        if number is None:
            if word in self.many and self._is_led(words, place):
                yield ToldTime(self.many[word], None, _quoted(words, place, place + 1))
        elif word in self.units and self._is_since(words, at, place):
            days = number * self.units[word]
            yield ToldTime(days, days, _quoted(words, at, place + 1))

    def _is_since(self, words: Sequence[str], at: int, place: int) -> bool:
        """Whether the words from `at` to `place` count back from today."""
        counted_from_an_event = at > 0 and words[at - 1] in self.from_event
        behind = words[place + 1 : place + FARTHEST + 1]
        is_filled = bool(behind) and behind[0] in self.filled and any(map(self.aside.fits, behind[1:]))
        if is_filled or counted_from_an_event:
            return False
        return self._is_led(words, at) or self._is_followed(words, place)

    def _number_before(self, words: Sequence[str], place: int) -> tuple[int, int | None]:
        at = place - 1
        while at > 0 and words[at] in self.between:
            at -= 1
        return at, self._number(words[at]) if at >= 0 else None

    def _is_followed(self, words: Sequence[str], place: int) -> bool:
        return any(map(self.after.fits, words[place + 1 : place + FARTHEST]))

    def _is_led(self, words: Sequence[str], place: int) -> bool:
        return any(map(self.before.fits, words[max(0, place - FARTHEST) : place]))

    def _number(self, word: str) -> int | None:
        if word.isdecimal() and len(word) <= _MOST_DIGITS:
            return int(word)
        return self.numbers.get(word)


@dataclass(frozen=True, slots=True)
class TimeBook:
    """The words of every language, the number fact (in days) that they are held against, and when two times differ."""

    fact: str
    apart: Apart
    languages: Mapping[str, TimeWords]

    def times_in(self, text: str, today: date, link_id: str) -> tuple[ToldTime, ...]:
        """Every time told in a text, whatever its language."""
        found: dict[tuple[int, int | None], ToldTime] = {}
        for clause in _clauses(text):
            for words in self.languages.values():
                for told in words.told(clause, today):
                    found.setdefault((told.least, told.most), replace(told, link_id=link_id))
        return tuple(found.values())


def read_times(node: Node, number_facts: Collection[str]) -> TimeBook:
    """The times of phrases.yaml. Raises ProtocolError."""
    top = node.fields(("fact", "clear", "words"))
    clear = top["clear"].fields(("factor", "days"))
    apart = Apart(clear["factor"].integer(least=2), clear["days"].integer(least=1))
    words = {language: _read_words(each) for language, each in top["words"].by_language().items()}
    return TimeBook(top["fact"].one_of(number_facts, "number fact"), apart, words)


def _clauses(text: str) -> Iterator[list[str]]:
    for sentence in _SENTENCE_END.split(_GLUED.sub(" ", _DECIMALS.sub("", text))):
        for is_break, words in groupby(written_words(sentence), key=lambda word: not word):
            if not is_break:
                yield list(words)


def _year(words: Sequence[str], place: int, today: date) -> Iterator[ToldTime]:
    """A year before this one, somewhere in which it began."""
    word = words[place]
    if len(word) == _YEAR_DIGITS and word.isdecimal() and _FIRST_YEAR <= int(word) < today.year:
        begun, ended = date(int(word), 1, 1), date(int(word), 12, 31)
        yield ToldTime((today - ended).days, (today - begun).days, _quoted(words, place, place + 1))


def _found(
    phrases: Mapping[tuple[str, ...], int], words: Sequence[str], place: int, *, lasting: bool
) -> Iterator[ToldTime]:
    for phrase, days in phrases.items():
        end = place + len(phrase)
        if tuple(words[place:end]) == phrase:
            yield ToldTime(days, None if lasting else days, _quoted(words, place, end))


def _quoted(words: Sequence[str], start: int, end: int) -> str:
    """The words with those right before and behind, as they are shown to staff."""
    return " ".join(words[max(0, start - 2) : end + 1])


def _read_words(node: Node) -> TimeWords:
    fields = node.fields(SECTIONS)
    return TimeWords(
        before=_listed(fields["before"]),
        after=_listed(fields["after"]),
        between=_listed(fields["between"]).spellings,
        from_event=_listed(fields["from_event"]).spellings,
        filled=_listed(fields["filled"]).spellings,
        aside=_listed(fields["aside"]),
        sure=_listed(fields["sure"]),
        numbers=_days(fields["numbers"]),
        units=_days(fields["units"]),
        many=_days(fields["many"]),
        named=_named(fields["named"]),
        lasting=_named(fields["lasting"]),
    )


def _listed(node: Node) -> PhraseWord:
    words = [read_word(each, each.text()) for each in node.items()]
    beginnings = {beginning for word in words for beginning in word.beginnings}
    return PhraseWord(frozenset().union(*(word.spellings for word in words)), tuple(sorted(beginnings)))


def _named(node: Node) -> Mapping[tuple[str, ...], int]:
    return {tuple(written_words(key)): each.integer(least=0) for key, each in node.mapping().items()}


def _days(node: Node) -> Mapping[str, int]:
    return {one: days for words, days in _named(node).items() for one in words}
