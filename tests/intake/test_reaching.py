"""How the board says to reach a patient: go to who is here, call in an emergency, text who asked where one may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Staff
from intake import reaching
from intake.actions import tablet_session
from intake.models import TabletSession, TriageCase
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
TEXTS = {"info_needs": ["need_texts_only"], "consent_extras": ["consent_text"]}
GO = "At our tablet: go to them"


def on_tablet(people: People, send: SendAnswers, **answers: Any) -> tuple[TriageCase, TabletSession]:
    """A case whose patient has our tablet in hand."""
    case = send(**answers)
    case.response.source = "kiosk"
    case.response.save()
    tablet_session.start_tablet(by=people.blair, response=case.response)
    return case, TabletSession.objects.get(response=case.response)


def row_of(page: str, case: TriageCase) -> str:
    return page[page.index(f'data-case="{case.id}"') :].split("</tr>")[0]


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT], ids=["emergency", "urgent"])
def test_one_goes_to_who_is_at_our_tablet_and_has_the_number_once_it_was_given_back(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any]
) -> None:
    case, tablet = on_tablet(people, send, **answers)
    TriageCase.objects.update(waiting_since=timezone.now() - timedelta(minutes=6))
    desk = signed_in(people.blair)
    page = words(desk, "/board/")
    banner, row = page.split('id="board"')[0], row_of(page, case)
    assert f"{GO}." in banner and "tel:" not in banner, "whoever reads the line alone goes, and does not ring"
    assert GO in row and "tel:" not in row.split("menu-box")[0]

    tablet_session.end_tablet(tablet=tablet, how="put_away")
    page = words(desk, "/board/")
    banner, row = page.split('id="board"')[0], row_of(page, case)
    for part in (banner, row):
        assert "Was at our tablet: look in the waiting room, else call" in part and GO not in part
        assert part.index("Was at our tablet") < part.index("tel:"), "the number is second"
    case_page = words(desk, f"/cases/{case.id}/")
    assert case_page.index("look in the waiting room and go to them now") < case_page.index("Gone?")


def test_a_tablet_that_nobody_touches_or_that_was_given_back_long_ago_holds_nobody(
    people: People, send: SendAnswers
) -> None:
    case, _tablet = on_tablet(people, send, **EMERGENCY)
    now = timezone.now()
    assert reaching.holding_tablets([case], now) == {case.id}
    assert reaching.holding_tablets([case], now + tablet_session.GONE_AFTER + timedelta(minutes=1)) == set()
    later = reaching.reach_of(case, now + timedelta(hours=3))
    assert (later.where, later.place, later.act) == ("", "", "Call")


@pytest.mark.parametrize(
    ("answers", "act", "wish"),
    [
        (EMERGENCY | TEXTS, "Call", "Asked for texts: if no answer, text"),
        (URGENT | TEXTS, "Text", "Asked for texts: if no answer, call"),
        (EMERGENCY, "Call", ""),
        (URGENT | {"info_needs": ["need_texts_only"]}, "Call", ""),
    ],
    ids=["emergency", "urgent", "no wish", "no consent"],
)
def test_an_emergency_is_called_first_whatever_the_wish_and_the_icon_shows_what_the_button_does(
    people: People, send: SendAnswers, signed_in: SignedIn, answers: dict[str, Any], act: str, wish: str
) -> None:
    case, desk = send(**answers), signed_in(people.blair)
    TriageCase.objects.update(waiting_since=timezone.now() - timedelta(minutes=6))
    icon, href = ("phone", "tel:") if act == "Call" else ("text", "sms:")
    banner = words(desk, "/board/").split('id="board"')[0]
    row = row_of(words(desk, "/board/"), case)
    do_now = words(desk, f"/cases/{case.id}/").split("Do now")[1].split("do-now-steps")[0]
    for part in (banner, row, do_now):
        assert f"icon--{icon}" in part and href in part
        assert ("icon--text" in part) is (act == "Text") and ("sms:" in part) is (act == "Text")
    assert wish in row and (bool(wish) is ("Asked for texts" in do_now))
    assert ("This is an emergency: call first" in do_now) is (act == "Call" and bool(wish))
