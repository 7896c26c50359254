"""A clinic opens: its form is closed until the clinical lead has signed; later the lead suspends the rules."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import PHONE, Desk, Patient
from tests.people import PASSWORD, People

pytestmark = pytest.mark.browser
TO_SIGN = ("Questions and rules", "Wording: English", "Handout library")


def sign(drew: Desk, name: str, people: People) -> None:
    """Open one subject, read, and sign it."""
    drew.presses(drew.page.get_by_role("link", name=f"Read and sign {name}"))
    expect(drew.page.get_by_role("heading", name="What changed since the last signature")).to_be_visible()
    drew.page.get_by_label("I have read this content").check()
    drew.page.get_by_label("Your name").fill("Drew Halloran")
    drew.page.get_by_label("Your credential").fill("DC 4410")
    today = people.harbour.today(timezone.now())
    drew.page.get_by_label("Today's date").fill(today.isoformat())
    drew.page.get_by_label("Your password, again").fill(PASSWORD)
    drew.presses("Sign")
    assert f"{name} is signed." in drew.text


def test_a_form_opens_when_the_lead_has_signed(site: Site, arrive: Arrive, people: People) -> None:
    # Given a clinic that is not a demo
    people.harbour.is_demo = False
    people.harbour.save()
    alex, drew = Patient(arrive(**PHONE), site), Desk(arrive(), site)

    # When a patient follows the clinic's link, then they are asked to call
    alex.goes_to(site.form)
    assert "Our online form is not open yet" in alex.text and people.harbour.phone in alex.text

    # When the lead signs rules, words and library
    drew.signs_in(people.drew.email)
    drew.presses(drew.page.get_by_role("navigation").get_by_role("link", name="Rules"))
    assert "The online form is not open." in drew.text
    for name in TO_SIGN:
        sign(drew, name, people)

    # Then the form is open, and nothing says sample any more
    assert "The online form is open." in drew.text
    alex.starts()
    assert "Sample" not in alex.text


def test_the_lead_suspends_the_rules_and_the_board_says_so(site: Site, arrive: Arrive, people: People) -> None:
    # Given the front desk's open board
    blair, drew = Desk(arrive(), site), Desk(arrive(), site)
    blair.signs_in(people.blair.email)

    # When the lead suspends the rules
    drew.signs_in(people.drew.email)
    drew.goes_to("/governance/")
    drew.page.get_by_label("Why").fill("A calf pain was sent to massage.")
    drew.presses("Suspend now")

    # Then the board says so by itself
    expect(blair.page.locator("#board .suspended")).to_contain_text("A calf pain was sent to massage.")
    blair.looks()

    # And when the lead resumes them, the line goes
    drew.page.get_by_label("Why").fill("The rule was right.")
    drew.page.get_by_label("Your password, again").fill(PASSWORD)
    drew.presses("Resume")
    expect(blair.page.locator("#board .suspended")).to_have_count(0)
