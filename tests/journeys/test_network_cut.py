"""The network fails between typing and Continue: nothing is lost, it is said plainly, and trying again does no harm."""

import pytest
from playwright.sync_api import Route, expect

from intake.models import PageSave, QuestionnaireResponse, TriageCase
from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Patient
from tests.people import People

pytestmark = pytest.mark.browser
TYPED = "It aches when I sit for long"


def swallow(route: Route) -> None:
    """Let the request arrive, and bring no answer back."""
    route.fetch(max_redirects=0)
    route.abort()


@pytest.mark.parametrize("width", [360, 1366])
def test_a_lost_network_loses_nothing(site: Site, arrive: Arrive, people: People, width: int) -> None:
    # Given a patient who has typed on a page
    alex = Patient(arrive(width, 800), site)
    alex.has_answered(people.harbour, complete(), up_to="where")
    alex.opens("where")
    alex.enter("places", "upper_back_r")
    alex.enter("own_words", TYPED)

    # When the network is cut before they press Continue
    alex.page.context.set_offline(True)
    alex.page.get_by_role("button", name="Continue", exact=True).click()

    # Then the page says so, stays, and holds everything
    notice = alex.page.locator("[data-offline]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("All you filled in is still here")
    assert alex.at == "where" and alex.page.locator("[name=own_words]").input_value() == TYPED
    expect(alex.page.get_by_role("button", name="Continue", exact=True)).to_be_visible()
    alex.looks()

    # When it is back and they press again, Then the form goes on and the answer is kept once
    alex.page.context.set_offline(False)
    alex.presses("Continue")
    assert alex.at != "where"
    assert PageSave.objects.filter(page="where", answers__own_words=TYPED).count() == 1


def test_an_answer_lost_on_its_way_back_is_saved_once(site: Site, arrive: Arrive, people: People) -> None:
    # Given a network that takes the answer to the clinic but brings nothing back
    alex = Patient(arrive(360, 740), site)
    alex.has_answered(people.harbour, complete(), up_to="how_bad")
    alex.opens("how_bad")
    alex.enters(complete())

    alex.page.route("**/p/how_bad/", swallow)
    alex.page.get_by_role("button", name="Continue", exact=True).click()
    expect(alex.page.locator("[data-offline]")).to_be_visible()

    # When they press again, Then it is the same save
    alex.page.unroute("**/p/how_bad/")
    alex.presses("Continue")
    assert PageSave.objects.filter(page="how_bad").count() == 1

    # and the same holds for sending the form
    alex.fills_up_to("check", complete())
    alex.page.route("**/check/", swallow)
    alex.page.get_by_role("button", name="Send to the clinic").click()
    expect(alex.page.locator("[data-offline]")).to_be_visible()
    alex.page.unroute("**/check/")
    alex.sends()
    assert TriageCase.objects.get().events.filter(kind="sent").count() == 1


def test_without_script_the_browser_brings_back_what_was_typed(site: Site, arrive: Arrive, people: People) -> None:
    # Given a browser that runs no script
    page = arrive(360, 740, java_script_enabled=False)
    alex = Patient(page, site)
    alex.hurries = True
    alex.has_answered(people.harbour, complete(), up_to="where")
    alex.opens("where")
    page.check('[name=places][value="upper_back_r"]')
    page.fill("[name=own_words]", TYPED)

    # When the network is cut
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Continue", exact=True).click(no_wait_after=True)
    expect(page.locator("body")).not_to_contain_text("Continue")
    page.context.set_offline(False)

    # Then trying again sends what was typed, once
    page.reload()
    assert alex.at != "where"
    assert PageSave.objects.filter(page="where", answers__own_words=TYPED).count() == 1
    assert QuestionnaireResponse.objects.get().answers["places"] == ["upper_back_r"]
