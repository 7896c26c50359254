"""A returning patient confirms what is stable in one tap; warning signs and pain are always answered anew."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
import yaml
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Patient
from handouts import drafting
from intake import agreement, last_told, protocol_store
from intake.actions import cases, decide_anew, drafts, invite, respond
from intake.answer_words import date_words
from intake.form_raw import stored_raw
from intake.models import PageCount, PageSave, QuestionnaireResponse, TriageCase
from intake.models.case import EventKind
from intake.page_numbers import page_numbers
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import DataFolder
from intake.returning import read_returning, returning
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
BIRTH = date(1984, 6, 14)
LAST = "/i/harbour/last-time/"
ON_ONE_PAGE = {"spread": ("spread", "heart_signs"), "since_when": ("since_when", "how_bad"),
               "hard_to_do": ("hard_to_do", "tried")}  # fmt: skip
TICKED = re.compile(r"<input[^>]* checked")
EARLIER: dict[str, Any] = {
    "health_now": ["blood_thinner"], "health_ever": ["cancer_history"], "cancer_now": "past", "cancer_in_bone": "no",
    "own_words": "It aches", "private_matters": ["none"], "home": ["has_ball", "can_floor"],
}  # fmt: skip


@pytest.fixture
def earlier(send: SendAnswers) -> QuestionnaireResponse:
    response: QuestionnaireResponse = send(**EARLIER).response
    return response


def comes_back(people: People, earlier: QuestionnaireResponse) -> tuple[Client, QuestionnaireResponse]:
    made = invite.invite(by=people.blair, person={}, language="en", appointment_day=None, known=earlier.patient)
    found = invite.begin(invitation=made, birth_date=BIRTH)
    assert found.response
    client = Client()
    client.cookies[COOKIE] = found.secret
    return client, found.response


def still(client: Client, *groups: str) -> Any:
    """Tick these groups on "Last time you told us"; with none, ask for everything again."""
    return client.post(LAST, {"still": list(groups)} if groups else {"ask_all": "1"})


def answer(draft: QuestionnaireResponse, page: str, **values: Any) -> None:
    respond.save_page(response=draft, page=page, values=values, by=patient_actor(draft.clinic))


def test_nothing_counts_before_it_is_confirmed(people: People, earlier: QuestionnaireResponse) -> None:
    _client, draft = comes_back(people, earlier)
    assert draft.answers == {} and draft.patient == earlier.patient
    carry = draft.carried["values"]
    assert carry["health_now"] == ["blood_thinner"] and carry["places"] == ["upper_back_r"]


def test_signs_pain_now_and_private_matters_are_never_carried(people: People, earlier: QuestionnaireResponse) -> None:
    _client, draft = comes_back(people, earlier)
    protocol = protocol_store.protocol()
    carry = set(draft.carried["values"])
    assert not carry & set(protocol.screen_items)
    assert not carry & {
        "consent_use",
        "pain_level",
        "limits",
        "course",
        "own_words",
        "anything_else",
        "private_matters",
        "tried",
    }
    for page in protocol.questionnaire.pages:
        for item in page.items:
            assert not (item.link_id in carry and (item.private or item.safety_input)), item.link_id


def test_without_the_birth_date_nothing_is_carried(people: People, earlier: QuestionnaireResponse) -> None:
    Patient.objects.update(birth_date=None)
    earlier.patient.refresh_from_db()
    _client, draft = comes_back(people, earlier)
    assert "day" not in draft.carried and "health_now" not in draft.carried["values"]


def test_what_changes_with_time_is_asked_anew(people: People, send: SendAnswers) -> None:
    pregnant = send(health_now=["blood_thinner", "pregnant_or_birth"], pregnancy="gave_birth", weeks_since_birth=8)
    client, draft = comes_back(people, pregnant.response)
    assert "health_now" not in draft.carried["values"] and "pregnancy" not in draft.carried["values"]
    assert draft.carried["values"]["health_ever"] == ["none"]
    page = client.get(LAST).content.decode()
    told = protocol_store.wording("en").option("health_now", "pregnant_or_birth")
    assert f"You told us: <strong>{told}</strong>. We ask about that again." in page
    assert "Nothing else is new" in page and "Nothing new:" not in page


def test_answers_older_than_a_year_are_asked_anew(people: People, earlier: QuestionnaireResponse) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        _client, draft = comes_back(people, earlier)
    assert "day" not in draft.carried and draft.carried["values"]["first_name"] == "Alex"


def test_what_lasts_is_one_page_and_what_is_ticked_is_kept(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    for page in ("you", "where", "health_ever"):
        assert client.get(f"/i/harbour/p/{page}/")["Location"] == LAST
    page = client.get(LAST).content.decode()
    assert "Last time you told us" in page and "your right side" in page and "<svg" in page
    assert not TICKED.search(page), "nothing is ticked beforehand"
    assert "/p/guardian/" not in page, "a page asked only while an age is unknown is none to go back to"
    assert client.post(LAST).status_code == 422
    assert still(client, "place").status_code == 302
    draft.refresh_from_db()
    assert draft.answers["places"] == ["upper_back_r"] and "own_words" not in draft.answers
    assert not {"health_ever", "first_name"} & draft.answers.keys(), "what was not ticked is asked"
    assert PageSave.objects.filter(response=draft, page="where", form="carried-place").count() == 1
    assert client.get(LAST).status_code == 302, "decided once"
    assert client.get("/i/harbour/p/where/").status_code == 200, "and it can still be changed"


def test_another_pain_is_asked_on_empty_pages(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    assert still(client, "visit", "health").status_code == 302
    draft.refresh_from_db()
    assert "places" not in draft.answers and draft.answers["first_name"] == "Alex"
    page = client.get("/i/harbour/p/where/").content.decode()
    assert 'value="upper_back_r" checked' not in page


def test_everything_can_be_asked_again(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    assert still(client).status_code == 302
    draft.refresh_from_db()
    assert draft.answers == {} and set(draft.carried["decided"].values()) == {"changed"}
    assert client.get("/i/harbour/p/you/").status_code == 200


def test_health_names_what_was_not_ticked_and_changed_health_is_filled_in(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    page = client.get(LAST).content.decode()
    wording = protocol_store.wording("en")
    assert wording.option("health_now", "blood_thinner") in page and "10 others not ticked" in page
    assert wording.option("health_ever", "weak_bones") in page
    still(client, "visit", "place")
    first = client.get("/i/harbour/p/health_ever/").content.decode()
    assert 'value="cancer_history"' in first and TICKED.search(first)
    draft.refresh_from_db()
    assert "health_ever" not in draft.answers, "filled in is not answered"


def test_confirmed_health_opens_and_answers_what_follows_from_it(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    still(client, "health")
    draft.refresh_from_db()
    assert draft.answers["cancer_now"] == "past" and draft.answers["health_now"] == ["blood_thinner"]


def test_the_whole_way_makes_a_second_case_of_the_same_person(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    answers = complete()
    version = {"form_version": protocol_store.questionnaire().version}
    seen: list[str] = []
    url = "/i/harbour/p/who_for/"
    while not url.endswith("/check/"):
        assert len(seen) < 60, seen
        shown = client.get(url)
        if shown.status_code == 302:
            url = shown["Location"]
            continue
        seen.append(url)
        page = url.rstrip("/").rsplit("/", 1)[1]
        parts = ON_ONE_PAGE.get(page, (page,))
        posts = {key: value for part in parts for key, value in posted(part, answers).items()} if url != LAST else {}
        said = {"still": ["visit", "place", "health"]} if url == LAST else posts
        gone = client.post(url, version | said)
        assert gone.status_code == 302, url
        url = gone["Location"]
    assert seen.count(LAST) == 1
    assert not [each for each in seen if each.endswith(("/heart_signs/", "/how_bad/", "/tried/"))], "asked with others"
    assert not [each for each in seen if "/p/health" in each], "confirmed pages are passed over"
    assert client.get("/i/harbour/check/").content.decode().count("Same as last time") == 1
    assert client.post("/i/harbour/check/", {"key": "again"})["Location"] == "/i/harbour/sent/"
    cases = TriageCase.objects.filter(patient=earlier.patient)
    assert cases.count() == 2
    again = cases.get(response=draft)
    assert again.response.answers["health_now"] == ["blood_thinner"]


def test_the_start_is_carried_as_a_day_and_only_the_change_since_is_asked(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    assert earlier.sent_at
    began = earlier.sent_at.astimezone(people.harbour.zone).date() - timedelta(weeks=3)
    assert date_words(began.isoformat()) in client.get(LAST).content.decode()
    still(client, "place")
    draft.refresh_from_db()
    assert not {"duration_days", "course", "pain_level"} & draft.answers.keys(), "the page waits for its other question"
    page = client.get("/i/harbour/p/since_when/").content.decode()
    assert 'type="radio"' in page and not TICKED.search(page) and "past_episodes-" not in page
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert hidden["duration_days-year"] == str(began.year)
    assert hidden["past_episodes"] == earlier.answers["past_episodes"]
    assert "How bad is it?" in page, "how it is now stands on one page"
    hidden |= {key: value for key, value in posted("how_bad", complete()).items() if key != "pattern"}
    wrong = client.post("/i/harbour/p/since_when/", hidden)
    assert wrong.status_code == 422 and 'name="duration_days-year"' in wrong.content.decode()
    assert client.post("/i/harbour/p/since_when/", hidden | {"course": "worse"}).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["duration_days"] == {"date": began.isoformat()} and draft.answers["course"] == "worse"
    whole = client.get("/i/harbour/p/since_when/?from=check").content.decode()
    assert 'id="f-duration_days' in whole, "and all of it can be changed"


def test_a_start_that_nobody_was_sure_of_is_asked_anew(people: People, send: SendAnswers) -> None:
    _client, draft = comes_back(people, send(duration_days="not_sure").response)
    assert "duration_days" not in draft.carried["values"]


def test_a_pain_that_came_back_is_asked_from_its_start(people: People, earlier: QuestionnaireResponse) -> None:
    client, _draft = comes_back(people, earlier)
    still(client, "health")
    page = client.get("/i/harbour/p/since_when/").content.decode()
    assert 'id="f-duration_days' in page and 'name="short"' not in page


# ------------------------------------------------------------------ consent


def agrees(response: QuestionnaireResponse, **more: Any) -> None:
    """The earlier form's consent page, answered on paper that is still in force."""
    PageSave.objects.create(response=response, number=1, page="consent", answers={"consent_use": ["consent_care"]},
                            questionnaire_version=protocol_store.questionnaire().version, language="en",
                            at=response.sent_at, **more)  # fmt: skip


