"""The patient's pages without a browser: bad input gets words beside the field, keeps what was typed, never a 500."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Patient
from intake import protocol_store
from intake.actions import drafts, respond, triage
from intake.check_page import check_sections
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.answers import parse_answers
from intake.views.patient_page import COOKIE
from tests.answers import TODAY, URGENT, complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def alex(people: People) -> Client:
    """A browser that has just opened the form."""
    client = Client()
    assert client.post("/i/harbour/", {"language": "en"}).status_code == 302
    return client


def draft_of(client: Client, people: People) -> QuestionnaireResponse:
    found = drafts.draft_by_secret(people.harbour, client.cookies[COOKIE].value)
    assert found
    return found


def answer(client: Client, page: str, **values: Any) -> Any:
    return client.post(f"/i/harbour/p/{page}/", values | {"form_version": protocol_store.questionnaire().version})


YOU = {"first_name": "Alex", "last_name": "Moreau", "phone": "416-555-0142", "email": ""}


def test_the_start_page_says_what_it_is_and_is_not(people: People) -> None:
    page = Client().get("/i/harbour/").content.decode()
    assert "911" in page and "6 minutes" in page
    assert Client().get("/i/nowhere/").status_code == 404


def test_a_page_without_a_draft_leads_to_the_start(people: People) -> None:
    assert Client().get("/i/harbour/p/who_for/")["Location"] == "/i/harbour/"


def test_the_cookie_is_the_only_key_and_only_for_this_form(alex: Client) -> None:
    cookie = alex.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/i/harbour/"


def test_an_empty_page_says_what_is_missing(alex: Client) -> None:
    page = answer(alex, "who_for")
    assert page.status_code == 422
    assert "Error:" in page.content.decode() and "f-who_for" in page.content.decode()


def test_an_impossible_date_keeps_what_was_typed(alex: Client) -> None:
    page = answer(alex, "you", **YOU, **{"birth_date-day": "31", "birth_date-month": "2", "birth_date-year": "1984"})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="31"' in text and 'value="1984"' in text and 'value="Moreau"' in text


@pytest.mark.parametrize(
    "typed",
    ["x" * 10_000, "Al\x00ex", "\ud800", "<script>alert(1)</script>", "' OR 1=1 --", "\u202eevil", "𝒜lex " * 20],
    ids=["10000 characters", "NUL", "lone surrogate", "script", "sql", "bidi", "astral"],
)
def test_hostile_text_is_never_a_500_and_never_runs(alex: Client, people: People, typed: str) -> None:
    birth = {"birth_date-day": "14", "birth_date-month": "6", "birth_date-year": "1984"}
    body = {**YOU, **birth, "first_name": typed, "form_version": protocol_store.questionnaire().version}
    encoded = "&".join(f"{k}={_quote(v)}" for k, v in body.items())
    page = alex.post("/i/harbour/p/you/", encoded, content_type="application/x-www-form-urlencoded")
    assert page.status_code in (302, 400, 422)
    assert b"<script>alert" not in page.content
    stored = draft_of(alex, people).patient.first_name
    assert "\x00" not in stored and "\u202e" not in stored and len(stored) <= 60


def _quote(value: str) -> str:
    from urllib.parse import quote

    return quote(value, errors="surrogatepass")


def test_an_unknown_option_is_refused(alex: Client) -> None:
    assert answer(alex, "who_for", who_for="my_cat").status_code == 422


def test_none_and_a_sign_together_are_asked_again(alex: Client) -> None:
    page = answer(alex, "warning_now", warning_now=["chest_pain", "none"])
    assert page.status_code == 422


def test_a_stale_form_version_shows_the_page_again_with_the_answers(alex: Client, people: People) -> None:
    page = alex.post("/i/harbour/p/who_for/", {"who_for": "me", "form_version": "2020-01-01"})
    text = page.content.decode()
    assert page.status_code == 200 and "This page changed" in text and "checked" in text
    assert draft_of(alex, people).answers == {}


def test_an_unknown_page_is_a_404_and_a_closed_one_leads_on(alex: Client) -> None:
    assert alex.get("/i/harbour/p/no_such_page/").status_code == 404
    answer(alex, "who_for", who_for="me")
    assert alex.get("/i/harbour/p/helper/").status_code == 302


def test_an_emergency_answer_shows_the_stop_page_and_alarms(alex: Client) -> None:
    page = answer(alex, "warning_now", warning_now=["chest_pain"])
    assert page["Location"] == "/i/harbour/help-now/"
    stop = alex.get("/i/harbour/help-now/").content.decode()
    assert "911" in stop and "tel:911" in stop
    before, to_show = stop.lower().split("show them this page")
    assert "chest" not in before and "chest pain" in to_show, "the reason stands only in what to show"
    assert TriageCase.objects.get().group == "emergency"


def test_after_with_staff_the_form_goes_on(alex: Client) -> None:
    answer(alex, "warning_now", warning_now=["chest_pain"])
    alex.post("/i/harbour/help-now/with-staff/")
    assert "help-now" not in answer(alex, "who_for", who_for="me")["Location"]


def ready(alex: Client, people: People) -> QuestionnaireResponse:
    draft = draft_of(alex, people)
    draft.answers = complete()
    draft.save()
    return draft


def test_sending_twice_makes_one_case(alex: Client, people: People) -> None:
    ready(alex, people)
    for _ in range(2):
        assert alex.post("/i/harbour/check/", {"key": "the-same-key"})["Location"] == "/i/harbour/sent/"
    assert TriageCase.objects.count() == 1
    receipt = alex.get("/i/harbour/sent/").content.decode()
    assert draft_of(alex, people).code in receipt and "911" in receipt
    for born, opens in ((None, False), ("1984-06-14", True)):
        Patient.objects.update(birth_date=born)
        assert ("you can open this page again" in alex.get("/i/harbour/sent/").content.decode()) == opens, born


def test_only_the_last_button_says_that_it_sends(alex: Client, people: People) -> None:
    page = alex.get("/i/harbour/p/warning_now/").content.decode()
    assert 'data-sending="Saving…"' in page and "Sending…" not in page
    ready(alex, people)
    check = alex.get("/i/harbour/check/").content.decode()
    assert 'data-sending="Sending…"' in check
    assert '<span class="nowrap">' in check, "a phone number is not broken between two lines"


def test_the_check_page_sends_back_to_what_is_missing(alex: Client) -> None:
    answer(alex, "who_for", who_for="me")
    assert alex.get("/i/harbour/check/")["Location"].startswith("/i/harbour/p/")


def test_after_the_desk_accepted_the_patient_is_asked_to_call(alex: Client, people: People) -> None:
    ready(alex, people)
    alex.post("/i/harbour/check/", {"key": "the-same-key"})
    triage.accept(case_id=TriageCase.objects.get().id, by=people.blair)
    page = answer(alex, "who_for", who_for="me")
    assert page.status_code == 409 and "555-0100" in page.content.decode()


def test_pages_are_private_and_strict(alex: Client) -> None:
    page = alex.get("/i/harbour/p/who_for/")
    assert page["Cache-Control"] == "no-store, private" and "noindex" in page["X-Robots-Tag"]
    assert "default-src 'none'" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"
    assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_private_words_never_reach_receipt_or_stop_page(people: People, send: SendAnswers) -> None:
    case = send(private_matters=["self_harm_thoughts"])
    record = case.decision.record
    assert case.group == "emergency" and record["private_only"]
    told = " ".join([*record["because"]["patient"], record["because"]["desk"]]).lower()
    assert not any(word in told for word in ("suicid", "self-harm", "harm yourself", "abuse"))


def test_coming_back_later_keeps_what_is_ticked_and_not_yet_saved(alex: Client, people: People) -> None:
    answer(alex, "who_for", who_for="me")
    assert 'name="later"' in alex.get("/i/harbour/p/you/").content.decode()
    asked = answer(alex, "warning_now", warning_now="not_sure", later="1")
    assert asked["Location"] == "/i/harbour/later/"
    assert draft_of(alex, people).answers["warning_now"] == ["not_sure"]
    # a page that is not complete: each answer that can be kept
    asked = answer(alex, "you", first_name="Alex", last_name="", phone="", email="", later="1")
    assert asked["Location"] == "/i/harbour/later/"
    assert draft_of(alex, people).answers["first_name"] == "Alex"
    # and an emergency is never put off
    assert answer(alex, "warning_now", warning_now="chest_pain", later="1")["Location"] == "/i/harbour/help-now/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": "555-0142"}, "Write the whole number, with its area code. From another country? Begin with +"),
        ({"birth_date-day": "5", "birth_date-month": "14"}, "Day first: 14\u00a05\u00a01968"),
        ({"birth_date-year": "68"}, "Write the year with 4 numbers"),
    ],
    ids=["short phone", "month first", "short year"],
)
def test_a_slip_is_answered_with_what_to_write(alex: Client, typed: dict[str, str], said: str) -> None:
    birth = {"birth_date-day": "14", "birth_date-month": "5", "birth_date-year": "1968"}
    page = answer(alex, "you", **(YOU | birth | typed))
    assert page.status_code == 422 and said in page.content.decode()
    assert answer(alex, "you", **(YOU | birth | {"phone": "+33 1 23 45 67 89"})).status_code == 302


def test_a_sent_form_says_so_on_the_check_page(people: People) -> None:
    made = drafts.start(clinic=people.harbour, language="en")
    made.response.answers = complete()
    made.response.save()
    respond.submit(response=made.response, key="first", by=patient_actor(people.harbour))
    alex = Client()
    alex.cookies[COOKIE] = made.secret
    assert "Change my answers" in alex.get("/i/harbour/sent/").content.decode()
    page = alex.get("/i/harbour/check/").content.decode()
    assert "What you change is sent again" in page and 'href="/i/harbour/sent/"' in page
    changed = answer(alex, "who_for", who_for="me")
    assert changed.status_code == 302
    version = protocol_store.questionnaire().version
    changed = alex.post("/i/harbour/p/who_for/?from=check", {"who_for": "me", "form_version": version})
    assert changed["Location"] == "/i/harbour/check/#row-who_for" and 'id="row-who_for"' in page


def test_the_check_page_changes_a_page_at_once_and_names_what_was_not_ticked(alex: Client, people: People) -> None:
    draft = draft_of(alex, people)
    draft.answers = complete()
    draft.save()
    page = " ".join(alex.get("/i/harbour/check/").content.decode().split())
    assert "Part 6 of 6" in page and page.count("p/you/?from=check#f-") == 1
    assert all(f'id="row-{name}"' in page for name in ("first_name", "last_name", "phone", "warning_now"))
    closed = page[page.index('<details class="more told-none">') :]
    assert "Signs today, Nerves and bladder, General signs</span>" in closed[: closed.index("</summary>")]
    assert "p/warning_nerves/?from=check#f-warning_nerves" in closed[: closed.index("</details>")]


def test_a_page_on_a_place_nobody_named_says_why_it_comes(alex: Client, people: People) -> None:
    why = "not sure where it hurts, so we ask about more places"
    draft = draft_of(alex, people)
    for places, comes in ((["not_sure"], True), (["low_back_l", "flank_r"], False)):
        draft.answers = complete(places=places)
        draft.save()
        page = alex.get("/i/harbour/p/flank/")
        assert page.status_code == 200 and (why in page.content.decode()) is comes, places
    draft.answers = complete(places=["not_sure"])
    draft.save()
    assert why not in alex.get("/i/harbour/p/spread/").content.decode(), "everyone is asked this"


def test_how_long_something_went_on_is_no_time_ago(alex: Client, people: People) -> None:
    draft = draft_of(alex, people)
    draft.answers = complete(tried=["tried_home_care"])
    draft.save()
    asked = alex.get("/i/harbour/p/tried_home/").content.decode()
    assert "How long did you keep it up?" in asked and ">Number<" in asked
    assert "Exact date" not in asked and " ago" not in asked
    assert "Exact date" in alex.get("/i/harbour/p/since_when/").content.decode()


def test_the_first_order_of_an_emergency_s_receipt_is_to_get_help(alex: Client, people: People) -> None:
    answer(alex, "warning_now", warning_now=["chest_pain"])
    alex.post("/i/harbour/help-now/with-staff/")
    draft = ready(alex, people)
    draft.answers = complete(warning_now=["chest_pain"], needles_3_days="no")
    draft.save()
    assert alex.post("/i/harbour/check/", {"key": "one-key"})["Location"] == "/i/harbour/sent/"
    assert TriageCase.objects.get().group == "emergency"
    page = alex.get("/i/harbour/sent/").content.decode()
    first = page[page.index("<h1") : page.index("</h1>")]
    assert "Please get help now" in first and page.index("tel:911") < page.index("We call you too")
    assert "We will call you" not in page and "Keep your phone near" not in page and "Today before" not in page
    assert "Do not drive yourself.</p>" in page, "whatever the sign was"


def test_the_receipt_of_a_crisis_names_the_help_line_first(alex: Client, people: People) -> None:
    draft = ready(alex, people)
    draft.answers = complete(private_matters=["self_harm_thoughts"])
    draft.save()
    alex.post("/i/harbour/check/", {"key": "one-key"})
    page = alex.get("/i/harbour/sent/").content.decode()
    assert "You matter. Please talk to someone now." in page[page.index("<h1") : page.index("</h1>")]


def test_an_urgent_receipt_has_one_order(alex: Client, people: People) -> None:
    draft = ready(alex, people)
    draft.answers = complete(**URGENT)
    draft.save()
    alex.post("/i/harbour/check/", {"key": "one-key"})
    page = alex.get("/i/harbour/sent/").content.decode()
    assert "We will call you today" in page and "Please get help now" not in page


def test_the_worst_place_stands_first_on_the_check_page(alex: Client, people: People) -> None:
    draft = ready(alex, people)
    places = ["upper_back_r", "calf_l", "low_back_m"]
    draft.answers |= {"places": places, "worst_place": "low_back_m"}
    sections, _apart = check_sections(draft, draft.clinic.today(timezone.now()))
    rows = {row["id"]: row for each in sections for group in each["groups"] for row in group["rows"]}
    said = [protocol_store.wording("en").place(place) for place in ("low_back_m", "upper_back_r", "calf_l")]
    assert list(rows["row-places"]["values"]) == said


@pytest.mark.parametrize(
    ("typed", "said", "boxes"),
    [
        ({"day": "14"}, "Date of birth: Write the month (1 to 12) and the year with 4 numbers", ("month", "year")),
        ({"day": "40", "month": "2", "year": "1984"}, "Date of birth: Write the day (1 to 31)", ("day",)),
        ({"day": "x", "month": "y", "year": "z"}, "Date of birth: This date does not exist", ("day", "month", "year")),
    ],
)
def test_all_that_is_wrong_with_a_date_is_said_at_once_and_marked(
    alex: Client, typed: dict[str, str], said: str, boxes: tuple[str, ...]
) -> None:
    html = _you(alex, typed)
    assert said in html
    wrong = [part for part in ("day", "month", "year") if _marked(html, f"birth_date-{part}")]
    assert tuple(wrong) == boxes


def test_french_sets_a_space_before_the_colon(alex: Client, people: People) -> None:
    people.harbour.languages, people.harbour.is_demo = ["en", "fr-CA"], True
    people.harbour.save()
    draft = draft_of(alex, people)
    draft.language = "fr-CA"
    draft.save()
    assert "Date de naissance\u00a0: Écrivez le jour (1 à 31)" in _you(alex, {"month": "2", "year": "1984"})


def _you(client: Client, typed: dict[str, str]) -> str:
    """The page of the name, with so much of a date of birth."""
    page = answer(client, "you", **YOU, **{f"birth_date-{part}": value for part, value in typed.items()})
    return str(page.content.decode())


def _marked(html: str, name: str) -> bool:
    """Whether the box of this name is said to be wrong."""
    return 'aria-invalid="true"' in html.partition(f'name="{name}"')[2].partition(">")[0]


def test_a_time_given_twice_says_which_boxes_to_empty(alex: Client) -> None:
    twice = {"duration_days-number": "3", "duration_days-unit": "weeks", "duration_days-day": "1"}
    html = answer(alex, "since_when", **twice).content.decode()
    assert "When did the pain start? Keep one: empty the number or the date" in html
    assert "How is it changing? Answer this question to go on" in html, "of several questions each is named"
    unsure = answer(alex, "since_when", **{"duration_days-number": "3", "duration_days-unknown": "not_sure"})
    assert "Empty what you wrote, or untick “I’m not sure”" in unsure.content.decode()


@pytest.mark.parametrize(
    ("spread", "places", "comes"),
    [
        (["spread_leg"], ["neck_back_l"], {"arm_leg"}),
        (["spread_arm"], ["low_back_l"], {"arm_leg", "arm"}),
        (["numb_or_tingling"], ["neck_back_l"], {"arm_leg", "arm"}),
        (["numb_or_tingling"], ["low_back_l", "hand_r"], {"arm_leg", "arm"}),
        (["numb_or_tingling"], ["head_back"], {"arm_leg", "arm"}),
        (["spread_leg", "numb_or_tingling"], ["low_back_l", "thigh_back_l"], {"arm_leg"}),
        (["limb_weak"], ["calf_l"], {"arm_leg"}),
        # Anything that may speak of an arm, and whatever is not known, is asked.
        (["limb_weak", "clumsy_hands"], ["low_back_l"], {"arm_leg", "arm"}),
        (["numb_or_tingling"], ["not_sure"], {"arm_leg", "arm"}),
        (["numb_or_tingling"], ["all_over"], {"arm_leg", "arm"}),
        (["not_sure"], ["low_back_l"], {"arm_leg", "arm"}),
        (["none"], ["low_back_l"], set()),
    ],
)
def test_only_who_may_have_a_sign_in_an_arm_is_asked_about_the_hand(
    spread: list[str], places: list[str], comes: set[str]
) -> None:
    questionnaire = protocol_store.questionnaire()
    given = parse_answers(questionnaire, complete(spread=spread, places=places), TODAY)
    assert {page.id for page in questionnaire.open_pages(given, TODAY)} & {"arm_leg", "arm"} == comes
    # A sign in two limbs, and a weak foot, are dangers: asked of both.
    assert {"both_arms_affected", "both_legs_painful", "foot_drags"} <= set(questionnaire.items["arm_leg"].options)


def test_a_wish_that_was_picked_can_be_taken_back() -> None:
    items = protocol_store.questionnaire().items
    neutral = {"minutes_a_day": "not_sure", "visit_way": "either_way", "visit_with": "with_anyone"}
    assert all(code in items[link_id].options for link_id, code in neutral.items())


def test_short_answers_stand_in_pairs_and_warning_signs_never_do(alex: Client) -> None:
    paired = {
        page
        for page in ("wish", "who_for", "warning_now", "warning_nerves", "warning_general")
        if "ticks--pairs" in alex.get(f"/i/harbour/p/{page}/").content.decode()
    }
    assert paired == {"wish"}


def test_the_parts_stand_beside_a_question_but_not_beside_the_body(alex: Client) -> None:
    beside, body = (alex.get(f"/i/harbour/p/{page}/").content.decode() for page in ("spread", "where"))
    assert beside.count("rail__part--") == 6 and "rail__part--" not in body
    for page in (beside, body):
        assert "Part 3 of 6" in page and ", page " in page
        assert page.index("<h1") < page.index("Sample questions.") and page.count("Sample questions.") == 1
