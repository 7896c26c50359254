"""The patient's side: nothing acknowledged is lost, nothing is doubled, an emergency alarms before it is sent."""

from typing import Any

import pytest
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import Job
from intake import protocol_store
from intake.actions import cases, drafts, respond, triage
from intake.models import CaseEvent, PageSave, QuestionnaireResponse, RoutingDecision, TriageCase
from intake.models.case import EventKind
from tests.answers import EMERGENCY, complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


def save(response: QuestionnaireResponse, page: str, **values: Any) -> respond.Saved:
    return respond.save_page(response=response, page=page, values=values, by=patient_actor(response.clinic))


@pytest.fixture
def draft(people: People) -> drafts.Draft:
    return drafts.start(clinic=people.harbour, language="en")


def test_the_secret_opens_the_draft_in_its_own_clinic_only(people: People, draft: drafts.Draft) -> None:
    assert drafts.draft_by_secret(people.harbour, draft.secret) == draft.response
    assert drafts.draft_by_secret(people.northside, draft.secret) is None
    assert drafts.draft_by_secret(people.harbour, draft.response.code) is None
    assert draft.secret not in str(QuestionnaireResponse.objects.values().get())


def test_every_save_is_kept_and_the_later_wins(draft: drafts.Draft) -> None:
    save(draft.response, "who_for", who_for="me")
    saved = save(draft.response, "who_for", who_for="my_child")
    assert saved.response.answers["who_for"] == "my_child"
    assert [each.answers["who_for"] for each in PageSave.objects.order_by("number")] == ["me", "my_child"]


def test_an_emergency_alarms_at_once_even_if_the_form_is_never_sent(draft: drafts.Draft) -> None:
    saved = save(draft.response, "warning_now", warning_now=["chest_pain"])
    assert saved.stop
    case = TriageCase.objects.get()
    assert (case.group, case.response.is_sent) == ("emergency", False)
    assert Job.objects.filter(kind=cases.ALARM_EMAIL).count() == 1


def test_saying_it_was_a_mistake_is_kept_and_lowers_nothing(draft: drafts.Draft) -> None:
    save(draft.response, "warning_now", warning_now=["chest_pain"])
    respond.say(response=draft.response, kind=EventKind.MISTAKE, by=patient_actor(draft.response.clinic))
    again = save(draft.response, "warning_now", warning_now=["none"])
    assert not again.stop
    assert TriageCase.objects.get().group == "emergency"
    assert CaseEvent.objects.filter(kind=EventKind.MISTAKE).exists()


def test_an_edited_danger_stays_an_emergency_when_sent(people: People, draft: drafts.Draft) -> None:
    save(draft.response, "warning_now", warning_now=["chest_pain"])
    response = save(draft.response, "warning_now", warning_now=["none"]).response
    response.answers = complete()
    response.save()
    respond.submit(response=response, key="key-for-alex", by=patient_actor(people.harbour))
    case = TriageCase.objects.get()
    assert case.group == "emergency"
    assert Job.objects.filter(kind=cases.ALARM_EMAIL).count() == 1, "one alarm, not two"


def test_the_same_key_twice_is_one_sending(people: People, draft: drafts.Draft) -> None:
    draft.response.answers = complete()
    draft.response.save()
    for _ in range(2):
        respond.submit(response=draft.response, key="one-key-only", by=patient_actor(people.harbour))
    assert RoutingDecision.objects.count() == 1 and TriageCase.objects.count() == 1


def test_sending_again_before_the_desk_decides_amends_and_keeps_both(people: People, draft: drafts.Draft) -> None:
    draft.response.answers = complete()
    draft.response.save()
    actor = patient_actor(people.harbour)
    respond.submit(response=draft.response, key="first-key", by=actor)
    respond.submit(response=draft.response, key="second-key", by=actor)
    assert RoutingDecision.objects.count() == 2 and TriageCase.objects.count() == 1


def test_after_the_desk_accepted_changes_go_by_phone(people: People, send: SendAnswers) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.blair)
    with pytest.raises(respond.CaseClosed):
        save(case.response, "who_for", who_for="me")


def test_it_got_worse_raises_one_step_and_is_seen(people: People, send: SendAnswers) -> None:
    case = send()
    for expected in ("soon", "urgent", "urgent"):
        respond.say(response=case.response, kind=EventKind.WORSE, by=patient_actor(people.harbour))
        case.refresh_from_db()
        assert case.group == expected
    said = case.events.filter(kind=EventKind.WORSE).values("pk")
    assert Job.objects.filter(kind=cases.ALARM_EMAIL, subject__in=said).count() == 1


def test_a_rule_engine_that_fails_still_saves_the_intake_as_urgent(
    people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    import intake.routing.disposition as engine

    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "rule_on", broken)
    case = send()
    assert (case.group, case.human_review) == ("urgent", True)
    assert case.response.is_sent


def test_stored_answers_that_no_longer_fit_are_urgent_for_a_person(people: People, draft: drafts.Draft) -> None:
    draft.response.answers = {"a_question_of_last_year": "yes"}
    draft.response.save()
    respond.submit(response=draft.response, key="old-answers", by=patient_actor(people.harbour))
    assert TriageCase.objects.get().group == "urgent"


def test_the_whole_emergency_form_is_an_emergency(send: SendAnswers) -> None:
    case = send(**EMERGENCY)
    assert case.group == "emergency" and "E01" in case.decision.record["rules"]


def test_the_decision_keeps_version_and_digest(send: SendAnswers) -> None:
    decision = send().decision
    protocol = protocol_store.protocol()
    assert (decision.protocol_version, decision.protocol_digest) == (protocol.version, protocol.digest)
    assert decision.at <= timezone.now()


def test_not_sure_since_when_is_an_answer_and_stops_the_form_at_once(draft: drafts.Draft) -> None:
    """Unknown timing counts as new. The stop page must not wait for the end of the form."""
    save(draft.response, "warning_nerves", warning_nerves=["bladder_no_feeling"])
    assert not TriageCase.objects.exists(), "the timing may still be told"
    told = {"back_or_leg_pain": "yes", "nerve_sign_days": "not_sure", "nerve_sign_course": "same"}
    assert save(draft.response, "nerves_more", **told, nerve_sign_checked="no").stop
    assert TriageCase.objects.get().group == "emergency"
