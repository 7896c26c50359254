"""TriageCase: one patient on the board; and CaseEvent, everything that happened to it, append-only."""

import uuid
from typing import Any, ClassVar

from django.db import models

from clinic.models import Clinic, Patient, Staff
from intake.models.decision import RoutingDecision
from intake.models.response import QuestionnaireResponse


class Group(models.TextChoices):
    """The board's groups, most urgent first."""

    EMERGENCY = "emergency", "Emergency"
    URGENT = "urgent", "Urgent today"
    SOON = "soon", "Soon"
    ROUTINE = "routine", "Routine"


GROUP_ORDER = {code: rank for rank, code in enumerate(Group.values)}


class CaseStatus(models.TextChoices):
    """Where a case stands; it only moves to the right, undo being a new event."""

    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"


class CaseQuerySet(models.QuerySet["TriageCase"]):
    """Cases, read like speech."""

    def for_clinic(self, clinic: Clinic) -> "CaseQuerySet":
        """The one way to reach cases: those of one clinic."""
        return self.filter(clinic=clinic)

    def waiting(self) -> "CaseQuerySet":
        """Those that still need a decision by the desk, most urgent first, then longest waiting."""
        return self.filter(status=CaseStatus.WAITING).order_by("rank", "waiting_since", "id")


class TriageCase(models.Model):
    """One patient's case. `rank` orders the board. `raised_at`: when it last became more urgent or came back; whom one
    reached before then was told of something else, so it counts no more, and `contacted_at` starts anew.
    `clinician_at`: when a clinician reached the patient; a receptionist's call does not count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="cases")
    response = models.OneToOneField(QuestionnaireResponse, on_delete=models.PROTECT, related_name="case")
    decision = models.ForeignKey(RoutingDecision, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=10, choices=Group)
    rank = models.PositiveSmallIntegerField()
    disposition = models.CharField(max_length=16)
    human_review = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=CaseStatus, default=CaseStatus.WAITING)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    owned_since = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField()
    wake_at = models.DateTimeField(null=True)
    desk_note = models.CharField(max_length=60, blank=True)
    contacted_at = models.DateTimeField(null=True)
    clinician_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True, owned_since__isnull=True)
                | models.Q(owner__isnull=False, owned_since__isnull=False),
                name="owner_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status="waiting") | models.Q(accepted_at__isnull=False), name="accepted_has_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "rank", "waiting_since", "id"],
                name="board_order",
                condition=models.Q(status="waiting"),
            ),
            models.Index(fields=["clinic", "-accepted_at"], name="case_done", condition=models.Q(status="accepted")),
        ]

    def __str__(self) -> str:
        return str(self.id)


class EventKind(models.TextChoices):
    """What can happen to a case."""

    ALARMED = "alarmed", "Alarm before sending"
    LEFT = "left", "Stopped after a warning sign"
    SENT = "sent", "Sent the form"
    AMENDED = "amended", "Sent changed answers"
    WORSE = "worse", "Said it got worse"
    MISTAKE = "mistake", "Said a tick was a mistake"
    WITH_STAFF = "with_staff", "Is with clinic staff"
    DECIDED = "decided", "Rules decided"
    CLAIMED = "claimed", "Claimed"
    RELEASED = "released", "Released"
    TAKEN_OVER = "taken_over", "Took over"
    CONTACT = "contact", "Contact"
    ACCEPTED = "accepted", "Accepted"
    RAISED = "raised", "Raised the urgency"
    OVERRIDDEN = "overridden", "Changed the decision"
    NOTED = "noted", "Desk note"
    PHONE = "phone", "Corrected the phone number"
    UNDONE = "undone", "Undid"


class CaseEvent(models.Model):
    """One thing that happened to a case. `before` holds what undo needs to put back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(TriageCase, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    detail: Any = models.JSONField(default=dict)
    before: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_history")]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
