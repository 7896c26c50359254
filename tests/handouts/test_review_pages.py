"""The clinician's review: every edit stays within the library's rules, and only what was read is approved."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic import outbox
from clinic.models import AuditEvent, Job, Staff
from clinic.models.job import JobState
from handouts import files, progress
from handouts.actions import approval, giving
from handouts.composition.document import document_from_json
from handouts.composition.locale_words import CHOSEN, LEFT_OUT
from handouts.html import sheet_html
from handouts.models import Delivery, Handout, Revision
from handouts.offers import REASON_WORDS
from intake import protocol_store
from intake.actions import decide_anew, triage
from intake.models import QuestionnaireResponse, TriageCase
from tests.answers import EMERGENCY, URGENT
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]
CARD = re.compile(r'<article class="card">.*?</article>', re.DOTALL)


class Desk:
    """Casey at one case: what the pages say, and each press of a button."""

    def __init__(self, client: Client, case: TriageCase) -> None:
        self.client, self.case = client, case

    def url(self, name: str) -> str:
        return reverse(f"handouts:{name}", args=[self.case.id])

    @property
    def page(self) -> Any:
        return self.client.get(self.url("review"))

    @property
    def titles(self) -> list[str]:
        return [choice["id"] for choice in self.page.context["choices"]]

    def edit(self, **posted: Any) -> str:
        """The page after one edit."""
        return str(self.client.post(self.url("edit"), posted, follow=True).content.decode())

    def approve(self, number: int | None = None, **posted: Any) -> str:
        """The page after pressing Approve on the page as it is now, or on an older one."""
        shown = self.page.context["draft_number"] if number is None else number
        answer = self.client.post(self.url("approve"), {"draft_number": shown} | posted, follow=True)
        return str(answer.content.decode())

    @property
    def preview(self) -> str:
        return str(self.client.get(self.url("preview")).content.decode())


@pytest.fixture
def desk(people: People, send: SendAnswers, signed_in: SignedIn) -> Callable[..., Desk]:
    """Casey at a new case, which is accepted unless told otherwise."""

    def desk_for(accepted: bool = True, **given: Any) -> Desk:
        case = send(**given)
        if accepted:
            triage.accept(case_id=case.id, by=people.casey)
        return Desk(signed_in(people.casey), case)

    return desk_for


def revisions(case: TriageCase) -> list[Revision]:
    return list(Revision.objects.filter(handout__case=case).order_by("number"))


# ------------------------------------------------------------------ edits


def test_an_activity_is_taken_off_and_put_back(desk: Callable[..., Desk]) -> None:
    at = desk()
    first, *others = at.titles
    at.edit(op="remove", activity=first)
    assert at.titles == others
    at.edit(op="add", activity=first)
    assert at.titles == [*others, first]


def test_the_order_changes_by_one_place_and_stops_at_the_ends(desk: Callable[..., Desk]) -> None:
    at = desk()
    one, two, three = at.titles
    at.edit(op="down", activity=one)
    assert at.titles == [two, one, three]
    at.edit(op="up", activity=three)
    assert at.titles == [two, three, one]
    at.edit(op="up", activity=two)
    assert at.titles == [two, three, one]


def test_every_step_that_the_page_offers_is_within_bounds_and_taken(desk: Callable[..., Desk]) -> None:
    at = desk()
    taken = 0
    for choice in at.page.context["choices"]:
        for dose in choice["doses"]:
            for wanted in (dose["less"], dose["more"]):
                if wanted is None:
                    continue
                assert dose["least"] <= wanted <= dose["most"]
                at.edit(op="dose", activity=choice["id"], **{f"dose-{dose['key']}": wanted})
                after = next(c for c in at.page.context["choices"] if c["id"] == choice["id"])
                assert next(d["value"] for d in after["doses"] if d["key"] == dose["key"]) == wanted
                at.edit(op="start_over")
                taken += 1
    assert taken >= 6


@pytest.mark.parametrize("far", [-1000, 1000, 10**30])
def test_a_dose_outside_its_bounds_is_refused_in_words(desk: Callable[..., Desk], far: int) -> None:
    at = desk()
    choice = at.page.context["choices"][0]
    key = choice["doses"][0]["key"]
    assert "outside the bounds" in at.edit(op="dose", activity=choice["id"], **{f"dose-{key}": far})
    assert at.page.context["choices"][0]["doses"] == choice["doses"]


@pytest.mark.parametrize("typed", ["", "many", "2.5", "９" * 5000])
def test_a_dose_that_is_no_whole_number_is_refused(desk: Callable[..., Desk], typed: str) -> None:
    at = desk()
    choice = at.page.context["choices"][0]
    page = at.edit(op="dose", activity=choice["id"], **{f"dose-{choice['doses'][0]['key']}": typed})
    assert "whole numbers" in page
    assert Handout.objects.get(case=at.case).draft_number == 0


def test_what_is_held_back_needs_a_word_on_what_was_checked(desk: Callable[..., Desk]) -> None:
    at = desk()
    held = next(one for one in at.page.context["left_out"] if not one["blocked"])
    at.edit(op="remove", activity=at.titles[0])
    assert "Say what you checked" in at.edit(op="add", activity=held["id"])
    assert "Say what you checked" in at.edit(op="add", activity=held["id"], checked="   ")
    assert held["id"] not in at.titles
    assert "Asked about the floor" in at.edit(op="add", activity=held["id"], checked="Asked about the floor")
    assert held["id"] in at.titles
    assert "Asked about the floor" not in at.preview


def test_why_it_was_held_back_and_what_was_checked_stay_on_the_row(desk: Callable[..., Desk]) -> None:
    at = desk()
    held = max((one for one in at.page.context["left_out"] if not one["blocked"]), key=lambda one: len(one["reasons"]))
    at.edit(op="remove", activity=at.titles[0])
    answer = at.client.post(at.url("edit"), {"op": "add", "activity": held["id"], "checked": "x"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="x" aria-invalid="true"' in page
    assert page.index(f'id="checked-box-{held["id"]}" open') < page.index("Say in words what you checked")
    at.edit(op="add", activity=held["id"], checked="Did it with her today, no pain.")
    row = next(one for one in at.page.context["choices"] if one["id"] == held["id"])
    assert row["held"] == held["reasons"] and "; ".join(held["reasons"]) in at.page.content.decode()
    at.approve()
    assert "; ".join(held["reasons"]) in at.client.get(at.url("visit_summary")).content.decode()


def test_the_review_says_where_a_plan_takes_more_than_the_minutes_they_have(desk: Callable[..., Desk]) -> None:
    at = desk(minutes_a_day="five")
    minutes = at.page.context["minutes"]
    assert minutes["more"] and "Said 5 minutes a day; this plan takes about" in at.page.content.decode()
    takes = re.search(r"takes about (\d+)", minutes["words"])
    assert takes and f"about {takes[1]} minutes" in at.preview
    for activity in at.titles:
        at.edit(op="remove", activity=activity)
    assert at.page.context["minutes"] is None


def test_what_is_blocked_has_no_way_onto_the_sheet(desk: Callable[..., Desk]) -> None:
    at = desk(health_now=["blood_thinner"])
    page = at.page
    blocked = [one for one in page.context["left_out"] if one["blocked"]]
    assert blocked and all(f'id="checked-{one["id"]}"' not in page.content.decode() for one in blocked)
    at.edit(op="remove", activity=at.titles[0])
    for one in blocked:
        answer = at.edit(op="add", activity=one["id"], checked="She insists.")
        assert "blocked for this patient" in answer
    assert not {one["id"] for one in blocked} & set(at.titles)


def test_a_fifth_activity_and_the_last_one_are_kept_in_bounds(desk: Callable[..., Desk]) -> None:
    at = desk()
    spare = [one["id"] for one in at.page.context["may_be_added"]][:2]
    at.edit(op="add", activity=spare[0])
    assert "Four activities are the most" in at.edit(op="add", activity=spare[1])
    assert len(at.titles) == 4


@pytest.mark.parametrize("posted", [{}, {"op": "x"}, {"op": "add"}, {"op": "up", "activity": "nothing"}])
def test_an_edit_that_nobody_offered_changes_nothing(desk: Callable[..., Desk], posted: dict[str, str]) -> None:
    at = desk()
    before = at.titles
    at.edit(**posted)
    assert at.titles == before and Handout.objects.get(case=at.case).draft_number == 0


def test_a_note_and_the_print_settings_are_kept(desk: Callable[..., Desk]) -> None:
    at = desk()
    at.edit(op="write", note="Start with the\r\nball.", print_size="large", paper="a4")
    settings = at.page.context["settings"]
    assert (settings.note, settings.print_size, settings.paper) == ("Start with the ball.", "large", "a4")
    assert "size-large" in at.preview and "Start with the ball." in at.preview


def test_a_note_too_long_is_refused_and_stays_in_its_field(desk: Callable[..., Desk]) -> None:
    at = desk()
    note = "Slowly. " * 40
    answer = at.client.post(at.url("edit"), {"op": "write", "note": note, "print_size": "standard", "paper": "a4"})
    assert answer.status_code == 422
    assert "Keep the note to 240 characters" in answer.content.decode()
    assert note.strip() in answer.content.decode()
    assert Handout.objects.get(case=at.case).draft == {}


def test_lines_of_a_note_are_counted_as_they_print(desk: Callable[..., Desk]) -> None:
    at = desk()
    at.edit(op="write", note="a\r\n" * 120, print_size="standard", paper="a4")
    assert len(at.page.context["settings"].note) == 239


def test_starting_over_brings_back_the_librarys_choice(desk: Callable[..., Desk]) -> None:
    at = desk()
    before = at.titles
    at.edit(op="remove", activity=before[0])
    at.edit(op="write", note="Start with the ball.", print_size="large", paper="a4")
    assert "bring_back" not in at.page.content.decode()
    page = at.edit(op="start_over")
    assert at.titles == before and "put aside" in page and "Start with the ball." not in page
    # Undone, all of it is back; started over again, it is put aside again.
    at.edit(op="bring_back")
    settings = at.page.context["settings"]
    assert at.titles == before[1:] and (settings.note, settings.print_size) == ("Start with the ball.", "large")
    assert "nothing to bring back" in at.edit(op="bring_back")
    at.edit(op="start_over")
    at.edit(op="down", activity=before[0])
    at.edit(op="bring_back")
    assert at.titles == before[1:]


# ------------------------------------------------------------------ preview


def test_the_preview_is_the_sheet_itself_and_says_draft(desk: Callable[..., Desk]) -> None:
    at = desk()
    at.edit(op="down", activity=at.titles[0])
    draft = at.preview
    at.approve()
    (revision,) = revisions(at.case)
    printed = sheet_html(document_from_json(revision.document))
    assert CARD.findall(draft) and CARD.findall(draft) == CARD.findall(printed)
    assert "DRAFT" in draft and "DRAFT" not in printed
    # Approved as it stands, the preview is the approved sheet; the next edit makes it a draft again.
    assert "DRAFT" not in at.preview and "version 1" in at.preview
    page = at.page.content.decode()
    assert "Version 1 as approved" in page and "DRAFT" not in page
    at.edit(op="down", activity=at.titles[0])
    assert "DRAFT" in at.preview and "version 2" in at.preview


def test_the_preview_may_stand_in_our_own_page_only(desk: Callable[..., Desk]) -> None:
    at = desk()
    answer = at.client.get(at.url("preview"))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in at.client.get(at.url("review"))["Content-Security-Policy"]


# ------------------------------------------------------------------ approve


def test_approving_freezes_what_was_read_and_files_its_printing(people: People, desk: Callable[..., Desk]) -> None:
    at = desk()
    assert "Version 1 is approved" in at.approve()
    (revision,) = revisions(at.case)
    assert (revision.approved_by, revision.kind) == (people.casey, "plan")
    assert Job.objects.get(subject=revision.id).kind == approval.RENDER
    assert AuditEvent.objects.get(action="handout.approved").object_id == at.case.id
    assert at.page.context["approved_as_is"]
    at.edit(op="remove", activity=at.titles[0])
    assert not at.page.context["approved_as_is"]


def test_a_sheet_without_any_activity_says_so_and_may_be_given(desk: Callable[..., Desk]) -> None:
    at = desk()
    for activity in at.titles:
        at.edit(op="remove", activity=activity)
    assert at.titles == [] and "No moves to do at home yet" in at.preview and "Get help now" in at.preview
    assert "Version 1 is approved" in at.approve()
    (revision,) = revisions(at.case)
    assert revision.document["plan"]["activities"]["cards"] == []


def test_every_reason_has_words_for_staff() -> None:
    assert REASON_WORDS.keys() >= {*CHOSEN, *LEFT_OUT} - {"not_needed"}


def test_a_sheet_that_a_colleague_changed_is_read_once_more(
    people: People, desk: Callable[..., Desk], signed_in: SignedIn
) -> None:
    at = desk()
    shown = at.page.context["draft_number"]
    colleague = Desk(signed_in(people.drew), at.case)
    colleague.edit(op="remove", activity=colleague.titles[0])
    assert f"changed by {people.drew.name} while you looked" in at.approve(shown)
    assert revisions(at.case) == []
    at.approve()
    assert len(revisions(at.case)) == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 5000])
def test_a_number_that_was_never_shown_approves_nothing(desk: Callable[..., Desk], number: str) -> None:
    at = desk()
    at.client.post(at.url("approve"), {"draft_number": number})
    assert revisions(at.case) == []


def test_a_note_typed_but_not_read_on_the_sheet_is_put_there_first(desk: Callable[..., Desk]) -> None:
    at = desk()
    typed: dict[str, Any] = {"note": "Call me if it tingles.", "print_size": "standard", "paper": "letter"}
    assert "Read it there, then approve" in at.approve(**typed)
    assert revisions(at.case) == [] and "Call me if it tingles." in at.preview
    at.approve(**typed)
    assert revisions(at.case)[0].document["plan"]["notes"]["text"] == "Call me if it tingles."


def test_the_sheet_follows_the_decision(people: People, desk: Callable[..., Desk]) -> None:
    at = desk(accepted=False)
    assert not at.page.context["may_approve"]
    assert "Accept the case first" in at.approve()
    triage.accept(case_id=at.case.id, by=people.casey)
    at.approve()
    assert len(revisions(at.case)) == 1


def test_before_a_medical_check_a_clinician_says_that_the_sheet_is_safe(
    people: People, desk: Callable[..., Desk]
) -> None:
    at = desk(accepted=False)
    decide_anew.raise_urgency(case_id=at.case.id, by=people.blair, group="soon")
    triage.accept(case_id=at.case.id, by=people.casey)
    assert at.page.context["needs_release"]
    assert "waits for a medical check" in at.approve()
    assert revisions(at.case) == []
    at.approve(release="on")
    assert revisions(at.case)[0].document["needs_release"] is True


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT])
def test_an_urgent_case_gets_the_letter_at_once_and_never_an_activity(
    desk: Callable[..., Desk], answers: dict[str, Any]
) -> None:
    at = desk(accepted=False, **answers)
    page = at.page
    assert page.context["is_letter"] and page.context["may_approve"] and page.context["choices"] == []
    assert "one-page letter only" in at.edit(op="add", activity="keep-moving-walk", checked="Fine.")
    assert not CARD.search(at.preview)
    at.approve()
    (revision,) = revisions(at.case)
    assert revision.kind == "get_help_letter" and revision.document["plan"] is None


def test_a_letter_promises_no_call_that_was_made_and_says_that_it_was_read(
    people: People, desk: Callable[..., Desk]
) -> None:
    at = desk(accepted=False, **URGENT)
    assert "We will try to call you today" in at.preview and "Nobody may have read" not in at.preview
    triage.claim(case_id=at.case.id, by=people.casey)
    triage.log_contact(case_id=at.case.id, by=people.casey, outcome="no_answer")
    assert "We will try to call you today" in at.preview
    triage.log_contact(case_id=at.case.id, by=people.casey, outcome="reached")
    at.approve()
    said = str(revisions(at.case)[0].document["letter"])
    assert "We have spoken since" in said and "try to call" not in said and "have spoken with you" not in said


def test_the_front_desk_cannot_review(people: People, desk: Callable[..., Desk], signed_in: SignedIn) -> None:
    at = desk()
    blair = signed_in(people.blair)
    for name in ("review", "preview"):
        assert blair.get(at.url(name)).status_code == 403
    for name in ("edit", "approve"):
        assert blair.post(at.url(name), {"op": "start_over", "draft_number": 0}).status_code == 403
    assert not Handout.objects.filter(case=at.case).exists()


# ------------------------------------------------------------------ giving


@pytest.fixture
def approved(desk: Callable[..., Desk]) -> tuple[Desk, Revision]:
    """Casey's case with an approved sheet whose PDF is not made yet."""
    at = desk()
    at.approve()
    return at, revisions(at.case)[0]


