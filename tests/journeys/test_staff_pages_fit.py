"""Every page of the staff, with something on it: axe content; nothing to scroll sideways at 320 px, nor on a desk's
screen zoomed to twice its size or with wide spacing."""

from collections.abc import Callable, Iterator

import pytest

from clinic.models import Staff
from intake.actions import decide_anew, page_counts, triage
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.measures import NARROWEST, SPACED, at_width, with_style
from tests.journeys.steps import Desk
from tests.people import People

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1366, "height": 900}, {"width": 360, "height": 740}


class Colleague(Desk):
    """Someone of the staff who measures every page they open."""

    faults: list[str]

    def opens_each(self, *paths: str) -> None:
        """Open the pages."""
        for path in paths:
            self.goes_to(path)
            self.measures()

    def measures(self) -> None:
        """Keep what does not fit on the page as it is now; axe looks at it once more as on a phone."""
        zoomed = DESKTOP["width"] // 2
        found = at_width(self.page, NARROWEST) + at_width(self.page, zoomed) + with_style(self.page, SPACED)
        self.faults += [f"{self.path}: {fault}" for fault in found]
        self.page.set_viewport_size(PHONE)
        self.looks()
        self.page.set_viewport_size(DESKTOP)


@pytest.fixture
def enters(site: Site, arrive: Arrive) -> Iterator[Callable[[Staff], Colleague]]:
    """Sign someone in; at the end nothing may have stuck out of their pages."""
    colleagues = []

    def signed_in(staff: Staff) -> Colleague:
        one = Colleague(arrive(**DESKTOP), site)
        one.faults = []
        one.hurries = True
        one.signs_in(staff.email)
        one.hurries = False
        colleagues.append(one)
        return one

    yield signed_in
    found = [fault for one in colleagues for fault in one.faults]
    assert not found, "\n".join(found)


def test_the_desk(enters: Callable[[Staff], Colleague], people: People, send: SendAnswers) -> None:
    # Given a board with all kinds of rows
    case = send()
    for given in (URGENT, EMERGENCY, {"places": ["low_back_l", "knee_front_r", "neck_back_l"]}):
        send(**given)
    decide_anew.raise_urgency(
        case_id=send(first_name="Ivo").id, by=people.blair, group="soon", note="Sounds breathless."
    )
    blair = enters(people.blair)
    blair.opens_each("/board/", "/board/?privacy=1", f"/cases/{case.id}/", "/handouts/failed/")
    whole = "e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight"
    assert blair.page.locator(".clinic-name").evaluate(whole), "the clinic's name is cut"
    triage.accept(case_id=send(first_name="Zoë").id, by=people.blair)
    blair.opens_each("/board/done/", "/board/find/")
    blair.page.get_by_role("main").get_by_label("Name, phone or code").fill("a")
    blair.presses("Find")
    blair.measures()
    blair.opens_each("/ways-in/", "/ways-in/tablet/", "/ways-in/phone/", "/ways-in/paper/")

    # When Blair invites someone: nobody at first, by mistake
    blair.opens_each("/invitations/")
    blair.presses("Make a link")
    blair.measures()
    blair.page.get_by_label("First name").fill("Ana")
    blair.page.get_by_label("Last name").fill("Petrova")
    blair.presses("Make a link")
    blair.measures()
    blair.opens_each("/invitations/")


def test_the_clinician(enters: Callable[[Staff], Colleague], people: People, send: SendAnswers) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.casey)
    casey = enters(people.casey)
    casey.opens_each(f"/cases/{case.id}/handout/", f"/cases/{case.id}/summary/", f"/cases/{case.id}/")


def test_lead_and_manager(enters: Callable[[Staff], Colleague], people: People, send: SendAnswers) -> None:
    case = send()
    for kind, count in (("came", 20), ("under_60", 16), ("left", 3)):
        page_counts.add(people.harbour, "where", kind, by=count)
    drew = enters(people.drew)
    drew.opens_each("/governance/", f"/cases/{case.id}/audit/")
    morgan = enters(people.morgan)
    morgan.opens_each("/staff/", "/clinic/", "/numbers/pages/")
