"""Tallies of the form's pages: what is counted, that it is about nobody, and what a manager reads out of it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Staff
from intake import protocol_store
from intake.actions import drafts, page_counts, respond
from intake.models import PageCount, QuestionnaireResponse
from intake.page_times import ENDS, band_of, quantile
from intake.views.patient_page import COOKIE
from tests.answers import EMERGENCY, complete
from tests.people import People

FORM = "/i/harbour/"
NUMBERS = "/numbers/pages/"
SignIn = Callable[[Staff], Client]


def counted(page: str, kind: str) -> int:
    """A tally, 0 where nothing was counted."""
    return sum(PageCount.objects.filter(page=page, kind=kind).values_list("count", flat=True))


class Alex:
    """A patient without a script, who posts what the page carries."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.post(FORM, {"website": ""})

    @property
    def draft(self) -> QuestionnaireResponse:
        """The patient's own draft."""
        return QuestionnaireResponse.objects.get(secret_hash=drafts.secret_hash(self.client.cookies[COOKIE].value))

    def posts(self, page: str, shown: datetime | None = None, **given: Any) -> Any:
        """Answer one page that was shown at `shown`."""
        version = {"form_version": protocol_store.questionnaire().version}
        return self.client.post(
            f"{FORM}p/{page}/", given | version | {"shown_at": page_counts.stamp(page, shown or timezone.now())}
        )


@pytest.mark.parametrize(("seconds", "band"), [(0, "under_3"), (2.9, "under_3"), (3, "under_5"), (1799, "under_1800"),
                                               (1800, None), (-1, None)])  # fmt: skip
def test_bands(seconds: float, band: str | None) -> None:
    assert band_of(seconds) == band


def test_the_middle_and_the_slow_value() -> None:
    tallies = {"under_11": 5, "under_20": 4, "under_90": 1, "came": 99}
    assert quantile(tallies, 0.5) == 11
    assert quantile(tallies, 0.9) == 20
    assert 75 <= (quantile(tallies, 1) or 0) <= 90
    assert quantile({"under_11": 4}, 0.5) is None, "four people are too few"
    assert quantile({f"under_{end}": 1 for end in ENDS}, 0.5) is not None


@pytest.mark.django_db
def test_a_page_is_counted_once_with_its_time(people: People) -> None:
    alex = Alex()
    assert counted("who_for", "came") == counted("whole", "came") == 1
    ago = timezone.now() - timedelta(seconds=13)

    # A wrong page is an error and no time; the right one after it counts from the first moment it was shown.
    assert alex.posts("who_for", ago).status_code == 422
    assert alex.posts("who_for", ago, who_for="me").status_code == 302
    assert counted("who_for", "wrong") == 1
    assert counted("who_for", "done") == counted("who_for", "under_15") == counted("you", "came") == 1

    # Saved again, it is nobody's first time.
    alex.posts("who_for", ago, who_for="me")
    assert counted("who_for", "done") == counted("you", "came") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("stamp", ["", "x", "who_for:1", "you:1700000000:abc", "\x00", "who_for:x:" + "y" * 43])
def test_nobody_can_make_up_a_time(people: People, stamp: str) -> None:
    alex = Alex()
    version = protocol_store.questionnaire().version
    answer = alex.client.post(
        f"{FORM}p/who_for/", {"who_for": "me", "form_version": version, "shown_at": stamp}
    )  # fmt: skip
    assert answer.status_code == 302
    assert counted("who_for", "done") == 1
    assert not PageCount.objects.filter(page="who_for", kind__startswith="under").exists()


@pytest.mark.django_db
def test_a_page_keeps_its_stamp_through_errors_and_languages(people: People) -> None:
    people.harbour.languages = ["en", "es"]
    people.harbour.save()
    alex, stamp = Alex(), page_counts.stamp("who_for", timezone.now() - timedelta(minutes=2))
    for posted in ({}, {"language": "es"}):
        page = alex.client.post(f"{FORM}p/who_for/", posted | {"shown_at": stamp}).content.decode()
        assert stamp in page


@pytest.mark.django_db
def test_back_is_counted_on_the_page_that_was_left(people: People) -> None:
    alex = Alex()
    alex.posts("who_for", who_for="me")
    page = alex.client.get(f"{FORM}p/you/").content.decode()
    assert f'href="{FORM}p/who_for/?back=you"' in page
    alex.client.get(f"{FORM}p/who_for/?back=you")
    alex.client.get(f"{FORM}p/who_for/?back=nonsense")
    assert counted("you", "back") == 1
    assert PageCount.objects.filter(kind="back").count() == 1


