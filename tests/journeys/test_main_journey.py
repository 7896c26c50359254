"""The main journey: a form filled in on a phone, the desk that answers it. On PostgreSQL and Redis, and by ./run."""

import re

import pytest
from playwright.sync_api import expect

from tests.answers import ALEX, complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import PHONE, Desk, Patient

PLACE = "upper_back_r"
BY_KEYBOARD = "since_when"


def from_first_page_to_audit(site: Site, arrive: Arrive) -> None:
    answers = complete()

    # Given a patient with a phone, at the first page of the clinic's form
    alex = Patient(arrive(**PHONE), site)
    alex.starts()

    # When they answer every page: one by tapping the body map, one by keyboard only
    alex.fills_up_to("where", answers)
    alex.taps_the_body_map(PLACE)
    expect(alex.page.locator("[data-map-picks-title]")).to_have_text("You picked 1 place")
    alex.presses("Continue")
    alex.fills_up_to(BY_KEYBOARD, answers)
    alex.answers_by_keyboard(answers)
    alex.fills_up_to("check", answers)

    # and read what they said, and change one answer
    assert "Alex" in alex.text and "5 out of 10" in alex.text, alex.text
    alex.presses(alex.page.locator('a[href$="#f-pain_level"]'))
    assert alex.at == "how_bad"
    alex.answers({"pain_level": 6})
    assert alex.path.endswith("/check/") and "6 out of 10" in alex.text, alex.text

    # Then sending gives them a code and what happens next
    code = alex.sends()
    assert re.fullmatch(r"\w{3}-\w{3}", code)
    assert "Thank you, Alex" in alex.text and "What happens next" in alex.text

    # When the front desk signs in
    blair = Desk(arrive(), site)
    blair.signs_in("blair@harbour.example")
    assert blair.path == "/board/"

    # Then the case is on the board, with why
    row = blair.row(code)
    expect(row.locator(".c-who")).to_contain_text("Alex M.")
    expect(row.locator(".c-why > span").first).not_to_be_empty()
    expect(row.locator(".c-sug > span").first).not_to_be_empty()

    # When they claim it, log that they reached the patient, and accept
    blair.presses(row.get_by_role("button", name="Claim"))
    expect(row.locator(".c-own")).to_contain_text("You")
    blair.opens_the_case(code)
    expect(blair.page.locator(".changes del")).to_contain_text("5")
    expect(blair.page.locator(".changes ins")).to_contain_text("6")
    blair.presses("Reached")
    blair.presses(blair.page.locator("[data-act=accept]"))

    # Then the history says so, and the board is rid of it
    assert "Accepted" in blair.history and "Reached" in blair.history
    case_path = blair.path
    blair.goes_to("/board/")
    expect(blair.row(code)).to_have_count(0)

    # and the clinical lead finds every act in the audit, with who did it
    drew = Desk(arrive(), site)
    drew.signs_in("drew@harbour.example")
    drew.goes_to(case_path)
    drew.presses("Audit")
    told = drew.page.locator("table").inner_text()
    for act in ("intake.sent", "case.viewed", "case.claimed", "case.contact_logged", "case.accepted"):
        assert act in told, told
    assert "Blair Osei" in told and "Drew Halloran" in told
    assert ALEX["phone"] not in told, "the audit names acts and ids, not what the patient said"


@pytest.mark.browser
def test_the_main_journey(site: Site, arrive: Arrive) -> None:
    from_first_page_to_audit(site, arrive)


@pytest.mark.embedded
def test_the_main_journey_on_the_embedded_default(embedded_site: Site, arrive: Arrive) -> None:
    from_first_page_to_audit(embedded_site, arrive)
