"""PlanLink: a patient's way to their plan; Delivery: what was given, how, by whom; append-only."""

import uuid

from django.db import models

from clinic.models import Clinic, Staff
from handouts.models.handout import Revision


class PlanLink(models.Model):
    """A secret that leads to one revision together with the birth date. Only its hash is kept; five wrong dates end
    it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    on_paper = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class DeliveryKind(models.TextChoices):
    """How a plan reached, or may reach, the patient."""

    PRINTED = "printed", "Printed"
    DOWNLOADED = "downloaded", "Downloaded by staff"
    PLAIN = "plain", "Printed as a plain page"
    LINK_MADE = "link_made", "Link made"
    LINK_OPENED = "link_opened", "Opened by the patient"
    FILE_OPENED = "file_opened", "PDF opened by the patient"


class Delivery(models.Model):
    """One act of giving."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=12, choices=DeliveryKind)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.revision_id}"
