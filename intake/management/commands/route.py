"""manage.py route FILE|-: read answers as JSON, one object or JSON Lines, and print one decision a line; with --explain
the whole way to it. It knows no clinic and so no signature: a sample, unless every rule names who checked it."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.storable_text import check_text
from intake import protocol_store
from intake.questionnaire.answers import Answers, AnswersError, parse_answers
from intake.routing.disposition import route
from intake.routing.explain_path import explain_path
from intake.signables import rules_of


class BadInput(CommandError):
    """What was given cannot be read; one line, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    """Routes answers without storing anything."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, or - for standard input."""
        parser.add_argument("file", help="answers as JSON: one object, or one a line; - reads standard input")
        parser.add_argument("--language", default="en")
        parser.add_argument("--explain", action="store_true", help="print the path through the rules instead of JSON")
        parser.add_argument("--today", type=_day, default=None, help="the day to decide on, YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line of JSON, or one path, for each object."""
        if options["language"] not in protocol_store.languages():
            raise BadInput(f"language: expected one of {', '.join(protocol_store.languages())}")
        today = options["today"] or timezone.localdate()
        given = [answers_of(value, line, today) for line, value in objects(read(options["file"]))]
        decided = [
            path_of(answers, today) if options["explain"] else decision_of(answers, today, options["language"])
            for answers in given
        ]
        self.stdout.write("\n\n".join(decided) if options["explain"] else "\n".join(decided))


def answers_of(value: Any, line: int, today: date) -> Answers:
    """The answers of one object, or BadInput."""
    try:
        return parse_answers(protocol_store.questionnaire(), value, today)
    except AnswersError as error:
        raise BadInput(f"line {line}: {error}") from None


def decision_of(answers: Answers, today: date, language: str) -> str:
    """The decision as one line of JSON."""
    protocol = protocol_store.protocol()
    decision = route(protocol, answers, today=today, language=language).as_json()
    sample = not all(rule.signed for rule in rules_of(protocol))
    return json.dumps(decision | {"sample": sample}, ensure_ascii=False)


def path_of(answers: Answers, today: date) -> str:
    """The path through the rules, one step a line."""
    return explain_path(protocol_store.protocol(), answers, today=today)


def read(name: str) -> str:
    """The file's text, or BadInput."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{name}: cannot be read ({type(error).__name__})") from None


def objects(text: str) -> Iterator[tuple[int, Any]]:
    """(line number, value) of each JSON value: the whole text when it is one object, else line by line."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except ValueError:
        yield from _lines(text)
        return
    yield 1, _checked(value, 1)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise BadInput("nothing to read: expected a JSON object")
    for number, line in lines:
        try:
            value = json.loads(line, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise BadInput(f"line {number}: not valid JSON") from None
        yield number, _checked(value, number)


def _checked(value: Any, line: int) -> Any:
    try:
        check_text(value)
    except ValueError as error:
        raise BadInput(f"line {line}: {error}") from None
    return value


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _day(text: str) -> date:
    return date.fromisoformat(text)