def test_the_desk_prints_from_the_case_page_but_gets_no_way_to_review(
    people: People, approved: tuple[Desk, Revision], signed_in: SignedIn
) -> None:
    at, revision = approved
    case_url = reverse("intake:case", args=[at.case.id])
    print_link = f'href="{reverse("handouts:pdf", args=[revision.id])}"'
    blair = signed_in(people.blair)
    assert "Making the PDF" in blair.get(case_url).content.decode()
    approval.attach_pdf(revision=revision, pdf=b"%PDF-1.7 made", pages=2)
    for_desk, for_clinician = blair.get(case_url).content.decode(), at.client.get(case_url).content.decode()
    assert print_link in for_desk and print_link in for_clinician
    assert at.url("review") not in for_desk and at.url("review") in for_clinician


def test_a_version_tells_how_far_its_pdf_is(approved: tuple[Desk, Revision]) -> None:
    at, revision = approved
    state = reverse("handouts:state", args=[revision.id])
    assert 'data-revision="making"' in at.client.get(state).content.decode()
    Job.objects.filter(subject=revision.id).update(state=JobState.QUARANTINED)
    failed = at.client.get(state).content.decode()
    assert 'data-revision="failed"' in failed and reverse("handouts:plain", args=[revision.id]) in failed
    assert revision.handout.case.patient.short_name in at.client.get(reverse("handouts:failed")).content.decode()
    at.client.post(reverse("handouts:retry", args=[revision.id]))
    assert outbox.due().filter(subject=revision.id).exists()
    approval.attach_pdf(revision=revision, pdf=b"%PDF-1.7 made", pages=2)
    assert 'data-revision="ready"' in at.client.get(state).content.decode()
    assert "Nothing here" in at.client.get(reverse("handouts:failed")).content.decode()


