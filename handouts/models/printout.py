"""Printout: a paper that is about nobody (the blank form, the poster), made once for each content and kept.

In: what the web process asks for. Out: its one PDF, which lies under its sha256 like every other.
"""

import uuid

from django.db import models

from clinic.models import Clinic


class PrintoutKind(models.TextChoices):
    """What is printed."""

    FORM = "form", "Blank form"
    POSTER = "poster", "Poster"


class Printout(models.Model):
    """One paper of a clinic in one language and size. `digest` is that of its HTML: new words are a new printout."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PrintoutKind)
    language = models.CharField(max_length=8)
    paper = models.CharField(max_length=8)
    size = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "kind", "language", "paper", "size", "digest"], name="printout_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.paper} {self.size}"
