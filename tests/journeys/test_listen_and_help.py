"""Two comforts on every page: Listen reads it aloud in its language, and the clinic's phone is in the same place."""

import pytest
from playwright.sync_api import expect

from tests.answers import complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import PHONE, Patient
from tests.people import People

pytestmark = pytest.mark.browser
# A voice that notes what it would say: a machine without a loudspeaker has none.
VOICE = """
window.spoken = [];
const voice = { speaking: false, speak: one => { spoken.push([one.lang, one.text]); voice.speaking = true; },
  cancel: () => { voice.speaking = false; } };
Object.defineProperty(window, "speechSynthesis", { value: voice });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_listen_reads_the_page_and_stops(site: Site, arrive: Arrive, people: People) -> None:
    # Given a patient at the signs, whose phone has a voice
    alex = Patient(arrive(**PHONE), site)
    alex.page.add_init_script(VOICE)
    alex.has_answered(people.harbour, complete(), up_to="warning_now")
    alex.opens("warning_now")

    # When they press Listen
    listen = alex.page.locator("[data-listen]")
    expect(listen).to_have_text("Listen")
    listen.click()

    # Then the title and every answer are read in the page's language, each once, and nothing else
    spoken = alex.page.evaluate("spoken")
    assert {lang for lang, _ in spoken} == {"en"}
    said = [text for _, text in spoken]
    assert said[0] == alex.page.locator(".caption").inner_text()
    for label in alex.page.locator(".tick__label").all_inner_texts():
        assert said.count(" ".join(label.split())) == 1, said
    assert "Back" not in said and len(said) == len(set(said))

    # and pressing again stops it
    expect(listen).to_have_text("Stop")
    listen.click()
    expect(listen).to_have_text("Listen")
    assert alex.page.evaluate("speechSynthesis.speaking") is False


def test_without_a_voice_there_is_no_listen(site: Site, arrive: Arrive, people: People) -> None:
    alex = Patient(arrive(**PHONE), site)
    alex.page.add_init_script("delete window.SpeechSynthesisUtterance")
    alex.goes_to(f"{site.form}privacy/")
    expect(alex.page.locator("[data-listen]")).to_be_hidden()


def test_the_phone_is_in_the_same_place_everywhere(site: Site, arrive: Arrive, people: People) -> None:
    alex = Patient(arrive(**PHONE), site)
    alex.hurries = True
    alex.has_answered(people.harbour, complete())
    places = set()
    for path in ("", "p/who_for/", "p/where/", "check/", "privacy/", "return/"):
        alex.goes_to(site.form + path)
        phone = alex.page.locator("header a.help")
        expect(phone).to_have_attribute("href", "tel:5550100")
        box = phone.bounding_box()
        assert box
        places.add((round(box["x"]), round(box["y"]), round(box["height"])))
    assert len(places) == 1, places