def test_consent_to_the_same_text_is_one_tap_and_recorded_anew(people: People, earlier: QuestionnaireResponse) -> None:
    agrees(earlier)
    client, draft = comes_back(people, earlier)
    answer(draft, "who_for", who_for="me")
    assert client.get("/i/harbour/p/consent/")["Location"] == LAST
    page = client.get(LAST).content.decode()
    assert "I still agree" in page and "Yes, for this care" in page and not TICKED.search(page)
    draft.refresh_from_db()
    assert "consent_use" not in draft.answers
    still(client, "consent")
    draft.refresh_from_db()
    assert draft.answers["consent_use"] == ["consent_care"]
    (said,) = agreement.agreed_to(draft)
    assert (said["version"], said["language"]) == (protocol_store.questionnaire().version, "English")
    assert (timezone.now() - said["at"]).total_seconds() < 60


def test_consent_that_shall_change_is_asked_on_an_empty_page(people: People, earlier: QuestionnaireResponse) -> None:
    agrees(earlier)
    client, draft = comes_back(people, earlier)
    answer(draft, "who_for", who_for="me")
    still(client, "visit", "place", "health")
    page = client.get("/i/harbour/p/consent/")
    assert page.status_code == 200 and not TICKED.search(page.content.decode())


@pytest.mark.parametrize("other", ["text", "language", "speaker", "record"])
def test_consent_is_asked_anew_where_text_language_or_speaker_is_another(
    people: People, earlier: QuestionnaireResponse, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if other != "record":
        agrees(earlier)
    if other == "text":
        newer = replace(protocol_store.questionnaire(), version="another")
        monkeypatch.setattr(protocol_store, "questionnaire", lambda: newer)
    client, draft = comes_back(people, earlier)
    answer(draft, "who_for", who_for="someone_else" if other == "speaker" else "me")
    if other == "language":
        people.harbour.languages = ["en", "es"]
        people.harbour.save()
        drafts.speak(response=draft, language="es", by=patient_actor(people.harbour))
    assert client.get("/i/harbour/p/consent/").status_code == 200


# ------------------------------------------------------------------ the list and the tallies


def test_what_a_rule_for_danger_reads_is_refused_unless_it_lasts(tmp_path: Path) -> None:
    text = (protocol_store.FOLDER / "returning.yaml").read_text("utf-8")
    for old, new in (("health_ever, health_now, cancer,", "health_ever, health_now, tried, cancer,"),
                     ("anew: [course, pain_level,", "anew: [course,"), (" duration_days, past", " past")):  # fmt: skip
        assert old in text
        (tmp_path / "returning.yaml").write_text(text.replace(old, new), "utf-8")
        with pytest.raises(ProtocolError, match="not said to last"):
            read_returning(DataFolder(tmp_path), protocol_store.protocol())


def test_confirming_is_counted_like_any_page(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    page = client.get(LAST).content.decode()
    client.post(LAST, {})
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    client.post(LAST, hidden | {"still": "place"})
    counted = set(PageCount.objects.filter(page="last_time").values_list("kind", flat=True))
    assert {"done", "wrong", "under_3"} <= counted
    assert PageCount.objects.get(kind="came").page == "who_for"
    rows = page_numbers(people.harbour, people.harbour.today(timezone.now()), 1)["rows"]
    assert "Last time you told us" in [row.title for row in rows]
    draft.refresh_from_db()


def posted(page_id: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of a page in the names of its form."""
    return stored_raw(protocol_store.questionnaire().page(page_id), answers)


def test_another_birth_date_is_another_person(people: People, earlier: QuestionnaireResponse) -> None:
    _client, draft = comes_back(people, earlier)
    answer(draft, "you", first_name="Robin", last_name="Moreau", birth_date="2001-02-03", phone="555-0177")
    draft.refresh_from_db()
    earlier.patient.refresh_from_db()
    assert draft.patient != earlier.patient
    assert (earlier.patient.first_name, earlier.patient.birth_date) == ("Alex", BIRTH)


def test_a_list_that_would_carry_a_warning_sign_is_refused(tmp_path: Path) -> None:
    text = (protocol_store.FOLDER / "returning.yaml").read_text("utf-8")
    (tmp_path / "returning.yaml").write_text(text.replace("fill: [helper]", "fill: [helper, warning_now]"), "utf-8")
    with pytest.raises(ProtocolError, match="never carried"):
        read_returning(DataFolder(tmp_path), protocol_store.protocol())


def test_the_packaged_list_is_the_one_in_force() -> None:
    listed = yaml.safe_load((protocol_store.FOLDER / "returning.yaml").read_text("utf-8"))
    assert [group.id for group in returning().groups] == [group["id"] for group in listed["groups"]]


def hidden_fields(page: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def how_it_is_now(client: Client) -> dict[str, Any]:
    """What someone types on that page, but for how it limits them."""
    kept = hidden_fields(client.get("/i/harbour/p/since_when/").content.decode())
    return kept | {"course": "same", "pain_level": "6"}


def test_how_it_is_now_typed_after_the_session_ended_is_saved_whole(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    still(client, "place", "visit")
    other = Client()
    door = other.post("/i/harbour/p/since_when/", how_it_is_now(client) | {"limits": "mild"})
    assert door.status_code == 403
    kept = {name: value for name, value in hidden_fields(door.content.decode()).items() if name.startswith("kept-")}
    born = {"birth_date-day": 14, "birth_date-month": 6, "birth_date-year": 1984}
    assert other.post("/i/harbour/return/", kept | born | {"code": draft.code}).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["limits"] == "mild" and draft.answers["course"] == "same"


def test_how_it_is_now_is_one_page_and_its_parts_are_saved_apart(
    people: People, earlier: QuestionnaireResponse
) -> None:
    client, draft = comes_back(people, earlier)
    still(client, "place")
    for first, page in ON_ONE_PAGE.values():
        assert client.get(f"/i/harbour/p/{page}/")["Location"] == f"/i/harbour/p/{first}/"
        assert client.get(f"/i/harbour/p/{page}/?from=check").status_code == 200, "each can still be changed alone"
    given = how_it_is_now(client)
    wrong = client.post("/i/harbour/p/since_when/", given)
    assert wrong.status_code == 422 and "f-limits-error" in wrong.content.decode()
    assert re.search(r'name="pain_level"[^>]*value="6"[^>]*checked', wrong.content.decode())
    client.post("/i/harbour/p/since_when/", given | {"later": "1"})
    draft.refresh_from_db()
    assert draft.answers["pain_level"] == 6 and "limits" not in draft.answers
    assert client.post("/i/harbour/p/since_when/", given | {"limits": "mild"}).status_code == 302
    pages = set(PageSave.objects.filter(response=draft).values_list("page", flat=True))
    assert {"since_when", "how_bad"} <= pages
    draft.refresh_from_db()
    assert draft.answers["limits"] == "mild" and draft.answers["pattern"] == earlier.answers["pattern"]


# ------------------------------------------------------------------ the signs of a place, and an old goal


def test_signs_of_a_place_share_a_page_each_with_its_own_none(people: People, earlier: QuestionnaireResponse) -> None:
    client, draft = comes_back(people, earlier)
    still(client, "place", "visit")
    page = client.get("/i/harbour/p/spread/").content.decode()
    assert page.count("data-none") == 2 and protocol_store.wording("en").page("heart_signs").title in page
    assert not TICKED.search(page), "signs are never carried"
    given = hidden_fields(page) | {"spread": ["none"]}
    wrong = client.post("/i/harbour/p/spread/", given)
    assert wrong.status_code == 422 and "f-heart_signs-error" in wrong.content.decode(), "each needs its answer"
    assert "Any of these with this pain? Answer this question" in wrong.content.decode(), "the summary names which"
    assert client.post("/i/harbour/p/spread/", given | {"heart_signs": ["cold_sweat"]}).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["heart_signs"] == ["cold_sweat"] and draft.answers["spread"] == ["none"]


def test_a_page_that_only_another_sign_opens_is_asked_after_it(people: People, send: SendAnswers) -> None:
    client, _draft = comes_back(people, send(places=["low_back_m"]).response)
    still(client, "place", "visit")
    page = client.get("/i/harbour/p/spread/").content.decode()
    assert "f-back_belly" in page and "f-limb_signs" not in page, "a leg is asked about where pain goes down a leg"
    given = hidden_fields(page) | {"spread": ["spread_leg"], "back_belly": ["none"]}
    client.post("/i/harbour/p/spread/", given)
    alone = client.get("/i/harbour/p/limb_signs/").content.decode()
    assert "f-limb_signs" in alone and "f-spread" not in alone


def test_an_old_goal_is_offered_and_counts_once_its_page_is_saved(people: People, send: SendAnswers) -> None:
    client, draft = comes_back(people, send(hard_activity="Swim with my sons").response)
    assert "hard_activity" not in draft.carried["values"]
    still(client, "place", "visit")
    page = client.get("/i/harbour/p/hard_to_do/").content.decode()
    assert 'value="Swim with my sons"' in page
    draft.refresh_from_db()
    assert "hard_activity" not in draft.answers, "offered is not answered"
    other, _draft = comes_back(people, draft.patient.responses.exclude(sent_at=None).get())
    still(other, "visit")
    assert "Swim with my sons" not in other.get("/i/harbour/p/hard_to_do/").content.decode(), (
        "another pain, another goal"
    )


# ------------------------------------------------------------------ health that is asked anew


def test_ticks_of_last_time_stand_also_beside_one_that_changes_with_time(people: People, send: SendAnswers) -> None:
    told = ["blood_thinner", "operation_or_implant"]
    client, draft = comes_back(people, send(health_now=told).response)
    still(client, "visit", "place")
    page = client.get("/i/harbour/p/health_now/").content.decode()
    ticked = {found for code in told for found in TICKED.findall(page) if f'value="{code}"' in found}
    assert len(ticked) == len(told) and "As last time. Change what is different." in page
    ever = client.get("/i/harbour/p/health_ever/").content.decode()
    assert not TICKED.search(ever), "that there was nothing is not said beforehand"
    assert "As last time" not in ever
    draft.refresh_from_db()
    assert "health_now" not in draft.answers, "a tick that stands is no answer yet"


def untold_case(people: People, send: SendAnswers, **told: Any) -> TriageCase:
    """A case of someone whose health answers of last time were given as `told`, and who ticks none of them today."""
    _client, draft = comes_back(people, send(**told).response)
    for link_id, value in complete().items():
        draft.answers[link_id] = value
    draft.answers |= {"health_now": ["none"], "health_ever": ["none"]}
    draft.save()
    return cases.decide(response=draft, by=patient_actor(draft.clinic), now=timezone.now(), kind=EventKind.SENT)


def test_health_told_last_time_and_not_today_keeps_its_block_and_asks_for_a_person(
    people: People, send: SendAnswers
) -> None:
    case = untold_case(people, send, health_now=["blood_thinner"])
    blocks = set(case.decision.record["blocks"])
    assert {"manipulation", "deep_pressure", "needling"} <= blocks
    assert case.human_review and case.decision.human_review and case.group == "soon"
    assert case.response.answers["health_now"] == ["none"], "what was said today stays as it was said"
    day = date.fromisoformat(case.response.carried["day"])
    sentence = f"Last time ({day:%-d %b}): Blood thinner tablets or shots. Today: None of these. Ask."
    for who, url in ((people.blair, "/board/"), (people.blair, f"/cases/{case.id}/")):
        desk = Client()
        desk.force_login(who)
        assert sentence in desk.get(url).content.decode(), url
    page = desk.get(f"/cases/{case.id}/").content.decode()
    assert "Nothing unusual was told" not in page


def test_only_a_clinician_lifts_what_was_told_last_time(people: People, send: SendAnswers) -> None:
    case = untold_case(people, send, health_now=["blood_thinner"])
    today = case.clinic.today(timezone.now())
    assert "deep_pressure" in drafting.disposition_of(case, drafting.answers_of(case, today), today).blocks
    lift = {"disposition": "massage", "reason": "other", "note": "Stopped in May"}
    decide_anew.override(case_id=case.id, by=people.casey, **lift)
    case.refresh_from_db()
    assert "deep_pressure" not in drafting.disposition_of(case, drafting.answers_of(case, today), today).blocks


def test_what_was_told_about_it_counts_with_it_and_what_changes_with_time_does_not(
    people: People, send: SendAnswers
) -> None:
    case = untold_case(people, send, **EARLIER | {"health_now": ["operation_or_implant"]})
    counted = last_told.as_counted(case.response, case.clinic.today(timezone.now()))
    assert (counted["health_ever"], counted["cancer_now"]) == (["cancer_history"], "past")
    assert counted["health_now"] == ["none"]


@pytest.mark.parametrize("today", ["not_sure", "tell_someone", "blood_thinner"])
def test_nothing_is_asked_back_where_it_was_told_again_or_left_open(
    people: People, earlier: QuestionnaireResponse, today: str
) -> None:
    _client, draft = comes_back(people, earlier)
    draft.answers = {"health_now": [today], "health_ever": ["cancer_history"]}
    assert last_told.missing(draft) == {}
    draft.answers = {"health_now": ["none"], "birth_date": "2001-02-03"}
    assert last_told.missing(draft) == {}, "another birth date is another person"
