"""Ways in other than a patient's own phone: who typed an intake or handed over a tablet, and the tablet's session.

In: the staff's acts. Out: AssistedEntry, kept beside the response for good; TabletSession, over when the form is sent.
"""

import uuid

from django.db import models

from clinic.models import Clinic, Staff
from intake.models.response import QuestionnaireResponse


class Way(models.TextChoices):
    """How an intake came in when staff had a hand in it; also QuestionnaireResponse.source."""

    TABLET = "kiosk", "On the clinic’s tablet"
    PHONE = "phone", "By phone"
    PAPER = "paper", "From paper"


class AssistedEntry(models.Model):
    """Who began the response on behalf of, or beside, the patient; `paper_date` is the day written on the paper."""

    response = models.OneToOneField(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="entry", primary_key=True
    )
    way = models.CharField(max_length=8, choices=Way)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    paper_date = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way="paper", paper_date__isnull=False)
                | (~models.Q(way="paper") & models.Q(paper_date__isnull=True)),
                name="paper_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.response_id} {self.way}"


class TabletSession(models.Model):
    """One handing-over of a clinic's tablet. Its secret lies in that browser; once `ended_at` is set it opens nothing.

    `seen_at` is the last sign of life; `response` is there once the patient has chosen a language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    started_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)
