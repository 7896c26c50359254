"""Ranks the pathways of a person without any urgency. In: a Protocol, Facts and a Blocking. Out: a Choice: the pathway,
the runner-up, all scores, and why a pathway was taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from intake.questionnaire.conditions import TRUE
from intake.questionnaire.facts import Facts
from intake.routing.blocking import Blocking
from intake.routing.decision import PREFERENCE
from intake.routing.protocol import Protocol
from intake.routing.rules import ScoreRule
from intake.routing.urgency import Pathway

BLOCKED, LIMITS = "blocked", "self_care_limits"


@dataclass(frozen=True, slots=True)
class Choice:
    """`by_default` says that no score decided; `removed` gives BLOCKED or LIMITS for each pathway taken away."""

    pathway: Pathway
    runner_up: Pathway | None
    by_default: bool
    scores: Mapping[Pathway, int]
    removed: Mapping[Pathway, str]
    rules: tuple[ScoreRule, ...]

    def reasons_for(self, pathway: Pathway) -> tuple[ScoreRule, ...]:
        """The rules that speak for a pathway, the weightiest first."""
        speaking = (rule for rule in self.rules if rule.scores.get(pathway, 0) > 0)
        return tuple(sorted(speaking, key=lambda rule: -rule.scores[pathway]))


def choose(protocol: Protocol, facts: Facts, blocking: Blocking) -> Choice:
    """The pathway with the highest score among those left, ties broken by the order of decision.yaml.

    The default pathway is taken where no score is above 0, or where every hands-on pathway is blocked.
    """
    rules = tuple(rule for rule in protocol.scores if rule.when.value(facts.values) is TRUE)
    scores = {pathway: sum(rule.scores.get(pathway, 0) for rule in rules) for pathway in Pathway}
    removed = _removed(protocol, facts, blocking)
    left = [pathway for pathway in Pathway if pathway not in removed]
    order = _tie_order(protocol, facts)
    default = protocol.decision.default_pathway
    by_default = max(scores[pathway] for pathway in left) <= 0 or _no_hands_on(protocol, removed)
    first = default if by_default else _winner(left, scores, order, protocol.decision.ties.margin)
    others = [pathway for pathway in left if pathway is not first and scores[pathway] > 0]
    second = max(others, key=lambda pathway: (scores[pathway], -_place(pathway, order)), default=None)
    return Choice(first, second, by_default, MappingProxyType(scores), MappingProxyType(removed), rules)


def _removed(protocol: Protocol, facts: Facts, blocking: Blocking) -> dict[Pathway, str]:
    removed = {pathway: BLOCKED for pathway in Pathway if blocking.removes(pathway, protocol.blocks)}
    if protocol.decision.self_care.when.value(facts.values) is not TRUE:
        removed.setdefault(Pathway.SELF_CARE, LIMITS)
    removed.pop(protocol.decision.default_pathway, None)
    return removed


def _no_hands_on(protocol: Protocol, removed: Mapping[Pathway, str]) -> bool:
    """Whether there are pathways that need a technique, and all of them are blocked."""
    needing = [pathway for pathway in Pathway if protocol.blocks.modalities[pathway]]
    return bool(needing) and all(removed.get(pathway) == BLOCKED for pathway in needing)


def _winner(left: list[Pathway], scores: Mapping[Pathway, int], order: list[Pathway], margin: int) -> Pathway:
    top = max(left, key=lambda pathway: (scores[pathway], -_place(pathway, order)))
    tied = [pathway for pathway in left if scores[top] - scores[pathway] < margin]
    return next((pathway for pathway in order if pathway in tied), top) if len(tied) > 1 else top


def _tie_order(protocol: Protocol, facts: Facts) -> list[Pathway]:
    """The pathways a tie may go to, first choice first; self-care only where the tie rule allows it."""
    ties, preference = protocol.decision.ties, protocol.decision.preference
    wish = preference.pathways.get(str(facts.values[preference.fact]))
    order = [wish if word == PREFERENCE else Pathway(word) for word in ties.order]
    calm = ties.self_care_when.value(facts.values) is TRUE
    allowed = [pathway for pathway in order if pathway is not None]
    return [each for each in dict.fromkeys(allowed) if each is not Pathway.SELF_CARE or calm or each is wish]


def _place(pathway: Pathway, order: list[Pathway]) -> int:
    return order.index(pathway) if pathway in order else len(order)
