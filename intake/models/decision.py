"""RoutingDecision: an immutable snapshot of one decision, by the rules or by a person who overrode them."""

import uuid
from typing import Any

from django.db import models

from clinic.models import Clinic, Staff
from intake.models.response import QuestionnaireResponse


class DecisionReason(models.TextChoices):
    """Why a person decided otherwise than the rules."""

    PATIENT_REQUEST = "patient_request", "The patient asked for it"
    CLINICIAN_ADVICE = "clinician_advice", "A clinician advised it"
    PRACTITIONER = "practitioner", "Wants a certain practitioner"
    UNAVAILABLE = "unavailable", "No one free for the suggestion"
    CORRECTED = "corrected", "Answers corrected by phone"
    CONCERN = "concern", "I am worried about this patient"
    SYSTEM_WRONG = "system_wrong", "The suggestion seems wrong"
    OTHER = "other", "Something else"


class RoutingDecision(models.Model):
    """One decision. `record` is the engine's full account; a person's decision names author, reason and note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="decisions")
    disposition = models.CharField(max_length=16)
    human_review = models.BooleanField(default=False)
    record: Any = models.JSONField()
    protocol_version = models.CharField(max_length=32)
    protocol_digest = models.CharField(max_length=64)
    questionnaire_version = models.CharField(max_length=32)
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, choices=DecisionReason, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    disposition__in=[
                        "emergency", "urgent", "gp_review", "physiotherapy", "massage", "chiropractic", "self_care",
                    ]
                ),
                name="decision_disposition",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["response", "at"], name="decision_latest")]

    def __str__(self) -> str:
        return f"{self.disposition} {self.id}"
