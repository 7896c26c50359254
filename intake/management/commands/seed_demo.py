"""manage.py seed_demo: demo data, only where it can do no harm. `./run` calls it at every start."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from clinic.models import Clinic, Installation
from intake import demo


class Command(BaseCommand):
    """Seeds a database that `./run` made itself, or an empty one given by DATABASE_URL when UNKNOT_DEMO=1."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed where allowed, then print what a newcomer needs."""
        if Installation.objects.filter(demo=True).exists():
            self.stdout.write("\n".join(demo.lines()))
        elif Clinic.objects.exists():
            self.stdout.write("This database holds a clinic of its own: no demo data was added.")
        elif self.allowed():
            demo.seed()
            self.stdout.write("\n".join(demo.lines()))
        else:
            self.stdout.write(
                "No clinic yet. Make one with: manage.py create_clinic --help  (demo data: UNKNOT_DEMO=1)"
            )

    def allowed(self) -> bool:
        """The rule of the README: our own database, or asked for by name."""
        ours = os.environ.get("UNKNOT_DATABASE_IS_OURS") == "1" and not os.environ.get("DATABASE_URL")
        return ours or os.environ.get("UNKNOT_DEMO") == "1"
