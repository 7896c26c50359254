"""Abuse and thoughts of suicide are named to clinicians alone: each place where words could leak is looked at, whoever
fills in the form and in each language."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Staff
from handouts import drafting
from handouts.actions import approval, editing, giving
from handouts.html import sheet_html
from intake import protocol_store
from intake.actions import triage
from intake.cards import card_of
from intake.demo import data
from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import TODAY, complete
from tests.conftest import SendAnswers
from tests.people import People
from worker import jobs

pytestmark = pytest.mark.django_db
PRIVATE_RULES = ("E20", "U18")
MATTERS = ("self_harm_thoughts", "unsafe_at_home", "hurt_by_someone")
HELPER = {
    "who_for": "someone_else",
    "helper_name": "Pat Example",
    "helper_relation": "partner",
    "helper_authority": "yes",
}
BY_WHOM = pytest.mark.parametrize("helper", [{}, HELPER], ids=["alone", "with a helper"])
EACH = pytest.mark.parametrize("matter", MATTERS)
# What would give the reason away in any of the texts, beside the very words of rules and answers.
TELLING = ("suicid", "self-harm", "abuse", "safeguard", "autoles", "maltrat", "automutil", "violence")


def words_to_hide() -> Iterator[str]:
    """The clinician's words of private rules and the answers behind them, in each language."""
    for language in protocol_store.languages():
        wording = protocol_store.wording(language)
        yield from (wording.rule(rule).clinician for rule in PRIVATE_RULES)
        yield from (wording.option("private_matters", matter) for matter in MATTERS)


def leaks(text: str) -> list[str]:
    return [word for word in (*words_to_hide(), *TELLING) if word.lower() in text.lower()]


@BY_WHOM
@EACH
def test_the_decision_s_words_for_patient_and_desk(send: SendAnswers, matter: str, helper: dict[str, Any]) -> None:
    because = send(private_matters=[matter], **helper).decision.record["because"]
    assert not leaks(" ".join([*because["patient"], because["desk"]]))
    fired = {row["id"] for row in because["clinician"]["fired"]}
    assert fired & set(PRIVATE_RULES)


@BY_WHOM
@EACH
def test_the_alarm_e_mail(send: SendAnswers, matter: str, helper: dict[str, Any]) -> None:
    send(private_matters=[matter], **helper)
    jobs.do_due_jobs()
    (message,) = mail.outbox
    assert not leaks(f"{message.subject} {message.body} {message.extra_headers}")


@BY_WHOM
@EACH
@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_the_letter(send: SendAnswers, matter: str, helper: dict[str, Any], language: str) -> None:
    case = send(private_matters=[matter], **helper)
    case.response.language = language
    selection = drafting.machine_selection(case, TODAY)
    settings = drafting.settings_for(case, {})
    html = sheet_html(drafting.document_for(case, selection, settings, now=timezone.now(), version=1))
    assert html.count("<h1") and not leaks(html)


@BY_WHOM
@EACH
@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_the_plan_behind_the_patient_s_link(
    people: People, send: SendAnswers, client: Client, matter: str, helper: dict[str, Any], language: str
) -> None:
    case = send(private_matters=[matter], **helper)
    QuestionnaireResponse.objects.update(language=language)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="advised_er")
    case = triage.accept(case_id=case.id, by=people.casey)
    draft = editing.draft(case=case, by=people.casey)
    revision = approval.approve(case=case, by=people.casey, draft_number=draft.draft_number)
    door = reverse("plan:open", args=[giving.make_link(revision=revision, by=people.casey)])
    pages = [client.get(door), client.post(door, {"day": "14", "month": "6", "year": "1984"}, follow=True)]
    pages += [client.get(reverse("plan:text"))]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert f'lang="{language.lower()}"' in pages[1].content.decode()
    assert [leaks(page.content.decode() + repr(page.headers)) for page in pages] == [[], [], []]


@BY_WHOM
@EACH
@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_every_page_of_the_tablet_after_the_answer(
    people: People, signed_in: Callable[[Staff], Client], matter: str, helper: dict[str, Any], language: str
) -> None:
    tablet = signed_in(people.blair)
    tablet.post(reverse("intake:start_tablet"))
    tablet.post("/i/harbour/", {"language": language})
    draft = QuestionnaireResponse.objects.get()
    draft.answers = complete(**helper)
    draft.save()
    answers = {"private_matters": matter, "form_version": protocol_store.questionnaire().version}
    shown = [tablet.post("/i/harbour/p/private/", answers, follow=True)]
    shown += [tablet.get(f"/i/harbour/{page}/", follow=True) for page in ("help-now", "tablet/still-here")]
    shown += [tablet.post("/i/harbour/check/", {"key": "one-key"}, follow=True)]
    shown += [tablet.get(f"/i/harbour/{page}/", follow=True) for page in ("tablet/done", "sent", "tablet/away")]
    assert TriageCase.objects.get().group in ("emergency", "urgent")
    assert [page.status_code for page in shown[:2]] == [200, 200]
    for page in shown:
        assert page.status_code in (200, 403)  # a tablet that was handed back shows a locked page
        assert not leaks(page.content.decode() + repr(page.redirect_chain)), page.request["PATH_INFO"]


@BY_WHOM
@EACH
def test_the_board_and_the_desk_s_case_page(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client], matter: str, helper: dict[str, Any]
) -> None:
    case = send(private_matters=[matter], **helper)
    assert not leaks(repr(card_of(case, people.blair, timezone.now())))
    desk = signed_in(people.blair)
    for page in (reverse("intake:board"), reverse("intake:case", args=[case.id])):
        assert not leaks(desk.get(page).content.decode())
    assert leaks(signed_in(people.casey).get(reverse("intake:case", args=[case.id])).content.decode())


@BY_WHOM
@EACH
@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_the_stop_page_the_receipt_and_their_addresses(
    people: People, client: Client, matter: str, helper: dict[str, Any], language: str
) -> None:
    client.post("/i/harbour/", {"language": language})
    draft = QuestionnaireResponse.objects.get()
    draft.answers, draft.language = complete(**helper), language
    draft.save()
    answers = {"private_matters": matter, "form_version": protocol_store.questionnaire().version}
    seen = [client.post("/i/harbour/p/private/", answers, follow=True)]
    seen += [client.post("/i/harbour/check/", {"key": "one-key"}, follow=True)]
    seen += [client.get(f"/i/harbour/{page}/", follow=True) for page in ("help-now", "sent", "worse")]
    case = TriageCase.objects.get()
    assert case.group in ("emergency", "urgent") and case.response.is_sent
    for page in seen[1:]:
        # The stop page names the country's crisis line to the person alone, never to a helper.
        crisis_line = ["suicid"] if page.request["PATH_INFO"].endswith("/help-now/") and not helper else []
        assert leaks(page.content.decode() + repr(page.redirect_chain)) in ([], crisis_line), page.request["PATH_INFO"]


def test_the_usual_answers_leak_nothing() -> None:
    usual = {link_id: value for link_id, value in data()["usual"].items() if link_id != "private_matters"}
    assert not leaks(repr(usual))
