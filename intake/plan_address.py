"""The address that "You may email my plan" needs: asked beside that tick where no email address was given before.

In: a page of the form, the answers so far and what was posted. Out: the page with that question, or as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake import protocol_store
from intake.questionnaire.items import Page

EMAIL, MAY_EMAIL = "email", "consent_email"


def with_address(page: Page, answers: Mapping[str, Any], raw: Mapping[str, Sequence[str]]) -> Page:
    """The page and, where its tick needs an address that nobody knows, the question for it, to be answered."""
    needs = any(MAY_EMAIL in item.options and MAY_EMAIL in raw.get(item.link_id, ()) for item in page.items)
    if not needs or answers.get(EMAIL):
        return page
    return replace(page, items=(*page.items, replace(protocol_store.questionnaire().item(EMAIL), required=True)))


def address_waits(page: Page, answers: Mapping[str, Any], raw: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The questions of a page left too early that wait for the address: the tick's and its own."""
    if with_address(page, answers, raw) is page:
        return frozenset()
    return frozenset(item.link_id for item in page.items if MAY_EMAIL in item.options) | {EMAIL}


def without_tick(raw: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What was posted but for the tick that has no address yet."""
    return {name: [value for value in values if value != MAY_EMAIL] for name, values in raw.items()}
