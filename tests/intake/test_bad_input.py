"""Every page of the form with input it must refuse: words beside the field, what was typed kept, never a 500.

In: the packaged questionnaire, whatever it asks. New pages and kinds of question are tried without a change here.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from intake import protocol_store
from intake.actions import drafts
from intake.questionnaire.items import NONE, Item, ItemType, Page
from intake.views.patient_page import COOKIE
from tests.people import People

Post = dict[str, Any]
PAGES = protocol_store.questionnaire().pages
NO_CODE = "no_such_code"
FORM = "application/x-www-form-urlencoded"
NOT_TEXT = ("%00", "%ED%A0%80", "%FF", "%C0%80", "%E2%80%AE")


@pytest.fixture
def alex(people: People) -> Client:
    """A patient with an empty draft, for whom every page is open."""
    client = Client()
    client.cookies[COOKIE] = drafts.start(clinic=people.harbour, language="en").secret
    return client


def refused(item: Item) -> Iterator[Post]:
    """Posts that this question cannot take."""
    name = item.link_id
    match item.type:
        case ItemType.TICKS | ItemType.PLACES:
            known = item.options[0] if item.options else "knee_back_l"
            yield {name: [NO_CODE]}
            yield {name: [known, NO_CODE]}
            if NONE in item.exclusive:
                yield {name: [known, NONE]}
        case ItemType.CHOICE | ItemType.PLACE:
            yield {name: NO_CODE}
            yield {name: [*(item.options or ("knee_back_l", "knee_back_r"))[:2], NO_CODE]}
        case ItemType.SCALE | ItemType.NUMBER:
            for typed in ("plenty", "-1", "2.5", "1e3", "٣", "9" * 30, str(item.maximum + 1)):
                yield {name: typed}
            yield {name: "1", f"{name}-unknown": "on"}
        case ItemType.DURATION:
            for number in ("long", "-3", "9" * 30, "٣"):
                yield {f"{name}-number": number, f"{name}-unit": "weeks"}
            yield {f"{name}-number": "3", f"{name}-unit": "fortnights"}
            yield {f"{name}-number": "3", f"{name}-unit": "weeks", f"{name}-unknown": "not_sure"}
            if not item.length:  # how long something went on is asked without a date
                yield {f"{name}-{part}": number for part, number in (("day", "31"), ("month", "2"), ("year", "2026"))}
        case ItemType.DATE:
            for day, month, year in (("31", "2", "1984"), ("x", "y", "z"), ("1", "1", "84"), ("9" * 20, "1", "1984")):
                yield {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
            yield {f"{name}-day": "1"}
        case ItemType.TEXT | ItemType.LONG_TEXT:
            yield {name: "It hurts. " * (item.maximum // 10 + 1)}
        case _:
            raise AssertionError(f"say what {item.type} must refuse")


def typed_boxes(item: Item, post: Post) -> Mapping[str, str]:
    """The boxes of a refused post whose text must still stand on the page."""
    by_hand = item.is_text or item.type in (ItemType.NUMBER, ItemType.DURATION, ItemType.DATE)
    return {name: value for name, value in post.items() if by_hand and not name.endswith(("-unit", "-unknown"))}


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_what_a_question_cannot_take_is_said_beside_it_and_kept(alex: Client, page: Page) -> None:
    version = {"form_version": protocol_store.questionnaire().version, "unknown_key": "x", "places-outline": "z"}
    for item in page.items:
        for post in refused(item):
            answer = alex.post(f"/i/harbour/p/{page.id}/", version | post)
            html = unescape(answer.content.decode())
            assert answer.status_code == 422, post
            assert f'id="f-{item.link_id}-error"' in html, post
            # Of a date, the box that is wrong.
            assert re.search(f'href="#f-{item.link_id}(-month|-year)?"', html), post
            for name, value in typed_boxes(item, post).items():
                assert value.strip() in html, f"{name} is lost"
            if item.type in (ItemType.TICKS, ItemType.PLACES) and NO_CODE not in post[item.link_id]:
                for code in post[item.link_id]:
                    assert f'id="f-{item.link_id}-{code}" checked' in html, f"the tick of {code} is lost"


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_bytes_that_are_no_text_are_never_a_500(alex: Client, page: Page) -> None:
    for item in page.items:
        for bad in NOT_TEXT:
            for name in (item.link_id, f"{item.link_id}-number", f"{item.link_id}-day", f"f{bad}"):
                answer = alex.post(f"/i/harbour/p/{page.id}/", f"{quote(name, safe='%')}={bad}x", content_type=FORM)
                assert answer.status_code in (200, 400, 422), (name, bad)
