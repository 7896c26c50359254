"""manage.py check_audit: reads the whole audit of each clinic. Exit 1 where an event was changed, forged or removed: it
names the first one and says what to do."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from clinic.audit import first_break
from clinic.models import AuditEvent, AuditHead, Clinic

WHAT_TO_DO = (
    "What stands before the break can be trusted. Change nothing. Keep a copy of the database as it is, find the last "
    "backup whose audit is whole, compare the two, and tell whoever answers for privacy at the clinic."
)


class Command(BaseCommand):
    """For operators after a restore, and for monitoring."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each clinic, and exit 1 where a chain is broken."""
        slugs = dict(Clinic.objects.values_list("id", "slug"))
        recorded = AuditEvent.objects.values_list("clinic_id", flat=True).order_by().distinct()
        everyone = {*slugs, *AuditHead.objects.values_list("clinic_id", flat=True), *recorded}
        broken = 0
        for name, clinic_id in sorted((slugs.get(one, str(one)), one) for one in everyone):
            number = first_break(clinic_id)
            broken += number is not None
            self.stdout.write(f"{name}: {whole(clinic_id) if number is None else broken_at(clinic_id, number)}")
        if broken:
            raise CommandError(f"The audit of {broken} of {len(everyone)} is broken. {WHAT_TO_DO}")


def whole(clinic_id: UUID) -> str:
    """How much was found in order."""
    return f"whole, {AuditEvent.objects.filter(clinic_id=clinic_id).count()} events"


def broken_at(clinic_id: UUID, number: int) -> str:
    """Which event is the first that cannot be trusted."""
    event = AuditEvent.objects.filter(clinic_id=clinic_id, number=number).first()
    if event is None:
        return f"BROKEN at event {number}, which is missing"
    which = f"{event.action}, {event.at:%Y-%m-%d %H:%M:%S} UTC, id {event.id}"
    return f"BROKEN at event {number} ({which}): it was changed or put in, or one before it was taken out"
