"""Bad input in a browser: words beside the field, everything typed stays, one case at the end, never a broken page."""

import pytest
from playwright.sync_api import expect

from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Patient
from tests.people import People

pytestmark = pytest.mark.browser
SUMMARY = "[data-error-summary]"


@pytest.fixture
def alex(site: Site, arrive: Arrive) -> Patient:
    """A patient with a phone."""
    return Patient(arrive(360, 740), site)


def assert_the_summary_leads_to(alex: Patient, box: str) -> None:
    """The summary has the focus, and its link takes it to the box."""
    summary = alex.page.locator(SUMMARY)
    expect(summary).to_be_focused()
    assert alex.page.title().startswith("Error: ")
    summary.get_by_role("link").first.click()
    expect(alex.page.locator(box)).to_be_focused()


def test_an_empty_page(alex: Patient, people: People) -> None:
    # Given a patient at the first page
    alex.starts()

    # When they go on without an answer
    alex.presses("Continue")

    # Then the page says what is missing and leads there
    assert_the_summary_leads_to(alex, "input[name=who_for] >> nth=0")
    alex.answers({"who_for": "me"})
    assert alex.at == "you"

    # and each page is one press of the browser's Back, however often it was asked again
    alex.page.go_back()
    assert alex.at == "who_for"
    alex.page.go_back()
    expect(alex.page).to_have_url(alex.site.url + alex.site.form)
    alex.page.go_forward()
    expect(alex.page.locator("input[name=who_for][value=me]")).to_be_checked()


def test_an_impossible_date(alex: Patient, people: People) -> None:
    # Given a patient who tells who they are
    alex.has_answered(people.harbour, {"who_for": "me"})
    alex.opens("you")

    # When they type a day that no month has
    alex.answers({"first_name": "Alex", "last_name": "Moreau", "birth_date": "1984-02-31", "phone": "416-555-0142"})

    # Then everything typed is still there, and the mended date is taken
    assert_the_summary_leads_to(alex, "#f-birth_date")
    for box, typed in (
        ("#f-first_name", "Alex"),
        ("#f-birth_date", "31"),
        ("#f-birth_date-year", "1984"),
        ("#f-phone", "416-555-0142"),
    ):
        expect(alex.page.locator(box)).to_have_value(typed)
    alex.answers({"birth_date": "1984-02-29"})
    assert alex.at == "consent"


def test_an_unknown_page(alex: Patient, people: People) -> None:
    # Given a patient with a draft
    alex.has_answered(people.harbour, {"who_for": "me"})

    # When they follow a mistyped address, Then they are told so in plain words
    alex.opens("no_such_page", status=404)
    assert "There is nothing here" in alex.text
    alex.goes_to("/i/no-such-clinic/", status=404)


def test_a_form_from_before_the_questions_changed(alex: Patient, people: People) -> None:
    # Given a page that was opened before the questionnaire changed
    alex.has_answered(people.harbour, complete(), up_to="how_bad")
    alex.opens("how_bad")
    alex.page.locator("input[name=form_version]").evaluate("box => { box.value = '2020-01-01.1' }")

    # When it is sent
    alex.answers(complete(pain_level=7, limits="moderate"))

    # Then the answers are on the fresh page, to be looked at again
    assert "This page changed since you opened it" in alex.text
    expect(alex.page.locator("input[name=pain_level][value='7']")).to_be_checked()
    alex.presses("Continue")
    assert alex.at != "how_bad"


def test_a_form_without_its_cookie(alex: Patient, people: People) -> None:
    # Given a page whose cookies have gone in the meantime
    alex.has_answered(people.harbour, complete(), up_to="how_bad")
    alex.opens("how_bad")
    alex.page.context.clear_cookies()

    # When it is sent, Then the page says what happened, and nothing is broken
    alex.answers(complete(pain_level=7, limits="moderate"))
    assert "This page was open too long" in alex.text


def test_back_and_again(alex: Patient, people: People) -> None:
    # Given a patient two pages further, whom the page had asked once more
    draft = alex.has_answered(people.harbour, complete(), up_to="how_bad")
    alex.opens("how_bad")
    alex.presses("Continue")
    assert alex.page.title().startswith("Error: ")
    alex.answers(complete())
    after = alex.at

    # When they go back with the browser and answer otherwise
    alex.page.go_back()
    assert alex.at == "how_bad"
    expect(alex.page.locator("input[name=pain_level][value='5']")).to_be_checked()
    alex.answers({"pain_level": 3})

    # Then the form goes on, and the last answer counts
    assert alex.at == after
    draft.refresh_from_db()
    assert draft.answers["pain_level"] == 3


def test_a_double_click_on_send_and_back_and_again_make_one_case(alex: Patient, people: People) -> None:
    # Given a patient with every answer
    alex.has_answered(people.harbour, complete())
    alex.goes_to("/i/harbour/check/")

    # When they press Send twice in a hurry
    alex.page.get_by_role("button", name="Send to the clinic").dblclick()
    alex.page.wait_for_url("**/sent/")
    alex.looks()

    # Then it was sent once
    assert TriageCase.objects.count() == 1
    assert TriageCase.objects.get().events.filter(kind="sent").count() == 1

    # When they go back and send again, Then it is the same case with the same code
    code = alex.page.locator(".code-card__code").inner_text()
    alex.page.go_back()
    assert alex.sends() == code
    assert TriageCase.objects.count() == QuestionnaireResponse.objects.count() == 1


@pytest.mark.parametrize(("page_id", "box"), [("where", "own_words"), ("wish", "anything_else"), ("you", "first_name")])
def test_ten_thousand_characters(alex: Patient, people: People, page_id: str, box: str) -> None:
    # Given a box that cuts nothing
    answers = complete()
    alex.has_answered(people.harbour, answers)
    alex.opens(page_id)
    field = alex.page.locator(f"[name={box}]")

    # When they type far too much
    typed = "It hurts. " * 1_000
    alex.enters(answers)
    field.fill(typed)
    counted = alex.page.locator(f"[data-count=f-{box}]")
    assert not counted.count() or "too many" in counted.inner_text(), "the page does not say that it is too long"
    alex.presses("Continue")

    # Then nothing is lost, and the page says what to do
    assert_the_summary_leads_to(alex, f"#f-{box}")
    assert field.input_value() == typed, "something typed is lost"
    field.fill("It hurts")
    alex.presses("Continue")
    assert alex.at != page_id


def test_none_of_these_says_which_sign_it_took_away(alex: Patient, people: People) -> None:
    # Given a patient who ticked a danger sign that has scrolled away
    alex.has_answered(people.harbour, complete(), up_to="warning_now")
    alex.opens("warning_now")
    sign = alex.page.locator("input[name=warning_now][value=breathless]")
    none = alex.page.locator("input[name=warning_now][value=none]")
    sign.check()

    # When they tick "None of these"
    none.check()

    # Then the line below names what was taken away, and one touch puts it back
    line = alex.page.locator("[data-taken]")
    expect(line).to_contain_text("This took away your tick at: Trouble breathing")
    alex.looks()
    line.get_by_role("button", name="Put it back").click()
    expect(sign).to_be_checked()
    expect(sign).to_be_focused()
    expect(none).not_to_be_checked()
    expect(line).to_be_hidden()
