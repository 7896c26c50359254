"""Every page that a patient can see, in every language: axe content, controls of 48 px, nothing to scroll sideways at
320 px, with text twice as large, with wide spacing or from right to left; at most 40 KB on the line."""

import gzip
import os
import re
import textwrap
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from clinic.actor import patient_actor
from intake import protocol_store
from intake.actions import respond, triage
from intake.models import QuestionnaireResponse, TriageCase
from intake.models.case import EventKind
from tests.answers import EMERGENCY, URGENT, complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.measures import faults, scrolling_parts
from tests.journeys.steps import Patient
from tests.people import People

pytestmark = pytest.mark.browser
SCREENS: tuple[ViewportSize, ...] = ({"width": 360, "height": 740}, {"width": 1366, "height": 768})
MOST_BYTES = 40 * 1024
SHOWN = 12
LOADED = "found => found.map(each => each.href || each.src)"
# A page is looked at in one language on one screen, the next page in another; all six take ./test --full.
EVERYWHERE = bool(os.environ.get("UNKNOT_TEST_FULL"))


class Visitor(Patient):
    """A patient who measures and weighs every page."""

    weights: dict[str, int]
    files: dict[str, int]
    faults: list[str]

    def __init__(self, page: Page, site: Site) -> None:
        super().__init__(page, site)
        self.weights, self.files, self.faults = {}, {}, []

    def looks(self) -> None:
        """axe and the measures; keep what is wrong, and what the page and all that it loads weigh."""
        html = len(gzip.compress(self.page.content().encode()))
        super().looks()
        language, size = self.page.locator("html").get_attribute("lang"), self.page.viewport_size
        found = faults(self.page) + scrolling_parts(self.page)
        self.faults += [f"{self.path} {language} {size and size['width']}: {fault}" for fault in found]
        weight = html + sum(map(self.weight_of, self.page.eval_on_selector_all("link[href], script[src], img", LOADED)))
        name = self.path.removeprefix(self.site.form) or "start"
        self.weights[name] = max(weight, self.weights.get(name, 0))

    def weight_of(self, address: str) -> int:
        """Bytes of one stylesheet or script, packed."""
        if address not in self.files:
            self.files[address] = len(gzip.compress(self.page.request.get(address).body()))
        return self.files[address]


@pytest.fixture
def alex(site: Site, arrive: Arrive, capsys: pytest.CaptureFixture[str]) -> Iterator[Visitor]:
    """A patient with a phone; what their pages weighed is printed, and checked, at the end."""
    visitor = Visitor(arrive(**SCREENS[0]), site)
    yield visitor
    heaviest_first = sorted(visitor.weights.items(), key=lambda pair: -pair[1])
    told = ", ".join(f"{name} {weight / 1024:.1f}" for name, weight in heaviest_first[:SHOWN])
    more = f"; {len(heaviest_first) - SHOWN} more are lighter" if len(heaviest_first) > SHOWN else ""
    with capsys.disabled():
        print("\n" + textwrap.fill(f"KB of HTML, CSS, JS and pictures, gzipped: {told}{more}", 118))
    assert not visitor.faults, "\n".join(visitor.faults)
    assert [name for name, weight in heaviest_first if weight > MOST_BYTES] == []


def test_every_question(alex: Visitor, people: People) -> None:
    people.harbour.languages = list(protocol_store.languages())
    people.harbour.save()
    places = [(tag, screen) for screen in SCREENS for tag in protocol_store.languages()]

    # Given a draft without answers, for which every page is still open
    draft = alex.has_answered(people.harbour, {})
    seen: set[str] = set()

    # When the patient opens each, Then it fits; and so do the errors of each kind of question (all: of every page)
    for number, page in enumerate(protocol_store.questionnaire().pages):
        for tag, screen in places if EVERYWHERE else [places[number % len(places)]]:
            QuestionnaireResponse.objects.filter(pk=draft.pk).update(language=tag)
            alex.page.set_viewport_size(screen)
            alex.opens(page.id)
            assert alex.at == page.id
            kinds = {item.type.value for item in page.items if item.required}
            if (kinds and EVERYWHERE) or not kinds <= seen:
                seen |= kinds
                alex.presses(alex.page.locator("form#question button.button"))
                assert alex.page.locator(".field__error").count()


@pytest.mark.parametrize("screen", SCREENS if EVERYWHERE else SCREENS[:1])
def test_every_other_page(alex: Visitor, people: People, screen: ViewportSize) -> None:
    alex.page.set_viewport_size(screen)

    # Given a newcomer, someone who has stopped half way, and someone lost
    for path in (alex.site.form, "/", f"{alex.site.form}privacy/", f"{alex.site.form}return/"):
        alex.goes_to(path)
    alex.has_answered(people.harbour, complete(), up_to="since_when")
    alex.goes_to(alex.site.form)
    alex.opens("no_such_page", status=404)

    # When they send the form, and later say that it got worse
    draft = alex.has_answered(people.harbour, complete(triggers=["none"]))
    alex.goes_to(f"{alex.site.form}check/")
    alex.sends()
    alex.goes_to(alex.site.form)
    assert "You sent a form on" in alex.text
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

    # and an urgent one while the clinic is shut: its receipt says the most, and takes one side of paper
    tomorrow = people.harbour.today(timezone.now() + timedelta(days=1))
    people.harbour.hours = {f"{tomorrow:%a}".lower(): [["08:00", "18:00"]]}
    people.harbour.save()
    draft = alex.has_answered(people.harbour, complete(**URGENT))
    alex.goes_to(f"{alex.site.form}check/")
    alex.sends()
    for tag in protocol_store.languages():
        QuestionnaireResponse.objects.filter(pk=draft.pk).update(language=tag)
        alex.page.reload()
        for paper in ("A4", "Letter"):
            sides = len(re.findall(rb"/Type\s*/Page\b", alex.page.pdf(format=paper)))
            assert sides == 1, f"{tag} {paper}: {sides} sides"

    # and someone takes a sign back: what the stop page becomes, then the receipt
    draft = alex.has_answered(people.harbour, complete(warning_now=["chest_pain"], needles_3_days="no"))
    by = patient_actor(people.harbour)
    respond.say(response=draft, kind=EventKind.MISTAKE, by=by)
    respond.save_page(response=draft, page="warning_now", values={"warning_now": ["none"]}, by=by)
    alex.goes_to(f"{alex.site.form}help-now/")
    alex.presses("Go on with the form")
    alex.sends()
    assert "We call you about the answer you changed" in alex.text

    # and someone's page is too old for what it sends
    alex.opens("how_bad")
    alex.page.context.clear_cookies()
    alex.presses("Continue")
    assert "This page was open too long" in alex.text
