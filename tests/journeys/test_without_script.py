"""The whole form with JavaScript switched off: nothing that a patient needs depends on a script."""

import pytest
from playwright.sync_api import expect

from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Patient


@pytest.mark.browser
def test_the_whole_form_without_javascript(site: Site, arrive: Arrive) -> None:
    answers = complete()

    # Given a browser that runs no script
    alex = Patient(arrive(360, 740, java_script_enabled=False), site)
    alex.starts()
    expect(alex.page.locator("[data-print]")).to_have_count(0)

    # When the patient leaves a page empty, answers all pages, ticking the place in the list beside the body map
    alex.presses("Continue")
    expect(alex.page.locator("[data-error-summary]")).to_be_visible()
    alex.fills_up_to("where", answers)
    expect(alex.page.locator(".body-map--live")).to_have_count(0)
    alex.fills_up_to("check", answers)

    # and changes one answer at the end
    alex.presses(alex.page.locator('a[href$="#f-limits"]'))
    alex.answers({"limits": "moderate"})

    # Then the form is sent, and sending the same page again by Back keeps one case
    code = alex.sends()
    assert code in alex.text and "What happens next" in alex.text
    assert alex.path.endswith("/sent/")
