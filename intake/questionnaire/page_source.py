"""Reads pages, the register of facts and derived facts, and checks them against each other. In: the open data folder.
Out: the parts of a Questionnaire; ProtocolError where a page reads what is asked later, or a name is used twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intake.questionnaire.conditions import Condition, facts_read
from intake.questionnaire.grammar import Fact, FactKind, read_condition
from intake.questionnaire.item_source import RESERVED, facts_of_item, read_item
from intake.questionnaire.items import ItemType, Page
from intake.questionnaire.source_file import DataFolder, Node, check_version

QUESTIONNAIRE, FACTS, PHRASES, ZONES = "questionnaire.yaml", "facts.yaml", "phrases.yaml", "body_map/v1/zones.yaml"
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Register:
    """Every fact by name, the derived conditions in order, and the answered facts behind each derived one."""

    facts: Mapping[str, Fact]
    derived: Mapping[str, Condition]
    behind: Mapping[str, frozenset[str]]


def read_zones(data: DataFolder) -> tuple[str, ...]:
    """The zone ids of the body map, in its order; the map's own loader checks the rest of the file."""
    top = data.source(ZONES)
    if "zones" not in top.mapping():
        raise top.error("missing key 'zones'")
    return tuple(_key(zone, "id").code() for zone in top.mapping()["zones"].items())


def read_pages(top: Mapping[str, Node]) -> tuple[Page, ...]:
    """The pages in order, still without their conditions."""
    sections = top["sections"].codes()
    pages: list[Page] = []
    for node in top["pages"].items():
        page = _read_page(node, sections)
        if any(page.id == other.id for other in pages):
            raise node.error(f"page '{page.id}' is defined twice")
        pages.append(page)
    _check_link_ids(top["pages"], pages)
    return tuple(pages)


def read_register(
    pages: Sequence[Page], page_nodes: Node, zones: tuple[str, ...], phrase_facts: Mapping[str, str], data: DataFolder
) -> Register:
    """Every fact that pages, phrases and facts.yaml name; a name stands for one fact only."""
    facts: dict[str, Fact] = {}
    for page, node in zip(pages, page_nodes.items(), strict=True):
        for item in page.items:
            for fact in facts_of_item(item, zones):
                _add(facts, fact, node)
    for name in dict.fromkeys(phrase_facts.values()):
        _add(facts, Fact(name, FactKind.TRUTH), data.source(PHRASES))
    derived = dict(_read_derived(data.source(FACTS), facts))
    return Register(facts, derived, _facts_behind(derived))


def with_conditions(
    pages: Sequence[Page], page_nodes: Node, register: Register, phrase_facts: Mapping[str, str]
) -> tuple[Page, ...]:
    """The pages with their enable_when, each reading only what an earlier page asks, or words of free text."""
    earlier = set(phrase_facts.values())
    complete: list[Page] = []
    for page, node in zip(pages, page_nodes.items(), strict=True):
        complete.append(_with_condition(page, node, register, earlier))
        earlier.update(fact for item in page.items for fact in item.facts)
    return tuple(complete)


def _with_condition(page: Page, node: Node, register: Register, earlier: set[str]) -> Page:
    fields = node.mapping()
    if "enable_when" not in fields:
        return page
    known = {name: fact for name, fact in register.facts.items() if register.behind.get(name, {name}) <= earlier}
    condition = read_condition(fields["enable_when"], known)
    return replace(page, enable_when=condition, needs=tuple(_needs(condition, register)))


def _needs(condition: Condition, register: Register) -> Iterator[str]:
    """The derived facts a condition reads, directly or through others, in the order in which they are worked out."""
    wanted = set(facts_read(condition))
    for name in reversed(tuple(register.derived)):
        if name in wanted:
            wanted |= facts_read(register.derived[name])
    return (name for name in register.derived if name in wanted)


def _facts_behind(derived: Mapping[str, Condition]) -> dict[str, frozenset[str]]:
    behind: dict[str, frozenset[str]] = {}
    for name, condition in derived.items():
        behind[name] = frozenset().union(*(behind.get(read, {read}) for read in facts_read(condition)))
    return behind


def _read_derived(source: Node, facts: dict[str, Fact]) -> Iterator[tuple[str, Condition]]:
    top = source.fields(("derived",), ("version",))
    check_version(top)
    for name, node in top["derived"].mapping().items():
        condition = read_condition(node, facts)
        _add(facts, Fact(name, FactKind.TRUTH), node)
        yield name, condition


def _add(facts: dict[str, Fact], fact: Fact, node: Node) -> None:
    if fact.name in facts:
        raise node.error(f"fact '{fact.name}' is defined twice")
    if fact.name in RESERVED:
        raise node.error(f"'{fact.name}' is a word of the data files and cannot name a fact")
    facts[fact.name] = fact


def _read_page(node: Node, sections: Sequence[str]) -> Page:
    fields = node.fields(("id", "section", "items"), ("enable_when",))
    items = tuple(read_item(item) for item in fields["items"].items())
    if not items:
        raise fields["items"].error("expected at least one item")
    ticks = sum(len(item.options) for item in items if item.type is ItemType.TICKS)
    if ticks > MOST_TICKS:
        raise fields["items"].error(f"expected at most {MOST_TICKS} ticks on a page, found {ticks}")
    return Page(fields["id"].code(), fields["section"].one_of(sections, "section"), items)


def _check_link_ids(nodes: Node, pages: Sequence[Page]) -> None:
    seen: set[str] = set()
    for page, node in zip(pages, nodes.items(), strict=True):
        for item in page.items:
            if item.link_id in seen:
                raise node.error(f"link_id '{item.link_id}' is used twice")
            seen.add(item.link_id)


def _key(node: Node, key: str) -> Node:
    if key not in node.mapping():
        raise node.error(f"missing key '{key}'")
    return node.mapping()[key]
