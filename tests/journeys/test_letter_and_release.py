"""Who is too ill for exercises: an urgent case gets the letter and nothing else, a medical check is waited for."""

import pytest
from playwright.sync_api import expect

from handouts.catalog_store import catalog
from handouts.models import Revision
from intake.actions import decide_anew, triage
from tests.answers import URGENT
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.sheet_steps import LAPTOP, Clinician, SheetDesk, plain, words_of
from tests.people import People

pytestmark = pytest.mark.browser


@pytest.fixture
def casey(site: Site, arrive: Arrive, people: People) -> Clinician:
    """The clinician, signed in."""
    clinician = Clinician(arrive(**LAPTOP), site)
    clinician.signs_in(people.casey.email)
    return clinician


def test_an_urgent_case_gets_the_letter_and_never_an_exercise(
    worker: None, casey: Clinician, site: Site, arrive: Arrive, people: People, send: SendAnswers
) -> None:
    # Given an urgent case that nobody has accepted yet
    case = f"/cases/{send(**URGENT).id}/"

    # When the clinician reviews what the patient gets
    casey.reviews(case)

    # Then it is the letter, with no way to put an activity on it
    assert "One-page letter, no activities." in casey.text
    expect(casey.page.locator("#choices, .offers, [id^=add-]")).to_have_count(0)
    walk = next(iter(catalog().activities))
    answer = casey.posts("edit", op="add", activity=walk, checked="It will do no harm.")
    assert "one-page letter only" in answer.text()

    # When they approve it and the desk prints it
    casey.reviews(case)
    casey.approves()
    assert "1 page" in casey.waits_for("ready").inner_text()
    blair = SheetDesk(arrive(), site)
    blair.signs_in(people.blair.email)
    blair.goes_to(case)
    assert "Letter, version 1" in blair.text
    letter = words_of(blair.prints())

    # Then it tells where to go and what to say, and names no activity of the library
    assert "Get help now" in letter and blair.page.locator(".case-code").inner_text() in letter
    titles = [plain(words.title) for activity in catalog().activities.values() for words in activity.words.values()]
    assert titles and not [title for title in titles if title in letter]
    assert Revision.objects.get().document["plan"] is None


def test_a_sheet_before_a_medical_check_waits_for_a_clinicians_word(
    worker: None, casey: Clinician, people: People, send: SendAnswers
) -> None:
    # Given an accepted case that waits for a medical check
    found = send()
    decide_anew.raise_urgency(case_id=found.id, by=people.blair, group="soon")
    triage.accept(case_id=found.id, by=people.casey)

    # When the clinician approves without saying that the sheet is safe to give before it
    casey.reviews(f"/cases/{found.id}/")
    tick = casey.page.get_by_label("A medical check is waiting")
    casey.page.locator("#approve").click()

    # Then the page does not let them, nor does a post that leaves the page out
    expect(tick).to_be_focused()
    answer = casey.posts("approve")
    assert answer.status == 422 and "waits for a medical check" in answer.text()
    assert not Revision.objects.exists()

    # When they say so, Then it is approved and made
    tick.check()
    casey.approves()
    casey.waits_for("ready")
    assert Revision.objects.get().document["needs_release"] is True


CHILD = {"birth_date": "2013-05-01", "who_for": "my_child", "helper_name": "Robin", "helper_relation": "parent",
         "helper_authority": "yes", "guardian_here": "yes", "triggers": ["none"]}  # fmt: skip


def test_a_child_gets_an_honest_sheet_without_activities(
    worker: None, casey: Clinician, people: People, send: SendAnswers
) -> None:
    # Given an accepted case of a child, for whom the library chooses nothing
    sent = send(**CHILD)
    triage.accept(case_id=sent.id, by=people.casey)

    # When the clinician reviews the sheet
    casey.reviews(f"/cases/{sent.id}/")

    # Then the page says that nothing fits by itself, and the paper says why in plain words
    assert "No activity fits by itself." in casey.text
    expect(casey.paper.locator(".do-this h2")).to_have_text("No moves to do at home yet")

    # And it can be given like any other
    casey.approves()
    assert "2 pages" in casey.waits_for("ready").inner_text()
    words = words_of(casey.downloads())
    assert "We will choose" in words and "Get help now" in words
