"""One case under several hands: nothing typed is lost, nothing stale is decided, nobody else's act is undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from clinic.actor import patient_actor
from clinic.models import AuditEvent, Staff
from intake import board_groups, case_history
from intake.actions import decide_anew, respond, take_back, triage
from intake.actions.acts import Refused, change_of
from intake.case_reasons import because_of
from intake.models import CaseEvent, TriageCase
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def page_of(client: Client, case: TriageCase) -> str:
    return " ".join(client.get(f"/cases/{case.id}/").content.decode().split())


def test_a_typed_desk_note_goes_along_with_any_other_button(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(**URGENT), signed_in(people.blair)
    desk.post(f"/cases/{case.id}/contact/", {"outcome": "no_answer", "note_typed": "works nights"})
    case.refresh_from_db()
    assert case.desk_note == "works nights"
    last = take_back.last_event(case)
    assert last is not None and last.kind == "contact", "undo takes back the call, not the note"
    said = desk.post(f"/cases/{case.id}/raise/", {"group": "emergency", "note_typed": "x" * 61}, follow=True)
    case.refresh_from_db()
    assert case.group == "emergency" and "60 characters" in said.content.decode(), "a note holds up no alarm"


def test_the_history_keeps_the_words_of_every_desk_note(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    for text in ("daughter picks up", "call after 15:00", ""):
        triage.note(case_id=case.id, by=people.blair, text=text)
    page = page_of(signed_in(people.casey), case)
    assert "Desk note: “daughter picks up”" in page and "“call after 15:00”" in page and "Desk note taken away" in page
    assert not any("daughter" in str(row) for row in AuditEvent.objects.values_list("detail", flat=True))


def test_what_a_colleague_changed_meanwhile_is_not_accepted_unseen(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, casey = send(), signed_in(people.casey)
    seen = change_of(case)
    assert f'name="seen" value="{seen}"' in page_of(casey, case)
    polled = f"/board/poll/?since=0&here={case.id}"
    assert f'data-change="{seen}"' in casey.get(polled).content.decode()
    triage.claim(case_id=case.id, by=people.blair)
    told = casey.get(polled).content.decode()
    assert f'data-change="{seen}"' not in told and "Blair claimed." in told
    said = casey.post(f"/cases/{case.id}/accept/", {"seen": seen}, follow=True).content.decode()
    case.refresh_from_db()
    assert case.status == "waiting" and "The case changed while you looked at it. Blair Osei: claimed." in said
    asked = {"disposition": "self_care", "reason": "patient_request", "seen": seen}
    assert casey.post(f"/cases/{case.id}/override/", asked).status_code == 422
    triage.note(case_id=case.id, by=people.casey, text="mine")
    assert triage.accept(case_id=case.id, by=people.casey, seen=change_of(case)).status == "accepted"


def test_a_page_hears_of_no_other_clinics_case(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    for here in (str(case.id), "no-case"):
        assert "here-now" not in signed_in(people.sam).get(f"/board/poll/?since=0&here={here}").content.decode()


def test_undo_on_a_case_page_is_for_that_case_alone(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    tom, greta, desk = send(first_name="Tom"), send(first_name="Greta"), signed_in(people.blair)
    triage.accept(case_id=tom.id, by=people.blair)
    assert f"/cases/{tom.id}/undo/" in page_of(desk, tom)
    assert "/undo/" not in page_of(desk, greta)
    assert f"/cases/{tom.id}/undo/" in desk.get("/board/").content.decode(), "the board names whose act it is"


def test_the_path_tells_when_it_was_accepted_at_last(people: People, send: SendAnswers) -> None:
    case, now = send(), timezone.now()
    triage.claim(case_id=case.id, by=people.blair)
    triage.accept(case_id=case.id, by=people.blair)
    take_back.undo(case_id=case.id, by=people.blair)
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        triage.accept(case_id=case.id, by=people.casey)
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        case = triage.take_over(case_id=case.id, by=people.blair)
    at = {step["label"]: step["at"] for step in case_history.path_of(case, CaseEvent.objects.filter(case=case))}
    zone = case.clinic.zone
    assert at["Accepted"] == f"{(now + timedelta(hours=1)).astimezone(zone):%H:%M}"
    assert at["Claimed"] == f"{now.astimezone(zone):%H:%M}", "never after it was accepted"


def test_a_changed_decision_counts_as_decided(people: People, send: SendAnswers) -> None:
    case = send()
    decide_anew.override(case_id=case.id, by=people.blair, disposition="physiotherapy", reason="practitioner")
    case.refresh_from_db()
    steps = {step["label"]: step["state"] for step in case_history.path_of(case, CaseEvent.objects.filter(case=case))}
    assert steps["Decided"] == steps["Accepted"] == "done"


def test_to_change_is_to_decide_and_one_undo_takes_both_back(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(), signed_in(people.blair)
    asked = {"disposition": "physiotherapy", "reason": "practitioner", "note": ""}
    assert "Change and accept" in page_of(desk, case)
    desk.post(f"/cases/{case.id}/override/", asked)
    case.refresh_from_db()
    assert (case.status, case.disposition, case.owner) == ("accepted", "physiotherapy", people.blair)
    assert "Physiotherapy, and accepted it" in page_of(desk, case)
    back = take_back.undo(case_id=case.id, by=people.blair)
    assert (back.status, back.accepted_at, back.decision_id) == (
        "waiting",
        None,
        case.response.decisions.earliest("at").id,
    )


def test_a_changed_case_stays_on_the_board_where_somebody_must_act_on_it(people: People, send: SendAnswers) -> None:
    asked: dict[str, Any] = {"reason": "corrected", "note": "Old bruise."}
    taken_down = decide_anew.override(case_id=send(**URGENT).id, by=people.casey, disposition="massage", **asked)
    assert taken_down.status == "waiting", "what rang is accepted by a press of its own"
    assert (
        decide_anew.override(case_id=send().id, by=people.casey, disposition="gp_review", **asked).status == "waiting"
    )
    assert decide_anew.override(case_id=send().id, by=people.blair, disposition="urgent", **asked).status == "waiting"


def test_what_is_missing_is_said_once_and_beside_its_field(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(**URGENT)
    asked = {"disposition": "self_care", "reason": "other", "note": ""}
    page = signed_in(people.casey).post(f"/cases/{case.id}/override/", asked).content.decode()
    summary, _, beside = page.partition("In words")
    assert summary.count("Say in a few words why.") == beside.count("Say in a few words why.") == 1
    assert '<a href="#override-note">Say in a few words why.</a>' in summary and "<title>Error: Alex M." in page
    assert 'id="override-note-error"' in beside
    asked = {"disposition": "", "reason": "other", "note": "Moved away", "said": "Will ring back", "note_typed": "late"}
    page = signed_in(people.casey).post(f"/cases/{case.id}/override/", asked).content.decode()
    assert '<a href="#override-where">Choose where' in page and "Moved away" in page and "Will ring back" in page
    case.refresh_from_db()
    assert case.desk_note == "late"


def test_without_script_nothing_typed_is_lost_by_another_button(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(**URGENT), signed_in(people.blair)
    page = page_of(desk, case)
    assert page.count('id="act"') == 1 and 'name="note_was" value=""' in page
    for act in ("claim", "contact", "override", "raise", "phone"):
        assert f'form="act" formaction="/cases/{case.id}/{act}/"' in page, act
    typed = {
        "note_typed": "son picks up",
        "note_was": "",
        "said": "Wants the son",
        "why": "Sounds faint",
        "note": "Ask",
    }
    desk.post(f"/cases/{case.id}/claim/", typed)
    page = page_of(desk, case)
    assert 'value="son picks up"' in page and all(f">{words}</textarea>" in page for words in list(typed.values())[2:])
    assert "Wants the son" not in page_of(desk, case), "once: it stands in the page from then on"

    desk.post(f"/cases/{case.id}/contact/", typed | {"outcome": "no_answer"})
    page = page_of(desk, case)
    assert "“Wants the son”" in page and ">Wants the son</textarea>" not in page and ">Sounds faint</textarea>" in page

    said = desk.post(f"/cases/{case.id}/phone/", {"number": "12", "why": "Faint"}, follow=True).content.decode()
    assert 'value="12"' in said and ">Faint</textarea>" in said, "what is refused stays typed"
    desk.post(f"/cases/{case.id}/note/", {"note_typed": "son picks up", "number": "416-555-0177"})
    case.patient.refresh_from_db()
    assert case.patient.phone == "416-555-0177", "Enter in the number's field saves the number"


def test_a_note_typed_before_undo_is_saved_and_not_undone(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(), signed_in(people.blair)
    triage.claim(case_id=case.id, by=people.blair)
    desk.post(f"/cases/{case.id}/undo/", {"note_typed": "works nights", "note_was": ""})
    case.refresh_from_db()
    assert (case.owner, case.desk_note) == (None, "works nights")


def test_a_note_that_a_colleague_wrote_meanwhile_is_not_put_back(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send()
    triage.note(case_id=case.id, by=people.casey, text="newer")
    signed_in(people.blair).post(f"/cases/{case.id}/claim/", {"note_typed": "", "note_was": ""})
    case.refresh_from_db()
    assert case.desk_note == "newer"


def test_a_wrong_number_is_corrected_and_stays_so(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case, desk = send(**URGENT), signed_in(people.blair)
    old = case.patient.phone
    triage.log_contact(case_id=case.id, by=people.blair, outcome="wrong_number")
    page = page_of(desk, case)
    assert f"{old} is a wrong number." in page and f'href="tel:{old}"' not in page and "mend-number" in page
    assert "in digits" in desk.post(f"/cases/{case.id}/phone/", {"number": "abc"}, follow=True).content.decode()
    desk.post(f"/cases/{case.id}/phone/", {"number": "416-555-0199"})
    page = page_of(desk, case)
    assert "Call 416-555-0199" in page and "is a wrong number." not in page and "Corrected the phone number" in page
    assert not any("0199" in str(row) for row in AuditEvent.objects.values_list("detail", flat=True))

    response = case.response
    response.refresh_from_db()
    by = patient_actor(people.harbour)
    respond.save_page(response=response, page="how_bad", values={"pain_level": 7}, by=by)
    case.patient.refresh_from_db()
    assert case.patient.phone == "416-555-0199", "an answer on another page brings no wrong number back"


def test_a_corrected_number_is_taken_back_and_foreign_cases_are_unknown(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case, desk = send(), signed_in(people.blair)
    old = case.patient.phone
    assert signed_in(people.sam).post(f"/cases/{case.id}/phone/", {"number": "416-555-0199"}).status_code == 404
    desk.post(f"/cases/{case.id}/phone/", {"number": "416-555-0199"})
    desk.post(f"/cases/{case.id}/undo/")
    case.patient.refresh_from_db()
    assert case.patient.phone == old


def test_the_last_act_of_somebody_else_is_not_offered_for_undo(people: People, send: SendAnswers) -> None:
    case = send()
    triage.claim(case_id=case.id, by=people.blair)
    assert board_groups.last_act(people.harbour, people.casey, timezone.now(), here=case) is None
    with pytest.raises(Refused):
        take_back.undo(case_id=case.id, by=people.casey)


def test_beside_an_urgent_case_stands_first_what_made_it_urgent(
    people: People, send: SendAnswers, signed_in: SignedIn
) -> None:
    case = send(**URGENT, health_now=["blood_thinner"])
    page = page_of(signed_in(people.blair), case)
    why = page[page.index("Why this route") : page.index("History")]
    because = because_of(case, people.blair)
    assert because["first"] and all(row["icon"] in ("octagon", "triangle") for row in because["first"])
    for row in because["rest"]:
        assert why.index("What else the rules found") < why.index(escape(row["text"])), row


def test_points_name_their_rules_to_clinicians_alone(people: People, send: SendAnswers) -> None:
    case = send()
    desk, clinician = (because_of(case, each)["rows"] for each in (people.blair, people.casey))
    assert not any("P28_" in row["detail"] for row in desk) and any("P28_" in row["detail"] for row in clinician)


def test_the_band_names_who_comes_next_and_how_many(people: People, send: SendAnswers) -> None:
    for name in ("Jo", "Luz", "Omar"):
        send(first_name=name, **EMERGENCY)
    groups = board_groups.groups_of(people.harbour, people.blair, timezone.now())
    line = board_groups.alarm_line(groups)
    assert line["title"] == "EMERGENCY 1 of 3: Jo M., 42"
    assert (line["then"], line["then_shape"]) == ("EMERGENCY Luz M. +1 more", "octagon")