def test_the_plain_page_holds_every_word_that_was_approved(approved: tuple[Desk, Revision]) -> None:
    at, revision = approved
    page = at.client.get(reverse("handouts:plain", args=[revision.id])).content.decode()
    for card in revision.document["plan"]["activities"]["cards"]:
        assert card["title"] in page and all(step in page for step in card["steps"])
    assert "555-0100" in page and "Get help now" in page
    assert Delivery.objects.get(revision=revision).kind == "plain"


def test_no_file_no_print_and_a_damaged_file_is_never_given(approved: tuple[Desk, Revision]) -> None:
    at, revision = approved
    url = reverse("handouts:pdf", args=[revision.id])
    assert at.client.get(url).status_code == 409
    file = approval.attach_pdf(revision=revision, pdf=b"%PDF-1.7 made", pages=2)
    assert at.client.get(url).content == b"%PDF-1.7 made"
    files.path_of(file.sha256).write_bytes(b"%PDF-1.7 other")
    assert at.client.get(url).status_code == 409
    assert Delivery.objects.filter(revision=revision).count() == 1
    files.path_of(file.sha256).unlink()


def test_a_plan_for_a_case_that_became_urgent_is_not_given_any_more(
    people: People, approved: tuple[Desk, Revision], signed_in: SignedIn
) -> None:
    at, revision = approved
    approval.attach_pdf(revision=revision, pdf=b"%PDF-1.7 made", pages=2)
    decide_anew.raise_urgency(case_id=at.case.id, by=people.blair, group="urgent")
    blair = signed_in(people.blair)
    for name, ask in (("pdf", blair.get), ("plain", blair.get), ("link", blair.post)):
        answer = ask(reverse(f"handouts:{name}", args=[revision.id]))
        assert answer.status_code == 409 and "Do not give" in answer.content.decode()
    assert not Delivery.objects.filter(revision=revision).exists()


