"""From approval to the stored PDF: once, whole, and never a false success."""

import errno
import hashlib
import os
from typing import Any

import pytest

from clinic import outbox
from clinic.models import Job
from clinic.models.job import JobState
from handouts import files
from handouts.actions import approval, editing
from handouts.composition.document import document_from_json
from handouts.models import HandoutFile, Revision
from handouts.revisions import FAILED, READY, card_of, failed_cards
from intake.actions import triage
from tests.conftest import SendAnswers
from tests.people import People
from worker import handout_job, jobs
from worker.render import render_handout
from worker.render_failed import RenderFailed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    """Files of one test only."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def revision(people: People, send: SendAnswers) -> Revision:
    """Alex's approved sheet, not yet rendered."""
    case = send()
    triage.accept(case_id=case.id, by=people.blair)
    case.refresh_from_db()
    handout = editing.draft(case=case, by=people.casey)
    return approval.approve(case=case, by=people.casey, draft_number=handout.draft_number)


def test_the_worker_makes_the_approved_sheet_once(revision: Revision) -> None:
    assert jobs.do_due_jobs() == 1
    made = HandoutFile.objects.get(revision=revision)
    content = files.load(made.sha256)
    assert content.startswith(b"%PDF-") and hashlib.sha256(content).hexdigest() == made.sha256
    assert made.pages == 2 and card_of(revision).state == READY
    assert jobs.do_due_jobs() == 0


def test_two_renders_of_one_revision_are_the_same_bytes(revision: Revision) -> None:
    jobs.do_due_jobs()
    first = HandoutFile.objects.get().sha256
    again = render_handout(document_from_json(revision.document)).pdf
    assert hashlib.sha256(again).hexdigest() == first


def test_a_worker_that_died_midway_costs_only_time(revision: Revision) -> None:
    lost = outbox.claim([approval.RENDER])
    assert lost and jobs.do_due_jobs() == 0, "the lease still holds"
    Job.objects.update(lease_until="2026-01-01T00:00:00Z")
    assert jobs.do_due_jobs() == 1
    handout_job.make_pdf(lost)
    assert HandoutFile.objects.count() == 1 and not outbox.finish(lost)


def test_a_poisoned_document_is_quarantined_while_others_pass(
    revision: Revision, people: People, send: SendAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = send()
    triage.accept(case_id=case.id, by=people.blair)
    case.refresh_from_db()
    handout = editing.draft(case=case, by=people.casey)
    good = approval.approve(case=case, by=people.casey, draft_number=handout.draft_number)
    real = handout_job.render_handout

    def poisoned(document: Any) -> Any:
        if document.token.startswith(revision.code):
            raise RenderFailed("time")
        return real(document)

    monkeypatch.setattr(handout_job, "render_handout", poisoned)
    for _ in range(outbox.MAX_ATTEMPTS):
        Job.objects.filter(state=JobState.DUE).update(next_at="2026-01-01T00:00:00Z")
        jobs.do_due_jobs()
    assert HandoutFile.objects.get().revision == good
    assert card_of(revision).state == FAILED
    assert [each.id for each in failed_cards(people.harbour)] == [str(revision.id)]
    assert failed_cards(people.northside) == []
    monkeypatch.setattr(handout_job, "render_handout", real)
    assert outbox.try_again(approval.RENDER, revision.id) and jobs.do_due_jobs() == 1


def test_a_full_disk_is_no_success_and_leaves_no_file(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert jobs.do_due_jobs() == 0
    assert not HandoutFile.objects.exists()
    assert [path for path in files.folder().rglob("*") if path.is_file()] == []
    monkeypatch.setattr(os, "fsync", real)
    Job.objects.update(next_at="2026-01-01T00:00:00Z")
    assert jobs.do_due_jobs() == 1


def test_a_damaged_file_is_never_given(revision: Revision) -> None:
    jobs.do_due_jobs()
    made = HandoutFile.objects.get()
    path = files.path_of(made.sha256)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(files.FileDamaged):
        files.load(made.sha256)


def test_a_revision_has_one_file_by_constraint(revision: Revision) -> None:
    jobs.do_due_jobs()
    first = HandoutFile.objects.get()
    assert approval.attach_pdf(revision=revision, pdf=b"%PDF-other", pages=1) == first
    assert HandoutFile.objects.count() == 1
