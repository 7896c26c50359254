"""What a returning patient confirms instead of retyping: protocols/returning.yaml, held to the questionnaire.

In: the data file and the protocol in force. Out: frozen Returning; ProtocolError where it would carry a warning sign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from intake import protocol_store
from intake.questionnaire.answer_values import Rejected, checked
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import DAYS_PER_UNIT, NONE, PLACES, Item, ItemType, Page
from intake.questionnaire.source_file import DataFolder, Node
from intake.routing.protocol import Protocol
from intake.routing.rules import NEVER

FILE = "returning.yaml"
CONSENT, PLACE, HEALTH, VISIT = "consent", "place", "health", "visit"
GROUPS = (CONSENT, PLACE, HEALTH, VISIT)
FIELDS = ("months", "fill", "unless", "anew", "lasting", "at_once", "together", "offered", "plain", "closed", "groups")


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
    """The whole list. `unless` are ticks that change with time: a page that held one is asked anew; `anew` are single
    questions that always are; `together` are lists of pages that are asked on one, `at_once` at most; `offered` are
    texts that are shown in their box, to be saved or changed there. Answers to `plain` questions need no label, those
    to `closed` ones stand under a line."""

    months: int
    fill: tuple[str, ...]
    unless: frozenset[str]
    anew: frozenset[str]
    at_once: int
    together: tuple[tuple[str, ...], ...]
    offered: frozenset[str]
    plain: frozenset[str]
    closed: frozenset[str]
    groups: tuple[CarriedGroup, ...]

    def group_of(self, page_id: str) -> CarriedGroup | None:
        """The group that a page belongs to."""
        return next((group for group in self.groups if page_id in group.pages), None)

    def carries(self, page: Page) -> tuple[Item, ...]:
        """The questions of a page that may be carried: nothing private, and never a person's own words about their
        pain, which are read for danger today."""
        listed = page.id in self.fill or self.group_of(page.id)
        return tuple(
            item
            for item in page.items
            if listed and not (item.private or item.safety_input or item.link_id in self.anew)
        )


def read_returning(data: DataFolder, protocol: Protocol) -> Returning:
    """The list of a data folder. Raises ProtocolError for an unknown page, for a page of the red-flag screen, and for
    a question that an emergency or urgent rule reads and that is not said to last."""
    top = data.source(FILE).fields(FIELDS)
    groups = tuple(_group(node, protocol) for node in top["groups"].items())
    texts = {item.link_id for item in protocol.questionnaire.items.values() if item.is_text and not item.private}
    unread = {item.link_id for item in protocol.questionnaire.items.values() if "rules" not in item.use}
    options = {code for item in protocol.questionnaire.items.values() for code in item.options}
    found = Returning(
        months=top["months"].integer(1),
        fill=_pages(top["fill"], protocol),
        unless=frozenset(top["unless"].words_of(options, "option")),
        anew=frozenset(top["anew"].words_of(protocol.questionnaire.items, "question")),
        at_once=top["at_once"].integer(1),
        together=tuple(_pages(each, protocol) for each in top["together"].items()),
        offered=frozenset(top["offered"].words_of(texts, "text")),
        plain=frozenset(top["plain"].words_of(protocol.questionnaire.items, "question")),
        closed=frozenset(top["closed"].words_of(unread, "question that no rule reads")),
        groups=groups,
    )
    lasting = top["lasting"].words_of(protocol.questionnaire.items, "question")
    for page in protocol.questionnaire.pages:
        for item in found.carries(page):
            if item.link_id in _read_by_flags(protocol) and item.link_id not in lasting:
                raise top["lasting"].error(f"'{item.link_id}' is read by a rule for danger and is not said to last")
    return found


def _read_by_flags(protocol: Protocol) -> frozenset[str]:
    """The questions that an emergency or urgent rule reads, by itself or through other facts."""
    rules = [rule for rule in protocol.red_flags if rule.urgency in ("emergency", "urgent") and rule.when is not NEVER]
    return frozenset(link_id for rule in rules for link_id in protocol.questionnaire.items_behind(rule.when))


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


def carried_values(answers: Mapping[str, Any], today: date, said_on: date | None = None) -> dict[str, Any]:
    """What of earlier answers, given on `said_on`, may be shown to be confirmed: questions of listed pages that are
    still asked so. Without a place nothing of the pain is carried."""
    plan, questionnaire = returning(), protocol_store.questionnaire()
    return {
        item.link_id: value
        for page in questionnaire.pages
        if not _dated(page, answers, plan) and (PLACES in answers or not _of_the_pain(page, plan))
        for item in plan.carries(page)
        if (value := _as_a_day(item, answers.get(item.link_id), said_on or today)) is not None
        if _fits(questionnaire, item, value, today)
    }


def health_told(answers: Mapping[str, Any]) -> dict[str, Any]:
    """All that was told on the pages about health, also what changes with time: shown ticked where a page is asked
    anew, and held beside what is told today."""
    plan, questionnaire = returning(), protocol_store.questionnaire()
    pages = [questionnaire.page(each) for group in plan.groups if group.id == HEALTH for each in group.pages]
    items = [item for page in pages for item in plan.carries(page)]
    return {item.link_id: answers[item.link_id] for item in items if item.link_id in answers}


def offered_values(answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The person's own words of an earlier form that are put into their box again."""
    questionnaire = protocol_store.questionnaire()
    items = [questionnaire.items[link_id] for link_id in sorted(returning().offered)]
    return {
        item.link_id: answers[item.link_id]
        for item in items
        if item.link_id in answers and _fits(questionnaire, item, answers[item.link_id], today)
    }


def asked_on_one(page: Page, answers: Mapping[str, Any], today: date) -> tuple[Page, ...]:
    """The pages that stand on one with `page` for those whose pain is the same: of its list those that stay open
    whatever is answered to the list, so that nobody is asked what an answer on the same page would have closed."""
    plan, questionnaire = returning(), protocol_store.questionnaire()
    listed = next((pages for pages in plan.together if page.id in pages), ())
    if not listed:
        return (page,)
    items = [item for page_id in listed for item in questionnaire.page(page_id).items]
    nothing = {item.link_id: [NONE] for item in items if NONE in item.exclusive}
    sure = parse_answers(questionnaire, {**answers, **nothing}, today)
    pages = [each for each in questionnaire.open_pages(sure, today) if each.id in listed]
    parts = [tuple(pages[start : start + plan.at_once]) for start in range(0, len(pages), plan.at_once)]
    return next((part for part in parts if page in part), (page,))


def _of_the_pain(page: Page, plan: Returning) -> bool:
    group = plan.group_of(page.id)
    return group is not None and group.id == PLACE


def _as_a_day(item: Item, value: Any, said_on: date) -> Any:
    """A time ago as the day it began; None for one that nobody was sure of."""
    if item.type is not ItemType.DURATION:
        return value
    if not isinstance(value, Mapping) or "date" in value:
        return value if isinstance(value, Mapping) else None
    return {"date": (said_on - timedelta(days=value["number"] * DAYS_PER_UNIT[value["unit"]])).isoformat()}


def _dated(page: Page, answers: Mapping[str, Any], plan: Returning) -> bool:
    given = [answers.get(item.link_id) for item in page.items]
    return any(code in plan.unless for value in given if isinstance(value, list) for code in value)


def _fits(questionnaire: Questionnaire, item: Item, value: Any, today: date) -> bool:
    try:
        return checked(item, value, questionnaire.zones, today) is not None
    except Rejected:
        return False
