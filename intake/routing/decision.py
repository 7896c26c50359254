"""Thresholds and tie rules, as data. In: decision.yaml (an example stands below). Out: a frozen Decision.

The numbers are the clinic's to change; the order of the steps is in disposition.py and ranking.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from intake.questionnaire.conditions import Condition
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.grammar import FactKind, read_condition
from intake.questionnaire.source_file import Node, check_version
from intake.routing.rules import ReviewRule
from intake.routing.urgency import Pathway, Urgency

EXAMPLE = """
version: "1"
screen_sections: [keeping_you_safe]      # the pages of these sections are the red-flag screen
not_ruled_out:                           # least urgency where a rule of that urgency stays open
  emergency: urgent
  urgent: gp_review
  gp_review: gp_review                   # or human_review: the flag only
unknown_limit: {count: 2, urgency: urgent}           # open answers on one screen page that emergency rules read
vulnerable: {when: {any: [{age: {at_least: 75}}, pregnant]}, urgency: urgent}   # then one open answer is enough
unknown_blocks: [manipulation, deep_pressure]        # ruled out while any block cannot be excluded
near_empty: {facts: [places, duration_days, pain_now], share_percent: 30, urgency: gp_review}
review_rules:
  - {id: R01, when: {all: [{sex: {is: male}}, pregnant]}, sources: [policy]}
self_care: {when: {pain_now: {at_most: 4}}, check_in_days: 7, limit_days: 14}
ties: {margin: 2, order: [preference, physiotherapy, self_care, massage, chiropractic],
       self_care_when: {pain_now: {at_most: 3}}}
preference: {fact: preference, pathways: {massage: massage, home_exercises: self_care}}
default_pathway: physiotherapy
package: {pathways: [massage, chiropractic], add: [exercise, self_care], review_after_visits: 6}
"""
PREFERENCE = "preference"
FLAG_ONLY = "human_review"


@dataclass(frozen=True, slots=True)
class UnknownLimit:
    """So many open answers on one page of the screen give this urgency."""

    count: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Vulnerable:
    """For whom a single open answer gives this urgency."""

    when: Condition
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class NearEmpty:
    """A form too empty for a pathway: one of the facts missing, or this share of the screen open."""

    facts: tuple[str, ...]
    share_percent: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class SelfCare:
    """Self-care is offered only where `when` is TRUE, and then for so many days."""

    when: Condition
    check_in_days: int
    limit_days: int


@dataclass(frozen=True, slots=True)
class Ties:
    """Scores closer than `margin` are tied; the order then decides, self-care only where its condition holds."""

    margin: int
    order: tuple[str, ...]
    self_care_when: Condition


@dataclass(frozen=True, slots=True)
class Preference:
    """The code fact in which a person names a wish, and the pathway each option stands for."""

    fact: str
    pathways: Mapping[str, Pathway]


@dataclass(frozen=True, slots=True)
class Package:
    """Passive care never stands alone: these pathways carry these handout blocks and end in a review."""

    pathways: tuple[Pathway, ...]
    add: tuple[str, ...]
    review_after_visits: int


@dataclass(frozen=True, slots=True)
class Decision:
    """All of decision.yaml. `not_ruled_out` gives the least urgency for an open rule's, None for the flag only."""

    screen_sections: tuple[str, ...]
    not_ruled_out: Mapping[Urgency, Urgency | None]
    unknown_limit: UnknownLimit
    vulnerable: Vulnerable
    unknown_blocks: tuple[str, ...]
    near_empty: NearEmpty
    review_rules: tuple[ReviewRule, ...]
    self_care: SelfCare
    ties: Ties
    preference: Preference
    default_pathway: Pathway
    package: Package


_KEYS = (
    "screen_sections", "not_ruled_out", "unknown_limit", "vulnerable", "unknown_blocks", "near_empty", "review_rules",
    "self_care", "ties", "preference", "default_pathway", "package",
)  # fmt: skip


def read_decision(
    source: Node, questionnaire: Questionnaire, techniques: tuple[str, ...], sources: Mapping[str, object]
) -> Decision:
    """The thresholds of decision.yaml, each checked against facts, techniques and sources."""
    top = source.fields(_KEYS, ("version",))
    check_version(top)
    return Decision(
        screen_sections=top["screen_sections"].words_of(questionnaire.sections, "section"),
        not_ruled_out=_not_ruled_out(top["not_ruled_out"]),
        unknown_limit=_unknown_limit(top["unknown_limit"]),
        vulnerable=_vulnerable(top["vulnerable"], questionnaire),
        unknown_blocks=top["unknown_blocks"].words_of(techniques, "technique"),
        near_empty=_near_empty(top["near_empty"], questionnaire),
        review_rules=tuple(read_review(node, questionnaire, sources) for node in top["review_rules"].items()),
        self_care=_self_care(top["self_care"], questionnaire),
        ties=_ties(top["ties"], questionnaire),
        preference=_preference(top["preference"], questionnaire),
        default_pathway=read_pathway(top["default_pathway"]),
        package=_package(top["package"]),
    )


