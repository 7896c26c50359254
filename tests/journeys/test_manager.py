"""The manager's days: a colleague comes and goes, hours and phone change. And the lock on a guessed password."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from clinic.models import Staff
from intake.actions import page_counts
from intake.models import TriageCase
from tests.conftest import SendAnswers
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk, Patient
from tests.people import PASSWORD, People

pytestmark = pytest.mark.browser
NEW_PASSWORD = "many-strands-one-thread"


@pytest.fixture
def morgan(site: Site, arrive: Arrive, people: People) -> Desk:
    """The manager, signed in."""
    desk = Desk(arrive(), site)
    desk.signs_in(people.morgan.email)
    return desk


def invite(morgan: Desk, name: str, email: str) -> str:
    """Invite someone for the front desk; return the path of the link they get by email."""
    morgan.presses(morgan.page.get_by_role("navigation").get_by_role("link", name="Staff"))
    morgan.page.get_by_label("Name", exact=True).fill(name)
    morgan.page.get_by_label("Work email").fill(email)
    morgan.page.get_by_label("Role").select_option("front_desk")
    morgan.presses("Send the invitation")
    assert f"{name} is invited" in morgan.text
    assert [message.to for message in mail.outbox] == [[email]]
    found = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert found and found[0].startswith(morgan.site.url), mail.outbox[0].body
    return found[0].removeprefix(morgan.site.url)


def test_a_colleague_is_invited_and_later_shut_out(
    morgan: Desk, site: Site, arrive: Arrive, send: SendAnswers, people: People
) -> None:
    case = send()

    # Given an invitation that the manager sent
    link = invite(morgan, "Jules Marchetti", "jules@harbour.example")

    # When the colleague follows the link and sets a password
    jules = Desk(arrive(), site)
    jules.goes_to(link)
    passwords = jules.page.locator("input[type=password]")
    for at in range(passwords.count()):
        passwords.nth(at).fill("short")
    jules.presses("Set the password")
    expect(jules.page.locator(".error").first).to_be_visible()
    for at in range(passwords.count()):
        passwords.nth(at).fill(NEW_PASSWORD)
    jules.presses("Set the password")
    assert "Your password is set" in jules.text

    # Then they sign in with it and work at the board, and the link is used up
    jules.signs_in("jules@harbour.example", NEW_PASSWORD)
    expect(jules.row(case.response.code)).to_be_visible()
    late = Desk(arrive(), site)
    late.goes_to(link)
    assert "This link no longer works" in late.text

    # When the manager stops their sign-in, while their board is open
    morgan.goes_to("/staff/")
    morgan.presses(morgan.page.get_by_role("button", name="Stop sign-in Jules Marchetti"))
    assert "Jules Marchetti can no longer sign in" in morgan.text

    # Then the open board says that it is signed out, and hides the names
    expect(jules.page.locator("#signed-out")).to_be_visible()
    expect(jules.page.locator("#board")).not_to_contain_text(case.patient.first_name)
    expect(jules.page.locator("[data-find]")).to_have_count(0)
    jules.looks()

    # and neither the open session nor the password leads in again
    jules.goes_to(f"/cases/{case.id}/")
    assert jules.path == "/account/sign-in/"
    jules.signs_in("jules@harbour.example", NEW_PASSWORD)
    jules.goes_to("/board/")
    assert jules.path == "/account/sign-in/"
    assert TriageCase.objects.get().owner is None

    # When the manager lets them in again, Then the password works
    morgan.presses(morgan.page.get_by_role("button", name="Let in again Jules Marchetti"))
    jules.signs_in("jules@harbour.example", NEW_PASSWORD)
    assert jules.path == "/board/"


def test_the_manager_changes_hours_and_phone(morgan: Desk, site: Site, arrive: Arrive, people: People) -> None:
    # Given the clinic's settings
    morgan.presses(morgan.page.get_by_role("navigation").get_by_role("link", name="Clinic"))
    phone = morgan.page.get_by_label("Phone for patients")

    # When the manager mistypes the hours of Monday
    monday = morgan.page.get_by_role("group", name="Monday")
    phone.fill("555-0177")
    monday.get_by_label("Opens").fill("17:00")
    monday.get_by_label("Closes").fill("09:00")
    morgan.presses("Save")

    # Then the page says what is wrong and keeps what was typed
    assert "The closing time must be later than the opening time" in morgan.text
    expect(phone).to_have_value("555-0177")
    expect(monday.get_by_label("Opens")).to_have_value(re.compile("17:00"))

    # When they mend it, and close on Sunday
    monday.get_by_label("Opens").fill("07:30")
    sunday = morgan.page.get_by_role("group", name="Sunday")
    for part in ("Opens", "Closes"):
        sunday.get_by_label(part).fill("")
    morgan.presses("Save")

    # Then it is saved, and patients see the new number
    assert "Saved" in morgan.text
    expect(monday.get_by_label("Opens")).to_have_value(re.compile("07:30"))
    people.harbour.refresh_from_db()
    assert people.harbour.hours["mon"] == [["07:30", "09:00"]] and not people.harbour.hours.get("sun")
    alex = Patient(arrive(360, 740), site)
    alex.goes_to(site.form)
    expect(alex.page.get_by_role("link", name="555-0177").first).to_be_visible()


def test_the_manager_sees_which_page_loses_people(morgan: Desk, people: People) -> None:
    # Given a form that nobody has opened, the manager reads so
    morgan.presses(morgan.page.get_by_role("navigation").get_by_role("link", name="Where people stop"))
    assert "Nobody has opened the form" in morgan.text

    # When forty came to a page, and six of them stopped there
    for kind, count in (("came", 40), ("under_60", 32), ("under_180", 8), ("left", 6), ("wrong", 5), ("back", 1)):
        page_counts.add(people.harbour, "where", kind, by=count)
    page_counts.add(people.harbour, "who_for", "came", by=40)

    # Then the page says it in words, on a wide screen, on a narrow one, and for the last four weeks
    morgan.presses("4 weeks")
    said = "“Where does it hurt?” loses most people: 15 in 100 who come to it stop there."
    assert "40 people started." in morgan.text and said in morgan.text
    row = morgan.page.get_by_role("row").filter(has_text="Where does it hurt?")
    for words in ("40", "56 s", "165 s", "6 (15 in 100)", "under 5", "loses people", "slow"):
        expect(row).to_contain_text(words)
    morgan.page.set_viewport_size({"width": 360, "height": 740})
    morgan.looks()
    assert morgan.page.evaluate("document.documentElement.scrollWidth") <= 360
    morgan.page.emulate_media(media="print")
    expect(morgan.page.get_by_role("heading", name=said)).to_be_visible()


def test_who_cannot_sign_in_asks_for_a_link(site: Site, arrive: Arrive, people: People) -> None:
    blair = Desk(arrive(), site)

    # When someone asks for a link, with an address that belongs to nobody and then with one that does
    said = []
    for address in ("nobody@harbour.example", people.blair.email):
        blair.goes_to("/account/sign-in/")
        blair.presses("I cannot sign in")
        blair.page.get_by_label("Work email").fill(address)
        blair.presses("Send me the link")
        said.append(blair.text)

    # Then the page says the same to both, and only the one who works here gets mail, with a link to this site
    assert said[0] == said[1] and "Look in your mail" in said[0]
    assert [message.to for message in mail.outbox] == [[people.blair.email]]
    assert f"{site.url}/account/password/reset/key/" in mail.outbox[0].body


def test_five_wrong_passwords_lock_the_sign_in_for_a_while(site: Site, arrive: Arrive, people: People) -> None:
    # Given someone who guesses Blair's password
    guesser = Desk(arrive(), site)

    # When they are wrong five times
    for guess in range(5):
        guesser.signs_in(people.blair.email, f"wrong-guess-{guess}")
        assert guesser.path != "/board/"

    # Then they are told in plain words that it is locked, and for how long, on a page of the clinic's own
    assert "15 minutes" in guesser.text and "too many" in guesser.text.lower(), guesser.text
    expect(guesser.page.get_by_role("heading", level=1)).to_have_count(1)

    # and even the right password does not open it now
    guesser.signs_in(people.blair.email, PASSWORD)
    guesser.goes_to("/board/")
    assert guesser.path == "/account/sign-in/"

    # and nobody else is locked out
    casey = Desk(arrive(), site)
    casey.signs_in(people.casey.email)
    assert casey.path == "/board/"
    assert Staff.objects.get(pk=people.blair.pk).is_active
