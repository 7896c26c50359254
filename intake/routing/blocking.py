"""Which techniques are ruled out. In: a Protocol, Facts and the urgency reached. Out: Blocking: the rules that apply,
those that cannot be excluded, and every technique that falls with them."""

from dataclasses import dataclass

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Truth
from intake.questionnaire.facts import Facts
from intake.routing.protocol import Protocol
from intake.routing.rules import BlockRule, Blocks
from intake.routing.urgency import Pathway, Urgency


@dataclass(frozen=True, slots=True)
class Blocking:
    """`applied` and `unknown` rules, and the ruled-out `techniques` in the order of the controlled list."""

    applied: tuple[BlockRule, ...]
    unknown: tuple[BlockRule, ...]
    techniques: tuple[str, ...]

    def removes(self, pathway: Pathway, blocks: Blocks) -> tuple[str, ...]:
        """The techniques a pathway needs and cannot have; a pathway with any is not offered."""
        return tuple(technique for technique in blocks.modalities[pathway] if technique in self.techniques)


def block(protocol: Protocol, facts: Facts, urgency: Urgency | None) -> Blocking:
    """All block rules by the facts; an unknown contraindication keeps its door closed, and a few more doors with it."""
    truths = [(rule, _truth(rule, facts, urgency)) for rule in protocol.blocks.rules]
    applied = tuple(rule for rule, truth in truths if truth is TRUE)
    unknown = tuple(rule for rule, truth in truths if truth is UNKNOWN)
    named = {technique for rule in (*applied, *unknown) for technique in rule.blocks}
    if unknown:
        named.update(protocol.decision.unknown_blocks)
    fallen = frozenset().union(*(protocol.blocks.implied[technique] for technique in named))
    return Blocking(applied, unknown, tuple(each for each in protocol.blocks.techniques if each in fallen))


def _truth(rule: BlockRule, facts: Facts, urgency: Urgency | None) -> Truth:
    if rule.fired_by:
        return TRUE if urgency in rule.fired_by else FALSE
    return rule.when.value(facts.values)
