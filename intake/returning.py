"""What a returning patient confirms instead of retyping: protocols/returning.yaml, held to the questionnaire.

In: the data file and the protocol in force. Out: frozen Returning; ProtocolError where it would carry a warning sign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake import protocol_store
from intake.questionnaire.answer_values import Rejected, checked
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import Item, Page
from intake.questionnaire.source_file import DataFolder, Node
from intake.routing.protocol import Protocol

FILE = "returning.yaml"
GROUPS = ("place", "health", "visit")


@dataclass(frozen=True, slots=True)
class CarriedGroup:
    """Pages that are confirmed together. `fill_if_changed`: else they are asked anew, empty; `show_unticked`: what was
    not ticked is named too, so that something new is noticed."""

    id: str
    pages: tuple[str, ...]
    fill_if_changed: bool
    show_unticked: bool


@dataclass(frozen=True, slots=True)
class Returning:
    """The whole list. `unless` are ticks that change with time: a page that held one is asked anew."""

    months: int
    fill: tuple[str, ...]
    unless: frozenset[str]
    groups: tuple[CarriedGroup, ...]

    def group_of(self, page_id: str) -> CarriedGroup | None:
        """The group that a page belongs to."""
        return next((group for group in self.groups if page_id in group.pages), None)


def read_returning(data: DataFolder, protocol: Protocol) -> Returning:
    """The list of a data folder. Raises ProtocolError for an unknown page and for a page of the red-flag screen."""
    top = data.source(FILE).fields(("months", "fill", "unless", "groups"))
    groups = tuple(_group(node, protocol) for node in top["groups"].items())
    options = {code for item in protocol.questionnaire.items.values() for code in item.options}
    return Returning(
        months=top["months"].integer(1),
        fill=_pages(top["fill"], protocol),
        unless=frozenset(top["unless"].words_of(options, "option")),
        groups=groups,
    )


def _group(node: Node, protocol: Protocol) -> CarriedGroup:
    fields = node.fields(("id", "pages", "fill_if_changed", "show_unticked"))
    return CarriedGroup(
        fields["id"].one_of(GROUPS, "group"), _pages(fields["pages"], protocol),
        fields["fill_if_changed"].boolean(), fields["show_unticked"].boolean(),
    )  # fmt: skip


def _pages(node: Node, protocol: Protocol) -> tuple[str, ...]:
    """Page ids; never one of the red-flag screen, which everyone answers anew."""
    known = {page.id: page for page in protocol.questionnaire.pages}
    for each in node.items():
        page = known[each.one_of(known, "page")]
        if page.section in protocol.decision.screen_sections:
            raise each.error(f"'{page.id}' asks for warning signs, which are never carried")
    return node.words_of(known, "page")


_read: dict[str, Returning] = {}


def returning() -> Returning:
    """The list in force."""
    protocol = protocol_store.protocol()
    if protocol.digest not in _read:
        _read[protocol.digest] = read_returning(DataFolder(protocol_store.FOLDER), protocol)
    return _read[protocol.digest]


def carried_values(answers: Mapping[str, Any], today: Any) -> dict[str, Any]:
    """What of earlier answers may be shown to be confirmed: questions of listed pages that are still asked so."""
    plan, questionnaire = returning(), protocol_store.questionnaire()
    pages = [page for page in questionnaire.pages if page.id in plan.fill or plan.group_of(page.id)]
    return {
        item.link_id: answers[item.link_id]
        for page in pages
        if not _dated(page, answers, plan)
        for item in page.items
        if item.link_id in answers and _may_carry(item) and _fits(questionnaire, item, answers[item.link_id], today)
    }


def _dated(page: Page, answers: Mapping[str, Any], plan: Returning) -> bool:
    given = [answers.get(item.link_id) for item in page.items]
    return any(code in plan.unless for value in given if isinstance(value, list) for code in value)


def _may_carry(item: Item) -> bool:
    """Never what is private, and never a person's own words about their pain: those are read for danger, today."""
    return not item.private and not item.safety_input


def _fits(questionnaire: Questionnaire, item: Item, value: Any, today: Any) -> bool:
    try:
        return checked(item, value, questionnaire.zones, today) is not None
    except Rejected:
        return False
