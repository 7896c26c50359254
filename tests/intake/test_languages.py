"""The patient's form in the languages other than English: no word of English is left, and switching keeps every answer.
Staff pages stay English."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from clinic.languages import code_of, names
from clinic.models import Clinic, Staff
from handouts.catalog_store import catalog
from intake import demo, protocol_store
from intake.actions import drafts
from intake.answer_words import answer_words, duration_words
from intake.dates import clock
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.items import Item, ItemType
from intake.receipt import call_by
from intake.views.patient_page import COOKIE
from tests.answers import EMERGENCY, TODAY, URGENT, complete
from tests.english_words import english_in
from tests.people import People

OTHERS = [tag for tag in protocol_store.languages() if tag != "en"]


def fields_for(item: Item, value: Any) -> dict[str, Any]:
    """An answer as a form posts it."""
    name = item.link_id
    if value is None:
        return {}
    if item.type is ItemType.DATE:
        parts = zip(("year", "month", "day"), value.split("-"), strict=True)
        return {f"{name}-{part}": number for part, number in parts}
    if item.type is ItemType.DURATION:
        return {f"{name}-number": value["number"], f"{name}-unit": value["unit"]}
    return {name: value}


class Patient:
    """A browser without a screen that fills in the form of harbour."""

    def __init__(self, people: People, tag: str) -> None:
        self.clinic, self.tag, self.browser = people.harbour, tag, Client()
        assert self.browser.post("/i/harbour/", {"language": tag}).status_code == 302

    @property
    def draft(self) -> QuestionnaireResponse:
        found = drafts.draft_by_secret(self.clinic, self.browser.cookies[COOKIE].value)
        assert found
        return found

    def sees(self, path: str, status: int = 200) -> str:
        """The page at an address, without a word of English."""
        page = self.browser.get(path)
        assert page.status_code == status, f"{path}: {page.status_code} {page.headers.get('Location')}"
        return self.reads(page, path)

    def reads(self, page: Any, path: str) -> str:
        """A page in the patient's own language."""
        html: str = page.content.decode()
        assert f'<html lang="{code_of(self.tag)}"' in html, path
        assert english_in(html, self.tag) == set(), path
        return html

    def answers(self, page_id: str, answers: dict[str, Any]) -> Any:
        """Post a page of questions."""
        items = protocol_store.questionnaire().page(page_id).items
        posted = {key: text for item in items for key, text in fields_for(item, answers.get(item.link_id)).items()}
        version = protocol_store.questionnaire().version
        return self.browser.post(f"/i/harbour/p/{page_id}/", posted | {"form_version": version})

    def walks(self, answers: dict[str, Any]) -> Iterator[str]:
        """Read and answer each page that opens, until the check page or the stop page."""
        path = self.browser.get("/i/harbour/p/who_for/").request["PATH_INFO"]
        while "/p/" in path:
            yield self.sees(path)
            page = self.answers(path.rstrip("/").rpartition("/")[2], answers)
            assert page.status_code == 302, f"{path}: {page.content.decode()[:3000]}"
            path = page["Location"]


@pytest.fixture
def people(people: People) -> People:
    """The people of the tests; harbour offers every language there is."""
    people.harbour.languages = list(protocol_store.languages())
    people.harbour.save()
    return people


@pytest.fixture(params=OTHERS)
def patient(people: People, request: pytest.FixtureRequest) -> Patient:
    """Someone who reads another language than English."""
    return Patient(people, request.param)


def today() -> Any:
    return timezone.localdate()


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Appelez le 911.</p><p>Call 911.</p>", {"call"}),
        ('<ul><li><a lang="en">English</a></li></ul><p>What next</p>', {"what"}),
        ('<p><span lang="en">“My <b>pain</b> <span>form</span> is read”</span> Where</p>', {"where"}),
        ('<input title="Write here" value="the" data-added="{answer} is {place}">', {"write", "here", "is"}),
        ("<script>var when = 1</script><p>Pain {answer}</p>", {"pain"}),
    ],
)
def test_a_word_of_english_is_seen(html: str, found: set[str]) -> None:
    assert english_in(html, "fr-CA") == found


@pytest.mark.django_db
def test_no_page_of_the_ordinary_way_has_english_words(patient: Patient) -> None:
    patient.sees("/i/harbour/")
    walked = list(patient.walks(complete(today())))
    assert len(walked) > 15
    patient.sees("/i/harbour/check/")
    sent = patient.browser.post("/i/harbour/check/", {"key": "one"})
    assert sent["Location"] == "/i/harbour/sent/"
    assert patient.draft.code in patient.sees("/i/harbour/sent/")
    patient.sees("/i/harbour/worse/")
    patient.sees("/i/harbour/privacy/")


@pytest.mark.django_db
def test_every_page_of_questions_has_no_english_words(patient: Patient) -> None:
    """Also the pages that few people open, printed as they would be for answers that open them."""
    wording = protocol_store.wording(patient.tag)
    for page in protocol_store.questionnaire().pages:
        words = wording.page(page.id)
        text = [words.title, words.lead, words.hint]
        for item in page.items:
            own = wording.item(item.link_id)
            text += [own.short, own.label, own.hint, own.suffix, *own.errors.values(), *own.anchors.values()]
            text += [wording.option(item.link_id, code) for code in (*item.options, *item.exclusive)]
        assert english_in(". ".join(text) + " .", patient.tag) == set(), page.id


