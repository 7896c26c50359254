"""manage.py create_api_key: a key for a clinic's own program, shown once; --revoke ends one by its id."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.actor import system_actor
from clinic.api_keys import make_key
from clinic.models import ApiKey, Clinic


class Command(BaseCommand):
    """Makes or ends a key."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which clinic, and what the key is for."""
        parser.add_argument("slug", help="the clinic's short name in addresses")
        parser.add_argument("--name", default="API", help="what the key is for")
        parser.add_argument("--revoke", type=UUID, metavar="ID", help="end the key with this id instead")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make one, or end one."""
        clinic = Clinic.objects.filter(slug=options["slug"]).first()
        if clinic is None:
            raise CommandError(f"There is no clinic {options['slug']}.")
        if options["revoke"]:
            self.revoke(clinic, options["revoke"])
            return
        row, key = make_key(clinic, options["name"][:60])
        audit.record(system_actor(clinic.id), "api_key.made", row)
        self.stdout.write(
            f"{key}\nKeep it now: it is not shown again. To end it: create_api_key {clinic.slug} --revoke {row.id}"
        )

    def revoke(self, clinic: Clinic, key_id: UUID) -> None:
        """End a key of this clinic."""
        row = ApiKey.objects.filter(clinic=clinic, pk=key_id, revoked_at=None).first()
        if row is None:
            raise CommandError("There is no live key with this id.")
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        audit.record(system_actor(clinic.id), "api_key.revoked", row)
        self.stdout.write("Ended.")
