"""manage.py check_library: every entry by region and slot, in every language: how it reads, its evidence, its review.
Exit 1 when anything must not be published, each with file and line; 2 when the library cannot be read at all."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handouts import library_check
from handouts.catalog_store import FOLDER
from handouts.composition.catalog import Catalog, load_catalog
from handouts.composition.vocabulary import SLOTS
from intake import protocol_store
from intake.questionnaire.errors import ProtocolError

NOTE = (
    "reads: Flesch-Kincaid grade (en), Kandel-Moles (fr) or INFLESZ ease (es). evidence: grade (sources, * none read)."
)


class Command(BaseCommand):
    """Prints two tables, then what is wrong."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All have defaults."""
        parser.add_argument("--library", type=Path, default=FOLDER, help="the folder; the packaged library by default")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD, for overdue reviews")
        parser.add_argument("--quiet", action="store_true", help="only what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, then stop with 1 where something must not be published."""
        folder, today = options["library"], options["today"] or timezone.localdate()
        try:
            catalog = self.load(folder)
            found = library_check.breaches(folder, catalog, today)
        except ProtocolError as problem:
            raise CommandError(str(problem), returncode=1) from None
        except OSError as problem:
            raise CommandError(f"{folder}: cannot be read: {type(problem).__name__}", returncode=2) from None
        if not options["quiet"]:
            self.stdout.write("\n".join((*_coverage(catalog), "", *_entries(catalog), "", NOTE)))
        for breach in found:
            self.stdout.write(str(breach))
        if found:
            raise CommandError(f"{len(found)} must not be published", returncode=1)

    def load(self, folder: Path) -> Catalog:
        """The library of a folder, by the protocol in force."""
        protocol = protocol_store.protocol()
        return load_catalog(folder, protocol.questionnaire, protocol.blocks.techniques)


def _coverage(catalog: Catalog) -> list[str]:
    """How many activities the machine may choose from, for each region."""
    head = f"{'region':12}" + "".join(f"{name:>9}" for name in (*SLOTS, "seated", "no gear"))
    return [head, *(
        f"{row.region:12}" + "".join(f"{count:9}" for count in (*row.slots, row.seated, row.without_equipment))
        for row in library_check.coverage(catalog)
    )]  # fmt: skip


def _entries(catalog: Catalog) -> list[str]:
    """Every entry in every language."""
    head = f"{'slot':8} {'entry':22} {'language':8} {'reads':>5}  {'evidence':8} {'review':10} regions"
    return [head, *(
        f"{row.slot:8} {row.entry:22} {row.language:8} {row.reads:5.1f}  {row.evidence:8} {row.review:10} "
        f"{', '.join(row.regions)}"
        for row in library_check.rows(catalog)
    )]  # fmt: skip
