"""Who answers a question on paper: the questionnaire's enable_when in plain words, "only if you ticked …".

In: a condition, and how paper numbers its questions. Out: a sentence that never leaves out anybody whom the condition
asks: what paper cannot say is dropped, so that more people answer; "" where everybody does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from intake.questionnaire.conditions import (
    All,
    AnyOf,
    AtLeast,
    CodesTest,
    CodeTest,
    Comparison,
    Condition,
    NumberTest,
    Possibly,
    Test,
    TruthTest,
)
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import AGE, PLACES_COUNT
from intake.questionnaire.wording import Wording

DAYS_A_WEEK = 7
Choice = frozenset[Test]  # any of these
Clauses = tuple[Choice, ...]  # and each of those


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a paper form points to what it asks: a question's number by its link_id ("7" or "7b"), and how its list of
    places names each zone ("Calf" for both calves) and each group of zones."""

    questions: Mapping[str, str]
    places: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]

    def places_of(self, zones: Collection[str]) -> Iterator[str]:
        """The names of chosen zones in the order of the list; of a group that is whole its one name."""
        for name, members in self.groups.items():
            chosen = [self.places[zone] for zone in self.places if zone in members and zone in zones]
            yield from (name,) if members <= set(zones) else dict.fromkeys(chosen)


def only_if(condition: Condition, questionnaire: Questionnaire, wording: Wording, numbering: Numbering) -> str:
    """ "you ticked “Fever” in 12, and you are 50 or older"; "" when everybody answers."""
    clauses = _without_implied(tuple(dict.fromkeys(_clauses(condition, questionnaire))), questionnaire)
    said = [_choice_words(choice, questionnaire, wording, numbering) for choice in clauses]
    return _(", and ").join(words for words in said if words)


# --- which tests: all of some choices, as far as paper can ask them


def _clauses(condition: Condition, questionnaire: Questionnaire) -> Clauses:
    """The condition as an "and" of "or"s; each that cannot be said is left out, none left means everybody."""
    if isinstance(condition, Possibly):
        return _clauses(condition.part, questionnaire)
    if isinstance(condition, All):
        return tuple(choice for part in condition.of for choice in _clauses(part, questionnaire))
    if isinstance(condition, AnyOf):
        return _any_of(condition.of, questionnaire)
    if isinstance(condition, AtLeast):
        return _any_of(condition.of, questionnaire)
    if isinstance(condition, TruthTest) and condition.fact in questionnaire.derived and condition.wanted:
        return _clauses(questionnaire.derived[condition.fact], questionnaire)
    if isinstance(condition, TruthTest | CodeTest | NumberTest | CodesTest) and _can_be_said(condition, questionnaire):
        return (frozenset({condition}),)
    return ()


def _without_implied(clauses: Clauses, questionnaire: Questionnaire) -> Clauses:
    """Without what another clause asks for already: by the question it points to, or by fewer of the same places."""
    return tuple(
        choice
        for choice in clauses
        if not any(other != choice and _implies(other, choice, questionnaire) for other in clauses)
    )


def _implies(narrow: Choice, wide: Choice, questionnaire: Questionnaire) -> bool:
    """Whether everybody of whom `narrow` holds on paper has passed `wide` too."""
    if wide in _asked_before(narrow, questionnaire):
        return True
    return all(
        test in wide or _fewer_places(test, wide) or wide in _asked_before(frozenset({test}), questionnaire)
        for test in narrow
    )


def _fewer_places(test: Test, wide: Choice) -> bool:
    return isinstance(test, CodesTest) and any(
        isinstance(other, CodesTest) and other.fact == test.fact and set(test.any_of) < set(other.any_of)
        for other in wide
    )


def _asked_before(choice: Choice, questionnaire: Questionnaire) -> Clauses:
    pages = {
        page.id: page
        for test in choice
        for page in questionnaire.pages
        if questionnaire.facts[test.fact].link_id in {item.link_id for item in page.items}
    }
    found = [_clauses(page.enable_when, questionnaire) if page.enable_when else () for page in pages.values()]
    return found[0] if len(found) == 1 else ()


