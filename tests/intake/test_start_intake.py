"""Ways in that staff open: a tablet that is wiped, a caller, a paper form; each kept beside the response, audited."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Patient, Staff
from intake import protocol_store
from intake.actions import assisted, drafts, left, respond, screening, tablet_session
from intake.actions.carried import to_carry
from intake.actions.carry_over import stamp
from intake.at_hand import LOCK_COOKIE, TABLET_COOKIE
from intake.models import AssistedEntry, QuestionnaireResponse, TabletSession, TriageCase, Way
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
WHO_FOR = "/i/harbour/p/who_for/"
SIGNS = "/i/harbour/p/warning_now/"


def answer(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, values | {"form_version": protocol_store.questionnaire().version})


@pytest.fixture
def tablet(people: People, signed_in: SignedIn) -> Client:
    """A tablet that Blair has just handed over, with the form begun in English."""
    client = signed_in(people.blair)
    assert client.post("/ways-in/tablet/")["Location"] == "/i/harbour/"
    assert client.post("/i/harbour/", {"language": "en"})["Location"] == WHO_FOR
    return client


def the_draft() -> QuestionnaireResponse:
    return QuestionnaireResponse.objects.get()


# ------------------------------------------------------------------ the tablet


def test_no_staff_page_opens_on_the_tablet_any_more(tablet: Client) -> None:
    for url in ("/board/", "/ways-in/", "/ways-in/tablet/", "/ways-in/phone/"):
        assert tablet.get(url)["Location"].startswith("/account/sign-in/")


def test_the_tablet_asks_for_the_language_first(people: People, signed_in: SignedIn) -> None:
    people.harbour.languages = ["en", "es"]
    people.harbour.save()
    client = signed_in(people.blair)
    client.post("/ways-in/tablet/")
    page = client.get("/i/harbour/").content.decode()
    assert 'lang="es">Elija su idioma' in page and "Start now" not in page
    assert "Start now" in client.get("/i/harbour/?lang=en").content.decode()


def test_the_tablet_remembers_nothing_and_names_who_handed_it_over(tablet: Client, people: People) -> None:
    draft = the_draft()
    assert draft.source == "kiosk" and draft.entry.by == people.blair
    page = tablet.get("/i/harbour/p/you/").content.decode()
    assert 'autocomplete="off"' in page and "given-name" not in page
    assert "tel:" not in page.split("<main")[0]


def test_putting_it_away_keeps_what_fits_and_opens_nothing_more(tablet: Client) -> None:
    answer(tablet, WHO_FOR, who_for="me")
    away = tablet.post("/i/harbour/tablet/put-away/", {"page": "you", "first_name": "Alex", "how": "idle"})
    assert away["Clear-Site-Data"] == '"cache", "storage"'
    assert the_draft().answers == {"who_for": "me", "first_name": "Alex"}
    page = tablet.get(away["Location"]).content.decode()
    assert "Please give this back" in page and "Alex" not in page
    assert "/account/sign-in/?next=/ways-in/tablet/" in page
    assert TABLET_COOKIE not in tablet.cookies or not tablet.cookies[TABLET_COOKIE].value
    assert tablet.get("/i/harbour/p/you/").status_code == 403


def test_the_wipe_takes_along_what_was_opened_there_by_a_code(tablet: Client, people: People) -> None:
    tablet.cookies[COOKIE] = drafts.start(clinic=people.harbour, language="en").secret
    tablet.post("/i/harbour/tablet/put-away/", {"how": "idle"})
    gone = tablet.cookies[COOKIE]
    assert not gone.value and gone["path"] == "/i/harbour/"
    own = Client()
    own.cookies[COOKIE] = secret = drafts.start(clinic=people.harbour, language="en").secret
    own.get("/i/harbour/tablet/done/")
    assert own.cookies[COOKIE].value == secret, "one's own phone keeps its form"


def test_after_the_end_the_tablet_is_locked_until_staff_sign_in(tablet: Client, people: People) -> None:
    tablet.post("/i/harbour/tablet/put-away/", {"how": "idle"})
    for url in ("/i/harbour/", WHO_FOR, "/i/northside/"):
        page = tablet.get(url)
        assert page.status_code == 403 and "This tablet is locked" in page.content.decode()
        assert "Start now" not in page.content.decode()
    assert tablet.post("/i/harbour/", {"language": "en"}).status_code == 403
    assert tablet.get("/i/harbour/tablet/away/").status_code == 200
    tablet.force_login(people.blair)
    tablet.get("/ways-in/tablet/")
    assert not tablet.cookies[LOCK_COOKIE].value
    tablet.post("/ways-in/tablet/")
    assert tablet.cookies[LOCK_COOKIE].value and tablet.cookies[LOCK_COOKIE]["httponly"]
    assert tablet.get("/i/harbour/").status_code == 200, "the next person's form opens"


def test_a_kept_secret_opens_nothing_after_the_end(tablet: Client) -> None:
    secret = tablet.cookies[TABLET_COOKIE].value
    tablet.post("/i/harbour/tablet/put-away/")
    thief = Client()
    thief.cookies[TABLET_COOKIE] = secret
    assert thief.get(WHO_FOR)["Location"] == "/i/harbour/"
    assert thief.get("/i/harbour/")["Location"] == "/i/harbour/tablet/away/"


def test_putting_away_never_drops_an_earlier_answer(tablet: Client) -> None:
    answer(tablet, WHO_FOR, who_for="me")
    tablet.post("/i/harbour/tablet/put-away/", {"page": "who_for"})
    assert the_draft().answers == {"who_for": "me"}


def test_a_warning_sign_ticked_before_it_was_put_away_raises_the_alarm(tablet: Client) -> None:
    tablet.post("/i/harbour/tablet/put-away/", {"page": "warning_now", "warning_now": "face_or_speech", "how": "idle"})
    assert TriageCase.objects.get().group == "emergency"


def test_a_sign_told_before_it_was_put_away_does_not_wait_for_the_form_to_be_sent(tablet: Client) -> None:
    away = tablet.post("/i/harbour/tablet/put-away/", {"page": "warning_now", "warning_now": "fainted"})
    assert TriageCase.objects.get().group == "urgent"
    assert "Please tell the staff now" in tablet.get(away["Location"]).content.decode()


def test_a_person_who_is_there_sees_the_stop_page_first(tablet: Client) -> None:
    stop = tablet.post("/i/harbour/tablet/put-away/", {"page": "warning_now", "warning_now": "face_or_speech"})
    page = tablet.get(stop["Location"]).content.decode()
    assert "Please turn to the staff now" in page and "tel:" not in page


def test_a_tablet_left_alone_locks_itself_without_script(tablet: Client) -> None:
    page = tablet.get(WHO_FOR).content.decode()
    assert 'http-equiv="refresh" content="180;url=/i/harbour/tablet/still-here/"' in page
    TabletSession.objects.update(seen_at=timezone.now() - tablet_session.WARN_AFTER_WITHOUT_SCRIPT)
    asked = tablet.get("/i/harbour/tablet/still-here/")
    assert asked["Refresh"] == "20;url=/i/harbour/tablet/away/" and WHO_FOR in asked.content.decode()
    assert "give this back" in tablet.get("/i/harbour/tablet/away/").content.decode()
    assert TabletSession.objects.get().ended_at


def test_a_tablet_in_use_is_not_ended_by_a_stray_address(tablet: Client) -> None:
    assert tablet.get("/i/harbour/tablet/away/")["Location"] == "/i/harbour/"
    assert tablet.get("/i/harbour/tablet/alive/").status_code == 204


def test_a_tablet_that_was_silent_for_long_shows_nothing(tablet: Client) -> None:
    TabletSession.objects.update(seen_at=timezone.now() - tablet_session.GONE_AFTER - timedelta(seconds=1))
    assert tablet.get("/i/harbour/tablet/alive/").status_code == 410
    assert tablet.get(WHO_FOR).status_code == 403
    assert AuditEvent.objects.get(action="tablet.ended").detail == {"how": "idle"}


def test_a_private_reason_is_not_named_on_the_tablet(tablet: Client) -> None:
    for page, values in (("who_for", {"who_for": "me"}), ("private", {"private_matters": "self_harm_thoughts"})):
        answer(tablet, f"/i/harbour/p/{page}/", **values)
    page = tablet.get("/i/harbour/help-now/").content.decode()
    assert "Please turn to the staff now" in page
    assert "988" not in page and "You matter" not in page and "talk to someone" not in page


def in_french(people: People) -> None:
    people.harbour.languages = ["en", "fr-CA"]
    people.harbour.save()
    QuestionnaireResponse.objects.update(language="fr-CA")


def one_line(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("how", ["idle", ""])
def test_an_alarm_stays_one_until_staff_take_the_tablet_back(tablet: Client, people: People, how: str) -> None:
    in_french(people)
    Patient.objects.update(first_name="Alex", last_name="Moreau")
    answer(tablet, SIGNS, warning_now="chest_pain")
    red = tablet.get("/i/harbour/help-now/").content.decode()
    assert 'data-stays-red="/i/harbour/tablet/away/"' in red, "nothing covers it, and it does not turn calm"
    assert 'content="180;url=/i/harbour/tablet/away/"' in red
    away = tablet.post("/i/harbour/tablet/put-away/", {"how": how})["Location"]
    # Asked for again, by Back or by any other address: the same alarm, and nothing of what was told.
    for url, status in ((away, 200), (away, 200), ("/i/harbour/help-now/", 403), (SIGNS, 403), ("/i/harbour/", 403)):
        shown = tablet.get(url)
        page = one_line(shown)
        assert shown.status_code == status and shown["Cache-Control"] and 'lang="fr-ca"' in page.lower()
        assert "page--help" in page and the_draft().code in page and "Adressez-vous tout de suite au personnel" in page
        assert "Stay with this person and fetch a clinician." in page, "the staff read it too"
        assert "Alex" not in page and "poitrine" not in page and "Stop and give it back" not in page
    tablet.force_login(people.blair)
    tablet.get("/ways-in/")
    assert not tablet.cookies[TABLET_COOKIE].value
    tablet.logout()
    assert "page--help" not in tablet.get(away).content.decode()


def test_without_script_the_stop_page_turns_into_the_same_alarm(tablet: Client) -> None:
    answer(tablet, SIGNS, warning_now="chest_pain")
    TabletSession.objects.update(seen_at=timezone.now() - tablet_session.WARN_AFTER_WITHOUT_SCRIPT)
    assert "Please turn to the staff now" in tablet.get("/i/harbour/tablet/away/").content.decode()
    assert TabletSession.objects.get().ended_at


def test_a_tablet_that_went_silent_on_the_stop_page_stays_red(tablet: Client) -> None:
    answer(tablet, SIGNS, warning_now="chest_pain")
    TabletSession.objects.update(seen_at=timezone.now() - tablet_session.GONE_AFTER - timedelta(seconds=1))
    assert "Please turn to the staff now" in tablet.get("/i/harbour/help-now/").content.decode()


@pytest.mark.parametrize(("page_id", "sign"), [("warning_now", "fainted"), ("warning_nerves", "saddle_numbness")])
def test_nobody_is_asked_to_judge_a_sign_they_ticked(tablet: Client, people: People, page_id: str, sign: str) -> None:
    in_french(people)
    away = tablet.post("/i/harbour/tablet/put-away/", {"page": page_id, page_id: sign})["Location"]
    assert TriageCase.objects.get().group == "urgent"
    for url in (away, away, SIGNS):
        page = one_line(tablet.get(url))
        assert "Dites-le au personnel maintenant" in page and "Stay with this person, ask about it" in page
        assert "inquiète" not in page and the_draft().code in page


def test_a_calm_page_follows_where_no_sign_was_told(tablet: Client) -> None:
    away = tablet.post("/i/harbour/tablet/put-away/", {"page": "warning_now", "warning_now": "none"})["Location"]
    page = tablet.get(away).content.decode()
    assert "Please give this back" in page and "tell the staff now" not in page


def take_back(client: Client) -> str:
    """A sign told, called a mistake and unticked; the stop page opened once more, in one line."""
    stop = answer(client, SIGNS, warning_now="chest_pain")["Location"]
    client.post("/i/harbour/help-now/mistake/")
    answer(client, SIGNS, warning_now="none")
    page = " ".join(client.get(stop).content.decode().split())
    assert TriageCase.objects.get().group == "emergency", "the alarm stands"
    assert "Go on with the form" in page
    return page


def test_who_took_a_sign_back_on_the_tablet_turns_to_staff_if_it_is_true(tablet: Client) -> None:
    page = take_back(tablet)
    assert protocol_store.wording("en").option("warning_now", "chest_pain") in page
    assert "Please turn to the staff now" not in page and "They still ask you about it." in page
    assert "Then turn to the staff now." in page and "Is nobody near you? <strong>Call 911" in page


# ------------------------------------------------------------------ staff type


def begin_call(client: Client) -> None:
    assert client.post("/ways-in/phone/", {"language": "en"})["Location"] == WHO_FOR


def test_a_call_is_marked_read_aloud_and_audited(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    page = blair.get(SIGNS).content.decode()
    assert "Entered by staff, by phone" in page and "Blair Osei" in page and "every line aloud" in page
    answer(blair, WHO_FOR, who_for="me")
    saved = AuditEvent.objects.get(action="intake.page_saved")
    assert (saved.actor_kind, saved.actor_id) == ("staff", people.blair.id)
    assert the_draft().source == "phone"


def test_an_emergency_on_the_phone_tells_staff_what_to_say(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    stop = answer(blair, SIGNS, warning_now="face_or_speech")
    page = blair.get(stop["Location"]).content.decode()
    assert "Read this to the caller" in page and "911" in page and "Open the case" in page
    assert "needs care <strong>now</strong>" in page and "Do not drive yourself." in page
    assert TriageCase.objects.get().group == "emergency"


@pytest.mark.parametrize(("way", "step"), [("phone", "Ask once more"), ("paper", "Look at the paper once more")])
def test_staff_who_type_read_what_a_sign_taken_back_asks_of_them(
    people: People, signed_in: SignedIn, way: str, step: str
) -> None:
    blair = signed_in(people.blair)
    blair.post(f"/ways-in/{way}/", {"language": "en", "paper_date": people.harbour.today(timezone.now()).isoformat()})
    page = take_back(blair)
    assert "The alarm stands" in page and step in page and "Read this to the caller" not in page
    assert ("Is it true after all?" in page) == (way == "phone"), "nobody is there to read it to"


def test_nobody_else_opens_what_staff_type(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    blair.post("/account/sign-out/")
    assert blair.get(WHO_FOR)["Location"] == "/i/harbour/"
    sam = signed_in(people.sam)
    session = sam.session
    session["typing_for"] = str(the_draft().id)
    session.save()
    assert sam.get(WHO_FOR)["Location"] == "/i/harbour/"


def test_paper_keeps_its_date_and_says_how_to_copy(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    day = people.harbour.today(timezone.now()) - timedelta(days=3)
    assert blair.post("/ways-in/paper/", {"language": "en", "paper_date": day.isoformat()}).status_code == 302
    entry = AssistedEntry.objects.get()
    assert (entry.way, entry.paper_date, entry.by) == (Way.PAPER, day, people.blair)
    page = blair.get(SIGNS).content.decode()
    assert "Entered from paper" in page and "never “None of these”" in page


def test_what_is_blank_on_paper_is_asked_by_the_desk_and_never_ticked_for_the_patient(
    people: People, signed_in: SignedIn
) -> None:
    blair, day = signed_in(people.blair), people.harbour.today(timezone.now())
    blair.post("/ways-in/paper/", {"language": "en", "paper_date": day.isoformat()})
    consent = "/i/harbour/p/consent/"
    assert "Consent is not on the paper" in blair.get(consent).content.decode()
    assert answer(blair, consent).status_code == 422, "silence is not taken for a blank"

    # What only the patient can say stays open, whatever else is posted as blank; the signs are reached
    assert answer(blair, consent, not_on_paper=["consent_use", "birth_date"]).status_code == 302
    you = {"first_name": "Ann", "last_name": "Lee", "birth_date-day": "2", "birth_date-month": "3"}
    you |= {"birth_date-year": "1950", "not_on_paper": "phone"}
    assert answer(blair, "/i/harbour/p/you/", **you).status_code == 302
    answer(blair, SIGNS, warning_now="fainted")
    draft = the_draft()
    assert draft.not_on_paper == ["consent_use", "phone"] and draft.warned_at
    assert "consent_use" not in draft.answers and "phone" not in draft.answers
    assert not {"consent", "you"} & set(screening.unsent_pages(draft, day))

    # and whoever opens the board reads what to ask
    answers = {**complete(), "warning_now": ["none"]}
    del answers["consent_use"], answers["phone"]
    QuestionnaireResponse.objects.update(answers=answers, fingerprints=stamp(answers))
    assert blair.post("/i/harbour/check/", {"key": "paper-1"}).status_code == 302
    board = blair.get("/board/").content.decode()
    assert "No consent on the paper: ask" in board and "No phone number on the paper: ask" in board
    assert to_carry(the_draft(), day)["consent"] == {}, "no consent to confirm the next time"


def test_a_caller_or_a_patient_is_offered_no_blank(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    assert "not on the paper" not in blair.get("/i/harbour/p/consent/").content.decode()
    assert answer(blair, "/i/harbour/p/consent/", not_on_paper="consent_use").status_code == 422


@pytest.mark.parametrize(("days", "said"), [(-1, "not come yet"), (400, "over a year old")])
def test_a_paper_date_that_cannot_be_is_said_beside_the_field(
    days: int, said: str, people: People, signed_in: SignedIn
) -> None:
    day = people.harbour.today(timezone.now()) - timedelta(days=days)
    page = signed_in(people.blair).post("/ways-in/paper/", {"language": "en", "paper_date": day.isoformat()})
    assert page.status_code == 422 and said in page.content.decode()
    assert not QuestionnaireResponse.objects.exists()


def test_a_form_put_aside_waits_and_can_be_carried_on(people: People, signed_in: SignedIn, tablet: Client) -> None:
    answer(tablet, "/i/harbour/p/you/", first_name="Alex")
    tablet.post("/i/harbour/tablet/put-away/", {"page": "you", "first_name": "Alex", "last_name": "Moreau"})
    casey = signed_in(people.casey)
    page = casey.get("/ways-in/").content.decode()
    assert "Alex M." in page and "handed over by Blair Osei" in page
    assert casey.post(f"/ways-in/{the_draft().id}/carry-on/", {"on": "here"})["Location"] == "/i/harbour/p/who_for/"
    assert 'value="Moreau"' in casey.get("/i/harbour/p/you/").content.decode()
    casey.post("/ways-in/leave/")
    assert casey.get(WHO_FOR)["Location"] == "/i/harbour/"


def test_a_manager_sees_the_ways_but_no_names(people: People, signed_in: SignedIn, tablet: Client) -> None:
    tablet.post("/i/harbour/tablet/put-away/", {"page": "you", "first_name": "Alex", "last_name": "Moreau"})
    page = signed_in(people.morgan).get("/ways-in/").content.decode()
    assert "/i/harbour/" in page and "Alex" not in page


def test_a_page_over_an_open_network_says_so(people: People, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    line = "Real use needs TLS"
    assert line in Client(headers={"host": "192.168.1.20:8000"}).get("/i/harbour/").content.decode()
    assert line in Client(headers={"host": "192.168.1.20:8000"}).get("/account/sign-in/").content.decode()
    assert line not in Client(headers={"host": "127.0.0.1:8000"}).get("/i/harbour/").content.decode()


# ------------------------------------------------------------------ a typed page that is left


def the_case() -> TriageCase:
    return TriageCase.objects.get()


@pytest.mark.parametrize(("sign", "group"), [("face_or_speech", "emergency"), ("fainted", "urgent")])
@pytest.mark.parametrize("how", ["", "left"])
def test_a_sign_ticked_on_a_typed_page_that_is_left_is_on_the_board_at_once(
    people: People, signed_in: SignedIn, sign: str, group: str, how: str
) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    left = blair.post("/ways-in/leave/", {"page": "warning_now", "warning_now": sign, "how": how})
    assert (the_case().group, the_draft().answers["warning_now"]) == (group, [sign])
    saved = AuditEvent.objects.get(action="intake.page_saved")
    assert (saved.actor_kind, saved.actor_id) == ("staff", people.blair.id)
    if how:
        assert left.status_code == 204 and blair.get(SIGNS).status_code == 200, "the typing goes on"
    elif group == "emergency":
        assert "Read this to the caller" in blair.get(left["Location"]).content.decode()
        assert blair.post("/ways-in/leave/")["Location"] == "/ways-in/"
    else:
        assert "it is on the board, not sent yet" in blair.get(left["Location"]).content.decode()


def test_what_is_half_typed_is_there_when_staff_go_on(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    fields = {"first_name": "Otto", "last_name": "Brandt", "birth_date-day": "5", "birth_date-month": "3"}
    aside = blair.post("/ways-in/leave/", fields | {"page": "you"})
    page = blair.get(aside["Location"]).content.decode()
    assert "Otto B." in page and "A sign is told" not in page
    blair.post(f"/ways-in/{the_draft().id}/carry-on/", {"on": "here"})
    page = blair.get("/i/harbour/p/you/").content.decode()
    assert 'value="Brandt"' in page and 'value="5"' in page


def test_a_page_that_staff_type_is_sent_along_by_what_leaves_it(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    page = blair.get(SIGNS).content.decode()
    assert 'form="question" formaction="/ways-in/leave/"' in page and "unknot/typing.js" in page


def test_what_two_windows_told_reaches_the_board_from_both(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    older = {"form": "11111111-1111-1111-1111-111111111111", "save_number": "0"}
    answer(blair, SIGNS, warning_now="fainted", form="22222222-2222-2222-2222-222222222222", save_number="0")
    blair.post("/ways-in/leave/", older | {"page": "warning_now", "warning_now": "none", "how": "left"})
    assert the_case().group == "urgent", "the window that was left later takes nothing back unseen"


def test_a_sign_told_for_one_caller_does_not_wait_while_staff_type_for_the_next(
    people: People, signed_in: SignedIn
) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    answer(blair, SIGNS, warning_now="fainted")
    begin_call(blair)
    assert the_case().group == "urgent"


def test_an_unfinished_form_with_an_alarm_is_marked_and_leads_to_its_case(people: People, signed_in: SignedIn) -> None:
    calm, loud = (
        assisted.begin_typing(clinic=people.harbour, way=Way.PHONE, language="en", by=people.blair) for _ in range(2)
    )
    by = patient_actor(people.harbour)
    respond.save_page(response=loud, page="warning_now", values={"warning_now": ["chest_pain"]}, by=by)
    page = " ".join(signed_in(people.blair).get("/ways-in/").content.decode().split())
    rows = page.split('id="unfinished"')[1].split("<tr")
    row = next(each for each in rows if loud.code in each)
    assert "EMERGENCY" in row and f'href="/cases/{loud.case.id}/"' in row
    assert "EMERGENCY" not in next(each for each in rows if calm.code in each)


def test_the_board_says_who_told_it_and_since_when_it_could_be_known(
    people: People, signed_in: SignedIn, tablet: Client
) -> None:
    now = timezone.now()
    answer(tablet, WHO_FOR, who_for="me")
    answer(tablet, "/i/harbour/p/warning_nerves/", warning_nerves="saddle_numbness")
    QuestionnaireResponse.objects.update(warned_at=now - timedelta(minutes=40))
    left.raise_left(now - timedelta(minutes=22))
    tablet.post("/i/harbour/tablet/put-away/")
    casey = signed_in(people.casey)
    assert "First came" not in casey.get("/board/").content.decode()
    casey.post(f"/ways-in/{the_draft().id}/carry-on/", {"on": "here"})
    answer(casey, SIGNS, warning_now="face_or_speech")
    board = casey.get("/board/").content.decode()
    assert "Typed by staff: say go now" in board and "Told on the tablet" not in board
    assert "First came 22 min ago" in board, "the clock that starts anew hides nothing"
    history = one_line(casey.get(f"/cases/{the_case().id}/"))
    assert f"{people.casey.name}</strong> Alarm before sending" in history or f"{people.casey.name}" in history


def test_the_board_says_what_the_tablet_showed(people: People, signed_in: SignedIn, tablet: Client) -> None:
    answer(tablet, SIGNS, warning_now="face_or_speech")
    assert "Told on the tablet: turn to staff" in signed_in(people.casey).get("/board/").content.decode()


def test_what_is_written_on_the_red_page_is_on_the_case(people: People, signed_in: SignedIn) -> None:
    blair = signed_in(people.blair)
    begin_call(blair)
    red = answer(blair, SIGNS, warning_now="face_or_speech")["Location"]
    case_id = the_case().id
    saved = blair.post(f"/cases/{case_id}/note/", {"text": "At home, wife there", "next": red})
    assert saved["Location"] == red and 'value="At home, wife there"' in blair.get(red).content.decode()
    blair.post(f"{red}with-staff/", {"text": "At home, ambulance is on its way"})
    blair.post(f"{red}with-staff/", {"text": "At home, ambulance is on its way"})
    notes = the_case().events.filter(kind="noted").order_by("at")
    assert [note.before["wrote"] for note in notes] == ["At home, wife there", "At home, ambulance is on its way"]
    assert the_case().desk_note == "At home, ambulance is on its way"
    assert notes[1].by == people.blair


@pytest.mark.parametrize(
    ("language", "caring"), [("en", "You matter."), ("fr-CA", "Vous comptez."), ("es", "Usted importa.")]
)
def test_the_first_words_to_somebody_in_despair_are_caring_ones(
    people: People, signed_in: SignedIn, language: str, caring: str
) -> None:
    people.harbour.languages = ["en", "fr-CA", "es"]
    people.harbour.save()
    blair = signed_in(people.blair)
    blair.post("/ways-in/phone/", {"language": language})
    answer(blair, WHO_FOR, who_for="me")
    private = one_line(blair.get("/i/harbour/p/private/"))
    assert "Are you alone, and can you talk freely?" in private
    page = one_line(blair.get(answer(blair, "/i/harbour/p/private/", private_matters="self_harm_thoughts")["Location"]))
    said = page[page.index('class="show-this"') : page.index('id="do-title"')]
    assert said.index(caring) < said.index("988") < said.index("911")
    assert "Do not drive" not in page and "conduisez" not in page and "maneje" not in page
    assert "Stay on the line." in page
