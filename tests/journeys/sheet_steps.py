"""The verbs of the sheet: a clinician reviews and approves, the desk prints and makes a link, a patient opens the plan.

In: a browser page on a Site. Out: the page, one step further, or the PDF that this person now holds.
"""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import APIResponse, Locator, Page, expect

from tests.journeys.steps import Desk, Patient

LAPTOP = {"width": 1366, "height": 768}
Pdf = bytes


class SheetDesk(Desk):
    """Someone of the clinic at a case with a sheet."""

    def accepts(self) -> str:
        """Accept the case on the screen, whose path is returned; one that is not routine is claimed first."""
        claim = self.page.locator("[data-act=claim-here]")
        if claim.count():
            self.presses(claim)
        self.presses(self.page.locator("[data-act=accept]"))
        return self.path

    def waits_for(self, state: str) -> Locator:
        """Stay on the page until the newest version says so by itself, and look at it then."""
        newest = self.page.locator(".revision").first
        expect(newest).to_have_attribute("data-revision", state)
        self.looks()
        return newest

    def downloads(self) -> Pdf:
        """Keep the newest version's PDF."""
        return kept(self.page, self.page.locator('.revision a[href$="/pdf/?as=download"]').first)

    def prints(self) -> Pdf:
        """The bytes that the print button shows in a new tab."""
        address = self.page.locator('.revision a[href$="/pdf/"]').first.get_attribute("href")
        answer = self.page.request.get(f"{self.site.url}{address}")
        assert answer.status == 200 and answer.headers["content-disposition"].startswith("inline")
        return answer.body()

    def makes_a_link(self) -> str:
        """Make the patient's link; return its path."""
        self.presses("Make a link")
        return self.page.locator("#plan-address").input_value().removeprefix(self.site.url)


class Clinician(SheetDesk):
    """Someone who reviews a sheet."""

    def reviews(self, case: str) -> None:
        """Open the review of the case at this path."""
        self.goes_to(f"{case}handout/")

    @property
    def titles(self) -> list[str]:
        """The activities on the sheet, in order."""
        return self.page.locator("#choices h3").all_inner_texts()

    @property
    def paper(self) -> Locator:
        """The sheet as it will print, beside the list."""
        return self.page.frame_locator("#preview").locator("body")

    def edits(self, act: Callable[[], object]) -> None:
        """Change something, and wait until it is saved."""
        number = self.page.locator("#draft-number")
        before = number.input_value()
        act()
        expect(number).not_to_have_value(before)

    def takes_off(self, title: str) -> None:
        """Remove an activity."""
        self.edits(self.button(f"Take {title} off").click)

    def moves_up(self, title: str) -> None:
        """One place up."""
        self.edits(self.button(f"Move {title} up").click)

    def adds_the_first_offer(self) -> str:
        """Add what the library offers first; return its title."""
        add = self.page.locator(".offer-list [id^=add-]").first
        title = add.inner_text().removeprefix("Add").strip()
        self.edits(add.click)
        return title

    def says_too_little_for_what_is_held_back(self) -> Locator:
        """Put in an activity that was held back with one letter; the words beside the field."""
        self.page.locator("#offer-more > summary").click()
        box = self.page.locator("details.checked").first
        box.locator("summary").click()
        box.locator("input[name=checked]").fill("x")
        box.get_by_role("button").click()
        return self.page.locator("#checked-error")

    def does_less(self) -> tuple[str, str]:
        """One step down in the first dose that can go down; return its words before and after."""
        step = self.page.locator(".step:has([id^=less-]:not([disabled]))").first
        words = step.locator(".step-words")
        before = words.inner_text()
        found = self.page.locator(f"#{step.locator('[id^=less-]').get_attribute('id')}")
        self.edits(found.click)
        return before, found.locator("xpath=..").locator(".step-words").inner_text()

    def writes(self, note: str) -> None:
        """Write the note that is printed under their name."""
        self.edits(lambda: self.page.get_by_label("Note from you").fill(note))

    def writes_and_approves_at_once(self, note: str) -> None:
        """The same, and press the approve button before anything says that the note is saved."""
        self.page.get_by_label("Note from you").fill(note)
        self.approves()

    def approves(self) -> None:
        """Press the approve button."""
        self.presses(self.page.locator("#approve"))

    def approves_again(self, times: int) -> None:
        """Approve the sheet as it stands, as quickly as posts can go."""
        for _ in range(times):
            assert self.posts("approve").status == 302

    def posts(self, act: str, **posted: str) -> APIResponse:
        """Send one of the review page's forms by hand; a redirect is not followed, except after an edit."""
        form = {name: self.page.locator(f"#sheet-form [name={name}]").input_value()
                for name in ("csrfmiddlewaretoken", "draft_number")}  # fmt: skip
        return self.page.request.post(
            f"{self.page.url}{act}/", form=form | posted, headers={"Referer": self.page.url},
            max_redirects=1 if act == "edit" else 0,
        )  # fmt: skip


class Reader(Patient):
    """The patient with a link to the plan."""

    def gives_birth_date(self, day: int, month: int, year: int) -> None:
        """Fill in the door and press."""
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            self.page.get_by_label(part, exact=True).fill(str(value))
        self.presses("Open my plan")

    def keeps_the_pdf(self) -> Pdf:
        """Keep the PDF beside the page."""
        return kept(self.page, self.button("Keep the PDF"))


def kept(page: Page, link: Locator) -> Pdf:
    """What a link gives to keep."""
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def words_of(pdf: Pdf, page: int = 0) -> str:
    """What pdftotext reads in a PDF, or on one page of it, in one line."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    read = subprocess.run(["pdftotext", "-q", *pages, "-", "-"], input=pdf, capture_output=True, check=True, timeout=30)
    return plain(read.stdout.decode())


def plain(words: str) -> str:
    """Words as they compare across a page and a PDF: in one line, with ordinary hyphens."""
    return " ".join(words.replace("\u2011", "-").split())


def assert_stored(pdf: Pdf, files: Path) -> None:
    """The bytes are those of the file that lies under their digest."""
    digest = hashlib.sha256(pdf).hexdigest()
    assert (files / digest[:2] / f"{digest}.pdf").read_bytes() == pdf
