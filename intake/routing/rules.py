"""The rules as values: red flags, blocks, scores, phrase flags, reviews, and the sources they cite.
In: what the loader read. Out: frozen dataclasses whose conditions can be walked."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import AnyOf, Condition
from intake.routing.urgency import Pathway, Urgency

NEVER: Condition = AnyOf(())


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. `read` is False while nobody has checked the source itself."""

    id: str
    title: str
    year: int | None
    url: str
    read: bool
    note: str


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A graded warning sign; a `private` one is never put into words.

    A rule that the engine fires by itself (missing answers) has the condition NEVER.
    """

    id: str
    urgency: Urgency
    when: Condition
    private: bool
    sources: tuple[str, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class PhraseFlag:
    """What words of warning in free text mean. `matches` are the ticks that say the same."""

    id: str
    urgency: Urgency
    private: bool
    matches: tuple[str, ...]
    sources: tuple[str, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """Answers that a person must look at, such as a contradiction; `urgency` is the least it then has, if any. `clash`
    are the two questions whose answers do not fit, which the patient may mend before sending."""

    id: str
    when: Condition
    urgency: Urgency | None
    clash: tuple[str, ...]
    sources: tuple[str, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class BlockRule:
    """Techniques ruled out, by a condition or (`fired_by`) by the urgency reached."""

    id: str
    when: Condition
    fired_by: tuple[Urgency, ...]
    blocks: tuple[str, ...]
    sources: tuple[str, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """Points for pathways, counted only where the condition is TRUE."""

    id: str
    when: Condition
    scores: Mapping[Pathway, int]
    sources: tuple[str, ...]
    signed: str


ConditionalRule = RedFlag | ReviewRule | BlockRule | ScoreRule
Rule = PhraseFlag | ConditionalRule


@dataclass(frozen=True, slots=True)
class Blocks:
    """The controlled list of techniques, what each implies (itself too), what each pathway needs, and the rules."""

    techniques: tuple[str, ...]
    implied: Mapping[str, frozenset[str]]
    modalities: Mapping[Pathway, tuple[str, ...]]
    rules: tuple[BlockRule, ...]
