"""QuestionnaireResponse: one person's answers, from the first page to sent; and every page save, kept for good."""

import uuid
from typing import Any

from django.db import models

from clinic.models import Clinic, Patient


class ResponseStatus(models.TextChoices):
    """FHIR's words, as far as we need them."""

    IN_PROGRESS = "in-progress", "Not sent yet"
    COMPLETED = "completed", "Sent"
    AMENDED = "amended", "Sent again with changes"


class QuestionnaireResponse(models.Model):
    """Answers by link_id. A draft is held by whoever holds its secret; only the secret's hash is kept.

    `fingerprints` says which wording of each question was answered; `asked_again` names the questions that changed
    since. `carried` are answers of an earlier intake that this person has not confirmed yet: see actions/carried.py.
    `warned_at` is the save that told a warning sign which no decision has read yet: somebody must, sent or not.
    `half_typed` are the fields, by page, that could not be an answer yet when the person chose to come back later.
    `not_on_paper` are the questions that staff found blank on a paper form: see intake/not_on_paper.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="responses")
    code = models.CharField(max_length=8)
    secret_hash = models.CharField(max_length=64, unique=True, null=True)
    status = models.CharField(max_length=12, choices=ResponseStatus, default=ResponseStatus.IN_PROGRESS)
    language = models.CharField(max_length=8)
    # Which drawing of the body the person likes to look at: "" for the first. Never needed, and no rule reads it.
    outline = models.CharField(max_length=1, blank=True)
    questionnaire_version = models.CharField(max_length=32)
    answers: Any = models.JSONField(default=dict)
    fingerprints: Any = models.JSONField(default=dict)
    asked_again: Any = models.JSONField(default=list)
    carried: Any = models.JSONField(default=dict)
    half_typed: Any = models.JSONField(default=dict)
    not_on_paper: Any = models.JSONField(default=list)
    save_number = models.PositiveIntegerField(default=0)
    return_tries = models.PositiveSmallIntegerField(default=0)
    highest_urgency = models.CharField(max_length=16, blank=True)
    warned_at = models.DateTimeField(null=True)
    idempotency_key = models.CharField(max_length=64, null=True)
    source = models.CharField(max_length=12, default="online")
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # The page on which the person stopped, once a day has passed; "" while they go on or have sent.
    left_at = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["started_at"], name="response_unfinished", condition=models.Q(status="in-progress", left_at="")
            ),
            models.Index(fields=["started_at"], name="response_unsent", condition=models.Q(status="in-progress")),
            models.Index(fields=["warned_at"], name="response_warned", condition=models.Q(warned_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "code"], name="response_code_once"),
            models.UniqueConstraint(fields=["clinic", "idempotency_key"], name="response_key_once"),
            models.CheckConstraint(
                condition=models.Q(status="in-progress") | models.Q(sent_at__isnull=False), name="sent_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_sent(self) -> bool:
        """Whether the patient has sent it at least once."""
        return self.status != ResponseStatus.IN_PROGRESS


class PageSave(models.Model):
    """One Continue: what one page held then. Append-only, so that both versions of an edited answer are kept.

    `form` is the printed page it came from: the same page sent twice is one save, another one is another tab or device.
    """

    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="saves")
    number = models.PositiveIntegerField()
    page = models.CharField(max_length=40)
    answers: Any = models.JSONField()
    questionnaire_version = models.CharField(max_length=32)
    form = models.CharField(max_length=36, null=True)
    language = models.CharField(max_length=8, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "number"], name="save_number_once")]

    def __str__(self) -> str:
        return f"{self.response_id} {self.number}"
