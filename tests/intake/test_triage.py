"""The desk: claim, contact, accept, raise, lower, undo. Nothing urgent is lost, nothing is lowered without a
clinician."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Job, Staff
from intake import board_groups
from intake.actions import decide_anew, let_go, respond, take_back, triage
from intake.actions.acts import Refused
from intake.actions.cases import ALARM_EMAIL
from intake.alarm_email import send_alarm_email
from intake.models import CaseEvent, RoutingDecision, TriageCase
from intake.models.case import EventKind
from intake.waiting import is_late
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


def test_of_two_who_claim_one_wins_and_the_other_is_told_who(people: People, send: SendAnswers) -> None:
    case = send()
    triage.claim(case_id=case.id, by=people.blair)
    with pytest.raises(Refused, match="Blair Osei was first"):
        triage.claim(case_id=case.id, by=people.casey)
    case.refresh_from_db()
    assert case.owner == people.blair


def test_only_the_owner_releases_but_a_colleague_may_take_over(people: People, send: SendAnswers) -> None:
    case = send()
    triage.claim(case_id=case.id, by=people.blair)
    with pytest.raises(Refused):
        triage.release(case_id=case.id, by=people.casey)
    assert triage.take_over(case_id=case.id, by=people.casey).owner == people.casey
    assert triage.release(case_id=case.id, by=people.casey).owner is None


def test_accepting_a_routine_case_takes_it_off_the_board(people: People, send: SendAnswers) -> None:
    case = send()
    assert case.group == "routine"
    triage.accept(case_id=case.id, by=people.blair)
    assert not TriageCase.objects.for_clinic(people.harbour).waiting().exists()
    assert AuditEvent.objects.filter(action="case.accepted", object_id=case.id).count() == 1


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT])
def test_an_urgent_case_is_closed_only_after_the_patient_was_reached(
    people: People, send: SendAnswers, answers: dict[str, Any]
) -> None:
    case = send(**answers)
    with pytest.raises(Refused, match="Reach the patient first"):
        triage.accept(case_id=case.id, by=people.casey)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="voicemail")
    with pytest.raises(Refused):
        triage.accept(case_id=case.id, by=people.casey)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="advised_er")
    assert triage.accept(case_id=case.id, by=people.casey).status == "accepted"


def test_no_answer_lets_a_routine_case_wait_on_the_patient_but_never_an_urgent_one(
    people: People, send: SendAnswers
) -> None:
    routine, urgent = send(), send(**URGENT)
    assert triage.log_contact(case_id=routine.id, by=people.blair, outcome="no_answer").wake_at is not None
    assert triage.log_contact(case_id=urgent.id, by=people.blair, outcome="no_answer").wake_at is None


def test_anyone_raises_without_a_reason_and_nobody_raises_downwards(people: People, send: SendAnswers) -> None:
    case = send()
    assert decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="urgent").group == "urgent"
    with pytest.raises(Refused, match="already at least that urgent"):
        decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="soon")
    decision = RoutingDecision.objects.filter(response=case.response).latest("at")
    assert (decision.author, decision.disposition) == (people.blair, "urgent")


def test_an_accepted_case_that_is_raised_comes_back(people: People, send: SendAnswers) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.blair)
    TriageCase.objects.filter(pk=case.pk).update(waiting_since=timezone.now() - timedelta(days=3))
    decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="emergency")
    back = TriageCase.objects.for_clinic(people.harbour).waiting().get()
    assert back.group == "emergency" and back.owner is None, "nobody has it: it rings"
    assert timezone.now() - back.waiting_since < timedelta(minutes=5), "its clock starts anew"


def raised_by_a_person(case: TriageCase, people: People) -> None:
    decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="emergency")


def raised_by_a_changed_decision(case: TriageCase, people: People) -> None:
    decide_anew.override(case_id=case.id, by=people.casey, disposition="emergency", reason="concern")


def raised_by_the_patients_word(case: TriageCase, people: People) -> None:
    respond.say(response=case.response, kind=EventKind.WORSE, by=patient_actor(people.harbour))


RAISES = (raised_by_a_person, raised_by_a_changed_decision, raised_by_the_patients_word)


@pytest.mark.parametrize("raises", RAISES)
def test_whom_one_reached_before_it_was_raised_counts_no_more(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client], raises: Callable[..., None]
) -> None:
    case, casey = send(**URGENT), signed_in(people.casey)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
    assert "no longer count" not in casey.get(f"/cases/{case.id}/").content.decode()
    raises(case, people)
    with pytest.raises(Refused, match="Reach the patient first"):
        triage.accept(case_id=case.id, by=people.casey)
    case.refresh_from_db()
    assert case.contacted_at is None
    page = " ".join(casey.get(f"/cases/{case.id}/").content.decode().split())
    assert "Not tried since it was raised." in page and "1 try from before it was raised" in page
    assert page.index("no longer counts") < page.index("Contact: Reached", page.index('id="contact"'))

    triage.log_contact(case_id=case.id, by=people.casey, outcome="advised_er")
    assert triage.accept(case_id=case.id, by=people.casey).status == "accepted"


def test_an_accepted_urgent_case_that_got_worse_comes_back_and_mails_each_time(
    people: People, send: SendAnswers
) -> None:
    case = send(**URGENT)
    Job.objects.filter(kind=ALARM_EMAIL).delete()
    for time in (1, 2):
        triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
        triage.accept(case_id=case.id, by=people.casey)
        raised_by_the_patients_word(case, people)
        back = TriageCase.objects.for_clinic(people.harbour).waiting().get()
        assert (back.group, back.owner, back.contacted_at) == ("urgent", None, None)
        raised_by_the_patients_word(case, people)  # said twice while it waits: one message is enough
        assert Job.objects.filter(kind=ALARM_EMAIL).count() == time
    for job in Job.objects.filter(kind=ALARM_EMAIL):
        send_alarm_email(job)
    assert len(mail.outbox) == 2 and all(case.response.code in message.subject for message in mail.outbox)


def test_a_case_raised_by_hand_with_nothing_blocked_folds_nothing_away(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    routine, urgent = send(), send(**URGENT)
    raised_by_a_person(routine, people)
    for case, folded in ((routine, False), (urgent, True)):
        page = signed_in(people.blair).get(f"/cases/{case.id}/").content.decode()
        assert "Do now" in page and ("What is blocked while this stands" in page) is folded


def test_nothing_is_reset_when_a_case_is_not_raised(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    triage.log_contact(case_id=case.id, by=people.casey, outcome="reached")
    decide_anew.override(case_id=case.id, by=people.casey, disposition="gp_review", reason="corrected")
    case.refresh_from_db()
    assert case.contacted_at is not None and case.raised_at is None


@pytest.mark.parametrize("disposition", ["gp_review", "physiotherapy", "massage", "self_care"])
def test_only_a_clinician_lowers(people: People, send: SendAnswers, disposition: str) -> None:
    case = send(**URGENT)
    asked: dict[str, Any] = {
        "case_id": case.id,
        "disposition": disposition,
        "reason": "corrected",
        "note": "Old bruise.",
    }
    with pytest.raises(Refused, match="Only a clinician"):
        decide_anew.override(by=people.blair, **asked)
    case.refresh_from_db()
    assert case.group == "urgent" and not AuditEvent.objects.filter(action="case.lowered").exists()
    lowered = decide_anew.override(by=people.casey, **asked)
    assert lowered.disposition == disposition
    assert AuditEvent.objects.get(action="case.lowered").actor_id == people.casey.id


def test_a_gp_review_is_lowered_by_a_clinician_only(people: People, send: SendAnswers) -> None:
    case = send()
    decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="soon")
    with pytest.raises(Refused, match="Only a clinician"):
        decide_anew.override(case_id=case.id, by=people.blair, disposition="massage", reason="patient_request")


def test_lowering_needs_a_reason_even_from_a_clinician(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    with pytest.raises(Refused, match="Choose a reason"):
        decide_anew.override(case_id=case.id, by=people.casey, disposition="physiotherapy", reason="")
    with pytest.raises(Refused, match="few words"):
        decide_anew.override(case_id=case.id, by=people.casey, disposition="physiotherapy", reason="other", note="  ")


def test_a_blocked_pathway_needs_a_clinician_with_a_note(people: People, send: SendAnswers) -> None:
    case = send(health_now=["blood_thinner"])
    assert "chiropractic" in decide_anew.blocked_pathways(case)
    asked: dict[str, Any] = {"case_id": case.id, "disposition": "chiropractic", "reason": "patient_request"}
    with pytest.raises(Refused, match="block"):
        decide_anew.override(by=people.blair, note="She insists.", **asked)
    with pytest.raises(Refused, match="block"):
        decide_anew.override(by=people.casey, **asked)
    assert (
        decide_anew.override(by=people.casey, note="Low dose, cleared by her doctor.", **asked).disposition
        == "chiropractic"
    )


def test_an_override_is_a_new_decision_and_the_rules_own_stays(people: People, send: SendAnswers) -> None:
    case = send()
    first = case.decision
    decide_anew.override(case_id=case.id, by=people.blair, disposition="physiotherapy", reason="practitioner")
    assert RoutingDecision.objects.filter(response=case.response).earliest("at") == first
    assert RoutingDecision.objects.filter(response=case.response).count() == 2


def test_undo_puts_back_what_was_and_only_for_who_did_it_last(people: People, send: SendAnswers) -> None:
    case = send()
    triage.claim(case_id=case.id, by=people.blair)
    triage.accept(case_id=case.id, by=people.blair)
    with pytest.raises(Refused):
        take_back.undo(case_id=case.id, by=people.casey)
    undone = take_back.undo(case_id=case.id, by=people.blair)
    assert (undone.status, undone.owner, undone.accepted_at) == ("waiting", people.blair, None)
    with pytest.raises(Refused):
        take_back.undo(case_id=case.id, by=people.blair)
    assert [e.kind for e in CaseEvent.objects.filter(case=case).order_by("at", "id")][-1] == EventKind.UNDONE


@pytest.mark.parametrize("accepted", [False, True])
def test_a_raise_by_mistake_is_taken_back_by_who_did_it_alone(
    people: People, send: SendAnswers, accepted: bool
) -> None:
    case = send()
    if accepted:
        triage.accept(case_id=case.id, by=people.casey)
    case.refresh_from_db()
    raised_by_a_person(case, people)
    with pytest.raises(Refused):
        take_back.undo(case_id=case.id, by=people.casey)
    take_back.undo(case_id=case.id, by=people.blair)
    back = TriageCase.objects.get()
    for name in ("group", "rank", "disposition", "status", "decision", "waiting_since", "raised_at", "owner"):
        assert getattr(back, name) == getattr(case, name), name
    kinds = [event.kind for event in CaseEvent.objects.filter(case=case).order_by("at", "id")]
    assert kinds[-2:] == [EventKind.RAISED, EventKind.UNDONE], "both stay in the history"


def test_a_raise_stands_once_a_colleague_has_acted_on_it_or_the_time_is_over(people: People, send: SendAnswers) -> None:
    claimed, old = send(), send()
    for case in (claimed, old):
        raised_by_a_person(case, people)
    triage.claim(case_id=claimed.id, by=people.casey)
    with pytest.raises(Refused):
        take_back.undo(case_id=claimed.id, by=people.blair)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(Refused):
        take_back.undo(case_id=old.id, by=people.blair)


def test_the_clock_of_a_raised_case_starts_when_it_was_raised(people: People, send: SendAnswers) -> None:
    case, real = send(), send(**EMERGENCY)
    TriageCase.objects.filter(pk=case.pk).update(waiting_since=timezone.now() - timedelta(hours=1))
    raised_by_a_person(case, people)
    now = timezone.now()
    first, second = board_groups.groups_of(people.harbour, people.blair, now)[0].cards
    assert first.id == str(real.id), "one that came as an emergency is not overtaken"
    assert (second.waiting, second.late, second.unclaimed_words) == ("0 min", False, "")
    TriageCase.objects.filter(pk=case.pk).update(waiting_since=timezone.now() - timedelta(hours=1))
    case.refresh_from_db()
    raised_by_the_patients_word(case, people)
    case.refresh_from_db()
    assert timezone.now() - case.waiting_since > timedelta(minutes=59), "told twice that it is worse: no new 30 minutes"


def test_a_clinician_changes_an_accepted_case_and_anyone_raises_it(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.blair)
    asked: dict[str, Any] = {"case_id": case.id, "disposition": "self_care", "reason": "patient_request"}
    with pytest.raises(Refused, match="Raise it, or ask a clinician"):
        decide_anew.override(by=people.blair, **asked)
    desk, clinician = (
        signed_in(each).get(f"/cases/{case.id}/").content.decode() for each in (people.blair, people.casey)
    )
    for page in (desk, clinician):
        assert f"/cases/{case.id}/raise/" in page and 'value="emergency"' in page
    assert f"/cases/{case.id}/override/" not in desk and f"/cases/{case.id}/override/" in clinician
    changed = decide_anew.override(by=people.casey, **asked)
    assert (changed.status, changed.disposition) == ("accepted", "self_care")
    back = decide_anew.override(by=people.casey, **(asked | {"disposition": "gp_review"}))
    assert (back.status, back.group) == ("waiting", "soon"), "more urgent: it is not done any more"


def test_a_changed_decision_can_be_taken_back_and_is_claimed_by_who_made_it(people: People, send: SendAnswers) -> None:
    case = send()
    asked: dict[str, Any] = {"case_id": case.id, "reason": "practitioner"}
    assert decide_anew.override(by=people.blair, disposition="physiotherapy", **asked).owner == people.blair
    back = take_back.undo(case_id=case.id, by=people.blair)
    assert (back.decision_id, back.disposition, back.owner) == (case.decision_id, case.disposition, None)
    assert decide_anew.override(by=people.blair, disposition="urgent", **asked).owner is None, "it must ring"


def test_a_slip_on_reached_is_taken_back_and_the_urgent_case_stays_shut(people: People, send: SendAnswers) -> None:
    case = send(**URGENT)
    triage.log_contact(case_id=case.id, by=people.blair, outcome="reached")
    assert take_back.undo(case_id=case.id, by=people.blair).contacted_at is None
    with pytest.raises(Refused, match="Reach the patient first"):
        triage.accept(case_id=case.id, by=people.blair)
    kinds = [event.kind for event in CaseEvent.objects.filter(case=case).order_by("at", "id")]
    assert kinds[-2:] == [EventKind.CONTACT, EventKind.UNDONE], "both stay in the history"


@pytest.mark.parametrize(("outcome", "late"), [("voicemail", True), ("no_answer", True), ("reached", False)])
def test_an_urgent_case_stays_late_until_someone_is_reached(
    people: People, send: SendAnswers, outcome: str, late: bool
) -> None:
    case = send(**URGENT)
    triage.log_contact(case_id=case.id, by=people.blair, outcome=outcome)
    case.refresh_from_db()
    case.waiting_since = case.waiting_since.replace(hour=17)  # not half an hour before the clinic's midnight
    assert is_late(case, timedelta(minutes=31)) is late


def test_a_case_left_alone_is_let_go_sooner_when_it_is_urgent(people: People, send: SendAnswers) -> None:
    routine, urgent = send(), send(**URGENT)
    for case in (routine, urgent):
        triage.claim(case_id=case.id, by=people.blair)
    now = timezone.now()
    assert let_go.release_stale(now + timedelta(minutes=11)) == 1
    urgent.refresh_from_db()
    assert urgent.owner is None
    assert let_go.release_stale(now + timedelta(minutes=31)) == 1


def test_nobody_acts_on_another_clinics_case(people: People, send: SendAnswers) -> None:
    case = send()
    for case_id in (case.id, uuid.uuid4()):
        with pytest.raises(TriageCase.DoesNotExist):
            triage.claim(case_id=case_id, by=people.sam)


def test_a_desk_note_is_one_short_line(people: People, send: SendAnswers) -> None:
    case = send()
    assert triage.note(case_id=case.id, by=people.blair, text="  works nights,\n call after 15:00 ").desk_note == (
        "works nights, call after 15:00"
    )
    with pytest.raises(Refused, match="60"):
        triage.note(case_id=case.id, by=people.blair, text="x" * 61)