def test_a_version_taken_back_is_given_by_nobody_and_stays_in_the_record(
    people: People, approved: tuple[Desk, Revision], signed_in: SignedIn, client: Client
) -> None:
    at, revision = approved
    approval.attach_pdf(revision=revision, pdf=b"%PDF-1.7 made", pages=2)
    secret = giving.make_link(revision=revision, by=people.blair)
    take_back = reverse("handouts:take_back", args=[revision.id])
    blair = signed_in(people.blair)
    assert blair.post(take_back).status_code == 403
    assert "Take this version back" not in blair.get(reverse("intake:case", args=[at.case.id])).content.decode()
    assert "Take this version back" in at.page.content.decode()
    assert "Taken back" in at.client.post(take_back, follow=True).content.decode()
    for name, ask in (("pdf", blair.get), ("plain", blair.get), ("link", blair.post)):
        answer = ask(reverse(f"handouts:{name}", args=[revision.id]))
        assert answer.status_code == 409 and "Taken back" in answer.content.decode()
    for way in (secret, revision.code):
        page = client.post(f"/plan/{way}/", {"day": "14", "month": "6", "year": "1984"}, follow=True).content.decode()
        assert "Please call us before you use this plan" in page
        assert all(client.get(f"/plan/{part}/").status_code == 404 for part in ("file", "text", "diary"))
    # It waits for a clinician again; the next version is given as ever, and both stay in the record.
    assert progress.accepted_to_review(people.casey.clinic, timezone.now()).count() == 1
    assert not at.page.context["approved_as_is"] and "DRAFT" in at.preview
    at.approve()
    old, new = revisions(at.case)
    assert (old.taken_back.by, new.number, hasattr(new, "taken_back")) == (people.casey, 2, False)
    assert blair.get(reverse("handouts:plain", args=[new.id])).status_code == 200
    assert AuditEvent.objects.get(action="handout.taken_back").detail == {"number": 1}


