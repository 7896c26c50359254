"""A ticked sign that may be an emergency, asked more about before anything is certain: what to do if it is bad now.

In: the answers so far and the page that asks more. Out: whether that page says first whom to call.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from intake import protocol_store
from intake.questionnaire.items import SIGNS, ItemType, Page
from intake.routing.urgency import Urgency


def may_be(answers: Mapping[str, Any], page: Page, asked: Sequence[Page]) -> bool:
    """Whether `page` is the first of those `asked` that a ticked sign opened which an emergency rule reads. The rule
    waits for more, such as the place; someone who can hardly breathe must not."""
    signs = _signs_behind(answers, page)
    before = asked[: asked.index(page)] if page in asked else ()
    return bool(signs) and not any(signs & _signs_behind(answers, each) for each in before)


def _signs_behind(answers: Mapping[str, Any], page: Page) -> frozenset[str]:
    """The ticked signs that opened the page, as far as an emergency rule reads them."""
    if page.section != SIGNS or page.enable_when is None:
        return frozenset()
    protocol, questionnaire = protocol_store.protocol(), protocol_store.questionnaire()
    opened_by = questionnaire.facts_behind(page.enable_when) & _ticked(answers)
    emergencies = (rule for rule in protocol.red_flags if rule.urgency is Urgency.EMERGENCY)
    return opened_by & frozenset[str]().union(*(questionnaire.facts_behind(rule.when) for rule in emergencies))


def _ticked(answers: Mapping[str, Any]) -> frozenset[str]:
    items = protocol_store.questionnaire().items.values()
    ticks = (answers.get(item.link_id) or () for item in items if item.type is ItemType.TICKS)
    return frozenset(code for codes in ticks for code in codes)
