"""Reads the pages' items out of questionnaire.yaml. In: its Node. Out: Item values and the facts each one gives,
or ProtocolError where a key does not belong to the item's type."""

from collections.abc import Iterator, Mapping

from intake.questionnaire.grammar import STRUCTURE, Fact, FactKind
from intake.questionnaire.items import (
    AGE,
    ALL_OVER,
    BIRTH_DATE,
    NONE,
    NOT_SURE,
    PLACES,
    PLACES_COUNT,
    TELL_SOMEONE,
    UNSURE,
    Item,
    ItemType,
)
from intake.questionnaire.source_file import Node

USES = ("rules", "handout", "staff")
EXCLUSIVES = (NONE, NOT_SURE, TELL_SOMEONE)
RESERVED = frozenset({*STRUCTURE, *EXCLUSIVES})
LONGEST = {ItemType.TEXT: 200, ItemType.LONG_TEXT: 2000}
_ALWAYS = ("link_id", "type", "use")
_MAYBE = ("required", "private")
_REQUIRED: Mapping[ItemType, tuple[str, ...]] = {
    ItemType.TICKS: ("options",),
    ItemType.CHOICE: ("options",),
    ItemType.NUMBER: ("min", "max"),
}
_OPTIONAL: Mapping[ItemType, tuple[str, ...]] = {
    ItemType.TICKS: ("exclusive",),
    ItemType.CHOICE: ("fact",),
    ItemType.SCALE: ("fact",),
    ItemType.NUMBER: ("fact",),
    ItemType.DURATION: ("fact", "length"),
    ItemType.DATE: ("fact",),
    ItemType.PLACES: ("max",),
    ItemType.PLACE: ("fact",),
    ItemType.TEXT: ("max", "safety_input"),
    ItemType.LONG_TEXT: ("max", "safety_input"),
}
_KINDS: Mapping[ItemType, FactKind] = {
    ItemType.CHOICE: FactKind.CODE,
    ItemType.PLACE: FactKind.CODE,
    ItemType.SCALE: FactKind.NUMBER,
    ItemType.NUMBER: FactKind.NUMBER,
    ItemType.DURATION: FactKind.NUMBER,
    ItemType.DATE: FactKind.NUMBER,
}


def read_item(node: Node) -> Item:
    """The item written at `node`."""
    kind = ItemType(node.fields(*_all_keys())["type"].one_of(tuple(ItemType), "item type"))
    fields = node.fields((*_ALWAYS, *_REQUIRED.get(kind, ())), (*_MAYBE, *_OPTIONAL[kind]))
    link_id = fields["link_id"].code()
    minimum, maximum = _bounds(kind, fields)
    return Item(
        link_id=link_id,
        type=kind,
        use=_uses(fields["use"]),
        required=_flag(fields, "required", True),
        private=_flag(fields, "private", False),
        fact=_fact_name(kind, link_id, fields),
        options=_options(fields),
        exclusive=_exclusive(kind, fields),
        minimum=minimum,
        maximum=maximum,
        safety_input=_flag(fields, "safety_input", False),
        length=_flag(fields, "length", False),
    )


def facts_of_item(item: Item, zones: tuple[str, ...]) -> Iterator[Fact]:
    """The register entries of one item."""
    if item.type is ItemType.TICKS:
        yield from (Fact(option, FactKind.TRUTH, item.link_id) for option in item.options)
    elif item.type is ItemType.PLACES:
        yield Fact(PLACES, FactKind.CODES, item.link_id, zones)
        yield Fact(PLACES_COUNT, FactKind.NUMBER, item.link_id)
        yield Fact(ALL_OVER, FactKind.TRUTH, item.link_id)
    elif item.type is ItemType.PLACE:
        yield Fact(item.fact, FactKind.CODE, item.link_id, zones)
    elif not item.is_text:
        known = tuple(option for option in item.options if option not in UNSURE)
        yield Fact(item.fact, _KINDS[item.type], item.link_id, known)


def _all_keys() -> tuple[tuple[str, ...], tuple[str, ...]]:
    every = {key for keys in (*_REQUIRED.values(), *_OPTIONAL.values()) for key in keys}
    return _ALWAYS, (*_MAYBE, *sorted(every))


def _flag(fields: Mapping[str, Node], key: str, otherwise: bool) -> bool:
    return fields[key].boolean() if key in fields else otherwise


def _uses(node: Node) -> tuple[str, ...]:
    uses = node.words_of(USES, "use")
    if not uses:
        raise node.error(f"expected who uses the answer, one of {', '.join(USES)}")
    return uses


def _fact_name(kind: ItemType, link_id: str, fields: Mapping[str, Node]) -> str:
    if kind not in _KINDS:
        return ""
    if link_id == BIRTH_DATE:
        if "fact" in fields:
            raise fields["fact"].error(f"expected no fact: {BIRTH_DATE} always gives `{AGE}`")
        return AGE
    return fields["fact"].code() if "fact" in fields else link_id


def _options(fields: Mapping[str, Node]) -> tuple[str, ...]:
    if "options" not in fields:
        return ()
    options = fields["options"].codes()
    if not options:
        raise fields["options"].error("expected at least one option")
    return options


def _exclusive(kind: ItemType, fields: Mapping[str, Node]) -> tuple[str, ...]:
    if kind is ItemType.PLACES:
        return (ALL_OVER, NOT_SURE)
    return fields["exclusive"].words_of(EXCLUSIVES, "exclusive option") if "exclusive" in fields else ()


def _bounds(kind: ItemType, fields: Mapping[str, Node]) -> tuple[int, int]:
    if kind is ItemType.SCALE:
        return 0, 10
    if kind is ItemType.NUMBER:
        least = fields["min"].integer()
        return least, fields["max"].integer(least=least)
    return 0, fields["max"].integer(least=1) if "max" in fields else LONGEST.get(kind, 0)
