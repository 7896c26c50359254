"""What no sheet may say. In: not_to_print.yaml of the library. Out: the banned phrases of each language, and the
sentences in which one may stand all the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.questionnaire.source_file import Node, read_source

FILE = "not_to_print.yaml"
STAR = "*"


@dataclass(frozen=True, slots=True)
class Banned:
    """The phrases of one language; a star stands for any ending."""

    phrases: tuple[str, ...]
    allowed: tuple[str, ...]

    def found_in(self, text: str) -> list[str]:
        """The banned phrases in a text."""
        plain = text.casefold().replace("**", "").replace("\u00a0", " ")
        for sentence in self.allowed:
            plain = plain.replace(sentence.casefold(), "")
        return [phrase for phrase in self.phrases if re.search(_pattern(phrase), plain)]


def _pattern(phrase: str) -> str:
    open_ended = re.escape(phrase.casefold()).replace(re.escape(STAR), r"\w*")
    return rf"(?<!\w){open_ended}(?!\w)"


def read_banned(folder: Path) -> Mapping[str, Banned]:
    """The banned phrases of every language. Raises ProtocolError with file and line."""
    return {language: _banned(node) for language, node in read_source(folder, FILE).by_language().items()}


def _banned(node: Node) -> Banned:
    fields = node.fields(("phrases", "allowed"))
    return Banned(*(tuple(each.text() for each in fields[name].items()) for name in ("phrases", "allowed")))