def read_urgency(node: Node) -> Urgency:
    """One of the three urgencies."""
    return Urgency(node.one_of(tuple(Urgency), "urgency"))


def read_pathway(node: Node) -> Pathway:
    """One of the four pathways."""
    return Pathway(node.one_of(tuple(Pathway), "pathway"))


def read_signed(fields: Mapping[str, Node]) -> str:
    """Who signed the rule and when, or nothing."""
    node = fields.get("signed")
    return "" if node is None or node.content is None else node.text()


def read_review(node: Node, questionnaire: Questionnaire, sources: Mapping[str, object]) -> ReviewRule:
    """One review rule."""
    fields = node.fields(("id", "when", "sources"), ("urgency", "clash", "signed"))
    return ReviewRule(
        id=fields["id"].rule_id(),
        when=read_condition(fields["when"], questionnaire.facts),
        urgency=read_urgency(fields["urgency"]) if "urgency" in fields else None,
        clash=_clash(fields["clash"], questionnaire) if "clash" in fields else (),
        sources=fields["sources"].words_of(tuple(sources), "source"),
        signed=read_signed(fields),
    )


def _clash(node: Node, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Two questions of which the check page may speak aloud."""
    open_ones = [link_id for link_id, item in questionnaire.items.items() if not item.private]
    found = node.words_of(open_ones, "question")
    if len(found) != 2:
        raise node.error("expected two questions whose answers do not fit")
    return found


def _not_ruled_out(node: Node) -> Mapping[Urgency, Urgency | None]:
    found = node.entries(tuple(Urgency), "urgency")
    least: dict[Urgency, Urgency | None] = {}
    for key, value in found.items():
        flag_only = key == Urgency.GP_REVIEW and value.content == FLAG_ONLY
        least[Urgency(key)] = None if flag_only else read_urgency(value)
    return MappingProxyType(least)


def _unknown_limit(node: Node) -> UnknownLimit:
    fields = node.fields(("count", "urgency"))
    return UnknownLimit(fields["count"].integer(least=1), read_urgency(fields["urgency"]))


def _vulnerable(node: Node, questionnaire: Questionnaire) -> Vulnerable:
    fields = node.fields(("when", "urgency"))
    return Vulnerable(read_condition(fields["when"], questionnaire.facts), read_urgency(fields["urgency"]))


def _near_empty(node: Node, questionnaire: Questionnaire) -> NearEmpty:
    fields = node.fields(("facts", "share_percent", "urgency"))
    return NearEmpty(
        facts=fields["facts"].words_of(tuple(questionnaire.facts), "fact"),
        share_percent=fields["share_percent"].integer(least=1),
        urgency=read_urgency(fields["urgency"]),
    )


def _self_care(node: Node, questionnaire: Questionnaire) -> SelfCare:
    fields = node.fields(("when", "check_in_days", "limit_days"))
    check_in = fields["check_in_days"].integer(least=1)
    return SelfCare(
        when=read_condition(fields["when"], questionnaire.facts),
        check_in_days=check_in,
        limit_days=fields["limit_days"].integer(least=check_in),
    )


def _ties(node: Node, questionnaire: Questionnaire) -> Ties:
    fields = node.fields(("margin", "order", "self_care_when"))
    order = fields["order"].words_of((PREFERENCE, *Pathway), "tie rule")
    missing = [word for word in (PREFERENCE, *Pathway) if word not in order]
    if missing:
        raise fields["order"].error(f"'{missing[0]}' is missing from the order")
    condition = read_condition(fields["self_care_when"], questionnaire.facts)
    return Ties(fields["margin"].integer(least=1), order, condition)


def _preference(node: Node, questionnaire: Questionnaire) -> Preference:
    fields = node.fields(("fact", "pathways"))
    code_facts = [fact.name for fact in questionnaire.facts.values() if fact.kind is FactKind.CODE]
    fact = questionnaire.facts[fields["fact"].one_of(code_facts, "code fact")]
    pathways: dict[str, Pathway] = {}
    for option, value in fields["pathways"].mapping().items():
        if option not in fact.options:
            raise value.error(f"'{option}' is no option of '{fact.name}', expected one of {', '.join(fact.options)}")
        pathways[option] = read_pathway(value)
    return Preference(fact.name, MappingProxyType(pathways))


def _package(node: Node) -> Package:
    fields = node.fields(("pathways", "add", "review_after_visits"))
    pathways = tuple(Pathway(word) for word in fields["pathways"].words_of(tuple(Pathway), "pathway"))
    return Package(pathways, fields["add"].codes(), fields["review_after_visits"].integer(least=1))
