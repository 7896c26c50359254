"""The verbs of the journeys: what a patient does, and what someone at the desk does. Every page they see passes axe.

In: a browser page on a Site, and answers as the questionnaire stores them. Out: the page, one step further.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from clinic.actor import patient_actor
from clinic.models import Clinic
from intake import protocol_store
from intake.actions import drafts, respond
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import Item, ItemType
from intake.views.patient_page import COOKIE
from tests.journeys.conftest import Site, axe

Answers = Mapping[str, Any]
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
MOST_TABS = 120
SPOT_ON_SCREEN = """zone => {
  const [x, y] = zone.dataset.spot.split(" ").map(Number);
  const spot = new DOMPoint(x, y).matrixTransform(zone.getScreenCTM());
  return [spot.x, spot.y];
}"""


class Person:
    """Someone at a browser."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site, self.hurries = page, site, False

    def goes_to(self, path: str, status: int = 200) -> None:
        """Open an address of the site."""
        answer = self.page.goto(self.site.url + path)
        assert answer and answer.status == status, f"{path}: {answer and answer.status}"
        self.looks()

    def looks(self) -> None:
        """Let axe look at the page, unless the story hurries through pages that another story looks at."""
        if not self.hurries:
            axe(self.page)

    def presses(self, what: Locator | str) -> None:
        """Press a button or link, here or by its name, and look at the page that comes."""
        with self.page.expect_navigation():
            (self.button(what) if isinstance(what, str) else what).click()
        self.looks()

    def button(self, name: str) -> Locator:
        """The one button or link of this name."""
        roles = [self.page.get_by_role(role, name=name, exact=True) for role in ("button", "link")]
        return roles[0].or_(roles[1])

    @property
    def path(self) -> str:
        """Where the person is, without the host."""
        return self.page.url.removeprefix(self.site.url).partition("?")[0].partition("#")[0]

    @property
    def text(self) -> str:
        """What the page says, in one line."""
        return " ".join(self.page.locator("body").inner_text().split())


class Patient(Person):
    """Someone who fills in the form."""

    def starts(self) -> None:
        """Open the clinic's link and begin."""
        self.goes_to(self.site.form)
        self.presses("Start now")

    def has_answered(self, clinic: Clinic, answers: Answers, up_to: str = "") -> QuestionnaireResponse:
        """Given a draft of this browser, with the pages before `up_to` saved (all, when that is left out)."""
        draft = drafts.start(clinic=clinic, language="en")
        cookie = {
            "name": COOKIE,
            "value": draft.secret,
            "domain": urlsplit(self.site.url).hostname,
            "path": self.site.form,
        }
        self.page.context.add_cookies([cookie])
        for page in protocol_store.questionnaire().pages:
            if page.id == up_to:
                break
            values = {item.link_id: answers[item.link_id] for item in page.items if item.link_id in answers}
            if values:
                respond.save_page(response=draft.response, page=page.id, values=values, by=patient_actor(clinic))
        return QuestionnaireResponse.objects.get(pk=draft.response.pk)

    @property
    def at(self) -> str:
        """The id of the page of the form."""
        before, _, page_id = self.path.rstrip("/").rpartition("/")
        return page_id if before.endswith("/p") else ""

    @property
    def items(self) -> tuple[Item, ...]:
        """What the page of the form asks; not what a returning patient confirmed before and it only keeps."""
        shown = self.page.locator("#question :is(input:not([type=hidden]), textarea)")
        names = shown.evaluate_all("boxes => boxes.map(box => box.name)")
        return tuple(
            item
            for item in protocol_store.questionnaire().items.values()
            if any(name == item.link_id or name.startswith(f"{item.link_id}-") for name in names)
        )

    def opens(self, page_id: str, status: int = 200) -> None:
        """Go to one page of the form by its address."""
        self.goes_to(f"{self.site.form}p/{page_id}/", status)

    def enters(self, answers: Answers) -> None:
        """Fill in this page with a finger or a mouse."""
        for item in self.items:
            if item.link_id in answers:
                for name, value in parts(item, answers[item.link_id]):
                    self.enter(name, value)

    def enter(self, name: str, value: str) -> None:
        """Fill in one box, or tick one tick."""
        box = boxes(self.page, name, value)
        if box.get_attribute("type") in ("checkbox", "radio"):
            for closed in box.locator("xpath=ancestor::details[not(@open)]/summary").all():
                closed.click()
            box.check()
        else:
            box.fill(value)

    def answers(self, answers: Answers) -> None:
        """Fill in this page and go on."""
        self.enters(answers)
        self.presses("Save this change" if "from=check" in self.page.url else "Continue")

    def answers_by_keyboard(self, answers: Answers) -> None:
        """The same with nothing but Tab, arrows, Space and Enter."""
        for item in self.items:
            for name, value in parts(item, answers[item.link_id]):
                self.keys(name, value)
        tab_to(self.page, self.button("Continue"))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks()

    def keys(self, name: str, value: str) -> None:
        """Reach one box by Tab and fill it in."""
        box, kind = boxes(self.page, name, value), ""
        kind = box.get_attribute("type") or ""
        if kind == "radio":
            tab_to(self.page, self.page.locator(f'input[name="{name}"]'))
            while not box.evaluate("box => box === document.activeElement"):
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Space")
        elif kind == "checkbox":
            tab_to(self.page, box)
            self.page.keyboard.press("Space")
        else:
            tab_to(self.page, box)
            self.page.keyboard.type(value)
        assert kind not in ("radio", "checkbox") or box.is_checked()

    def taps_the_body_map(self, zone: str) -> None:
        """Tap a part to make it bigger, then tap it again to tick it."""
        shape = self.page.locator(f'svg .zone[data-zone="{zone}"]')
        for _ in ("bigger", "ticked"):
            shape.scroll_into_view_if_needed()
            self.page.touchscreen.tap(*shape.evaluate(SPOT_ON_SCREEN))
        expect(self.page.locator(f'input[name="places"][value="{zone}"]')).to_be_checked()

    def fills_up_to(self, stop: str, answers: Answers) -> None:
        """Answer page after page until `stop` (a page's id, or "check") is on the screen."""
        for _ in protocol_store.questionnaire().pages:
            if self.at == stop or self.path == f"{self.site.form}{stop}/":
                return
            self.answers(answers)
        raise AssertionError(f"never came to {stop}, but to {self.path}")

    def sends(self) -> str:
        """Send the form; return the code on the receipt."""
        self.presses("Send to the clinic")
        return self.page.locator(".code-card__code").inner_text()


