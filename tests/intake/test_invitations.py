"""A personal invitation: staff see how far it came; the link reveals nothing; "not me" ends it and tells staff."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.models import AuditEvent, Job, Patient, Staff
from intake.actions import drafts, invite
from intake.actions.come_back import Door
from intake.invitation_state import state_of, wrong_people
from intake.models import IntakeKey, Invitation, QuestionnaireResponse
from intake.views.patient_page import COOKIE
from tests.conftest import SendAnswers
from tests.people import People
from worker import jobs

pytestmark = pytest.mark.django_db
BIRTH = date(1984, 6, 14)
ALEX = {"first_name": "Alex", "last_name": "Moreau", "birth_date": "1984-06-14", "phone": "416-555-0142"}
INVITED = "/i/harbour/invited/"
SignIn = Callable[[Staff], Client]


def boxes(day: date) -> dict[str, int]:
    return {"birth_date-day": day.day, "birth_date-month": day.month, "birth_date-year": day.year}


def invited(people: People, known: Patient | None = None, **person: Any) -> tuple[Invitation, str]:
    """An invitation and the path of a link to it."""
    given = {"first_name": "Alex", "last_name": "Moreau", "birth_date": BIRTH} | person
    made = invite.invite(by=people.blair, person=given, language="en", appointment_day=None, known=known)
    return made, f"/i/harbour/invite/{invite.make_link(invitation=made, by=people.blair)}/"


def state(invitation: Invitation) -> str:
    return state_of(Invitation.objects.get(pk=invitation.pk), timezone.now())


def test_from_the_link_to_the_form_with_name_and_birth_date_filled_in(people: People) -> None:
    made, link = invited(people)
    assert state(made) == "sent"
    phone = Client()

    # Looking at the link says nothing and changes nothing: a mail scanner does no more
    looked = phone.get(link).content.decode()
    assert "Alex" not in looked and state(made) == "sent"

    # Opening it asks whether this is the person, by first name and initial
    assert phone.post(link)["Location"] == INVITED
    asked = phone.get(INVITED).content.decode()
    assert "Alex M." in asked and "Moreau" not in asked and "1984" not in asked
    assert state(made) == "opened"

    # and yes leads into a draft of that person, with what staff knew filled in and not yet answered
    assert phone.post(INVITED, {"you": "yes"}).status_code == 422, "whoever holds the link must know the birth date"
    assert phone.post(INVITED, {"you": "yes"} | boxes(BIRTH))["Location"] == "/i/harbour/p/you/"
    page = phone.get("/i/harbour/p/you/").content.decode()
    assert 'value="Alex"' in page and 'value="Moreau"' in page and 'value="1984"' in page
    draft = QuestionnaireResponse.objects.get()
    assert (draft.answers, draft.patient_id, draft.source) == ({"who_for": "me"}, made.patient_id, "invited")
    assert state(made) == "started"
    QuestionnaireResponse.objects.update(status="completed", sent_at=timezone.now())
    assert state(made) == "done"


def test_without_a_birth_date_the_link_fills_in_the_first_name_alone(people: People) -> None:
    _made, link = invited(people, birth_date=None, phone="416-555-0142")
    phone = Client()
    phone.post(link)
    phone.post(INVITED, {"you": "yes"})
    page = phone.get("/i/harbour/p/you/").content.decode()
    assert 'value="Alex"' in page and "Moreau" not in page and "416-555-0142" not in page


def test_who_fills_it_in_for_the_person_is_asked_who_they_are(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    phone.post(link)
    assert phone.post(INVITED, {"you": "helper"} | boxes(BIRTH))["Location"] == "/i/harbour/p/who_for/"
    assert QuestionnaireResponse.objects.get().answers == {}


def test_a_helper_who_opens_it_after_the_person_is_asked_who_they_are(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    phone.post(link)
    assert phone.post(INVITED, {"you": "yes"} | boxes(BIRTH))["Location"] != "/i/harbour/p/who_for/"
    for answer in (link, INVITED):
        phone.post(link)
        again = phone.post(answer, {"you": "helper"} | boxes(BIRTH))["Location"]
        assert again == "/i/harbour/p/who_for/", "what was tapped before does not decide for another person"


def test_no_this_is_not_me_ends_it_and_tells_staff(people: People, signed_in: SignIn) -> None:
    made, link = invited(people)
    phone = Client()
    phone.post(link)
    asked = phone.post(INVITED, {"you": "no"}).content.decode()
    assert "Is this not you?" in asked and "Close the link" in asked
    assert phone.get(INVITED).status_code == 200, "one tap closes nothing"
    assert "told the clinic" in phone.post(INVITED, {"you": "no", "sure": "1"}).content.decode()
    assert state(made) == "not_me" and wrong_people(people.harbour) == 1
    assert phone.post(link).status_code == 404 and phone.get(INVITED).status_code == 404
    board = signed_in(people.blair).get("/board/").content.decode()
    assert "1 invitation reached someone else" in board
    signed_in(people.blair).post(f"/invitations/{made.id}/revoke/")
    assert wrong_people(people.harbour) == 0
    assert AuditEvent.objects.filter(action="invitation.not_me", object_id=made.id).exists()


def test_unknown_expired_revoked_and_handed_back_look_alike(people: People) -> None:
    def words(url: str) -> str:
        answer = Client().post(url)
        assert answer.status_code == 404
        return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]

    unknown = words("/i/harbour/invite/no-such-secret/")
    first, revoked = invited(people)
    invite.revoke(invitation=first, by=people.blair)
    second, handed_back = invited(people)
    invite.not_me(invitation=second)
    _third, ended = invited(people)
    assert words(revoked) == words(handed_back) == unknown
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert words(ended) == unknown


def test_sam_of_another_clinic_cannot_use_the_link(people: People) -> None:
    _made, link = invited(people)
    assert Client().post(link.replace("harbour", "northside")).status_code == 404
    assert Client().get(link.replace("harbour", "nowhere")).status_code == 404


def test_another_device_goes_on_with_the_same_draft_after_the_birth_date(people: People) -> None:
    _made, link = invited(people)
    first, second = Client(), Client()
    first.post(link)
    first.post(INVITED, {"you": "yes"} | boxes(BIRTH))
    draft = drafts.draft_by_secret(people.harbour, first.cookies[COOKIE].value)
    assert draft
    QuestionnaireResponse.objects.update(saved_at=timezone.now(), answers={"who_for": "me"})
    second.post(link)
    assert "birth_date-day" in second.get(INVITED).content.decode()
    assert second.post(INVITED, {"you": "yes"}).status_code == 422
    assert second.post(INVITED, {"you": "yes"} | boxes(date(1985, 6, 14))).status_code == 403
    assert second.post(INVITED, {"you": "yes"} | boxes(BIRTH))["Location"] == "/i/harbour/p/you/"
    assert drafts.draft_by_secret(people.harbour, second.cookies[COOKIE].value) == draft
    assert QuestionnaireResponse.objects.count() == 1


def test_five_wrong_dates_end_the_way_in_for_every_link(people: People, send: SendAnswers) -> None:
    known = send().patient
    made, link = invited(people, known)
    for _ in range(5):
        assert invite.begin(invitation=made, birth_date=date(1990, 1, 1)).door is Door.CLOSED
    phone = Client()
    phone.post(link)
    assert phone.post(INVITED, {"you": "yes"} | boxes(BIRTH)).status_code == 404
    made.refresh_from_db()
    assert (made.tries, made.response) == (5, None)


def test_staff_invite_and_are_shown_the_link_once(people: People, signed_in: SignIn) -> None:
    desk = signed_in(people.blair)
    page = desk.post("/invitations/", ALEX | {"language": "en", "how": "link"})
    text = page.content.decode()
    assert page.status_code == 200 and "/i/harbour/invite/" in text and "<svg" in text
    listed = desk.get("/invitations/").content.decode()
    assert "Alex Moreau" in listed and "Link made" in listed and "/i/harbour/invite/" not in listed
    assert AuditEvent.objects.filter(action="invitation.made").count() == 1


def test_a_person_who_has_sent_a_form_before_is_offered_never_assumed(
    people: People, signed_in: SignIn, send: SendAnswers
) -> None:
    known, desk = send().patient, signed_in(people.blair)
    asked = desk.post("/invitations/", ALEX | {"language": "en"})
    assert asked.status_code == 422 and str(known.id) in asked.content.decode()
    assert not Invitation.objects.exists()
    desk.post("/invitations/", ALEX | {"language": "en", "same_as": str(known.id), "phone": "555-0199"})
    made = Invitation.objects.get()
    assert made.patient == known and Patient.objects.get(pk=known.pk).phone == "555-0199"
    desk.post("/invitations/", ALEX | {"language": "en", "same_as": "new"})
    assert Invitation.objects.exclude(pk=made.pk).get().patient != known


def test_nobody_is_offered_a_person_of_another_clinic(people: People, signed_in: SignIn, send: SendAnswers) -> None:
    foreign = send(clinic=people.northside).patient
    made = signed_in(people.blair).post("/invitations/", ALEX | {"language": "en", "same_as": str(foreign.id)})
    assert made.status_code == 200
    assert Invitation.objects.get().patient != foreign


@pytest.mark.parametrize(
    "wrong",
    [{"first_name": ""}, {"birth_date": "2999-01-01"}, {"birth_date": "1700-01-01"}, {"birth_date": "x"},
     {"email": "no"}, {"language": "xx"}, {"appointment_day": "2001-01-01"}, {"first_name": "Al\u0007ex"},
     {"first_name": "x" * 61}],
    ids=str,
)  # fmt: skip
def test_bad_input_is_shown_beside_the_field(people: People, signed_in: SignIn, wrong: dict[str, str]) -> None:
    page = signed_in(people.blair).post("/invitations/", ALEX | {"language": "en"} | wrong)
    assert page.status_code == 422 and "Error:" in page.content.decode()
    assert not Invitation.objects.exists()


def test_the_e_mail_names_nobody(
    people: People, signed_in: SignIn, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PUBLIC_URL = "https://intake.example"
    desk = signed_in(people.blair)
    desk.post("/invitations/", ALEX | {"language": "fr-CA", "email": "alex@mail.example", "how": "email"})
    assert not Invitation.objects.exists(), "a language that the clinic does not offer"
    people.harbour.languages = ["en", "fr-CA"]
    people.harbour.save()
    desk.post("/invitations/", ALEX | {"language": "fr-CA", "email": "alex@mail.example", "how": "email"})
    jobs.do_due_jobs()
    message = mail.outbox[-1]
    assert message.to == ["alex@mail.example"] and message.subject == "Un formulaire à remplir avant votre visite"
    told = f"{message.subject} {message.body}"
    rows = [*Job.objects.values(), *AuditEvent.objects.values(), caplog.text]
    for planted in ("Alex", "Moreau", "1984", "416-555-0142"):
        assert planted not in told and planted not in str(rows)
    assert "alex@mail.example" not in str(rows)
    path = next(line for line in str(message.body).splitlines() if "/invite/" in line).removeprefix(settings.PUBLIC_URL)
    assert Client().post(path)["Location"] == INVITED
    assert path.split("/")[-2] not in str(list(IntakeKey.objects.values()))


def test_an_ended_invitation_makes_no_more_links(people: People, signed_in: SignIn) -> None:
    made, _link = invited(people)
    invite.revoke(invitation=made, by=people.blair)
    before = IntakeKey.objects.count()
    for act in ("link", "email"):
        assert signed_in(people.blair).post(f"/invitations/{made.id}/{act}/").status_code == 302
    assert IntakeKey.objects.count() == before


def test_the_links_page_takes_the_birth_date_at_once(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    looked = phone.get(link).content.decode()
    assert (
        'name="birth_date-day"' in looked
        and 'name="birth_date-day"' in phone.get("/i/harbour/invite/no-such-secret/").content.decode()
    ), "a link that opens nothing looks the same"
    wrong = phone.post(link, {"you": "yes"} | boxes(date(1984, 6, 15)))
    assert (
        wrong.status_code == 403
        and "Alex M." in wrong.content.decode()
        and f'action="{INVITED}"' in (wrong.content.decode())
    )
    assert phone.post(INVITED, {"you": "yes"} | boxes(BIRTH)).status_code == 302
    assert QuestionnaireResponse.objects.get().answers == {"who_for": "me"}


def test_the_links_page_keeps_a_date_it_cannot_read_and_takes_a_month_in_words(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    wrong = phone.post(link, {"you": "yes"} | boxes(BIRTH) | {"birth_date-month": "Foo"})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "Write your date of birth as day, month and year" in page
    assert 'value="Foo"' in page and f'value="{BIRTH.year}"' in page, "what was typed stays"
    assert phone.post(link, {"you": "yes"} | boxes(BIRTH) | {"birth_date-month": f"{BIRTH:%b}"}).status_code == 302
    assert QuestionnaireResponse.objects.get().answers == {"who_for": "me"}


def test_the_link_of_an_error_leads_to_the_box_of_the_date_that_is_wrong(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    phone.post(link, {"you": "helper"} | boxes(BIRTH))
    phone.post("/i/harbour/p/who_for/", {"who_for": "me"})
    typed = boxes(BIRTH) | {"first_name": "Alex", "last_name": "Moreau", "phone": "416-555-0142"}
    page = phone.post("/i/harbour/p/you/", typed | {"birth_date-month": "Foo"}).content.decode()
    assert 'href="#f-birth_date-month"' in page and 'id="f-birth_date-month"' in page
    page = phone.post("/i/harbour/p/you/", typed | {"birth_date-day": "x"}).content.decode()
    assert 'href="#f-birth_date"' in page


def test_a_link_of_someone_without_a_birth_date_asks_for_none(people: People) -> None:
    _made, link = invited(people, birth_date=None)
    assert 'name="birth_date-day"' not in Client().get(link).content.decode()


def test_back_on_the_first_page_leads_the_invited_person_on_and_not_to_a_blank_form(people: People) -> None:
    _made, link = invited(people)
    phone = Client()
    phone.post(link)
    began = phone.post(INVITED, {"you": "helper"} | boxes(BIRTH))["Location"]
    shown = phone.get("/i/harbour/").content.decode()
    assert f'href="{began}"' in shown and "Carry on where you stopped" in shown and "Start now" not in shown
