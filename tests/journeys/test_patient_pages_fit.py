"""Every page that a patient can see: nothing to scroll sideways at 320 px, axe content, at most 40 KB on the line."""

import gzip
import textwrap
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from intake import protocol_store
from intake.actions import triage
from intake.models import TriageCase
from tests.answers import EMERGENCY, URGENT, complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Patient
from tests.people import People

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
MOST_BYTES = 40 * 1024
SHOWN = 12
LOADED = "found => found.map(each => each.href || each.src)"
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map(each => `${each.tagName.toLowerCase()}.${each.getAttribute("class") ?? ""}`)"""


class Visitor(Patient):
    """A patient with a very narrow screen, who weighs every page."""

    weights: dict[str, int]
    files: dict[str, int]

    def __init__(self, page: Page, site: Site) -> None:
        super().__init__(page, site)
        self.weights, self.files = {}, {}

    def looks(self) -> None:
        """axe, and that nothing sticks out; keep what the page and all that it links weigh."""
        super().looks()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], self.too_wide
        assert self.too_wide == f"{self.page.url}: []"
        html = len(gzip.compress(self.page.content().encode()))
        weight = html + sum(
            map(self.weight_of, self.page.eval_on_selector_all("link[rel=stylesheet], script[src]", LOADED))
        )
        name = self.path.removeprefix(self.site.form) or "start"
        self.weights[name] = max(weight, self.weights.get(name, 0))

    @property
    def too_wide(self) -> str:
        """The page with what sticks out of it."""
        return f"{self.page.url}: {self.page.evaluate(TOO_WIDE)}"

    def weight_of(self, address: str) -> int:
        """Bytes of one stylesheet or script, packed."""
        if address not in self.files:
            self.files[address] = len(gzip.compress(self.page.request.get(address).body()))
        return self.files[address]


@pytest.fixture
def alex(site: Site, arrive: Arrive, capsys: pytest.CaptureFixture[str]) -> Iterator[Visitor]:
    """A patient at 320 px; what their pages weighed is printed, and checked, at the end."""
    visitor = Visitor(arrive(**NARROW), site)
    yield visitor
    heaviest_first = sorted(visitor.weights.items(), key=lambda pair: -pair[1])
    told = ", ".join(f"{name} {weight / 1024:.1f}" for name, weight in heaviest_first[:SHOWN])
    more = f"; {len(heaviest_first) - SHOWN} more are lighter" if len(heaviest_first) > SHOWN else ""
    with capsys.disabled():
        print("\n" + textwrap.fill(f"KB of HTML, CSS and JS, gzipped: {told}{more}", 118))
    assert [name for name, weight in heaviest_first if weight > MOST_BYTES] == []


def test_every_question(alex: Visitor, people: People) -> None:
    # Given a draft without answers, for which every page is still open
    alex.has_answered(people.harbour, {})
    empty_seen: set[str] = set()

    # When the patient opens each, Then it fits; and so do the errors of each kind of question
    for page in protocol_store.questionnaire().pages:
        alex.opens(page.id)
        assert alex.at == page.id
        kinds = {item.type.value for item in page.items if item.required}
        if not kinds <= empty_seen:
            empty_seen |= kinds
            alex.presses("Continue")
            assert alex.page.title().startswith("Error: ")


def test_every_other_page(alex: Visitor, people: People) -> None:
    # Given a newcomer, someone who has stopped half way, and someone lost
    for path in (alex.site.form, "/", f"{alex.site.form}privacy/"):
        alex.goes_to(path)
    alex.has_answered(people.harbour, complete(), up_to="since_when")
    alex.goes_to(alex.site.form)
    alex.opens("no_such_page", status=404)

    # When they send the form, and later say that it got worse
    draft = alex.has_answered(people.harbour, complete(triggers=["none"]))
    alex.opens("where")
    alex.goes_to(f"{alex.site.form}check/")
    alex.sends()
    alex.presses("It got worse")
    alex.presses("Tell the clinic")

    # and mend an answer after the clinic has accepted the form
    triage.claim(case_id=TriageCase.objects.get(response=draft).id, by=people.casey)
    triage.log_contact(case_id=draft.case.id, by=people.casey, outcome="reached")
    triage.accept(case_id=draft.case.id, by=people.casey)
    alex.answers({"warning_now": ["none"]})
    assert "The clinic has read your form" in alex.text

    # When others send urgent answers, or answers that are an emergency, by day and by night
    alex.has_answered(people.harbour, complete(**URGENT))
    alex.goes_to(f"{alex.site.form}check/")
    alex.sends()
    for answers, hours in ((EMERGENCY, people.harbour.hours), ({"private_matters": ["self_harm_thoughts"]}, {})):
        people.harbour.hours = hours
        people.harbour.save()
        alex.has_answered(people.harbour, complete(**answers))
        alex.goes_to(f"{alex.site.form}help-now/")
        assert alex.path.endswith("/help-now/")

    # and someone's page is too old for what it sends
    alex.opens("how_bad")
    alex.page.context.clear_cookies()
    alex.presses("Continue")
    assert "This page was open too long" in alex.text