class Desk(Person):
    """Someone of the clinic's staff."""

    def signs_in(self, email: str, password: str = "") -> None:
        """Through the sign-in page, as everyone must."""
        self.goes_to("/account/sign-in/")
        self.page.get_by_label("Work email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password or self.site.password)
        self.presses("Sign in")

    def row(self, words: str) -> Locator:
        """The board's row that can be found by `words` (name, code or phone)."""
        return self.page.locator(f'tr.row[data-find*="{words}"]')

    def opens_the_case(self, words: str) -> None:
        """From the board to the case."""
        self.presses(self.row(words).locator("[data-row-link]"))

    @property
    def alarm(self) -> Locator:
        """The alarm line."""
        return self.page.locator("#alarm")

    @property
    def history(self) -> str:
        """The case's history."""
        return self.page.locator(".history").inner_text()


def boxes(page: Page, name: str, value: str) -> Locator:
    """The box of a name: the tick of that value, else the only box of the name."""
    return page.locator(f'main [name="{name}"][value="{value}"]').or_(
        page.locator(f'main :is(input:not([type=checkbox], [type=radio]), textarea)[name="{name}"]')
    )


def parts(item: Item, value: Any) -> Iterator[tuple[str, str]]:
    """The form fields that one stored answer is made of: names and values."""
    name = item.link_id
    match item.type:
        case ItemType.DURATION if value == "not_sure":
            yield f"{name}-unknown", "not_sure"
        case ItemType.DURATION if "number" in value:
            yield f"{name}-number", str(value["number"])
            yield f"{name}-unit", value["unit"]
        case ItemType.DATE:
            for part, number in zip(("year", "month", "day"), value.split("-"), strict=True):
                yield f"{name}-{part}", str(int(number))
        case ItemType.NUMBER if value == "not_sure":
            yield f"{name}-unknown", "on"
        case _:
            for each in value if isinstance(value, list) else [value]:
                yield name, str(each)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is on `wanted`, or on one of several."""
    for _ in range(MOST_TABS):
        if wanted.evaluate_all("found => found.includes(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never gets there")
