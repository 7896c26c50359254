"""The whole form with nothing but a keyboard: from the start page to the receipt, with one mistake on the way."""

import pytest
from playwright.sync_api import Locator, expect

from intake.questionnaire.items import ItemType
from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Answers, Patient, boxes, parts, tab_to

pytestmark = pytest.mark.browser


class Typist(Patient):
    """A patient without a mouse."""

    def enters(self, answers: Answers) -> None:
        """Fill in this page; a group of places that is closed is opened first."""
        for item in self.items:
            for name, value in parts(item, answers[item.link_id]) if item.link_id in answers else ():
                closed = boxes(self.page, name, value).locator("xpath=ancestor::details[not(@open)]/summary")
                if item.type is ItemType.PLACES and closed.count():
                    tab_to(self.page, closed)
                    self.page.keyboard.press("Enter")
                self.keys(name, value)

    def presses(self, what: Locator | str) -> None:
        """Reach a button or link by Tab, and press Enter."""
        tab_to(self.page, self.button(what) if isinstance(what, str) else what)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    @property
    def has_a_ring(self) -> bool:
        """Whether what has the focus shows it."""
        ring: str = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        return ring != "none"


def test_the_whole_form_by_keyboard(site: Site, arrive: Arrive) -> None:
    answers = complete()

    # Given a patient with a keyboard, who skips to what matters
    alex = Typist(arrive(1366, 768), site)
    alex.hurries = True
    alex.goes_to(site.form)
    alex.page.keyboard.press("Tab")
    expect(alex.page.locator(".skip")).to_be_focused()
    assert alex.has_a_ring
    alex.presses("Start now")

    # When they forget an answer, Enter on the summary leads to it
    alex.presses("Continue")
    expect(alex.page.locator("[data-error-summary]")).to_be_focused()
    alex.page.keyboard.press("Tab")
    assert alex.has_a_ring
    alex.page.keyboard.press("Enter")
    expect(alex.page.locator("input[name=who_for] >> nth=0")).to_be_focused()

    # and answer every page, also with the body list, and change one answer at the end
    alex.fills_up_to("check", answers)
    alex.presses(alex.page.locator('a[href$="#f-pain_level"]'))
    alex.keys("limits", "moderate")
    alex.presses("Save this change")
    assert alex.path.endswith("/check/")

    # Then the form is sent
    assert alex.sends() in alex.text
