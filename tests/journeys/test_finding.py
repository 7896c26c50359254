"""The front desk looks for a person: on the board as they type, then among everyone; no name in any address."""

import pytest
from playwright.sync_api import expect

from intake.actions import triage
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk
from tests.people import People


@pytest.mark.browser
def test_a_person_who_is_done_is_found_from_the_board(
    site: Site, arrive: Arrive, people: People, send: SendAnswers
) -> None:
    # Given one person on the board and one who is done
    waiting, done = send(first_name="Tom"), send(first_name="Zoë", last_name="Hébert")
    triage.accept(case_id=done.id, by=people.blair)
    blair = Desk(arrive(), site)
    asked: list[str] = []
    blair.page.on("request", lambda request: asked.append(request.url))
    blair.signs_in(people.blair.email)
    said, search = blair.page.locator("#search-said"), blair.page.get_by_label("Name, phone or code")
    expect(said).to_be_hidden()

    # When Blair types a name, the board narrows and says how many fit
    search.fill("tom")
    expect(said).to_contain_text("1 on the board fits.")
    search.fill("zoe")
    expect(blair.row(waiting.response.code)).to_be_hidden()
    expect(said).to_contain_text("Nobody on the board fits.")
    blair.looks()

    # and looks through the done cases too, then the person is found, with their sheet
    blair.presses("Look through done cases too")
    found = blair.page.get_by_role("row").filter(has_text="Zoë Hébert")
    expect(found).to_contain_text("Sheet waits for a clinician")
    blair.looks()

    # When nobody fits, the page says what to try, and keeps what was typed
    search = blair.page.get_by_label("Name, phone or code")
    search.fill("nobody at all")
    with blair.page.expect_navigation():
        search.press("Enter")
    expect(blair.page.get_by_role("heading", name="Nobody found for")).to_be_visible()
    expect(search).to_have_value("nobody at all")
    blair.looks()

    # and no name ever stood in an address
    assert not [url for url in asked if "zoe" in url.lower() or "nobody" in url.lower()]
