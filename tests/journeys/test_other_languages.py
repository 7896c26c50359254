"""A patient in another language than English: every page on a narrow screen passes axe and fits; the language is
changed on the way, never by Enter, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from clinic.languages import names
from intake import protocol_store
from tests.answers import complete
from tests.english_words import english_in
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Patient
from tests.people import People

pytestmark = pytest.mark.browser
OTHERS = [tag for tag in protocol_store.languages() if tag != "en"]
NARROW = 320


class Reader(Patient):
    """A patient who reads `tag` on a very narrow screen."""

    tag = ""

    def looks(self) -> None:
        """axe, that nothing sticks out sideways, and that no English is left, also in what the scripts say."""
        super().looks()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= NARROW, self.path
        if self.tag:
            assert english_in(self.page.content(), self.tag) == set(), self.path

    def goes_on(self) -> None:
        """Press the page's own button."""
        self.presses(self.page.locator("form#question button.button"))

    def changes_to(self, tag: str) -> None:
        """Press a language's button."""
        self.tag = ""  # while the old page is still looked at
        self.presses(self.page.locator(f'[name="language"][value="{tag}"]'))
        self.tag = "" if tag == "en" else tag
        self.looks()


@pytest.mark.parametrize("tag", OTHERS)
def test_a_form_in_another_language(people: People, site: Site, arrive: Arrive, tag: str) -> None:
    people.harbour.languages = list(protocol_store.languages())
    people.harbour.save()
    answers = complete()

    # Given a patient who opens the clinic's link and picks a language by its own name
    alex = Reader(arrive(NARROW, 640), site)
    alex.goes_to(site.form)
    alex.presses(names()[tag])
    alex.tag = tag
    alex.looks()
    alex.presses(alex.page.locator("form button.button"))

    # When the patient types a name, looks at English for a moment, and comes back
    while alex.at != "you":
        alex.enters(answers)
        alex.goes_on()
    alex.page.locator("#f-first_name").fill("Alex")
    alex.changes_to("en")
    assert "Who are you?" in alex.text
    alex.changes_to(tag)

    # Then what was typed still stands there, and Enter goes on instead of changing the language
    expect(alex.page.locator("#f-first_name")).to_have_value("Alex")
    alex.enters(answers)
    with alex.page.expect_navigation():
        alex.page.locator("#f-phone").press("Enter")
    assert alex.at == "consent"
    assert alex.page.locator("html").get_attribute("lang") == tag.lower()

    # When every other page is answered and the form is sent
    while alex.at:
        alex.enters(answers)
        if alex.at in ("since_when", "how_bad"):
            expect(alex.page.locator("[data-echo]").first).to_be_visible()
            alex.looks()
        alex.goes_on()
    assert alex.path.endswith("/check/")
    alex.presses(alex.page.locator("form button.button"))

    # Then the receipt is in the same language
    assert alex.path.endswith("/sent/")
    assert protocol_store.wording(tag).disposition("massage").patient in alex.text
