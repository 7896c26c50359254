"""manage.py create_clinic: the first clinic and its manager, without demo data."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clinic import audit
from clinic.actor import system_actor
from clinic.models import Clinic, Role, Staff
from clinic.models.clinic import Country


class Command(BaseCommand):
    """Creates a clinic and one manager, who invites everyone else."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a clinic cannot do without; hours and the rest are set on its own page."""
        parser.add_argument("--name", required=True, help="the clinic's name, as patients know it")
        parser.add_argument("--slug", required=True, help="its short name in addresses, such as harbour")
        parser.add_argument("--phone", required=True, help="the number patients call")
        parser.add_argument("--country", required=True, choices=Country.values, help="chooses the emergency numbers")
        parser.add_argument("--time-zone", default="America/Toronto")
        parser.add_argument("--manager-name", required=True)
        parser.add_argument("--manager-email", required=True)
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the manager's password from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create both, or nothing."""
        password = self.stdin_password() if options["password_stdin"] else getpass("Password for the manager: ")
        clinic = Clinic(
            name=options["name"], slug=options["slug"], phone=options["phone"], country=options["country"],
            time_zone=options["time_zone"],
        )  # fmt: skip
        try:
            clinic.full_clean()
            validate_password(password, Staff(email=options["manager_email"], name=options["manager_name"]))
            if Staff.objects.filter(email=options["manager_email"].lower()).exists():
                raise ValidationError("The manager's address already has a sign-in.")
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        with transaction.atomic():
            clinic.save()
            manager = Staff.objects.create_staff(
                clinic=clinic, email=options["manager_email"], name=options["manager_name"], role=Role.MANAGER,
                password=password,
            )  # fmt: skip
            audit.record(system_actor(clinic.id), "clinic.created", clinic)
            audit.record(system_actor(clinic.id), "staff.invited", manager, {"role": Role.MANAGER})
        self.stdout.write(
            f"Clinic {clinic.slug} is ready. Sign in: /account/sign-in/  Its form: /i/{clinic.slug}/, which opens when "
            "the clinical lead has signed what it runs on (invite the lead, then: Rules)."
        )

    def stdin_password(self) -> str:
        """The first line of standard input."""
        return sys.stdin.readline().rstrip("\n")