def test_ending_links_says_which_and_whether_the_paper_loses_its_code(
    people: People, approved: tuple[Desk, Revision]
) -> None:
    at, revision = approved
    assert "End the code on the paper" in at.page.content.decode()
    giving.make_link(revision=revision, by=people.blair)
    assert "End its link and the code on the paper" in at.page.content.decode()
    giving.revoke_links(revision=revision, by=people.blair)
    assert "End its" not in at.page.content.decode() and "End the code" not in at.page.content.decode()


def test_a_newer_version_replaces_the_older_one_in_words(approved: tuple[Desk, Revision]) -> None:
    at, _ = approved
    at.edit(op="remove", activity=at.titles[0])
    at.approve()
    page = at.page
    assert [card.replaced for card in page.context["revisions"]] == [False, True]
    assert "Older versions" in page.content.decode()


# ------------------------------------------------------------------ the drawing of the body


def drawn(outline: str) -> str:
    """The line of the skin, from behind, which no other outline shares."""
    return protocol_store.body_map().drawing("back", outline).skin


def test_page_and_sheet_draw_the_body_that_the_patient_picked(desk: Callable[..., Desk]) -> None:
    casey = desk(places=["low_back_l"])
    assert drawn("a") in casey.preview and drawn("c") not in casey.preview
    QuestionnaireResponse.objects.filter(pk=casey.case.response_id).update(outline="c")
    assert drawn("c") in casey.preview and drawn("a") not in casey.preview
    assert drawn("c") in casey.page.content.decode()
    # What was approved stays as it was, whatever they pick later.
    casey.approve()
    QuestionnaireResponse.objects.filter(pk=casey.case.response_id).update(outline="b")
    (kept,) = revisions(casey.case)
    assert drawn("c") in sheet_html(document_from_json(kept.document)) and drawn("b") in casey.preview
