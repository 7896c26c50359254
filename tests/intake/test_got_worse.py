"""A patient who has sent the form says that it got worse: the signs are asked anew, and nothing said before is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from intake import board_groups, cards, protocol_store
from intake.case_page import context_of
from intake.dates import clock
from intake.models import QuestionnaireResponse, TriageCase
from intake.models.case import EventKind
from intake.receipt import call_by
from intake.waiting import LIMITS
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
HOME = "/i/harbour/"


@pytest.fixture
def alex(sent_from_here: Client) -> Client:
    """A patient with a routine form sent from this browser: "none of these" on every page of signs."""
    return sent_from_here


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, values | {"form_version": protocol_store.questionnaire().version})


def ticked_in(client: Client, address: str) -> list[str]:
    """The boxes that are ticked when the page opens."""
    return re.findall(r"<input[^>]* checked", words(client, address))


def answers_all_signs(client: Client, **ticked: str) -> Any:
    """Says that it got worse, then answers each page that comes; the answer that leads on from the last one."""
    answer = post(client, f"{HOME}worse/")
    while "/p/" in answer["Location"]:
        address = answer["Location"]
        page = address.split("/p/")[1].split("/")[0]
        assert not ticked_in(client, address), "old ticks are not shown as if they held now"
        answer = post(client, address, **{page: ticked.get(page, "none")})
        assert answer.status_code == 302, page
    return answer


def test_the_signs_are_asked_anew_and_both_answers_are_kept(alex: Client) -> None:
    first = post(alex, f"{HOME}worse/")["Location"]
    assert first == f"{HOME}p/warning_now/?from=worse"
    page = words(alex, first)
    assert "We have told the clinic that it got worse. Now tell us which signs you have, then send us" in page
    assert post(alex, first).status_code == 422, "the old answer does not stand in for the new one"
    case = TriageCase.objects.get()
    assert case.response.answers["warning_now"] == ["none"], "and stays stored until there is a new one"
    post(alex, first, warning_now="not_sure")
    kept = case.response.saves.filter(page="warning_now").order_by("number").values_list("answers", flat=True)
    assert list(kept) == [{"warning_now": ["none"]}, {"warning_now": ["not_sure"]}]
    assert ticked_in(alex, first), "what was answered since then is shown"


def test_no_sign_page_can_be_jumped_over(alex: Client) -> None:
    post(alex, f"{HOME}worse/")
    assert alex.get(f"{HOME}worse/send/")["Location"] == f"{HOME}p/warning_now/?from=worse"
    assert alex.post(f"{HOME}worse/send/", {"key": "k"})["Location"] == f"{HOME}p/warning_now/?from=worse"


def test_after_the_signs_it_is_sent_without_the_whole_check_page(alex: Client) -> None:
    assert answers_all_signs(alex)["Location"] == f"{HOME}worse/send/"
    assert "What got worse?" in words(alex, f"{HOME}worse/send/")
    sent = alex.post(f"{HOME}worse/send/", {"key": "again", "worse_words": "Worse at night"})
    assert sent["Location"] == f"{HOME}sent/"
    case = TriageCase.objects.get()
    assert case.group == "soon", "nothing that is answered afterwards lowers what it getting worse has raised"
    assert case.response.answers["anything_else"] == "Worse at night"
    assert case.response.answers["preference"] == "massage", "the rest of that page stays"
    assert list(case.events.values_list("kind", flat=True).order_by("at"))[-2:] == [EventKind.WORSE, EventKind.AMENDED]
    assert "that it got worse." in words(alex, f"{HOME}sent/") and "Go on." not in words(alex, f"{HOME}sent/")


def test_how_bad_it_is_now_is_kept_beside_what_it_was(alex: Client, people: People) -> None:
    answers_all_signs(alex)
    page = words(alex, f"{HOME}worse/send/")
    assert "How bad is it now?" in page and not ticked_in(alex, f"{HOME}worse/send/"), "asked anew, and may stay empty"
    assert alex.post(f"{HOME}worse/send/", {"key": "again", "pain_level": "8"})["Location"] == f"{HOME}sent/"
    case = TriageCase.objects.select_related("response", "decision", "clinic", "patient").get()
    assert case.response.answers["pain_level"] == 8 and case.response.answers["limits"] == "mild"
    shown = context_of(case, people.casey, timezone.now())
    assert "8 of 10 (was 5 before it got worse)" in shown["summary"]
    assert ("5 out of 10", "8 out of 10") in [(row["before"], row["after"]) for row in shown["earlier_answers"]]


@pytest.mark.parametrize("written", ["", "x" * 990], ids=["own words", "no room for own words"])
def test_a_lower_number_lowers_nothing_and_is_kept_for_staff(alex: Client, people: People, written: str) -> None:
    response = TriageCase.objects.get().response
    response.answers |= {"anything_else": written} if written else {}
    response.save()
    answers_all_signs(alex)
    assert ("What got worse?" in words(alex, f"{HOME}worse/send/")) == (not written)
    sent = alex.post(
        f"{HOME}worse/send/", {"key": "again", "pain_level": "3", "worse_words": "" if written else "Night"}
    )
    assert sent["Location"] == f"{HOME}sent/"
    case = TriageCase.objects.select_related("response", "decision", "clinic", "patient").get()
    assert case.response.answers["pain_level"] == 5 and case.group == "soon"
    assert case.response.answers["anything_else"] == (written or "Night")
    shown = context_of(case, people.casey, timezone.now())
    assert "5 of 10 (3 of 10 told since it got worse)" in shown["summary"]
    assert ("5 out of 10", "3 out of 10") in [(row["before"], row["after"]) for row in shown["earlier_answers"]]


def test_a_very_high_number_asks_what_it_opens_before_it_is_sent(alex: Client) -> None:
    answers_all_signs(alex)
    sent = alex.post(f"{HOME}worse/send/", {"key": "again", "pain_level": "9", "worse_words": "All day"})
    assert sent["Location"] == f"{HOME}p/very_strong/?from=worse"
    assert post(alex, sent["Location"], easy_position="no")["Location"] == f"{HOME}worse/send/"
    assert 'value="9"' in "".join(ticked_in(alex, f"{HOME}worse/send/"))
    alex.post(f"{HOME}worse/send/", {"key": "again", "pain_level": "9"})
    case = TriageCase.objects.get()
    assert case.group == "urgent" and case.response.answers["anything_else"] == "All day"


def test_own_words_are_read_for_warning_and_written_once(alex: Client) -> None:
    answers_all_signs(alex)
    for _ in range(2):
        alex.post(f"{HOME}worse/send/", {"key": "again", "worse_words": "I cannot hold my pee since today"})
    case = TriageCase.objects.get()
    assert case.response.answers["anything_else"].count("cannot hold") == 1
    assert case.group in ("emergency", "urgent")


def test_a_sign_that_is_an_emergency_stops_at_once(alex: Client) -> None:
    assert answers_all_signs(alex, warning_now="chest_pain")["Location"] == f"{HOME}help-now/"
    assert TriageCase.objects.get().group == "emergency"


def test_words_that_cannot_be_kept_get_a_message_beside_the_field(alex: Client) -> None:
    answers_all_signs(alex)
    page = alex.post(f"{HOME}worse/send/", {"key": "again", "worse_words": "x" * 5000})
    assert page.status_code == 422 and "Use fewer words here. Characters too many:" in page.content.decode()
    assert "x" * 5000 in page.content.decode() and "maxlength" not in page.content.decode(), "nothing is cut"


def test_the_receipt_says_that_signs_still_wait(alex: Client) -> None:
    post(alex, f"{HOME}worse/")
    assert "You have not told us your signs yet. Go on." in words(alex, f"{HOME}sent/")


def test_the_receipt_agrees_with_signs_that_stopped_the_form(alex: Client) -> None:
    assert answers_all_signs(alex, warning_now="chest_pain")["Location"] == f"{HOME}help-now/"
    alex.post(f"{HOME}help-now/with-staff/")
    page = words(alex, f"{HOME}sent/")
    assert "You have not told us your signs yet" not in page and "We have got the signs you told us since then." in page
    assert "There are more signs to ask about. Go on." in page
    assert "needs care <strong>now</strong>" in page and "needs care <strong>today</strong>" not in page
    assert "tel:811" not in page, "one number to call in an emergency"


def test_the_receipt_leads_to_sending_what_is_told(alex: Client) -> None:
    answers_all_signs(alex)
    page = words(alex, f"{HOME}sent/")
    assert f'<a href="{HOME}worse/send/">Your answers are not sent yet. Send them.</a>' in page


def test_that_it_got_worse_is_the_first_reason_everywhere(alex: Client, people: People) -> None:
    for _ in range(2):  # routine, soon, urgent
        post(alex, f"{HOME}worse/")
    case = TriageCase.objects.select_related("response", "decision", "clinic", "patient").get()
    assert case.group == "urgent"
    receipt = words(alex, f"{HOME}sent/")
    why = receipt.split("Why we want to talk with you")[1]
    assert why.index("You told us that it got worse.") < why.index("What happens next")
    assert "looks like a good next step" not in receipt, "the reasons of the older answers are not why"
    card = cards.card_of(case, people.casey, timezone.now())
    assert card.why.startswith("Says it got worse") and "no warning signs" not in card.why
    assert card.first_why == "Says it got worse"
    assert context_of(case, people.casey, timezone.now())["because"]["rows"][0]["text"] == "Says it got worse"
    groups = board_groups.groups_of(people.harbour, people.blair, timezone.now())
    assert [card.why[:17] for group in groups for card in group.cards] == ["Says it got worse"]


def test_a_sign_ticked_afterwards_stays_the_alarm_s_reason(alex: Client, people: People) -> None:
    answers_all_signs(alex, warning_now="chest_pain")
    case = TriageCase.objects.select_related("response", "decision", "clinic", "patient").get()
    card = cards.card_of(case, people.blair, timezone.now())
    assert card.why.startswith("Says it got worse; ") and card.first_why in card.why.split("; ")[1:]


def test_what_is_sent_already_and_what_is_not_stands_before_the_button(alex: Client) -> None:
    answers_all_signs(alex)
    page = words(alex, f"{HOME}worse/send/")
    assert "The clinic knows that it got worse. Your answers about the signs are not sent yet." in page
    assert "Part 2 of" not in words(alex, f"{HOME}p/warning_now/?from=worse")


def test_the_patient_is_promised_the_desk_s_own_time(alex: Client) -> None:
    for _ in range(2):
        post(alex, f"{HOME}worse/")
    case, now = TriageCase.objects.get(), timezone.now()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    case.waiting_since, case.raised_at = noon - timedelta(hours=2), noon
    due = clock((noon + LIMITS["urgent"]).astimezone(case.clinic.zone))
    with translation.override("en"):
        assert call_by(case, noon + timedelta(minutes=29)) == f"Today before {due}", "counted from when it was raised"
        assert call_by(case, noon + timedelta(minutes=31)) == "As soon as we can. We are late."


@pytest.mark.parametrize(("language", "closed"), [("en", "We are closed."), ("fr-CA", "Nous sommes fermés."),
                                                  ("es", "La clínica está cerrada.")])  # fmt: skip
def test_while_the_clinic_is_shut_every_page_on_it_says_so_and_where_to_go(
    alex: Client, people: People, language: str, closed: str
) -> None:
    later = people.harbour.today(timezone.now()) + timedelta(days=2)
    people.harbour.hours = {f"{later:%a}".lower(): [["08:00", "09:00"]]}
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    QuestionnaireResponse.objects.update(language=language)
    before = words(alex, f"{HOME}worse/")
    first = post(alex, f"{HOME}worse/")["Location"]
    last = answers_all_signs(alex)["Location"]
    for page in (before, words(alex, first), words(alex, last)):
        assert closed in page and "tel:911" in page and "tel:811" in page
    assert "tel:811" in words(alex, f"{HOME}sent/"), "the receipt of who is urgent by now says where to go"


def test_while_the_clinic_is_open_no_page_on_it_says_closed(alex: Client) -> None:
    assert "We are closed" not in words(alex, f"{HOME}worse/")
    assert "We are closed" not in words(alex, post(alex, f"{HOME}worse/")["Location"])
