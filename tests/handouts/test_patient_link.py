"""The patient's way to the plan: the right person gets in, everyone else learns nothing, not even that there is one."""

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Staff
from handouts import files
from handouts.actions import approval, editing, giving
from handouts.composition.document import document_from_json
from handouts.composition.pictures import qr_code
from handouts.models import Delivery, PlanLink, Revision
from handouts.plain_text import text_of
from handouts.views.patient import COOKIE, SALT
from intake.actions import decide_anew, triage
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 the sheet as it was made"
BORN = {"day": "14", "month": "6", "year": "1984"}
WRONG = {"day": "15", "month": "6", "year": "1984"}
SHOW, FILE, CLOSE = "/plan/", "/plan/file/", "/plan/close/"


@dataclass
class Given:
    """A plan that was approved and given: its revision, its newest link, and the link's secret."""

    revision: Revision
    link: PlanLink
    secret: str

    @property
    def url(self) -> str:
        return reverse("plan:open", args=[self.secret])


@pytest.fixture
def give(people: People, send: SendAnswers) -> Callable[..., Given]:
    """Alex's plan, or another's of another clinic."""

    def give_plan(by: Staff | None = None, **answers: Any) -> Given:
        clinician = by or people.casey
        case = send(clinic=clinician.clinic, **answers)
        triage.accept(case_id=case.id, by=clinician)
        case.refresh_from_db()
        handout = editing.draft(case=case, by=clinician)
        revision = approval.approve(case=case, by=clinician, draft_number=handout.draft_number)
        approval.attach_pdf(revision=revision, pdf=PDF, pages=2)
        secret = giving.make_link(revision=revision, by=clinician)
        return Given(revision, PlanLink.objects.get(secret_hash=giving.hash_of(secret)), secret)

    return give_plan


@pytest.fixture
def plan(give: Callable[..., Given]) -> Given:
    return give()


def words(answer: Any) -> bytes:
    """A page without what differs on every page: its CSRF token and script nonce."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)
    return re.sub(rb'nonce="[^"]*"', b"", body)


def opened(plan: Given) -> Client:
    """The patient's browser with the plan open."""
    client = Client()
    assert client.post(plan.url, BORN)["Location"] == SHOW
    return client


def unlike(plan: Given) -> dict[str, str]:
    """Addresses that open nothing, by why."""
    revision = plan.revision

    def ended(**changes: Any) -> str:
        secret = giving.make_link(revision=revision, by=revision.approved_by)
        PlanLink.objects.filter(secret_hash=giving.hash_of(secret)).update(**changes)
        return secret

    return {
        "expired": ended(expires_at=timezone.now() - timedelta(seconds=1)),
        "revoked": ended(revoked_at=timezone.now()),
        "spent": ended(tries=giving.MOST_TRIES),
        "unknown": "V" * 43,
        "unknown code": "CDFGHJ-CDFGHJ-CDFGHJ",
        "too long": "x" * 900,
        "odd": "Ω'\"<script>",
    }


def test_asking_reveals_nothing_not_even_whether_a_link_is_real(plan: Given, people: People) -> None:
    ask = Client().get(plan.url)
    assert ask.status_code == 200
    for secret in [*unlike(plan).values(), plan.revision.code]:
        other = Client().get(reverse("plan:open", args=[secret]))
        assert (other.status_code, words(other)) == (200, words(ask))
    page = ask.content.decode()
    assert not any(name in page for name in ("Alex", "Moreau", people.harbour.name, people.harbour.phone))


def test_the_page_that_asks_says_the_same_to_staff_who_are_signed_in(
    plan: Given, people: People, signed_in: Callable[[Staff], Client]
) -> None:
    assert words(signed_in(people.blair).get(plan.url)) == words(Client().get(plan.url))


def test_every_refusal_reads_the_same(plan: Given) -> None:
    wrong = Client().post(plan.url, WRONG)
    assert wrong.status_code == 403
    for why, secret in unlike(plan).items():
        other = Client().post(reverse("plan:open", args=[secret]), WRONG)
        assert (other.status_code, words(other)) == (403, words(wrong)), why
        assert COOKIE not in other.cookies


def test_what_was_typed_stays_in_the_boxes(plan: Given) -> None:
    page = Client().post(plan.url, WRONG).content.decode()
    assert 'value="15"' in page and 'value="1984"' in page and "Error:" in page


