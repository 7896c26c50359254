"""Ways in with staff: a tablet that is wiped and locks itself, a caller in an emergency, a paper form from its code."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic.actor import patient_actor
from intake import protocol_store
from intake.actions import respond
from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk, Patient
from tests.operate.running import until
from tests.people import People

pytestmark = pytest.mark.browser
TABLET: dict[str, Any] = {"width": 1024, "height": 768, "has_touch": True}
BLAIR = "blair@harbour.example"


def answered(draft: QuestionnaireResponse, answers: dict[str, Any]) -> None:
    """Given every page of the draft saved, as if it had been filled in here."""
    for page in protocol_store.questionnaire().pages:
        values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
        if values:
            respond.save_page(response=draft, page=page.id, values=values, by=patient_actor(draft.clinic))


def handed_over(site: Site, page: Page) -> Patient:
    """Given a tablet that Blair has signed in to and started."""
    blair = Desk(page, site)
    blair.signs_in(BLAIR)
    blair.goes_to("/ways-in/")
    blair.presses("Start on this device")
    blair.presses("Sign me out and start")
    return Patient(page, site)


def test_the_tablet_is_wiped_and_back_shows_nothing(site: Site, arrive: Arrive, people: People) -> None:
    people.harbour.languages = ["en", "es"]
    people.harbour.save()
    alex = handed_over(site, arrive(**TABLET))

    # Then no page of the staff can be reached, by going back or by its address
    alex.page.go_back()
    alex.page.wait_for_url("**/account/sign-in/**")
    alex.page.goto(site.url + "/board/")
    assert alex.path == "/account/sign-in/"

    # When the patient chooses a language and fills in the form
    alex.goes_to(site.form)
    assert "Elija su idioma" in alex.text
    alex.presses("English")
    # "Start now" is in sight, whichever way the tablet is held
    for width, height in ((1024, 768), (768, 1024)):
        alex.page.set_viewport_size({"width": width, "height": height})
        box = alex.button("Start now").bounding_box()
        assert box and box["y"] + box["height"] <= height
    alex.presses("Start now")
    size = alex.page.evaluate("getComputedStyle(document.body).fontSize")
    button = alex.button("Continue").bounding_box()
    assert float(size.removesuffix("px")) >= 22 and button and button["height"] >= 76
    answered(QuestionnaireResponse.objects.get(), complete())
    alex.opens("you")
    expect(alex.page.get_by_label("First name")).to_have_value("Alex")
    alex.goes_to(f"{site.form}check/")
    alex.presses("Send to the clinic")

    # Then it says to give it back, and going back shows nobody's answers, nor does the browser keep anything
    assert "Please give this back" in alex.text
    for _ in range(4):
        alex.page.go_back()
        alex.page.wait_for_load_state()
        assert "Alex" not in alex.page.content() and "Moreau" not in alex.page.content(), alex.page.url
    alex.goes_to(site.form, status=403)
    assert "This tablet is locked" in alex.text
    assert alex.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "unknot_tablet" not in {cookie["name"] for cookie in alex.page.context.cookies()}

    # and the desk sees how it came in
    blair = Desk(arrive(), site)
    blair.signs_in(BLAIR)
    blair.opens_the_case(QuestionnaireResponse.objects.get().code)
    assert "On the clinic’s tablet, handed over by Blair Osei" in blair.text


def test_a_tablet_left_alone_saves_locks_and_is_carried_on(site: Site, arrive: Arrive, people: People) -> None:
    page = arrive(**TABLET)
    page.clock.install()
    alex = handed_over(site, page)
    alex.presses("Start now")
    alex.goes_to(f"{site.form}tablet/still-here/")  # where a browser without script is led
    alex.presses("I’m still here")
    alex.opens("you")
    alex.enter("first_name", "Alex")

    # axe takes longer on a slow machine than the question stands, so it looks at one that nothing has opened
    page.evaluate("document.getElementById('still-here').showModal()")
    alex.looks()
    page.get_by_role("button", name="I’m still here").click()

    # When nobody touches it for 90 seconds, it asks; a touch brings it back
    page.clock.fast_forward(91_000)
    expect(page.get_by_role("dialog")).to_contain_text("Are you still there?")
    page.get_by_role("button", name="I’m still here").click()
    expect(page.get_by_role("dialog")).to_be_hidden()

    # When nobody answers, it keeps what was typed and clears the screen
    page.clock.fast_forward(91_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.fast_forward(21_000)
    page.wait_for_url("**/tablet/away/")
    assert "not sent yet" in alex.text and "Alex" not in page.content()
    page.go_back()
    page.wait_for_load_state()
    assert "Alex" not in page.content()

    # Then staff find the form and carry on where it stopped
    blair = Desk(arrive(), site)
    blair.signs_in(BLAIR)
    blair.goes_to("/ways-in/")
    blair.presses(blair.page.get_by_role("button", name="Go on typing Alex"))
    blair.goes_to(f"{site.form}p/you/")
    expect(blair.page.get_by_label("First name")).to_have_value("Alex")


def test_a_caller_in_an_emergency(site: Site, arrive: Arrive, people: People) -> None:
    blair = Desk(arrive(), site)
    blair.signs_in(BLAIR)
    blair.goes_to("/ways-in/")
    blair.presses("Type for a caller")
    blair.presses("Begin")
    typed = Patient(blair.page, site)

    # When the caller says yes to a sign
    typed.opens("warning_now")
    assert "every line aloud" in typed.text and "Blair Osei" in typed.text
    # and another page is opened in its place, then what is ticked goes along
    typed.page.get_by_label(protocol_store.wording("en").option("warning_now", "fainted"), exact=False).check()
    blair.goes_to("/ways-in/")
    until(lambda: TriageCase.objects.filter(group="urgent").exists(), "what was ticked on the page that was left")
    typed.opens("warning_now")
    typed.answers({"warning_now": ["face_or_speech"]})

    # Then the page says what to say and what to do, and the form goes on when it is said
    assert "Read this to the caller now" in typed.text and "call 911" in typed.text.lower()
    typed.presses("I have told them. Go on with the form")

    # and the alarm stays in sight below whatever is read, and covers nothing that takes the focus
    band = typed.page.locator(".typing-alarm")
    typed.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(band).to_be_in_viewport(ratio=1)
    first = typed.page.locator("#question input:visible").first
    first.focus()
    box, covered = first.bounding_box(), band.bounding_box()
    assert box and covered and box["y"] >= covered["y"] + covered["height"]
    draft = QuestionnaireResponse.objects.get()
    answered(draft, complete(warning_now=["face_or_speech"]))
    typed.goes_to(f"{site.form}check/")
    typed.presses("Send to the clinic")

    # and it ends at the case
    assert blair.path.startswith("/cases/") and "By phone, typed by Blair Osei" in blair.text


def test_a_paper_form_is_entered_from_its_code(site: Site, arrive: Arrive, people: People) -> None:
    # Given the code on the paper, read on a computer where nobody is signed in
    version = protocol_store.questionnaire().version
    blair = Desk(arrive(), site)
    blair.goes_to(f"/ways-in/paper/?lang=en&v={version}")
    blair.page.get_by_label("Work email").fill(BLAIR)
    blair.page.get_by_label("Password", exact=True).fill(site.password)
    blair.presses("Sign in")
    assert blair.path == "/ways-in/paper/"

    # When no date is given, the page says so; then it begins
    blair.presses("Begin")
    assert "Write the date that stands on the paper" in blair.text
    day = people.harbour.today(timezone.now()) - timedelta(days=2)
    blair.page.get_by_label("Date on the paper").fill(day.isoformat())
    blair.presses("Begin")
    typed = Patient(blair.page, site)
    assert "Entered from paper" in typed.text and "On the paper: question 1" in typed.text

    # and what cannot be read is not sure
    answered(QuestionnaireResponse.objects.get(), complete())
    typed.opens("triggers")
    ticked = typed.page.locator("main input:checked")
    while ticked.count():
        ticked.first.uncheck()
    typed.enter("triggers", "not_sure")
    typed.presses("Continue")
    typed.goes_to(f"{site.form}check/")
    typed.presses("Send to the clinic")

    # Then it is routed like any other, and says where it came from
    assert blair.path.startswith("/cases/")
    assert f"From paper dated {day:%-d %B %Y}, entered by Blair Osei" in blair.text
    assert "I’m not sure" in blair.text
