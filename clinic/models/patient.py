"""Patient: who the answers are about. The only table with names, birth dates and ways to reach a person."""

import uuid
from datetime import date

from django.db import models

from clinic.models.clinic import Clinic


class Patient(models.Model):
    """One person as they named themselves in one intake; blank fields were not given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    first_name = models.CharField(max_length=60, blank=True)
    last_name = models.CharField(max_length=60, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def name(self) -> str:
        """First and last name, or "Name not given"."""
        return f"{self.first_name} {self.last_name}".strip() or "Name not given"

    @property
    def short_name(self) -> str:
        """First name and initial, for boards: "Maria T."."""
        initial = f"{self.last_name[:1]}." if self.last_name else ""
        return f"{self.first_name} {initial}".strip() or "Name not given"

    def age(self, today: date) -> int | None:
        """Whole years on `today`, or None when the birth date was not given."""
        if self.birth_date is None:
            return None
        before = (today.month, today.day) < (self.birth_date.month, self.birth_date.day)
        return today.year - self.birth_date.year - before