def test_the_right_date_opens_the_plan(plan: Given, people: People) -> None:
    client = Client()
    answer = client.post(plan.url, BORN)
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) == 30 * 60
    assert plan.secret not in cookie.value and "1984" not in cookie.value
    page = client.get(SHOW).content.decode()
    assert "Alex, your plan" in page and people.harbour.name in page
    for card in plan.revision.document["plan"]["activities"]["cards"]:
        assert card["title"] in page
    assert Delivery.objects.filter(revision=plan.revision, kind="link_opened").count() == 1


def test_five_wrong_dates_end_the_link_for_the_right_one_too(plan: Given) -> None:
    for _ in range(giving.MOST_TRIES):
        assert Client().post(plan.url, WRONG).status_code == 403
    assert Client().post(plan.url, BORN).status_code == 403
    assert AuditEvent.objects.filter(action="plan.wrong_birth_date").count() == giving.MOST_TRIES


@pytest.mark.parametrize(
    "typed", [{}, {"day": "31", "month": "2", "year": "1984"}, {"day": "14", "month": "Junober", "year": "1984"},
              {"day": "9" * 500, "month": "1", "year": "1"}]
)  # fmt: skip
def test_a_date_that_cannot_be_read_costs_no_try(plan: Given, typed: dict[str, str]) -> None:
    real, unknown = (Client().post(url, typed) for url in (plan.url, reverse("plan:open", args=["V" * 43])))
    assert real.status_code == 422 and words(real) == words(unknown)
    plan.link.refresh_from_db()
    assert plan.link.tries == 0


def test_the_month_may_be_a_word(plan: Given) -> None:
    assert Client().post(plan.url, BORN | {"month": "June"}).status_code == 302


def test_another_persons_date_opens_neither_plan(people: People, give: Callable[..., Given]) -> None:
    people.sam.role = "clinician"
    people.sam.save()
    ours, theirs = give(), give(by=people.sam, birth_date="1990-01-02", first_name="Robin")
    assert Client().post(theirs.url, BORN).status_code == 403
    assert Client().post(ours.url, {"day": "2", "month": "1", "year": "1990"}).status_code == 403
    assert "Robin" not in opened(ours).get(SHOW).content.decode()


def test_the_session_ends_after_half_an_hour(plan: Given) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        client = opened(plan)
    with time_machine.travel(now + timedelta(minutes=29), tick=False):
        assert "Alex, your plan" in client.get(SHOW).content.decode()
    with time_machine.travel(now + timedelta(minutes=31), tick=False):
        # A browser drops the cookie by then; one that keeps it gets no further.
        client.cookies[COOKIE]["max-age"] = ""
        ended = client.get(SHOW).content.decode()
        assert "Alex" not in ended and "closed after 30 minutes" in ended
        assert client.get(FILE).status_code == 404


def test_ending_the_links_ends_an_open_session_too(plan: Given, people: People) -> None:
    client = opened(plan)
    giving.revoke_links(revision=plan.revision, by=people.blair)
    assert "Alex" not in client.get(SHOW).content.decode()
    assert client.get(FILE).status_code == 404


@pytest.mark.parametrize(
    "cookie", ["", "x", "a:b:c", signing.dumps("not-an-id", salt=SALT), signing.dumps(str(uuid.uuid4()), salt=SALT),
               signing.dumps(7, salt=SALT), signing.dumps([1], salt=SALT)],
    ids=range(7),
)  # fmt: skip
def test_a_made_up_session_opens_nothing(plan: Given, cookie: str) -> None:
    client = Client()
    client.cookies[COOKIE] = cookie
    assert b"Alex" not in client.get(SHOW).content
    assert client.get(FILE).status_code == 404


def test_a_session_signed_for_something_else_opens_nothing(plan: Given) -> None:
    client = Client()
    client.cookies[COOKIE] = signing.dumps(str(plan.link.id), salt="unknot.other")
    assert b"Alex" not in client.get(SHOW).content


def test_the_pdf_is_the_stored_file_to_the_byte(plan: Given) -> None:
    answer = opened(plan).get(FILE)
    assert answer["Content-Type"] == "application/pdf"
    assert hashlib.sha256(answer.content).hexdigest() == plan.revision.file.sha256
    assert "Moreau" not in answer["Content-Disposition"] and "Alex" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store, private"
    assert Delivery.objects.filter(revision=plan.revision, kind="file_opened").count() == 1


def test_a_damaged_file_is_not_given(give: Callable[..., Given]) -> None:
    plan = give()
    path = files.path_of(plan.revision.file.sha256)
    path.write_bytes(b"%PDF-1.7 something else")
    try:
        assert opened(plan).get(FILE).status_code == 404
    finally:
        path.unlink()


