"""manage.py render_handout: answers as JSON → route → select → document → PDF (or HTML). In: one JSON object.
Out: a file, written whole or not at all. It stores nothing, and what it makes is marked as a draft.
"""

import json
import os
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handouts.catalog_store import catalog
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument, Paper, PrintSize
from handouts.composition.occasion import Occasion
from handouts.composition.profile import profile_of
from handouts.composition.selection import select
from handouts.example import example_clinic
from handouts.html import sheet_html
from handouts.plain_text import text_of
from intake.management.commands.route import BadInput, read, why
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import Answers, AnswersError, parse_answers
from intake.questionnaire.facts import facts_of
from intake.routing.disposition import route
from worker.pdf import STATIC
from worker.render import render_handout
from worker.render_failed import RenderFailed

USE_FOR, FLARE_AFTER = timedelta(days=28), timedelta(days=14)


class Command(BaseCommand):
    """Prints the handout that a set of answers leads to."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to read, where to write, and how to print. A wrong option is one line, too, without the usage."""
        parser.print_usage = lambda file=None: None  # type: ignore[method-assign]
        parser.add_argument("--answers", required=True, help="a file with the answers as JSON, or - for standard input")
        parser.add_argument("--out", required=True, help="the file to write")
        parser.add_argument("--language", default="en")
        parser.add_argument("--print-size", default="standard", help=", ".join(PrintSize))
        parser.add_argument("--paper", default="letter", help=", ".join(Paper))
        parser.add_argument("--today", default="", help="the day to decide on, YYYY-MM-DD")
        parser.add_argument("--html", action="store_true", help="write the page the PDF is printed from")
        parser.add_argument("--text", action="store_true", help="write the words alone, as plain text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; one line on standard error and no file when that cannot be."""
        document = self.document(options)
        if options["html"] and options["text"]:
            raise BadInput("choose one of --html and --text")
        try:
            made = _made(document, html=options["html"], plain=options["text"])
        except RenderFailed as problem:
            raise CommandError(f"could not be printed: {problem.code}") from None
        write_whole(Path(options["out"]), made)

    def document(self, options: dict[str, Any]) -> HandoutDocument:
        """The document that the answers lead to."""
        rules, library = protocol(), catalog()
        for name, known in (("language", library.texts), ("paper", list(Paper)), ("print_size", list(PrintSize))):
            if options[name] not in known:
                raise BadInput(f"{name}: expected one of {', '.join(known)}")
        today = _day(options["today"])
        answers = _answers(options["answers"], today)
        disposition = route(rules, answers, today=today, language=options["language"])
        profile = profile_of(library.vocabulary, facts_of(rules.questionnaire, answers, today), answers)
        selection = select(library, profile, disposition, options["language"])
        occasion = replace(
            _occasion(answers, today, options["language"]),
            paper=Paper(options["paper"]),
            print_size=PrintSize(options["print_size"]),
        )
        return compose(library, body_map(), selection, answers, occasion)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise BadInput("today: expected a day such as 2026-11-20") from None


def _answers(name: str, today: date) -> Answers:
    try:
        return parse_answers(protocol().questionnaire, json.loads(read(name)), today)
    except json.JSONDecodeError as problem:
        raise BadInput(f"{name}: not JSON: line {problem.lineno}") from None
    except AnswersError as problem:
        raise BadInput(f"{name}: {problem}") from None
    except (RecursionError, ValueError):
        # Brackets within brackets without end, or a number of thousands of digits.
        raise BadInput(f"{name}: not JSON that can be read") from None


def _occasion(answers: Answers, today: date, language: str) -> Occasion:
    name = str(answers.values.get("first_name", ""))
    return Occasion(
        clinic=example_clinic(language),
        first_name=name or catalog().locale_of(language).text("blank"),
        short_name=name,
        record="0000",
        today=today,
        use_until=today + USE_FOR,
        flare_date=today + FLARE_AFTER,
    )


def _made(document: HandoutDocument, *, html: bool, plain: bool) -> bytes:
    if plain:
        return text_of(document).encode()
    return _page(document) if html else render_handout(document).pdf


def _page(document: HandoutDocument) -> bytes:
    return sheet_html(document, stylesheet=(STATIC / "handouts" / "print.css").as_uri()).encode()


def write_whole(path: Path, content: bytes) -> None:
    """Write the file under a temporary name beside it, then rename: a reader never finds half of it."""
    try:
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path}: cannot be written: {why(problem)}") from None
