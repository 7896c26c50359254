"""manage.py verify_protocol: load the protocol, hold formulas against the engine on random people, and prove over every
possible answer that the logic fails towards safety. --mutate plants faults and shows what finds each."""

import json
import secrets
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake import protocol_store

try:
    from intake.routing.proof import mutation, second_table, verification
except ModuleNotFoundError as missing:
    if missing.name != "z3":
        raise
    verification = None  # type: ignore[assignment]

PEOPLE, FAULTS_OF_A_KIND, FAULT_SEED = 10_000, 3, 1
TESTS = Path("tests")
TABLE, VIGNETTES = TESTS / "dispositions.yaml", TESTS / "vignettes"

NEEDS = (
    "verify_protocol needs z3-solver, one of the development packages: "
    ".venv/bin/python -m pip install --require-hashes -r requirements/dev.lock"
)


class Command(BaseCommand):
    """Proves or refutes; exit 1 when anything is not proved, 2 when it cannot begin."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All have defaults."""
        parser.add_argument("--json", action="store_true", help="one JSON object, with every witness")
        parser.add_argument("--people", type=int, default=PEOPLE, help="random people for the cross-check")
        parser.add_argument("--seed", type=int, default=None, help="of the random people, or of the planted faults")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD")
        parser.add_argument("--table", type=Path, default=settings.BASE_DIR / TABLE, help="the second table")
        parser.add_argument("--witnesses", type=Path, help="write a person for every rule, one JSON object a line")
        parser.add_argument("--mutate", action="store_true", help="plant faults and show what finds each")
        parser.add_argument(
            "--vignettes", type=Path, default=settings.BASE_DIR / VIGNETTES, help="stories for --mutate"
        )
        parser.add_argument("--faults", type=int, default=FAULTS_OF_A_KIND, help="how many of each kind to plant")
        parser.add_argument("--page", type=Path, help="write the table of --mutate as Markdown")
        parser.add_argument("--jobs", type=int, default=2, help="processes to work in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, then stop with 1 where something is not proved."""
        if verification is None:
            raise CommandError(NEEDS, returncode=2)
        if not options["json"]:
            self.stdout.write("\n".join((*verification.NOTICE, "")))
        failed = self.mutate(options) if options["mutate"] else self.verify(options)
        if failed:
            raise CommandError(f"not proved: {', '.join(failed)}", returncode=1)

    def verify(self, options: dict[str, Any]) -> tuple[str, ...]:
        """The proofs; what is not proved."""
        seed = secrets.randbelow(1_000_000) if options["seed"] is None else options["seed"]
        found = verification.verify(
            protocol_store.protocol(), self.today(options), people=options["people"], seed=seed,
            rows=self.rows(options), jobs=options["jobs"],
        )  # fmt: skip
        if options["witnesses"]:
            people = (dict(patient.answers) for patient in found.witnesses.values())
            options["witnesses"].write_text("".join(f"{json.dumps(each)}\n" for each in people), "utf-8")
        text = (
            json.dumps(found.as_json(), ensure_ascii=False) if options["json"] else "\n".join(verification.lines(found))
        )
        self.stdout.write(text)
        return found.not_proved

    def mutate(self, options: dict[str, Any]) -> tuple[str, ...]:
        """The planted faults; those that nothing found."""
        seed = FAULT_SEED if options["seed"] is None else options["seed"]
        looking = mutation.finders(protocol_store.FOLDER, self.today(options), options["vignettes"], self.rows(options))
        finds: list[mutation.Find] = []
        for find in mutation.look_for_all(looking, seed=seed, each=options["faults"], jobs=options["jobs"]):
            finds.append(find)
            if not options["json"]:
                self.stdout.write(mutation.line(find))
                self.stdout.flush()
        whole = [find.as_json() for find in finds]
        self.stdout.write(json.dumps(whole, ensure_ascii=False) if options["json"] else mutation.summary(finds, seed))
        if options["page"]:
            text = mutation.page(finds, seed, protocol_store.protocol(), self.today(options))
            options["page"].write_text(text, "utf-8")
        return tuple(f"{find.fault.kind}, {find.fault.where}" for find in finds if not find.by)

    def today(self, options: dict[str, Any]) -> date:
        """The day on which the people answer."""
        day: date | None = options["today"]
        return day or timezone.localdate()

    def rows(self, options: dict[str, Any]) -> tuple["second_table.Row", ...]:
        """The second table, where there is one."""
        if not options["table"].is_file():
            self.stderr.write(f"No second table at {options['table']}")
            return ()
        return second_table.read_table(options["table"], protocol_store.questionnaire())
