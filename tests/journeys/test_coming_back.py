"""Stopping on one device and going on with another; an invited person, a returning one, and two windows at once."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from clinic.actor import patient_actor
from intake.actions import respond
from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import EMERGENCY, complete
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site, axe
from tests.journeys.measures import faults
from tests.journeys.steps import PHONE, Desk, Patient
from tests.people import People

pytestmark = pytest.mark.browser


def types_birth_date(page: Page, day: str = "14", month: str = "6", year: str = "1984") -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name=birth_date-{part}]").fill(value)


def path_of(site: Site, address: str) -> str:
    assert address.startswith(site.url)
    return urlsplit(address).path


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_stopping_on_the_phone_and_going_on_at_the_desk(
    site: Site, arrive: Arrive, people: People, script: bool
) -> None:
    # Given a patient who stops in the middle on a phone
    phone = Patient(arrive(**PHONE), site)
    phone.has_answered(people.harbour, complete(), up_to="where")
    phone.opens("where")
    phone.presses("Come back later")
    code = phone.page.locator(".code-card__code").inner_text()
    phone.presses("Make a link to copy")
    link = path_of(site, phone.page.locator("#return-address").input_value())

    # When they type the code on another device with a wrong date
    desk = Patient(arrive(1366, 900, java_script_enabled=script), site)
    desk.hurries = not script
    desk.goes_to(site.form)
    desk.presses("I have a code to come back")
    desk.page.locator("[name=code]").fill(code.lower())
    types_birth_date(desk.page, year="1985")
    desk.presses("Open my answers")

    # Then it says so without saying what was wrong, and keeps what was typed
    assert desk.page.title().startswith("Error: ")
    assert "We could not open answers with these details" in desk.text
    expect(desk.page.locator("[name=code]")).to_have_value(code.lower())

    # and with the right one the first page without an answer opens
    types_birth_date(desk.page)
    desk.presses("Open my answers")
    assert desk.at == "where"
    desk.answers({"places": ["low_back_m"]})

    # and the link does the same on a third
    third = Patient(arrive(**PHONE), site)
    third.goes_to(link)
    assert "Alex" not in third.text
    third.presses("Open my answers")
    types_birth_date(third.page)
    third.presses("Open my answers")
    assert third.at == desk.at
    assert QuestionnaireResponse.objects.get().answers["places"] == ["low_back_m"]

    # When the phone, where the old page still lies open, is used again
    phone.opens("where")
    expect(phone.page.locator("input[value=low_back_m]")).to_be_checked()


def test_two_windows_show_both_answers(site: Site, arrive: Arrive, people: People) -> None:
    # Given the same page in two windows
    alex = Patient(arrive(360, 740), site)
    alex.has_answered(people.harbour, complete(), up_to="since_when")
    alex.opens("since_when")
    other = Patient(alex.page.context.new_page(), site)
    other.opens("since_when")

    # When both are answered, each otherwise
    other.answers(complete(duration_days={"number": 3, "unit": "weeks"}))
    alex.answers(complete(duration_days={"number": 5, "unit": "days"}))

    # Then the second is told what the first said, and nothing typed is lost
    assert "You answered this page somewhere else" in alex.text and "3 weeks" in alex.text
    expect(alex.page.locator("[data-error-summary]")).to_be_focused()
    expect(alex.page.locator("[name=duration_days-number]")).to_have_value("5")
    assert QuestionnaireResponse.objects.get().answers["duration_days"]["number"] == 3

    # and they decide
    alex.presses("Continue")
    assert QuestionnaireResponse.objects.get().answers["duration_days"]["number"] == 5


def test_an_emergency_meets_the_second_device_too(site: Site, arrive: Arrive, people: People) -> None:
    # Given a draft that was stopped on the phone
    phone = Patient(arrive(**PHONE), site)
    draft = phone.has_answered(people.harbour, complete(), up_to="warning_nerves")
    by = patient_actor(people.harbour)
    for page in ("warning_nerves", "nerves_more"):
        values = {key: EMERGENCY[key] for key in EMERGENCY if key.startswith(page[:5]) or key == "back_or_leg_pain"}
        respond.save_page(response=draft, page=page, values=values if page == "nerves_more" else
                          {"warning_nerves": EMERGENCY["warning_nerves"]}, by=by)  # fmt: skip
    assert TriageCase.objects.get().group == "emergency"

    # When it is opened on another device, Then the stop page opens
    desk = Patient(arrive(), site)
    desk.goes_to(f"{site.form}return/")
    desk.page.locator("[name=code]").fill(draft.code)
    types_birth_date(desk.page)
    desk.presses("Open my answers")
    assert desk.path.endswith("/help-now/") and "911" in desk.text


def test_an_invited_patient_comes_back_and_confirms(
    site: Site, arrive: Arrive, people: People, send: SendAnswers
) -> None:
    send(health_now=["blood_thinner"], home=["has_ball", "can_floor"])

    # Given that the desk invites someone who has been here before
    blair = Desk(arrive(), site)
    blair.signs_in("blair@harbour.example")
    blair.presses(blair.page.get_by_role("link", name="Invite a patient"))
    for name, value in (("first_name", "Alex"), ("last_name", "Moreau"), ("birth_date", "1984-06-14")):
        blair.page.locator(f"[name={name}]").fill(value)
    blair.presses("Make a link")
    blair.page.get_by_label("Alex Moreau, last form").check()
    blair.presses("Make a link")
    link = path_of(site, blair.page.locator("#plan-address").input_value())

    # When they open it
    alex = Patient(arrive(360, 800), site)
    alex.goes_to(link)
    assert "Alex" not in alex.text
    types_birth_date(alex.page)
    alex.presses("Open my form")

    # Then what lasts is confirmed on one page, a tap for each part of it, and the rest is asked
    confirmed, together = 0, {page: set[str]() for page in ("spread", "since_when", "hard_to_do")}
    answers = complete()
    alex.hurries = True  # other stories look at the pages that everyone answers
    while not alex.path.endswith("/check/"):
        if "/last-time/" in alex.path:
            confirmed += alex.page.locator("[name=still]").count()
            axe(alex.page)
            assert faults(alex.page) == []
            for tick in alex.page.locator("[name=still]").all():
                tick.check()
            alex.presses("Continue")
        else:
            if alex.at in together:  # two pages of the questionnaire on one
                axe(alex.page)
                assert faults(alex.page) == []
                together[alex.at] = {item.link_id for item in alex.items}
            assert not alex.at.startswith("warning") or alex.page.locator("form#question input:checked").count() == 0
            alex.answers(answers)
    assert confirmed == 3 and list(together.values()) == [
        {"spread", "heart_signs"}, {"course", "pain_level", "limits"}, {"effects", "hard_activity", "tried"}
    ]  # fmt: skip
    alex.sends()

    # and the desk sees that it is done
    blair.goes_to("/invitations/")
    assert "Done" in blair.text
    assert TriageCase.objects.filter(patient__last_name="Moreau").count() == 2
