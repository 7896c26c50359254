"""The languages Unknot can speak with patients: the tags that wording files carry (fr-CA), and Django's codes (fr-ca).

In: settings.LANGUAGES, a request. Out: tags, names in their own language, the tag a browser asks for first.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation


def tag_of(code: str) -> str:
    """ "fr-CA" for Django's "fr-ca"."""
    language, _, region = code.partition("-")
    return f"{language.lower()}-{region.upper()}" if region else language.lower()


def code_of(tag: str) -> str:
    """Django's "fr-ca" for "fr-CA"; English for a language that we cannot speak."""
    return tag.lower() if tag.lower() in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def names() -> dict[str, str]:
    """Every language by its tag, named in itself."""
    return {tag_of(code): name for code, name in settings.LANGUAGES}


def asked_for(request: HttpRequest, offered: Sequence[str]) -> str:
    """The browser's first language where it is offered, else the first one offered."""
    wanted = tag_of(translation.get_language_from_request(request))
    return wanted if wanted in offered else offered[0]


def english_only() -> list[str]:
    """What a new clinic offers."""
    return ["en"]


def check_languages(value: object) -> None:
    """Raise ValidationError unless `value` lists at least one language, each once and each known."""
    known = names()
    each_known = isinstance(value, list) and all(isinstance(tag, str) and tag in known for tag in value)
    if not isinstance(value, list) or not value or not each_known or len({*value}) < len(value):
        raise ValidationError(f"Choose at least one language of: {', '.join(known)}.")
