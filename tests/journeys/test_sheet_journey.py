"""The second half of the way: an accepted case, its sheet, the paper in the hand and the plan on the phone.

On PostgreSQL and Redis with a worker of its own, and by ./run.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from handouts import actions
from tests.answers import ALEX, URGENT, complete
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.sheet_steps import Clinician, Pdf, Reader, SheetDesk, words_of
from tests.journeys.steps import PHONE, Desk, Patient
from tests.operate.running import Running
from tests.people import People

LAPTOP = {"width": 1366, "height": 768}
BORN = ("14", "6", "1984")
NOT_BORN = ("15", "6", "1984")
NOTE = "Start with the ball. Call me if your arm tingles."
NO_LINK = "/plan/" + "V" * 43 + "/"


def assert_stored(pdf: Pdf, files: Path) -> None:
    """The bytes are those of the file that lies under their digest."""
    digest = hashlib.sha256(pdf).hexdigest()
    assert (files / digest[:2] / f"{digest}.pdf").read_bytes() == pdf


def plain(words: str) -> str:
    """Words as they compare across a page and a PDF: in one line, with ordinary hyphens."""
    return " ".join(words.replace("\u2011", "-").split())


def from_accepted_case_to_printed_sheet(site: Site, arrive: Arrive, code: str, files: Path) -> None:
    # Given a patient's form at the clinic, which the front desk accepts
    blair = SheetDesk(arrive(), site)
    blair.signs_in("blair@harbour.example")
    blair.opens_the_case(code)
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

    # When they approve
    casey.approves()
    assert "Version 1 is approved" in casey.text

    # Then the worker makes the PDF, and the page says so by itself
    assert "2 pages" in casey.waits_for("ready").inner_text()

    # When the clinic prints and keeps it
    blair.goes_to(case)
    pdf = blair.downloads()

    # Then it is the stored file to the byte: a tagged PDF with the help box on page 1 and the version at its foot
    assert blair.prints() == pdf
    assert_stored(pdf, files)
    first_page, all_pages = words_of(pdf, 1), plain(words_of(pdf))
    assert "Get help now" in first_page and "version 1" in first_page and code in first_page
    assert NOTE in all_pages and "DRAFT" not in all_pages
    places = [all_pages.index(plain(title)) for title in titles]
    assert places == sorted(places) and plain(first) not in all_pages

    # When the desk makes a link, and the patient opens it on a phone
    blair.goes_to(case)
    link = blair.makes_a_link()
    alex = Reader(arrive(**PHONE), site)
    alex.goes_to(NO_LINK)
    nothing = alex.text
    alex.goes_to(link)

    # Then the page says no more than it says of a link that was never made
    assert alex.text == nothing
    assert not any(word in alex.page.content() for word in (ALEX["first_name"], ALEX["last_name"], "Harbour", code))

    # When they mistype their birth date, and then give the right one
    alex.gives_birth_date(*NOT_BORN)
    assert "We could not open a plan with these details" in alex.text
    alex.gives_birth_date(*BORN)

    # Then it is the same plan as a page, in the same order, and the same file beside it
    assert alex.path == "/plan/" and link not in alex.page.content()
    assert f"{ALEX['first_name']}, your plan" in alex.text
    headings = [plain(title) for title in alex.page.locator(".activities h3").all_inner_texts()]
    assert [re.sub(r"^\d+ ", "", title) for title in headings] == [plain(title) for title in titles]
    assert NOTE in alex.text and "Get help now" in alex.text and "version 1" in alex.text
    assert alex.keeps_the_pdf() == pdf

    # When they close it, Then nothing of it is left on the device
    alex.presses("Close on this device")
    assert "Your plan is closed on this device" in alex.text
    alex.page.go_back()
    assert "Open your plan" in alex.text and not any(title in alex.text for title in titles)
    alex.goes_to("/plan/file/", 404)

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
    from_accepted_case_to_printed_sheet(site, arrive, alex.sends(), settings.DATA_DIR / "handouts")


@pytest.mark.embedded
def test_the_way_of_a_sheet_on_the_embedded_default(embedded_site: Site, arrive: Arrive, started: Running) -> None:
    alex = Patient(arrive(**PHONE), embedded_site)
    alex.hurries = True
    alex.starts()
    alex.fills_up_to("check", complete())
    from_accepted_case_to_printed_sheet(embedded_site, arrive, alex.sends(), started.data / "handouts")