@pytest.mark.django_db
def test_nothing_a_decision_says_is_english(patient: Patient) -> None:
    for name, sentence in protocol_store.wording(patient.tag).patient_sentences().items():
        assert english_in(sentence + " .", patient.tag) == set(), name


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["who_for", "you", "consent"])
def test_errors_are_said_in_the_same_language(patient: Patient, missing: str) -> None:
    whole = complete(today())
    for page_id in ("who_for", "you", "consent"):
        if page_id == missing:
            break
        patient.answers(page_id, whole)
    page = patient.answers(missing, {})
    assert page.status_code == 422
    html = patient.reads(page, missing)
    item = protocol_store.questionnaire().page(missing).items[0]
    assert protocol_store.wording(patient.tag).error("required", item.link_id) in html


@pytest.mark.django_db
def test_the_stop_page_and_an_urgent_receipt(patient: Patient) -> None:
    for _ in patient.walks(complete(today(), **EMERGENCY)):
        pass
    stop = patient.sees("/i/harbour/help-now/")
    assert "911" in stop and "tel:911" in stop
    patient.browser.post("/i/harbour/help-now/with-staff/")
    assert TriageCase.objects.get().group == "emergency"


@pytest.mark.django_db
def test_an_urgent_receipt(patient: Patient) -> None:
    for _ in patient.walks(complete(today(), **URGENT)):
        pass
    patient.browser.post("/i/harbour/check/", {"key": "one"})
    receipt = patient.sees("/i/harbour/sent/")
    assert protocol_store.wording(patient.tag).rule("U10").patient in receipt


@pytest.mark.django_db
def test_error_pages_speak_the_same_language(patient: Patient) -> None:
    patient.sees("/i/harbour/p/no_such_page/", status=404)
    browser = Client(headers={"accept-language": code_of(patient.tag)}, enforce_csrf_checks=True)
    page = browser.post("/i/harbour/p/who_for/", {"who_for": "me"})
    assert page.status_code == 403
    patient.reads(page, "csrf")


@pytest.mark.django_db
def test_the_door_of_a_plan_speaks_the_browsers_language(patient: Patient) -> None:
    browser = Client(headers={"accept-language": code_of(patient.tag)})
    for path in ("/plan/", "/plan/unknown-secret/"):
        patient.reads(browser.get(path), path)


# ------------------------------------------------------------------ choosing and changing


@pytest.mark.django_db
def test_the_start_page_offers_each_language_by_its_own_name(people: People) -> None:
    html = Client().get("/i/harbour/").content.decode()
    for tag in protocol_store.languages():
        assert names()[tag] in html
        assert tag == "en" or f"?lang={tag}" in html


@pytest.mark.django_db
def test_demo_clinics_offer_every_language() -> None:
    demo.seed()
    assert all(set(clinic.languages) == set(protocol_store.languages()) for clinic in Clinic.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("tag", OTHERS)
def test_a_link_or_the_browser_chooses_the_language(people: People, tag: str) -> None:
    by_link = Client().get(f"/i/harbour/?lang={tag}").content.decode()
    by_browser = Client(headers={"accept-language": code_of(tag)}).get("/i/harbour/").content.decode()
    for html in (by_link, by_browser):
        assert f'<html lang="{code_of(tag)}"' in html and f'name="language" value="{tag}"' in html


@pytest.mark.django_db
def test_a_clinic_that_offers_english_only_shows_no_choice(people: People) -> None:
    Clinic.objects.filter(slug="harbour").update(languages=["en"])
    for browser in (Client(), Client(headers={"accept-language": "fr-CA, es;q=0.8"})):
        html = browser.get("/i/harbour/?lang=fr-CA").content.decode()
        assert 'class="languages"' not in html and '<html lang="en"' in html


@pytest.mark.django_db
def test_changing_the_language_keeps_every_answer(patient: Patient) -> None:
    whole = complete(today())
    for _ in patient.walks(whole):
        pass
    before = patient.draft.answers
    page = patient.browser.post("/i/harbour/language/", {"language": "en", "back": "check"})
    assert page["Location"] == "/i/harbour/check/"
    assert "Check your answers" in patient.browser.get("/i/harbour/check/").content.decode()
    assert patient.draft.answers == before and patient.draft.language == "en"
    patient.browser.post("/i/harbour/language/", {"language": patient.tag, "back": "check"})
    patient.sees("/i/harbour/check/")
    assert patient.draft.answers == before


@pytest.mark.django_db
def test_changing_the_language_keeps_what_is_typed_and_not_saved(patient: Patient) -> None:
    patient.answers("who_for", {"who_for": "me"})
    saved = patient.draft.save_number
    typed = {"first_name": "Alex", "birth_date-day": "31", "birth_date-month": "2", "birth_date-year": "1984"}
    page = patient.browser.post("/i/harbour/p/you/", typed | {"language": "en"})
    html = page.content.decode()
    assert page.status_code == 200 and "Who are you?" in html and "Error:" not in html
    assert 'value="Alex"' in html and 'value="31"' in html
    assert patient.draft.save_number == saved and "first_name" not in patient.draft.answers


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["xx", "", "fr-CA\x00", "../../en", "EN"])
def test_an_unknown_language_changes_nothing(patient: Patient, asked: str) -> None:
    page = patient.browser.post("/i/harbour/language/", {"language": asked, "back": "//elsewhere.example"})
    assert page.status_code == 302 and page["Location"] == "/i/harbour/"
    assert patient.draft.language == patient.tag


