"""A case on paper: what staff print says who it is about; what the patient takes along says nothing about them."""

import pytest
from playwright.sync_api import expect

from tests.answers import EMERGENCY
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk
from tests.people import People


@pytest.mark.browser
def test_staff_and_patient_take_different_paper(site: Site, arrive: Arrive, people: People, send: SendAnswers) -> None:
    case = send(**EMERGENCY)
    blair = Desk(arrive(), site)
    blair.signs_in(people.blair.email)
    blair.opens_the_case(case.response.code)
    page = blair.page
    page.evaluate("window.print = () => { window.printed = document.documentElement.dataset.print ?? 'case'; }")

    # When Blair prints the case, the paper says who it is and that it is for staff
    blair.button("Print case").click()
    assert page.evaluate("window.printed") == "case"
    page.emulate_media(media="print")
    for words in ("For staff.", "Alex Moreau", "born 14 Jun 1984", "416-555-0142", case.response.code):
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
    expect(page.locator(".patient-slip")).to_be_hidden()
    page.emulate_media(media="screen")

    # When Blair prints the slip, it stands alone: clinic, phone, code
    page.locator("summary", has_text="More").click()
    blair.button("Print the patient’s slip").click()
    assert page.evaluate("window.printed") == "slip"
    page.emulate_media(media="print")
    expect(page.locator(".patient-slip")).to_be_visible()
    expect(page.locator(".case-grid")).to_be_hidden()
    shown = page.locator("body").inner_text()
    assert case.response.code in shown and people.harbour.phone in shown
    assert "Alex" not in shown and "416-555-0142" not in shown and "Low back" not in shown

    # and what is folded away on screen stands open on paper only
    folds = page.locator(".sources, .folded-reasons")
    assert folds.evaluate_all("folds => folds.length && folds.every(fold => !fold.open)")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folds.evaluate_all("folds => folds.every(fold => fold.open)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folds.evaluate_all("folds => folds.every(fold => !fold.open)")

    # and the next print is the case again
    page.emulate_media(media="screen")
    blair.button("Print case").click()
    assert page.evaluate("window.printed") == "case"
