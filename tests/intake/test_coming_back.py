"""Coming back on another device: the right secret and the right birth date, five tries, and the same words for no."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Job
from intake.actions import come_back, drafts, respond, triage
from intake.actions.come_back import Door
from intake.models import IntakeKey, QuestionnaireResponse, TriageCase
from intake.views.patient_page import COOKIE
from tests.answers import ALEX, complete
from tests.people import People
from worker import jobs

pytestmark = pytest.mark.django_db
BIRTH = date(1984, 6, 14)
DOOR = "/i/harbour/return/"


@pytest.fixture
def draft(people: People) -> QuestionnaireResponse:
    """Alex has said who they are."""
    made = drafts.start(clinic=people.harbour, language="en").response
    by = patient_actor(people.harbour)
    respond.save_page(response=made, page="who_for", values={"who_for": "me"}, by=by)
    you = {key: ALEX[key] for key in ("first_name", "last_name", "birth_date", "phone")}
    return respond.save_page(response=made, page="you", values=you, by=by).response


def typed(code: str = "", day: date = BIRTH, **more: Any) -> dict[str, Any]:
    boxes = {"birth_date-day": day.day, "birth_date-month": day.month, "birth_date-year": day.year}
    return {"code": code} | boxes | more


def link_of(draft: QuestionnaireResponse) -> str:
    return f"{DOOR}{come_back.make_link(response=draft, by=patient_actor(draft.clinic))}/"


def test_code_and_birth_date_open_the_first_page_that_lacks_an_answer(draft: QuestionnaireResponse) -> None:
    device = Client()
    page = device.post(DOOR, typed(draft.code.lower().replace("-", " ")))
    assert page["Location"] == "/i/harbour/p/consent/"
    assert device.get(page["Location"]).status_code == 200
    assert device.cookies[COOKIE]["httponly"] and device.cookies[COOKIE]["path"] == "/i/harbour/"
    assert AuditEvent.objects.filter(action="intake.returned", object_id=draft.id).count() == 1


def test_the_code_alone_opens_nothing_and_costs_no_try(draft: QuestionnaireResponse) -> None:
    assert Client().post(DOOR, {"code": draft.code}).status_code == 422
    assert Client().post(DOOR, typed(draft.code) | {"birth_date-month": "13"}).status_code == 422
    draft.refresh_from_db()
    assert draft.return_tries == 0


def test_five_wrong_dates_close_the_draft_for_good_also_for_its_links(draft: QuestionnaireResponse) -> None:
    link = link_of(draft)
    for turn in range(5):
        url = link if turn % 2 else DOOR
        assert Client().post(url, typed(draft.code, date(1984, 6, 15))).status_code == 403
    for url in (DOOR, link):
        refused = Client().post(url, typed(draft.code))
        assert refused.status_code == 403 and "555-0100" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.return_tries == 5
    assert AuditEvent.objects.filter(action="intake.wrong_birth_date").count() == 5


def test_the_first_device_goes_on_when_the_tries_are_spent(people: People) -> None:
    made = drafts.start(clinic=people.harbour, language="en")
    QuestionnaireResponse.objects.update(return_tries=5)
    assert drafts.draft_by_secret(people.harbour, made.secret) == made.response


def test_unknown_expired_spent_and_wrong_look_alike(people: People, draft: QuestionnaireResponse) -> None:
    def words(code: str, day: date = BIRTH) -> str:
        text = Client().post(DOOR, typed(code, day)).content.decode()
        return text.split("<form", 1)[0]

    unknown = words("ZZZ-ZZZ")
    assert words(draft.code, date(1984, 6, 15)) == unknown
    QuestionnaireResponse.objects.update(return_tries=5)
    assert words(draft.code) == unknown
    QuestionnaireResponse.objects.update(return_tries=0)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert words(draft.code) == unknown
    nameless = drafts.start(clinic=people.harbour, language="en").response
    assert words(nameless.code) == unknown, "a draft that knows no birth date is not opened by its code"


def test_a_link_reveals_and_uses_up_nothing_when_it_is_only_looked_at(draft: QuestionnaireResponse) -> None:
    link = link_of(draft)
    once = ("csrfmiddlewaretoken", "nonce=", "?lang=")
    pages = [Client().get(url).content.decode() for url in (link, f"{DOOR}no-such-secret/")]
    shown = [[line for line in page.splitlines() if not any(mark in line for mark in once)] for page in pages]
    assert shown[0] == shown[1]
    assert "Alex" not in pages[0]
    asked = Client().post(link)
    assert asked.status_code == 200 and "birth_date-day" in asked.content.decode()
    assert Client().post(link, typed())["Location"] == "/i/harbour/p/consent/"


def test_a_link_to_a_draft_without_a_birth_date_opens_by_itself(people: People) -> None:
    made = drafts.start(clinic=people.harbour, language="en").response
    device = Client()
    assert device.post(link_of(made))["Location"] == "/i/harbour/p/who_for/"


def test_sam_of_another_clinic_cannot_use_it(people: People, draft: QuestionnaireResponse) -> None:
    secret = link_of(draft).removeprefix(DOOR).rstrip("/")
    assert Client().post(f"/i/northside/return/{secret}/", typed()).status_code == 403
    assert Client().post("/i/northside/return/", typed(draft.code)).status_code == 403
    assert Client().get("/i/nowhere/return/").status_code == 404
    draft.refresh_from_db()
    assert draft.return_tries == 0


def test_a_revoked_link_is_closed(draft: QuestionnaireResponse) -> None:
    link = link_of(draft)
    IntakeKey.objects.update(revoked_at=timezone.now())
    assert Client().post(link, typed()).status_code == 403


def test_after_an_emergency_stop_the_second_device_stops_too(draft: QuestionnaireResponse) -> None:
    by = patient_actor(draft.clinic)
    assert respond.save_page(response=draft, page="warning_now", values={"warning_now": ["chest_pain"]}, by=by).stop
    device = Client()
    assert device.post(DOOR, typed(draft.code))["Location"] == "/i/harbour/help-now/"
    assert "911" in device.get("/i/harbour/help-now/").content.decode()


def test_a_sent_form_opens_at_its_receipt_as_long_as_the_case_is_open(people: People) -> None:
    by = patient_actor(people.harbour)
    sent, _ = respond.send_whole(clinic=people.harbour, answers=complete(), language="en", key="a-key-for-alex", by=by)
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        assert Client().post(DOOR, typed(sent.code))["Location"] == "/i/harbour/sent/"
        triage.accept(case_id=TriageCase.objects.get().id, by=people.blair)
        assert Client().post(DOOR, typed(sent.code)).status_code == 403


def test_a_draft_ends_seven_days_after_its_last_save(people: People) -> None:
    made = drafts.start(clinic=people.harbour, language="en")
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=6), tick=False):
        found = drafts.draft_by_secret(people.harbour, made.secret)
        assert found
        values = {"who_for": "me"}
        respond.save_page(response=found, page="who_for", values=values, by=patient_actor(people.harbour))
    with time_machine.travel(now + timedelta(days=12), tick=False):
        assert drafts.draft_by_secret(people.harbour, made.secret)
    with time_machine.travel(now + timedelta(days=13, minutes=1), tick=False):
        assert drafts.draft_by_secret(people.harbour, made.secret) is None


def test_an_expired_session_restores_the_draft_and_what_was_typed(draft: QuestionnaireResponse) -> None:
    stranger = Client()
    fields = {"consent_use": "consent_care", "form_version": draft.questionnaire_version, "form": "f", "save_number": 9}
    waiting = stranger.post("/i/harbour/p/consent/", fields)
    text = waiting.content.decode()
    assert waiting.status_code == 403 and 'name="kept-consent_use" value="consent_care"' in text
    kept = {f"kept-{name}": value for name, value in fields.items()} | {"kept-page": "consent"}
    wrong = stranger.post(DOOR, typed(draft.code, date(1990, 1, 1), **kept))
    assert 'name="kept-consent_use" value="consent_care"' in wrong.content.decode()
    assert stranger.post(DOOR, typed(draft.code, **kept))["Location"] == "/i/harbour/p/warning_now/"
    draft.refresh_from_db()
    assert draft.answers["consent_use"] == ["consent_care"]


def test_the_e_mail_holds_a_link_and_nothing_about_the_person(
    draft: QuestionnaireResponse, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PUBLIC_URL = "https://intake.example"
    come_back.email_link(response=draft, email="alex@mail.example", by=patient_actor(draft.clinic))
    jobs.do_due_jobs()
    message = mail.outbox[-1]
    told = f"{message.subject} {message.body}"
    for planted in ("Alex", "Moreau", "1984", draft.code):
        assert planted not in told
    assert "Harbour" not in message.subject, "the subject does not even name the clinic"
    assert "alex@mail.example" not in caplog.text + str(list(Job.objects.values()) + list(AuditEvent.objects.values()))
    address = next(line for line in str(message.body).splitlines() if line.startswith("https://intake.example/"))
    assert address not in str(list(IntakeKey.objects.values())), "only the hash is kept"
    opened = Client().post(address.removeprefix("https://intake.example"), typed())
    assert opened["Location"] == "/i/harbour/p/consent/"


def test_the_page_sends_at_most_five_e_mails(people: People, draft: QuestionnaireResponse) -> None:
    device = Client()
    device.post(DOOR, typed(draft.code))
    later = "/i/harbour/later/"
    assert device.post(later, {"what": "email", "email": "no address"}).status_code == 422
    for _turn in range(come_back.MOST_EMAILS):
        assert device.post(later, {"what": "email", "email": "alex@mail.example"}).status_code == 302
    assert device.post(later, {"what": "email", "email": "alex@mail.example"}).status_code == 422
    shown = device.post(later, {"what": "link"}).content.decode()
    assert f"{DOOR}" in shown and draft.code in shown


def test_a_clinic_without_a_mail_server_offers_the_link_only(draft: QuestionnaireResponse, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    device = Client()
    device.post(DOOR, typed(draft.code))
    assert 'name="email"' not in device.get("/i/harbour/later/").content.decode()
    assert device.post("/i/harbour/later/", {"what": "email", "email": "a@b.example"}).status_code == 422


def test_opening_is_one_key_a_browser(draft: QuestionnaireResponse) -> None:
    doors = {come_back.open_by_code(clinic=draft.clinic, code=draft.code, birth_date=BIRTH).secret for _ in range(2)}
    found = [drafts.draft_by_secret(draft.clinic, secret) for secret in doors]
    assert len(doors) == 2 and found == [draft, draft]
    assert come_back.open_by_code(clinic=draft.clinic, code="", birth_date=BIRTH).door is Door.CLOSED


def test_the_address_to_copy_down_stands_beside_the_code(draft: QuestionnaireResponse) -> None:
    device = Client(headers={"host": "localhost:8123"})
    device.post(DOOR, typed(draft.code))
    card = device.get("/i/harbour/later/").content.decode().split("code-card__code", 1)[1]
    written = card.split('code-card__address">')[1].split("</p>")[0].replace("<wbr>", "")
    assert draft.code in card and written == f"http://localhost:8123{DOOR.removesuffix('/')}"
    assert Client().get(written.removeprefix("http://localhost:8123"))["Location"] == DOOR


def test_the_start_page_knows_the_form_that_this_browser_sent(sent_from_here: Client, people: People) -> None:
    shown = " ".join(sent_from_here.get("/i/harbour/").content.decode().split())
    assert "You sent a form on <strong>" in shown and "Start now" not in shown
    for way in ("sent", "worse", "check"):
        assert f'href="/i/harbour/{way}/"' in shown
    assert shown.index("See what you sent") < shown.index("Start a new form")
    sent = QuestionnaireResponse.objects.get()
    assert not any(word in shown for word in ("Alex", "Moreau", "1984", "555-0142", sent.code)), "others may hold it"
    triage.accept(case_id=TriageCase.objects.get().id, by=people.blair)
    decided = sent_from_here.get("/i/harbour/").content.decode()
    assert "See what you sent" in decided and "/i/harbour/check/" not in decided
    assert (
        "/i/harbour/worse/" in decided
        and "/i/harbour/worse/" in sent_from_here.get("/i/harbour/sent/").content.decode()
    )
    sent_from_here.post("/i/harbour/worse/")
    back = TriageCase.objects.get()
    assert (back.status, back.group) == ("waiting", "soon"), "it got worse after the desk had decided: it comes back"
    assert sent_from_here.post("/i/harbour/", {})["Location"] == "/i/harbour/p/who_for/"
    assert "You sent a form on" not in Client().get("/i/harbour/").content.decode()


def test_the_start_page_leads_an_emergency_to_what_to_do_now(draft: QuestionnaireResponse) -> None:
    device, by = Client(), patient_actor(draft.clinic)
    device.post(DOOR, typed(draft.code))
    values = {"warning_now": ["chest_pain"]}
    respond.save_page(response=draft, page="warning_now", values=values, by=by)
    QuestionnaireResponse.objects.update(status="sent", sent_at=timezone.now())
    shown = device.get("/i/harbour/").content.decode()
    assert "See what to do now" in shown and 'href="/i/harbour/help-now/"' in shown


def test_saved_is_said_of_nothing_that_is_not(draft: QuestionnaireResponse) -> None:
    device = Client()
    device.post(DOOR, typed(draft.code))
    opened = device.get("/i/harbour/p/you/").content.decode()
    assert "<strong>Last saved " in opened and "<strong>Saved " not in opened
    for again in ({"first_name": ""}, {"first_name": "Al", "language": "en"}):
        typed_again = device.post("/i/harbour/p/you/", again).content.decode()
        assert "This page is not saved yet." in typed_again
        assert "<strong>Last saved" not in typed_again and "<strong>Saved" not in typed_again


def test_who_was_here_before_finds_the_way_to_a_link_of_their_own(people: People) -> None:
    shown = " ".join(Client().get("/i/harbour/").content.decode().split())
    told = shown[shown.index("Been here before?") :]
    assert "Ask us for your own link" in told and 'href="tel:5550100"' in told
