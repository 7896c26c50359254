"""The board draws each row's place small, from the body map itself, in the outline that the person picked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from intake import board_groups, protocol_store
from intake.body_picture import body_thumbnail, shared_paths
from intake.models import QuestionnaireResponse
from tests.conftest import SendAnswers
from tests.people import People

USED = re.compile(r'<use(?: class="spot")? href="#([^"]+)"')
DRAWN = re.compile(r'<path id="([^"]+)" d="([^"]+)"')
ART = re.compile(r'<svg class="(?:row-body|body-paths)[^>]*>')
MOST_BYTES_A_ROW = 1_000


@pytest.fixture
def board(people: People, signed_in: Callable[..., Client]) -> Callable[..., str]:
    """What Blair's board says now."""
    blair = signed_in(people.blair)
    return lambda query="": blair.get(f"/board/{query}").content.decode()


@pytest.mark.parametrize(
    ("places", "skin", "shown"),
    [
        (["low_back_l"], "bm-back-a", ["low_back_l"]),
        (["knee_front_l"], "bm-front-a", ["knee_front_l"]),
        (["knee_front_l", "low_back_l"], "bm-back-a", ["low_back_l"]),
        (["knee_front_l", "knee_front_r", "low_back_m"], "bm-front-a", ["knee_front_l", "knee_front_r"]),
        (["low_back_l", "no_such_place"], "bm-back-a", ["low_back_l"]),
    ],
)
def test_the_side_that_shows_most_of_the_places(places: list[str], skin: str, shown: list[str]) -> None:
    found = body_thumbnail(places)
    assert found and (found.skin, found.spots) == (skin, tuple(f"{skin}-{zone}" for zone in shown))


def test_every_place_can_be_drawn_in_every_outline() -> None:
    for outline in ("a", "b", "c"):
        for zone in protocol_store.body_map().zones:
            found = body_thumbnail([zone], outline)
            assert found and found.skin.endswith(f"-{outline}")
            assert shared_paths([None, found])[f"{found.skin}-{zone}"] == found.drawing.shapes[zone].path


@pytest.mark.parametrize("places", [None, [], ["all_over"], ["not_sure"], "low_back_l", 7])
def test_no_place_no_picture(places: object) -> None:
    assert body_thumbnail(places) is None


def test_rows_share_what_they_draw(send: SendAnswers, board: Callable[..., str]) -> None:
    for places in (["low_back_l"], ["low_back_l", "low_back_m"], ["knee_front_r"]):
        send(places=places)
    other = send(places=["low_back_l"])
    QuestionnaireResponse.objects.filter(pk=other.response_id).update(outline="c")
    page = board()
    used, drawn = USED.findall(page), dict(DRAWN.findall(page))
    assert page.count('<svg class="row-body') == 4
    assert len(used) == 9 and len(drawn) == 7 and set(used) == set(drawn)
    assert drawn["bm-back-c"] == protocol_store.body_map().drawing("back", "c").skin
    assert max(map(len, re.findall(r'<svg class="row-body.*?</svg>', page))) < MOST_BYTES_A_ROW


def test_rows_take_one_query_their_tries_one_and_the_suspension_another(
    people: People, send: SendAnswers, django_assert_num_queries: Any
) -> None:
    for zone in ("low_back_l", "knee_front_r", "neck_back_l"):
        send(places=[zone])
    with django_assert_num_queries(3):
        groups = board_groups.groups_of(people.harbour, people.blair, timezone.now())
        assert len(shared_paths(card.body for group in groups for card in group.cards)) == 5


def test_a_reader_hears_the_words_alone(send: SendAnswers, board: Callable[..., str]) -> None:
    send(places=["low_back_l"])
    page = board()
    assert "Low back, left" in page and len(ART.findall(page)) == 2
    assert all('aria-hidden="true" focusable="false"' in art for art in ART.findall(page))


def test_the_wall_shows_no_body(send: SendAnswers, board: Callable[..., str]) -> None:
    send(places=["low_back_l"])
    assert not ART.search(board("?privacy=1"))
