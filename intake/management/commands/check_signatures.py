"""manage.py check_signatures: a table of what is signed at each clinic. Exit 1 when something in use is not signed as
it now is; a language that is not offered yet is not in use."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.models import Clinic
from intake import governance
from intake.governance import Standing
from intake.models import Signature

HEAD = ("clinic", "subject", "version", "digest", "standing", "clinical lead", "second speaker")


class Command(BaseCommand):
    """Prints the table; for operators after an update, and for monitoring."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One clinic, or all of them."""
        parser.add_argument("--clinic", metavar="SLUG", help="only this clinic")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, and exit 1 where something in use is unsigned."""
        clinics = Clinic.objects.order_by("slug")
        if options["clinic"]:
            clinics = clinics.filter(slug=options["clinic"])
            if not clinics:
                raise CommandError(f"There is no clinic {options['clinic']}.", returncode=2)
        found = [(clinic, one) for clinic in clinics for one in governance.standings(clinic)]
        self.stdout.write("\n".join(table([HEAD, *(row(clinic, one) for clinic, one in found)])))
        unsigned = sum(in_use(clinic, one) and not one.is_signed for clinic, one in found)
        if unsigned:
            raise CommandError(f"{unsigned} in use and not signed as they now are.")


def in_use(clinic: Clinic, found: Standing) -> bool:
    """Whether patients of the clinic meet this, or would if its form were open."""
    return found.needed or found.signable.language in governance.languages(clinic)


def row(clinic: Clinic, found: Standing) -> tuple[str, ...]:
    """One line of the table."""
    one = found.signable
    standing = "signed" if found.is_signed else "CHANGED" if found.changed else "NOT SIGNED"
    if not in_use(clinic, found):
        standing = standing if found.is_signed else "not offered"
    name = f"{clinic.slug} (demo)" if clinic.is_demo else clinic.slug
    second = who(found.second) if one.is_translation else ""
    return (name, one.subject, one.version, one.digest[:12], standing, who(found.lead), second)


def who(signature: Signature | None) -> str:
    """Who signed, as typed, and on which day."""
    return f"{signature.name}, {signature.credential}, {signature.at:%Y-%m-%d}" if signature else "-"


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows with columns of equal width."""
    widths = [max(len(each[column]) for each in rows) for column in range(len(HEAD))]
    return ["  ".join(text.ljust(width) for text, width in zip(each, widths, strict=True)).rstrip() for each in rows]
