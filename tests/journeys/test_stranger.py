"""Someone of another clinic, signed in and in a browser: to them a foreign case does not exist."""

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import expect

from clinic.models import Role
from clinic.permissions import CASE, POLICY
from intake.models import TriageCase
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk, Patient
from tests.people import People


def addresses_of(case: TriageCase) -> list[tuple[str, str]]:
    """Name and address of all that can be asked or done about this case by its id."""
    found = []
    for name in POLICY:
        for words in ({"case_id": case.id}, {"intake_id": case.response_id}):
            try:
                found.append((name, reverse(name, kwargs=words)))
            except NoReverseMatch:
                continue
    assert CASE in {POLICY[name].on for name, _ in found}
    return found


@pytest.mark.browser
def test_a_stranger_sees_nothing_of_another_clinics_case(
    site: Site, arrive: Arrive, people: People, send: SendAnswers
) -> None:
    # Given a patient who has sent a form to Harbour, open in their own browser
    case = send()
    alex = Patient(arrive(360, 740), site)
    draft = alex.has_answered(people.harbour, {"who_for": "me", "first_name": "Alexandra"}, up_to="consent")

    # When Sam of Northside signs in
    sam = Desk(arrive(), site)
    sam.signs_in(people.sam.email)

    # Then their board is empty of it, and so is what it polls for
    expect(sam.page.locator("tr.row")).to_have_count(0)
    polled = sam.page.request.get(f"{site.url}/board/poll/?since=")
    assert polled.ok and case.patient.first_name not in polled.text() and str(case.id) not in polled.text()

    # and every address of the case is a 404, to see or to change, whatever their role
    sam.goes_to(f"/cases/{case.id}/", status=404)
    token = next(c["value"] for c in sam.page.context.cookies() if c["name"] == "unknot-csrf")
    for role in Role.values:
        people.sam.role = role
        people.sam.save()
        for name, path in addresses_of(case):
            if role not in POLICY[name].who:
                continue
            get = sam.page.request.get(site.url + path)
            post = sam.page.request.post(
                site.url + path, form={"csrfmiddlewaretoken": token}, headers={"Referer": site.url}
            )
            codes = {get.status, post.status}
            assert 404 in codes and codes <= {404, 405, 415}, f"{name} as {role}: {codes}"
            assert case.patient.first_name not in get.text() + post.text()
    case.refresh_from_db()
    assert case.owner is None and case.status == "waiting" and not case.desk_note

    # and the patient's own pages lead a stranger to the start
    for page in ("p/you/", "check/", "help-now/", "sent/"):
        sam.goes_to(site.form + page)
        assert sam.path == site.form and "Alexandra" not in sam.text
    alex.opens("you")
    assert draft.clinic == people.harbour
    expect(alex.page.locator("#f-first_name")).to_have_value("Alexandra")