def _any_of(parts: Iterable[Condition], questionnaire: Questionnaire) -> Clauses:
    """One choice that holds the narrowest choice of each part. Signs found in people's own words open a page too, but
    nobody can look them up on paper."""
    union: set[Test] = set()
    for part in parts:
        if isinstance(part, TruthTest) and part.fact in questionnaire.phrases.facts.values():
            continue
        clauses = _clauses(part, questionnaire)
        if not clauses:
            return ()
        union |= min(clauses, key=len)
    return (frozenset(_widest(union)),) if union else ()


def _widest(tests: Iterable[Test]) -> Iterator[Test]:
    """Of ages that differ in the bound only, the widest."""
    young = [test for test in tests if isinstance(test, NumberTest) and test.comparison is Comparison.LESS_THAN]
    widest = max(young, key=lambda test: test.bound, default=None)
    yield from (test for test in tests if test not in young)
    if widest:
        yield widest


def _can_be_said(test: Test, questionnaire: Questionnaire) -> bool:
    if isinstance(test, TruthTest):
        return test.wanted and bool(questionnaire.facts[test.fact].link_id)
    if isinstance(test, NumberTest) and test.fact == AGE:
        return test.comparison in (Comparison.AT_LEAST, Comparison.LESS_THAN)
    if isinstance(test, NumberTest):
        return test.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
    return True


# --- and in words


def _choice_words(choice: Choice, questionnaire: Questionnaire, wording: Wording, numbering: Numbering) -> str:
    order = list(questionnaire.items)

    def place(test: Test) -> tuple[int, int, str]:
        link_id = questionnaire.facts[test.fact].link_id
        options = questionnaire.items[link_id].options if link_id else ()
        at = options.index(test.fact) if test.fact in options else 0
        return (order.index(link_id) if link_id else -1, at, test.fact)

    found = sorted(choice, key=place)
    said: list[str] = []
    for link_id, tests in groupby(found, key=lambda test: questionnaire.facts[test.fact].link_id):
        said += _question_words(list(tests), link_id, questionnaire, wording, numbering)
    return _(", or ").join(said)


def _question_words(
    tests: list[Test], link_id: str, questionnaire: Questionnaire, wording: Wording, numbering: Numbering
) -> Iterator[str]:
    number = numbering.questions.get(link_id, "")
    ticks = [test.fact for test in tests if isinstance(test, TruthTest)]
    codes = [code for test in tests if isinstance(test, CodeTest) for code in test.one_of]
    zones = {zone for test in tests if isinstance(test, CodesTest) for zone in test.any_of}
    if ticks and set(ticks) == set(questionnaire.items[link_id].options):
        yield _("you ticked any of the signs in %(number)s") % {"number": number}
    elif ticks or codes:
        options = _quoted(wording.option(link_id, code) for code in (*ticks, *codes))
        yield _("%(options)s in %(number)s") % {"options": options, "number": number}
    if zones:
        places = _quoted(numbering.places_of(zones))
        yield _("you marked %(places)s in %(number)s") % {"places": places, "number": number}
    yield from (_number_words(test, number) for test in tests if isinstance(test, NumberTest))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(_("“%(words)s”") % {"words": name} for name in names)


def _number_words(test: NumberTest, number: str) -> str:
    bound = test.bound + (test.comparison is Comparison.MORE_THAN)
    if test.fact == AGE and test.comparison is Comparison.LESS_THAN:
        return _("you are under %(years)s") % {"years": test.bound}
    if test.fact == AGE:
        return _("you are %(years)s or older") % {"years": test.bound}
    if test.fact == PLACES_COUNT:
        return _("you marked %(count)s places or more") % {"count": bound}
    if test.fact.endswith("_days"):
        return _("it began over %(weeks)s weeks ago") % {"weeks": test.bound // DAYS_A_WEEK}
    return _("your answer in %(number)s is %(bound)s or more") % {"number": number, "bound": bound}
