"""The whole form with JavaScript switched off: nothing that a patient needs depends on a script."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.answers import complete
from tests.journeys.conftest import Arrive, Site, axe
from tests.journeys.steps import Patient


class WithoutScript(Patient):
    """A patient whose browser runs no script. As axe is one, it looks at the same HTML in a second browser, where the
    page's own scripts do not load."""

    def __init__(self, page: Page, mirror: Page, site: Site) -> None:
        super().__init__(page, site)
        self.mirror = mirror
        mirror.route("**/*", self.reflect)

    def reflect(self, route: Route) -> None:
        """Answer the page itself with what the first browser holds, leave out scripts, pass the rest on."""
        if route.request.resource_type == "document":
            route.fulfill(body=self.page.content(), content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

    def looks(self) -> None:
        """Let axe look at the mirror."""
        self.mirror.goto(self.page.url)
        axe(self.mirror)


@pytest.mark.browser
def test_the_whole_form_without_javascript(site: Site, arrive: Arrive) -> None:
    answers = complete()

    # Given a browser that runs no script
    alex = WithoutScript(arrive(360, 740, java_script_enabled=False), arrive(360, 740), site)
    alex.starts()

    # When the patient forgets the first page, then answers all of them, with the list beside the body map
    alex.presses("Continue")
    expect(alex.page.locator("[data-error-summary]")).to_be_visible()
    alex.fills_up_to("where", answers)
    expect(alex.page.locator(".body-map--live")).to_have_count(0)
    alex.fills_up_to("check", answers)

    # and changes one answer at the end
    alex.presses(alex.page.locator('a[href$="#f-pain_level"]'))
    alex.answers({"limits": "moderate"})
    assert alex.path.endswith("/check/")

    # Then the form is sent
    code = alex.sends()
    assert alex.path.endswith("/sent/")
    assert code in alex.text and "What happens next" in alex.text