@pytest.mark.django_db
def test_the_receipt_follows_a_change_of_language(patient: Patient) -> None:
    for _ in patient.walks(complete(today())):
        pass
    patient.browser.post("/i/harbour/check/", {"key": "one"})
    patient.browser.post("/i/harbour/language/", {"language": "en", "back": "receipt"})
    html = patient.browser.get("/i/harbour/sent/").content.decode()
    kept = TriageCase.objects.get().decision.record["because"]["patient"]
    assert kept[0] not in html and protocol_store.wording("en").disposition("massage").patient in html


@pytest.mark.django_db
def test_staff_pages_stay_english(patient: Patient, signed_in: Callable[[Staff], Client], people: People) -> None:
    for _ in patient.walks(complete(today())):
        pass
    patient.browser.post("/i/harbour/check/", {"key": "one"})
    desk = signed_in(people.blair)
    case = TriageCase.objects.get()
    for path in ("/board/", f"/cases/{case.id}/"):
        html = desk.get(path, headers={"accept-language": code_of(patient.tag)}).content.decode()
        assert '<html lang="en"' in html
        assert "Over the last" not in html or patient.tag.upper() in html
    assert translation.get_language() == "en", "no request leaves its language behind"


# ------------------------------------------------------------------ words and formats


@pytest.mark.parametrize(
    ("tag", "value", "words"),
    [
        ("en", {"number": 1, "unit": "days"}, "1 day"),
        ("en", {"number": 0, "unit": "weeks"}, "less than 1 week"),
        ("en", {"date": "2026-10-30"}, "since 30 October 2026"),
        ("fr-CA", {"number": 1, "unit": "days"}, "1 jour"),
        ("fr-CA", {"number": 2, "unit": "weeks"}, "2 semaines"),
        ("fr-CA", {"number": 1, "unit": "months"}, "1 mois"),
        ("fr-CA", {"number": 6, "unit": "months"}, "6 mois"),
        ("fr-CA", {"number": 1, "unit": "years"}, "1 an"),
        ("fr-CA", {"number": 0, "unit": "days"}, "moins de 1 jour"),
        ("fr-CA", {"date": "2026-11-20"}, "depuis le 20 novembre 2026"),
        ("fr-CA", {"date": "2026-11-01"}, "depuis le 1er novembre 2026"),
        ("es", {"number": 1, "unit": "days"}, "1 día"),
        ("es", {"number": 1, "unit": "months"}, "1 mes"),
        ("es", {"number": 3, "unit": "months"}, "3 meses"),
    ],
)
def test_a_duration_in_words(tag: str, value: dict[str, Any], words: str) -> None:
    with translation.override(code_of(tag)):
        assert duration_words(value, protocol_store.wording(tag)) == words


def test_a_scale_and_a_date_in_french() -> None:
    wording, items = protocol_store.wording("fr-CA"), protocol_store.questionnaire().items
    with translation.override("fr-ca"):
        assert answer_words(items["pain_level"], 5, wording) == ("5 sur 10",)
        assert answer_words(items["birth_date"], "1984-06-14", wording) == ("14 juin 1984",)


def test_the_clock_of_a_french_receipt_has_24_hours() -> None:
    clinic = Clinic(hours={"fri": [["08:00", "17:05"]]}, time_zone="UTC", country="CA")
    noon = timezone.datetime(2026, 11, 20, 12, tzinfo=clinic.zone)
    with translation.override("fr-ca"):
        assert call_by(TriageCase(clinic=clinic, waiting_since=noon), noon) == "Aujourd’hui avant 12\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["12 midnight", "8 am", "8:05 am", "12 noon", "12:30 pm", "3:21 pm"]),
        ("fr-CA", ["0 h", "8 h", "8 h 05", "12 h", "12 h 30", "15 h 21"]),
        ("es", ["0:00", "8:00", "8:05", "12:00", "12:30", "15:21"]),
    ],
)
def test_the_clock_reads_as_people_write_it_there_and_as_on_the_sheet(tag: str, said: list[str]) -> None:
    times, unbroken = [time(0), time(8), time(8, 5), time(12), time(12, 30), time(15, 21)], "\u00a0"
    with translation.override(code_of(tag)):
        assert [clock(datetime.combine(TODAY, each)).replace(unbroken, " ") for each in times] == said
    assert [catalog().locales[tag].time(each).replace(unbroken, " ") for each in times] == said