def test_closing_leaves_nothing_on_the_device(plan: Given) -> None:
    client = opened(plan)
    answer = client.post(CLOSE)
    assert answer.cookies[COOKIE].value == "" and "storage" in answer["Clear-Site-Data"]
    assert client.get(CLOSE).status_code == 405
    assert b"Alex" not in client.get(SHOW).content


def test_without_a_session_the_door_asks_for_the_code_on_the_sheet(plan: Given) -> None:
    door = Client().get(SHOW)
    assert door.status_code == 200 and 'name="code"' in door.content.decode()
    typed = plan.revision.code.replace("-", " ").lower()
    client = Client()
    assert client.post(SHOW, {"code": typed} | BORN)["Location"] == SHOW
    assert "Alex, your plan" in client.get(SHOW).content.decode()


def test_a_wrong_code_and_a_wrong_date_read_the_same(plan: Given) -> None:
    def refused(code: str, day: dict[str, str]) -> bytes:
        answer = Client().post(SHOW, {"code": code} | day)
        assert answer.status_code == 403
        return words(answer).replace(code.encode(), b"")

    assert refused(plan.revision.code, WRONG) == refused("CDFGHJ-CDFGHJ-CDFGHJ", WRONG)
    assert refused("", BORN)


def test_an_older_plan_says_that_there_is_a_newer_one(plan: Given, people: People) -> None:
    client = opened(plan)
    assert "newer plan" not in client.get(SHOW).content.decode()
    case = plan.revision.handout.case
    editing.edit(
        case=case, by=people.casey, change=editing.remove(plan.revision.selection["activities"][0]["activity"])
    )
    approval.approve(case=case, by=people.casey, draft_number=1)
    assert "newer plan" in client.get(SHOW).content.decode()


def test_a_plan_for_a_case_that_became_urgent_says_to_call(plan: Given, people: People) -> None:
    client = opened(plan)
    decide_anew.raise_urgency(case_id=plan.revision.handout.case_id, by=people.blair, group="urgent")
    page = client.get(SHOW).content.decode()
    assert "Please call us before you use this plan" in page and "555-0100" in page
    assert plan.revision.document["plan"]["activities"]["cards"][0]["title"] not in page
    assert client.get(FILE).status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(
    people: People, plan: Given, signed_in: Callable[[Staff], Client]
) -> None:
    page = signed_in(people.blair).post(reverse("handouts:link", args=[plan.revision.id]))
    found = re.search(r"/plan/([\w-]{43})/", page.content.decode())
    assert found and "birth date" in page.content.decode() and "Only this computer can open it" in page.content.decode()
    kept = PlanLink.objects.values_list("secret_hash", flat=True)
    assert found[1] not in kept and giving.hash_of(found[1]) in kept
    assert not any(found[1] in str(detail) for detail in AuditEvent.objects.values_list("detail", flat=True))


def test_the_qr_code_on_paper_leads_to_the_same_document(plan: Given) -> None:
    paper = document_from_json(plan.revision.document)
    link = f"{settings.PUBLIC_URL}{reverse('plan:open', args=[plan.revision.code])}"
    assert paper.plan is not None and paper.plan.about.qr is not None
    assert paper.plan.about.qr.svg == qr_code(link, "").svg
    client = Client()
    assert client.post(reverse("plan:open", args=[plan.revision.code]), BORN)["Location"] == SHOW
    assert paper.plan.message in client.get(SHOW).content.decode()


def test_the_words_alone_and_the_diary_are_for_the_same_browser_only(plan: Given, people: People) -> None:
    client, paper = opened(plan), document_from_json(plan.revision.document)
    text, diary = client.get("/plan/text/"), client.get("/plan/diary/")
    assert text["Content-Type"].startswith("text/plain") and text.content.decode() == text_of(paper)
    assert diary.content.decode().count("<table>") == 2
    assert Client().get("/plan/text/").status_code == Client().get("/plan/diary/").status_code == 404
    case = plan.revision.handout.case
    first = plan.revision.selection["activities"][0]["activity"]
    editing.edit(case=case, by=people.casey, change=editing.remove(first))
    approval.approve(case=case, by=people.casey, draft_number=1)
    assert client.get("/plan/text/").content.decode().startswith("There is a newer plan.")
    assert client.get("/plan/diary/")["Location"] == SHOW
    decide_anew.raise_urgency(case_id=case.id, by=people.blair, group="urgent")
    assert client.get("/plan/text/").status_code == client.get("/plan/diary/").status_code == 404
