"""An emergency in the middle of a form: the patient is stopped, and every desk hears of it, though nothing is sent."""

import re

import pytest
from playwright.sync_api import expect

from intake import protocol_store
from intake.models import TriageCase
from intake.models.case import EventKind
from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk, Patient
from tests.people import People

SIGN = {"warning_now": ["chest_pain"]}
NO_SIGN = {"warning_now": ["none"]}
LOUD_TITLE = re.compile(r"^\(1\) EMERGENCY · ")


@pytest.mark.browser
def test_an_emergency_answer_stops_the_form_and_alarms_the_desk(site: Site, arrive: Arrive, people: People) -> None:
    # Given two desks with a calm board, and a patient in the middle of the form
    blair, casey = Desk(arrive(), site), Desk(arrive(1366, 768), site)
    for desk, email in ((blair, people.blair.email), (casey, people.casey.email)):
        desk.signs_in(email)
        expect(desk.alarm).to_have_attribute("data-level", "calm")
        desk.page.evaluate("document.documentElement.dataset.neverReloaded = 'yes'")
    casey.button("Mute 10 min").click()
    expect(casey.page.locator("#sound-state")).to_contain_text("Muted until")
    alex = Patient(arrive(360, 740), site)
    draft = alex.has_answered(people.harbour, complete(), up_to="warning_now")
    alex.opens("warning_now")

    # When they tick a warning sign
    alex.answers(SIGN)

    # Then they are told at once to call; the reason stands only in what to show to others; it can be printed
    assert alex.path.endswith("/help-now/")
    expect(alex.button("Call 911")).to_have_attribute("href", "tel:911")
    said = protocol_store.wording("en").option("warning_now", "chest_pain")
    shown = alex.page.locator(".show-this").inner_text()
    assert said in shown and "chest" not in alex.page.locator("main").inner_text().replace(shown, "").lower()
    expect(alex.button("Print")).to_be_visible()
    alex.page.emulate_media(media="print")
    expect(alex.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    expect(alex.page.get_by_text(draft.code)).to_be_visible()
    expect(alex.button("I ticked that by mistake")).to_be_hidden()
    alex.page.emulate_media(media="screen")
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", alex.page.pdf(format=paper))) == 1, "more than one side"

    # and both boards ring without being loaded again, though the form was never sent
    for desk in (blair, casey):
        expect(desk.alarm).to_have_attribute("data-level", "emergency")
        expect(desk.alarm).to_contain_text("EMERGENCY Alex M.")
        expect(desk.page).to_have_title(LOUD_TITLE)
        expect(desk.page.locator("html")).to_have_attribute("data-never-reloaded", "yes")
        desk.looks()
    draft.refresh_from_db()
    assert draft.sent_at is None

    # and a mute from before it came does not silence it
    expect(casey.page.locator("#sound-state")).not_to_contain_text("Muted")

    # When the patient says that the tick was a mistake, and goes on without it
    alex.presses("I ticked that by mistake")
    alex.answers(NO_SIGN)
    assert alex.at and not alex.path.endswith("/help-now/")

    # Then the desk sees both answers and what was said, and it is still an emergency
    blair.presses(blair.alarm.get_by_role("button", name="Claim"))
    assert EventKind.MISTAKE.label.lower() in blair.history.lower()
    expect(blair.page.get_by_text("Say: “call 911 now”")).to_be_in_viewport()
    expect(blair.page.get_by_role("button", name="Advised ER")).to_be_in_viewport()
    expect(blair.page.locator(".changes del")).to_contain_text(said)
    assert TriageCase.objects.get(response=draft).group == "emergency"

    # and the claim silences every desk
    for desk in (blair, casey):
        expect(desk.alarm).to_have_attribute("data-level", "in_hand")
        expect(desk.page).not_to_have_title(LOUD_TITLE)
    expect(casey.page.locator("html")).to_have_attribute("data-never-reloaded", "yes")
    expect(casey.alarm).to_contain_text("Blair")
    casey.looks()

    # When Blair, with a desk note typed and not saved, writes what came of the call, nothing typed is lost
    blair.page.locator("#desk-note").fill("son is with him")
    blair.presses("Advised ER")
    expect(blair.page.locator("#desk-note")).to_have_value("son is with him")
    expect(blair.page.locator("#changed-here")).to_be_hidden()

    # and once Casey, a clinician, has called, Blair's open page says that the case has changed
    casey.opens_the_case(draft.code)
    casey.presses("Reached")
    expect(blair.page.locator("#changed-here")).to_contain_text("Casey contact")
