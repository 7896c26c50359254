"""Clinic (the hard wall around all personal data), its API keys, and the mark of a demo installation."""

import uuid
import zoneinfo
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models

from clinic.languages import check_languages, english_only
from clinic.opening_hours import check_hours, default_hours


def check_time_zone(value: str) -> None:
    """Raise ValidationError unless `value` names a time zone of the tz database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError("Choose a time zone from the list, such as America/Toronto.")


class Country(models.TextChoices):
    """Countries whose emergency numbers we ship; the code chooses the numbers on every safety text."""

    AU = "AU", "Australia"
    CA = "CA", "Canada"
    FR = "FR", "France"
    IE = "IE", "Ireland"
    NZ = "NZ", "New Zealand"
    ES = "ES", "Spain"
    GB = "GB", "United Kingdom"
    US = "US", "United States"


class Clinic(models.Model):
    """One clinic. Every row with personal data names its clinic; nothing is ever read across."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=24)
    country = models.CharField(max_length=2, choices=Country)
    time_zone = models.CharField(max_length=40, default="America/Toronto", validators=[check_time_zone])
    hours: Any = models.JSONField(default=default_hours, validators=[check_hours])
    languages: Any = models.JSONField(default=english_only, validators=[check_languages])
    alarm_email = models.EmailField(blank=True)
    consent_age = models.PositiveSmallIntegerField(default=16, validators=[MaxValueValidator(25)])
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clinic's time zone; UTC when the stored name is no longer known to the machine."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except zoneinfo.ZoneInfoNotFoundError:
            return zoneinfo.ZoneInfo("UTC")

    def today(self, now: datetime) -> date:
        """The clinic's calendar day at `now` (aware)."""
        return now.astimezone(self.zone).date()

    def is_open(self, now: datetime) -> bool:
        """Whether `now` (aware) falls in the opening hours."""
        local = now.astimezone(self.zone)
        return any(start <= local.time() < end for start, end in self.spans(local.date()))

    def spans(self, day: date) -> list[tuple[time, time]]:
        """The opening spans of one calendar day, in order."""
        spans = self.hours.get(("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()], [])
        return [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans]

    def next_opening(self, now: datetime) -> datetime | None:
        """When the clinic opens next, in its own zone; None when it has no hours in the coming fortnight."""
        local = now.astimezone(self.zone)
        for ahead in range(15):
            day = local.date() + timedelta(days=ahead)
            for start, _end in self.spans(day):
                opening = datetime.combine(day, start, tzinfo=self.zone)
                if opening > local:
                    return opening
        return None


class ApiKey(models.Model):
    """A key by which another program of the clinic calls the API. Only the hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    key_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class Installation(models.Model):
    """One row at most: says that this database was made for trying Unknot and holds invented people only."""

    demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    notes: Any = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_installation_row")]

    def __str__(self) -> str:
        return "demo" if self.demo else "clinic"
