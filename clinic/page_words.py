"""The fixed words of patients' pages in one language, as the catalogues under clinic/locale hold them, to be signed.

In: a language tag. Out: English sentence -> that sentence in the language. English is what the catalogues translate.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import to_locale

from clinic.languages import names

ENGLISH = "en"


@cache
def page_words(language: str) -> MappingProxyType[str, str]:
    """Every sentence of the language's catalogue; nothing for a language without one."""
    if language == ENGLISH:
        english = {sentence for tag in names() if tag != ENGLISH for sentence in page_words(tag)}
        return MappingProxyType({sentence: sentence for sentence in sorted(english)})
    path = Path(settings.LOCALE_PATHS[0]) / to_locale(language.lower()) / "LC_MESSAGES" / "django.po"
    if not path.is_file():
        return MappingProxyType({})
    return MappingProxyType(dict(_entries(path.read_text("utf-8"))))


def _entries(catalogue: str) -> Iterator[tuple[str, str]]:
    """The entries of a .po file, without its head; plural forms, and a context before them, with a bar between."""
    for block in catalogue.split("\n\n"):
        fields = _fields(line for line in block.splitlines() if line and not line.startswith("#"))
        english = " | ".join(text for key, text in fields.items() if not key.startswith("msgstr"))
        if english:
            yield english, " | ".join(text for key, text in fields.items() if key.startswith("msgstr"))


def _fields(lines: Iterator[str]) -> dict[str, str]:
    """The keywords of one entry with their text, which may go on over several lines."""
    fields: dict[str, str] = {}
    key = ""
    for line in lines:
        if not line.startswith('"'):
            key, _, line = line.partition(" ")
        fields[key] = fields.get(key, "") + str(ast.literal_eval(line))
    return fields
