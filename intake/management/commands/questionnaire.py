"""manage.py questionnaire --json: print the questionnaire in force, complete enough for another program to fill it
in; --register prints the register of questions (docs/question-protocol.csv)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake import protocol_store, question_register
from intake.questionnaire_json import questionnaire_json


class Command(BaseCommand):
    """Prints link_ids, options, wording and when each page is asked."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The language of the wording; --json prints the whole definition."""
        parser.add_argument("--language", default="en")
        parser.add_argument("--json", action="store_true", help="the whole definition as JSON")
        parser.add_argument("--register", action="store_true", help="who uses each answer, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        if options["language"] not in protocol_store.languages():
            raise CommandError(f"language: expected one of {', '.join(protocol_store.languages())}", returncode=2)
        if options["register"]:
            self.register()
            return
        definition = questionnaire_json(options["language"])
        if options["json"]:
            self.stdout.write(json.dumps(definition, ensure_ascii=False, indent=1))
            return
        for page in definition["pages"]:
            self.stdout.write(f"{page['id']}: {page['title']} ({', '.join(item['link_id'] for item in page['items'])})")

    def register(self) -> None:
        """The register as CSV; CommandError when a question is of no use to anyone."""
        protocol, handout = protocol_store.protocol(), question_register.handout_reads()
        unused = question_register.unused(protocol, handout)
        if unused:
            raise CommandError(f"No rule, handout or person uses: {', '.join(unused)}")
        self.stdout.write(question_register.as_csv(question_register.register(protocol, handout)), ending="")
