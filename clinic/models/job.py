"""Job: work that must happen, kept in the database; and the heartbeats of the processes that do it."""

import uuid

from django.db import models

from clinic.models.clinic import Clinic


class JobState(models.TextChoices):
    """Due work is claimed on a lease; after its last attempt it is quarantined for staff to see."""

    DUE = "due", "Due"
    LEASED = "leased", "Being done"
    DONE = "done", "Done"
    QUARANTINED = "quarantined", "Needs a person"


class Job(models.Model):
    """One piece of work about one object; `(kind, subject)` exists once, so filing it twice changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    subject = models.UUIDField()
    state = models.CharField(max_length=12, choices=JobState, default=JobState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)
    error = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="job_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[code for code, _ in JobState.choices]), name="job_state"
            ),
        ]
        indexes = [
            models.Index(
                fields=["attempts", "next_at"], name="job_open", condition=models.Q(state__in=["due", "leased"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Heartbeat(models.Model):
    """When a process last made progress; `/readyz` reads it."""

    name = models.CharField(max_length=24, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
