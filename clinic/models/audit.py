"""The append-only record of who did or saw what. Rows hold ids and codes, no names and no foreign keys."""

import uuid
from typing import Any

from django.db import models


class AuditHead(models.Model):
    """The end of one clinic's hash chain, locked while an event is added."""

    clinic_id = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.clinic_id} {self.number}"


class AuditEvent(models.Model):
    """One act or view. `digest` is sha256 over the event and the digest before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic_id = models.UUIDField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=24, blank=True)
    object_id = models.UUIDField(null=True)
    detail: Any = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic_id", "number"], name="audit_number_once")]
        indexes = [models.Index(fields=["clinic_id", "object_id", "number"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
