"""The second half of the way: an accepted case, its sheet, the paper in the hand and the plan on the phone.

On PostgreSQL and Redis with a worker of its own, and by ./run.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.answers import ALEX, complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.sheet_steps import LAPTOP, Clinician, Reader, SheetDesk, assert_stored, plain, words_of
from tests.journeys.steps import PHONE, Desk, Patient
from tests.operate.running import Running
from tests.people import People

NOTE = "Start with the ball. Call me if your arm tingles."
LAST_WORD = "Anytime."
NO_LINK = "/plan/" + "V" * 43 + "/"


@dataclass(frozen=True, slots=True)
class Sent:
    """Who has sent the form: first name, last name, birth date."""

    first: str
    last: str
    day: int
    month: int
    year: int


ALEX_MOREAU = Sent(ALEX["first_name"], ALEX["last_name"], 14, 6, 1984)
MARIA_OF_THE_DEMO = Sent("Maria", "Teixeira", 14, 6, 1980)


def from_accepted_case_to_printed_sheet(site: Site, arrive: Arrive, who: Sent, files: Path) -> None:
    # Given a patient's form at the clinic, which the front desk accepts
    blair = SheetDesk(arrive(), site)
    blair.signs_in("blair@harbour.example")
    blair.opens_the_case(who.first)
    code = blair.page.locator(".case-code").inner_text()
    assert "It follows the decision." in blair.text
    case = blair.accepts()
    assert "It waits for a clinician." in blair.text
    expect(blair.page.get_by_text("Review the sheet")).to_have_count(0)

    # When the clinician reviews the sheet: one activity off, another on, one place up, one dose less, a note
    casey = Clinician(arrive(**LAPTOP), site)
    casey.signs_in("casey@harbour.example")
    casey.goes_to(case)
    casey.presses("Review the sheet")
    first, second, *others = casey.titles
    casey.takes_off(first)
    added = casey.adds_the_first_offer()
    assert casey.titles == [second, *others, added]
    refused = casey.says_too_little_for_what_is_held_back()
    expect(refused).to_contain_text("Say in words what you checked")
    expect(casey.page.locator("details.checked[open] input[name=checked]")).to_have_value("x")
    casey.moves_up(added)
    before, after = casey.does_less()
    assert before != after
    casey.writes(NOTE)
    titles = casey.titles
    assert titles.index(added) == len(titles) - 2

    # Then the paper beside the list shows just that, as a draft
    expect(casey.paper).to_contain_text(NOTE)
    expect(casey.paper).to_contain_text("DRAFT")
    shown = casey.paper.inner_text()
    assert [title for title in [first, *titles] if title in shown] == titles
    casey.looks()
    casey.goes_to(f"{case}handout/preview/")
    casey.reviews(case)
    assert casey.titles == titles

    # When they put one word more in the note and approve at once
    casey.writes_and_approves_at_once(f"{NOTE} {LAST_WORD}")
    assert "Version 1 is approved" in casey.text

    # Then the worker makes the PDF, and the page says so by itself
    assert "2 pages" in casey.waits_for("ready").inner_text()

    # When the clinic prints and keeps it
    blair.goes_to(case)
    pdf = blair.downloads()

    # Then it is the stored file to the byte: a tagged PDF with the help box on page 1 and the version at its foot
    assert blair.prints() == pdf
    assert_stored(pdf, files)
    first_page, all_pages = words_of(pdf, 1), words_of(pdf)
    assert "Get help now" in first_page and "version 1" in first_page and code in first_page
    assert f"{NOTE} {LAST_WORD}" in all_pages and "DRAFT" not in all_pages
    places = [all_pages.index(plain(title)) for title in titles]
    assert places == sorted(places) and plain(first) not in all_pages

    # When the desk makes a link, and the patient opens it on a phone
    blair.goes_to(case)
    link = blair.makes_a_link()
    phone = Reader(arrive(**PHONE), site)
    phone.goes_to(NO_LINK)
    nothing = phone.text
    phone.goes_to(link)

    # Then the page says no more than it says of a link that was never made
    assert phone.text == nothing
    assert not any(word in phone.page.content() for word in (who.first, who.last, "Harbour", code))

    # When they mistype their birth date, and then give the right one
    phone.gives_birth_date(who.day + 1, who.month, who.year)
    assert "We could not open a plan with these details" in phone.text
    phone.gives_birth_date(who.day, who.month, who.year)

    # Then it is the same plan as a page, in the same order, and the same file beside it
    assert phone.path == "/plan/" and link not in phone.page.content()
    assert f"{who.first}, your plan" in phone.text
    headings = [plain(title) for title in phone.page.locator(".activities h3").all_inner_texts()]
    assert [re.sub(r"^\d+ ", "", title) for title in headings] == [plain(title) for title in titles]
    assert NOTE in phone.text and "Get help now" in phone.text and "version 1" in phone.text
    assert phone.keeps_the_pdf() == pdf

    # and its diary fits the phone: seven days beside each other, no word outside its cell
    assert phone.page.locator(".diary tr").first.locator("th").count() == 1 + 7
    assert phone.page.evaluate("[...document.querySelectorAll('.diary th')].every(c => c.scrollWidth <= c.clientWidth)")

    # When they close it, Then nothing of it is left on the device
    phone.presses("Close on this device")
    assert "Your plan is closed on this device" in phone.text
    phone.page.go_back()
    assert "Open your plan" in phone.text and not any(title in phone.text for title in titles)
    phone.goes_to("/plan/file/", 404)

    # and the clinic knows what was given, and the audit who did what
    casey.goes_to(case)
    casey.page.locator(".given summary").click()
    given = casey.page.locator(".given").inner_text()
    assert all(word in given for word in ("Downloaded by staff, Blair Osei", "Link made", "Opened by the patient"))
    drew = Desk(arrive(), site)
    drew.signs_in("drew@harbour.example")
    drew.goes_to(case)
    drew.presses("Audit")
    told = drew.page.locator("table").inner_text()
    for act in ("edited", "approved", "rendered", "downloaded", "printed", "link_made", "link_opened", "file_opened"):
        assert f"handout.{act}" in told, f"{act}: {told}"
    assert "plan.wrong_birth_date" in told


@pytest.mark.browser
def test_the_way_of_a_sheet(worker: None, site: Site, arrive: Arrive, people: People) -> None:
    alex = Patient(arrive(**PHONE), site)
    alex.has_answered(people.harbour, complete())
    alex.goes_to(f"{site.form}check/")
    alex.sends()
    from_accepted_case_to_printed_sheet(site, arrive, ALEX_MOREAU, settings.DATA_DIR / "handouts")


@pytest.mark.embedded
def test_the_way_of_a_sheet_on_the_embedded_default(embedded_site: Site, arrive: Arrive, started: Running) -> None:
    from_accepted_case_to_printed_sheet(embedded_site, arrive, MARIA_OF_THE_DEMO, started.data / "handouts")
