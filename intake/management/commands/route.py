"""manage.py route FILE|-: read answers as JSON, one object or JSON Lines, and print one decision a line; with --explain
the whole way to it, with --all everything stored. It knows no clinic and so no signature: a sample, unless every rule
names who checked it."""

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

KEYS = (
    "disposition", "human_review", "alternatives", "blocks", "rules", "not_ruled_out", "because", "protocol",
)  # fmt: skip


class BadInput(CommandError):
    """What was given cannot be read or written; one line, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()), returncode=2)


class TwoAnswers(ValueError):
    """One question, two answers."""


class Command(BaseCommand):
    """Routes answers without storing anything."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, or - for standard input."""
        parser.add_argument("file", help="answers as JSON: one object, or one a line; - reads standard input")
        parser.add_argument("--language", default="en")
        parser.add_argument("--explain", action="store_true", help="print the path through the rules instead of JSON")
        parser.add_argument("--all", action="store_true", help="print all that is stored with a decision")
        parser.add_argument("--today", type=_day, default=None, help="the day to decide on, YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line of JSON, or one path, for each object."""
        if options["language"] not in protocol_store.languages():
            raise BadInput(f"language: expected one of {', '.join(protocol_store.languages())}")
        today = options["today"] or timezone.localdate()
        given = [answers_of(value, line, today) for line, value in objects(read(options["file"]))]
        if options["explain"]:
            self.stdout.write("\n\n".join(path_of(answers, today) for answers in given))
            return
        decided = (decision_of(answers, today, options["language"]) for answers in given)
        keys = None if options["all"] else KEYS
        self.stdout.write("\n".join(as_line(decision, keys) for decision in decided))


def answers_of(value: Any, line: int, today: date) -> Answers:
    """The answers of one object, or BadInput."""
    try:
        return parse_answers(protocol_store.questionnaire(), value, today)
    except AnswersError as error:
        raise BadInput(f"line {line}: {error}") from None


def decision_of(answers: Answers, today: date, language: str) -> dict[str, Any]:
    """The decision as plain JSON; the clinician's part says whether it is a sample."""
    protocol = protocol_store.protocol()
    decision = route(protocol, answers, today=today, language=language).as_json()
    decision["because"]["clinician"]["sample"] = not all(rule.signed for rule in rules_of(protocol))
    return decision


def as_line(decision: dict[str, Any], keys: tuple[str, ...] | None) -> str:
    """One line of JSON, with these keys or with all."""
    return json.dumps({key: decision[key] for key in keys or decision}, ensure_ascii=False)


def path_of(answers: Answers, today: date) -> str:
    """The path through the rules, one step a line."""
    return explain_path(protocol_store.protocol(), answers, today=today)


def read(name: str) -> str:
    """The text of a file, or of standard input for "-"; BadInput when it cannot be read."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise BadInput(f"{name}: cannot be read: {why(error)}") from None


def why(error: OSError | ValueError) -> str:
    """What is wrong with a file, without a word of what is in it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "no file can have that name"


def objects(text: str) -> Iterator[tuple[int, Any]]:
    """(line number, value) of each JSON value: the whole text when it is one object, else line by line."""
    try:
        value = _read(text)
    except (ValueError, RecursionError):
        yield from _lines(text)
        return
    yield 1, _checked(value, 1)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise BadInput("nothing to read: expected a JSON object")
    for number, line in lines:
        try:
            value = _read(line)
        except TwoAnswers as problem:
            raise BadInput(f"line {number}: {problem}") from None
        except (ValueError, RecursionError):
            raise BadInput(f"line {number}: not valid JSON") from None
        yield number, _checked(value, number)


def _checked(value: Any, line: int) -> Any:
    try:
        check_text(value)
    except ValueError as error:
        raise BadInput(f"line {line}: {error}") from None
    return value


def _read(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A question answered twice is refused: the second answer could hide the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwoAnswers("a question is answered twice")
    return found


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _day(text: str) -> date:
    return date.fromisoformat(text)
