"""Heartbeats: each process says in the database when it last made progress.

In: a process name. Out: its row's time by the database's clock, and whether it is recent.
"""

from datetime import timedelta

from django.db.models.functions import Now

from clinic.models import Heartbeat

FRESH = timedelta(seconds=60)


def beat(name: str) -> None:
    """Record progress of `name` now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": Now()})


def is_fresh(name: str) -> bool:
    """Whether `name` made progress within the last minute."""
    return Heartbeat.objects.filter(name=name, at__gt=Now() - FRESH).exists()
