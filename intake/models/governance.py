"""Who has signed what the clinic runs on, and when its rules were suspended. Append-only: the newest row counts."""

import uuid
from typing import Any, ClassVar

from django.db import models

from clinic.models import Clinic, Staff


class SignatureKind(models.TextChoices):
    """In which capacity somebody signs. Wording that was translated needs a second pair of eyes."""

    LEAD = "lead", "Clinical lead"
    SECOND_SPEAKER = "second_speaker", "Second speaker"


class SignedContent(models.Model):
    """The very text that was signed, by digest, so that what changed since can be shown. It holds no personal data."""

    digest = models.CharField(max_length=64, primary_key=True)
    parts: Any = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]


class Signature(models.Model):
    """One signature, or (`withdrawn`) the withdrawal of the one before. `subject` is protocol, library or
    wording:<language>; `name` and `credential` stand as they were typed, `by` is who was signed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=24)
    kind = models.CharField(max_length=16, choices=SignatureKind)
    version = models.CharField(max_length=32)
    content = models.ForeignKey(SignedContent, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    credential = models.CharField(max_length=60)
    at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | ~models.Q(reason=""), name="withdrawal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(credential=""), name="signature_names_somebody"
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["clinic", "at"], name="signatures_newest")]

    def __str__(self) -> str:
        return f"{self.subject} {self.content_id[:12]}"

    @property
    def digest(self) -> str:
        """The digest of what was signed."""
        return str(self.content_id)


class Suspension(models.Model):
    """The lead suspended the rules, or (`suspended` False) resumed them, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    suspended = models.BooleanField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="suspension_has_a_reason")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["clinic", "at"], name="suspensions_newest")]

    def __str__(self) -> str:
        return f"{'suspended' if self.suspended else 'resumed'} {self.at:%Y-%m-%d}"
