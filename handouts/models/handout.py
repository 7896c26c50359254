"""Handout (one per case, with the clinician's draft), Revision (frozen when approved), HandoutFile (its one PDF),
TakenBack (a revision that is given to nobody any more)."""

import uuid
from typing import Any

from django.db import models

from clinic.models import Clinic, Staff
from intake.models import TriageCase


class Handout(models.Model):
    """One patient's handout. `draft` holds the edited list, note and print settings; `draft_number` grows per save."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(TriageCase, on_delete=models.PROTECT, related_name="handout")
    draft: Any = models.JSONField(default=dict)
    draft_number = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.id)


class Revision(models.Model):
    """One approved version: the whole document, never changed again. `code` stands on the paper and opens nothing
    without the birth date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    handout = models.ForeignKey(Handout, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=20, unique=True)
    document: Any = models.JSONField()
    selection: Any = models.JSONField(default=dict)
    document_sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    use_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handout", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.handout_id} v{self.number}"


class HandoutFile(models.Model):
    """The PDF of a revision: one, by constraint. The file lies under its sha256 in the data folder."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="file", primary_key=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class TakenBack(models.Model):
    """A clinician took a revision back. It stays in the record; neither the desk nor a link gives it out."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="taken_back", primary_key=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.revision_id)
