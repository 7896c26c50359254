"""The controlled lists of the library. In: vocabulary.yaml, the questionnaire's facts and the protocol's techniques.
Out: a frozen Vocabulary, or ProtocolError with file and line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from intake.questionnaire.conditions import Condition
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.grammar import Fact, FactKind, read_condition
from intake.questionnaire.source_file import Node

SLOTS = ("ease", "release", "move", "active")
ANYWHERE = "any"
_LISTS = (
    "slots",
    "selections",
    "origins",
    "sides",
    "positions",
    "never_on",
    "stop_rules",
    "evidence_grades",
    "certainty",
    "net_groups",
)
_MAPPINGS = ("duration_bands", "dose_keys", "equipment", "regions", "triggers", "techniques", "cautions")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Band:
    """A span of days since the start: from the first up to, but not including, the last; None is open."""

    code: str
    from_days: int
    to_days: int | None

    def holds(self, days: int) -> bool:
        """Whether that many days fall into it."""
        return self.from_days <= days and (self.to_days is None or days < self.to_days)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body: its zones on the body map and the safety net to print."""

    code: str
    net: str
    zones: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All codes an entry may use. `equipment` gives the fact that says it is at home, or "" for taken to be there;
    a caution without a condition is not asked, so it is never known."""

    version: str
    words: Mapping[str, tuple[str, ...]]
    bands: Mapping[str, Band]
    dose_keys: Mapping[str, str]
    equipment: Mapping[str, str]
    floor_fact: str
    fresh_injury: Condition
    regions: Mapping[str, Region]
    triggers: Mapping[str, tuple[str, ...]]
    techniques: tuple[str, ...]
    cautions: Mapping[str, Condition | None]

    def band_of(self, days: int) -> Band | None:
        """The band that holds so many days."""
        return next((band for band in self.bands.values() if band.holds(days)), None)

    def region_of(self, zone: str) -> Region | None:
        """The region a zone belongs to."""
        return next((region for region in self.regions.values() if zone in region.zones), None)


def read_vocabulary(source: Node, questionnaire: Questionnaire, techniques: Collection[str]) -> Vocabulary:
    """The vocabulary of one file."""
    top = source.fields(("version", "floor_fact", "fresh_injury", *_LISTS, *_MAPPINGS))
    facts = questionnaire.facts
    nets = top["net_groups"].codes()
    if top["slots"].codes() != SLOTS:
        raise top["slots"].error(f"expected the slots {', '.join(SLOTS)} in this order")
    return Vocabulary(
        version=top["version"].text(),
        words=MappingProxyType({name: _words(top[name]) for name in _LISTS}),
        bands=_frozen({code: _band(code, node) for code, node in top["duration_bands"].mapping().items()}),
        dose_keys=_frozen({code: node.text() for code, node in top["dose_keys"].mapping().items()}),
        equipment=_frozen({code: _home_fact(node, facts) for code, node in top["equipment"].mapping().items()}),
        floor_fact=_truth(top["floor_fact"], facts),
        fresh_injury=read_condition(top["fresh_injury"], facts),
        regions=_frozen(_regions(top["regions"], nets, questionnaire.zones)),
        triggers=_frozen({code: _trigger(node, facts) for code, node in top["triggers"].mapping().items()}),
        techniques=_techniques(top["techniques"], techniques),
        cautions=_frozen({code: _caution(node, facts) for code, node in top["cautions"].mapping().items()}),
    )


def _frozen(entries: dict[str, Entry]) -> Mapping[str, Entry]:
    return MappingProxyType(entries)


def _words(node: Node) -> tuple[str, ...]:
    return tuple(word.text() for word in node.items())


def _band(code: str, node: Node) -> Band:
    fields = node.fields(("from_days", "to_days"))
    last = None if fields["to_days"].content is None else fields["to_days"].integer(least=1)
    return Band(code, fields["from_days"].integer(least=0), last)


def _home_fact(node: Node, facts: Mapping[str, Fact]) -> str:
    return "" if node.content is None else _truth(node, facts)


def _truth(node: Node, facts: Mapping[str, Fact]) -> str:
    truths = [name for name, fact in facts.items() if fact.kind is FactKind.TRUTH]
    return node.one_of(truths, "yes-or-no fact")


def _regions(node: Node, nets: Collection[str], zones: Collection[str]) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for code, entry in node.mapping().items():
        fields = entry.fields(("net", "zones"))
        named = fields["zones"].words_of(zones, "zone of the body map")
        regions[code] = Region(code, fields["net"].one_of(nets, "safety net"), frozenset(named))
    counted = [zone for region in regions.values() for zone in region.zones]
    for zone in sorted(zones):
        if counted.count(zone) != 1:
            raise node.error(f"zone '{zone}' must belong to exactly one region, found {counted.count(zone)}")
    return regions


def _trigger(node: Node, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    return tuple(_truth(word, facts) for word in node.items())


def _techniques(node: Node, known: Collection[str]) -> tuple[str, ...]:
    for code, entry in node.mapping().items():
        if code not in known:
            raise entry.error(f"'{code}' is no technique of the protocol, expected one of {', '.join(known)}")
        entry.fields(("why",))["why"].text()
    return tuple(node.mapping())


def _caution(node: Node, facts: Mapping[str, Fact]) -> Condition | None:
    when = node.fields(("when",))["when"]
    return None if when.content is None else read_condition(when, facts)
