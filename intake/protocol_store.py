"""The protocol in force, with its questionnaire and wording, and the body map: loaded once per process.

In: the packaged files. Out: frozen values. A file that cannot be read raises ProtocolError, and the app does not start.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from intake.questionnaire.body_map import BodyMap, load_body_map
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.fingerprint import fingerprints_of
from intake.questionnaire.wording import Wording
from intake.routing.protocol import STAFF_LANGUAGE, Protocol, load_protocol

FOLDER = Path(__file__).parent / "protocols"


@cache
def protocol() -> Protocol:
    """The protocol in force."""
    return load_protocol(FOLDER)


@cache
def body_map() -> BodyMap:
    """The body map in force."""
    return load_body_map(FOLDER / "body_map" / "v1")


def questionnaire() -> Questionnaire:
    """The questionnaire in force."""
    return protocol().questionnaire


_fingerprints: dict[str, Mapping[str, str]] = {}


def fingerprints() -> Mapping[str, str]:
    """The fingerprint of every question in force."""
    current = protocol()
    if current.digest not in _fingerprints:
        _fingerprints[current.digest] = fingerprints_of(current.questionnaire, current.wording(STAFF_LANGUAGE))
    return _fingerprints[current.digest]


def languages() -> tuple[str, ...]:
    """Language codes that have every word."""
    return protocol().languages


def wording(language: str) -> Wording:
    """The wording in `language`; English for a language we do not have."""
    return protocol().wording(language)
