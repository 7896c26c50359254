"""A small invented rule pack for tests of the engines. In: nothing, or a change to one of its files.
Out: the loaded Protocol, a changed copy of the folder, and answers to start from."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from intake.questionnaire.answers import Answers, parse_answers
from intake.routing.protocol import Protocol, load_protocol

PACK = Path(__file__).parent / "pack"
TODAY = date(2026, 11, 20)

CALM: dict[str, Any] = {
    "name": "Alex",
    "birth_date": "1984-06-14",
    "sex": "female",
    "nerves": ["none"],
    "heart": ["none"],
    "harm": "no",
    "general": ["none"],
    "places": ["low_back_m"],
    "pain_now": 3,
    "duration": {"number": 5, "unit": "days"},
    "function": "mild",
    "health": ["none"],
    "preference": "no_wish",
    "triggers": ["desk"],
}


@cache
def protocol() -> Protocol:
    """The pack, loaded once."""
    return load_protocol(PACK)


def altered(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the pack below `folder` in which `old`, which must stand in `file`, reads `new`."""
    copy = folder / "altered"
    shutil.copytree(PACK, copy, dirs_exist_ok=True)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def calm(**changes: Any) -> Answers:
    """The answers of somebody without any warning sign, changed; None takes an answer away."""
    return parse_answers(protocol().questionnaire, CALM | changes, TODAY)
