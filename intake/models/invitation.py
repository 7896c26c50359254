"""Invitation: a form that staff asked one person to fill in; IntakeKey: a secret that opens a draft or an invitation.

Only a secret's hash is kept. A key that waits to be emailed has none yet: the worker draws it when it writes.
"""

import uuid

from django.db import models

from clinic.models import Clinic, Patient, Staff
from intake.models.response import QuestionnaireResponse


class Invitation(models.Model):
    """One person asked to fill in the form. Its state is the newest of its times; `response` is what they began.

    `tries` counts wrong birth dates for the invitation's life.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="invitations")
    response = models.OneToOneField(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="invitation", null=True
    )
    language = models.CharField(max_length=8)
    appointment_day = models.DateField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    not_me_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["clinic", "-made_at"], name="invitations_newest")]

    def __str__(self) -> str:
        return str(self.id)


class KeyKind(models.TextChoices):
    """Who holds the secret."""

    BROWSER = "browser", "A browser's cookie"
    LINK = "link", "A link to come back"
    INVITATION = "invitation", "A link of an invitation"


class IntakeKey(models.Model):
    """A secret of 32 random bytes, bound to one draft or one invitation, expiring and revocable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=KeyKind)
    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="keys", null=True)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="keys", null=True)
    secret_hash = models.CharField(max_length=64, unique=True, null=True)
    email = models.CharField(max_length=254, blank=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(response__isnull=False, invitation__isnull=True, kind__in=("browser", "link"))
                | models.Q(response__isnull=True, invitation__isnull=False, kind="invitation"),
                name="key_opens_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