@pytest.mark.django_db
def test_who_stops_is_counted_where_they_stopped_until_they_go_on(people: People) -> None:
    alex = Alex()
    alex.posts("who_for", who_for="me")
    tomorrow = timezone.now() + timedelta(hours=25)
    assert page_counts.note_left(tomorrow - timedelta(hours=2)) == 0
    assert page_counts.note_left(tomorrow) == 1
    assert page_counts.note_left(tomorrow) == 0, "once is enough"
    assert counted("you", "left") == 1

    # They come back after all.
    alex.posts("who_for", who_for="my_child")
    assert counted("you", "left") == 0
    assert alex.draft.left_at == ""


@pytest.mark.django_db
def test_a_form_that_an_emergency_stopped_was_not_left(people: People) -> None:
    made = drafts.start(clinic=people.harbour, language="en").response
    answers = complete(**EMERGENCY)
    for page in protocol_store.questionnaire().pages:
        values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
        respond.save_page(response=made, page=page.id, values=values, by=patient_actor(people.harbour))
    assert page_counts.note_left(timezone.now() + timedelta(days=2)) == 0


@pytest.mark.django_db
def test_a_tally_that_fails_costs_the_patient_nothing(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(page_counts, "_add", broken)
    assert Alex().posts("who_for", who_for="me").status_code == 302


@pytest.mark.django_db
def test_a_manager_reads_which_page_loses_people(people: People, signed_in: SignIn) -> None:
    now = timezone.now()
    page_counts.add(people.harbour, "who_for", "came", now, by=40)
    page_counts.add(people.harbour, "where", "came", now, by=40)
    page_counts.add(people.harbour, "where", "left", now, by=6)
    page_counts.add(people.harbour, "where", "under_60", now, by=18)
    page_counts.add(people.harbour, "where", "under_150", now, by=6)
    page_counts.add(people.northside, "you", "came", now, by=77)
    page = signed_in(people.morgan).get(NUMBERS).content.decode()
    words = " ".join(page.split())
    assert "40 people started." in words and "“Where does it hurt?” loses most people: 15 in 100 who" in words
    assert "loses people" in words and "slow" in words
    shown = re.sub(r"<[^>]+>", " ", words)
    assert not re.search(r"\b77\b", shown), "another clinic's numbers"
    assert signed_in(people.blair).get(NUMBERS).status_code == 403


@pytest.mark.django_db
def test_few_people_are_no_numbers_and_say_nothing_of_a_page(people: People, signed_in: SignIn) -> None:
    for page, kinds in {
        "who_for": {"came": 4, "under_15": 9},
        "where": {"came": 12, "left": 4, "under_150": 6},
    }.items():
        for kind, count in kinds.items():
            page_counts.add(people.harbour, page, kind, by=count)
    page_counts.add(people.harbour, "check", "done", by=7)
    words = " ".join(signed_in(people.morgan).get(NUMBERS).content.decode().split())
    assert "Too few people came to say which page loses people: it takes 20." in words
    assert "7 people started. 7 sent." in words, "nobody sends what nobody began"
    who_for, where = (part.split("</tr>")[0] for part in words.split('<tr role="row"> <th scope="row"')[1:3])
    assert "under 5" in who_for and "too few" in who_for and " s<" not in who_for
    assert "under 5" in where and "in 100" not in where and "slow" not in where and "loses people" not in where


@pytest.mark.django_db
@pytest.mark.parametrize("source", page_counts.TYPED)
def test_what_staff_type_is_no_patients_time(people: People, source: str) -> None:
    alex = Alex()
    QuestionnaireResponse.objects.update(source=source)
    before = PageCount.objects.count()
    assert alex.posts("who_for").status_code == 422 and alex.posts("who_for", who_for="me").status_code == 302
    alex.client.get(f"{FORM}p/who_for/?back=you")
    assert page_counts.note_left(timezone.now() + timedelta(hours=25)) == 0
    page_counts.sent(alex.draft, "")
    assert PageCount.objects.count() == before


@pytest.mark.django_db
def test_no_numbers_yet(people: People, signed_in: SignIn) -> None:
    page_counts.add(people.harbour, "who_for", "came", timezone.now() - timedelta(weeks=12))
    for weeks in ("", "8", "1", "nonsense", "-1"):
        page = signed_in(people.morgan).get(NUMBERS, {"weeks": weeks}).content.decode()
        assert "Nobody has opened the form in this time." in page


@pytest.mark.django_db
def test_strangers_see_their_own_clinic_only(people: People, signed_in: SignIn) -> None:
    page_counts.add(people.harbour, "where", "came", by=5)
    people.sam.role = "manager"
    people.sam.save()
    assert "Nobody has opened the form" in signed_in(people.sam).get(NUMBERS).content.decode()
