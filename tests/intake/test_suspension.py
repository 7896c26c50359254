"""While the rules are suspended every new or changed case is for a clinician, Soon or higher; nothing is lowered."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.test import Client

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Staff
from intake import governance, protocol_store
from intake.actions import governance as actions
from intake.actions import respond, triage
from intake.actions.acts import Refused
from intake.models import Suspension
from intake.questionnaire.answers import parse_answers
from intake.routing.disposition import Disposition, route
from intake.routing.urgency import RANK, Urgency
from tests.answers import EMERGENCY, TODAY, URGENT
from tests.conftest import SendAnswers
from tests.intake.random_answers import random_answers
from tests.people import PASSWORD, People

pytestmark = pytest.mark.django_db
WHY = "A calf pain was sent to massage."
SignedIn = Callable[[Staff], Client]


@pytest.fixture
def suspended(people: People) -> Suspension:
    return actions.suspend(by=people.drew, reason=WHY)


def test_a_routine_case_comes_to_a_clinician(suspended: Suspension, send: SendAnswers) -> None:
    case = send()
    assert (case.disposition, case.group, case.human_review) == ("gp_review", "soon", True)
    record = case.decision.record
    assert "rules_suspended" in record["review_reasons"] and record["because"]["desk"].startswith("Rules paused")
    assert protocol_store.wording("en").engine("rules_suspended").patient in record["because"]["patient"]


@pytest.mark.parametrize(("answers", "group"), [(EMERGENCY, "emergency"), (URGENT, "urgent")])
def test_what_is_more_urgent_stays_so(
    suspended: Suspension, send: SendAnswers, answers: dict[str, Any], group: str
) -> None:
    case = send(**answers)
    assert (case.disposition, case.group, case.human_review) == (group, group, True)


def test_a_changed_case_comes_to_a_clinician_too(people: People, send: SendAnswers) -> None:
    case = send()
    assert case.group == "routine"
    actions.suspend(by=people.drew, reason=WHY)
    case.refresh_from_db()
    assert case.group == "routine", "what was decided before stands"
    respond.submit(response=case.response, key="changed-answers", by=patient_actor(people.harbour))
    case.refresh_from_db()
    assert (case.disposition, case.group, case.human_review) == ("gp_review", "soon", True)


def test_after_resuming_new_cases_are_decided_again_and_the_others_stay(
    people: People, suspended: Suspension, send: SendAnswers
) -> None:
    held = send()
    actions.resume(by=people.drew, reason="The rule was right.")
    assert send().group == "routine"
    respond.submit(response=held.response, key="changed-answers", by=patient_actor(people.harbour))
    held.refresh_from_db()
    assert (held.group, held.human_review) == ("soon", True), "nothing is lowered by itself"
    newest = held.response.decisions.order_by("-at").first()
    assert newest and "earlier_answers" not in newest.record["review_reasons"], "the answers were never urgent"


def test_a_case_that_waited_before_waits_for_a_clinician_too(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send()
    actions.suspend(by=people.drew, reason=WHY)
    desk, page = signed_in(people.blair), f"/cases/{case.id}/"
    board = desk.get("/board/").content.decode()
    assert f"{page}accept/" not in board and "For a clinician" in board
    assert "a clinician accepts this one" in desk.get(page).content.decode()
    with pytest.raises(Refused, match="a clinician accepts every case"):
        triage.accept(case_id=case.id, by=people.blair)
    assert triage.accept(case_id=case.id, by=people.casey).status == "accepted"


def test_it_never_lowers_anybody() -> None:
    protocol = protocol_store.protocol()

    def rank(found: Disposition) -> int:
        return RANK[found.urgency] if found.urgency else 0

    for seed in range(60):
        given = random_answers(protocol.questionnaire, Random(seed), ticked=0.05)
        answers = parse_answers(protocol.questionnaire, given, TODAY)
        usual, paused = (route(protocol, answers, today=TODAY, suspended=flag) for flag in (False, True))
        assert paused.human_review and rank(paused) == max(rank(usual), RANK[Urgency.GP_REVIEW])
        assert set(usual.blocks) <= set(paused.blocks)


def test_it_holds_for_one_clinic_only(people: People, suspended: Suspension, send: SendAnswers) -> None:
    assert send(clinic=people.northside).group == "routine"


def test_the_board_shows_it_as_a_fixed_line(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.blair)
    change = client.get("/board/").context["change"]
    actions.suspend(by=people.drew, reason=WHY)
    polled = client.get(f"/board/poll/?since={change}")
    assert polled.status_code == 200, "an open board hears of it"
    for page in (polled, client.get("/board/"), client.get("/board/?show=mine")):
        assert "Rules are suspended." in page.content.decode() and WHY in page.content.decode()
    wall = client.get("/board/?privacy=1").content.decode()
    assert "Rules are suspended." in wall and WHY not in wall
    actions.resume(by=people.drew, reason="The rule was right.")
    assert "Rules are suspended." not in client.get("/board/").content.decode()


def test_the_lead_suspends_with_a_reason_and_resumes_with_another(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.drew)
    assert client.post("/governance/suspend/", {"reason": " "}).status_code == 422
    assert client.post("/governance/suspend/", {"reason": WHY}).status_code == 302
    assert governance.suspension(people.harbour) is not None
    assert client.post("/governance/suspend/", {"reason": "Again."}).status_code == 422
    again = {"reason": "The rule was right.", "password": "not-my-password"}
    assert client.post("/governance/resume/", again).status_code == 422
    assert governance.suspension(people.harbour) is not None
    assert client.post("/governance/resume/", again | {"password": PASSWORD}).status_code == 302
    assert governance.suspension(people.harbour) is None
    acts = AuditEvent.objects.filter(actor_id=people.drew.id).order_by("number").values_list("action", flat=True)
    assert [act for act in acts if act != "governance.viewed"] == ["governance.suspended", "governance.resumed"]
    page = client.get("/governance/").content.decode()
    assert WHY in page and "The rule was right." in page


@pytest.mark.parametrize("who", ["blair", "casey", "morgan"])
def test_nobody_else_suspends_or_resumes(people: People, signed_in: SignedIn, who: str) -> None:
    person = getattr(people, who)
    for act in ("suspend", "resume"):
        assert signed_in(person).post(f"/governance/{act}/", {"reason": WHY}).status_code == 403
    with pytest.raises(Refused):
        actions.suspend(by=person, reason=WHY)
    with pytest.raises(Refused):
        actions.resume(by=person, reason=WHY)
    assert not Suspension.objects.exists()


def test_there_is_nothing_to_resume_while_the_rules_decide(people: People) -> None:
    with pytest.raises(Refused, match="not suspended"):
        actions.resume(by=people.drew, reason=WHY)
