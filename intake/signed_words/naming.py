"""Codes of the data files in the words of the staff's language; a code that is no more keeps its own letters.

In: the protocol in force. Out: words, also for parts that were signed under an older protocol.
"""

import re
from dataclasses import dataclass
from typing import Any

from intake.questionnaire.wording import Wording
from intake.routing.protocol import STAFF_LANGUAGE, Protocol
from intake.routing.urgency import Pathway, Urgency


@dataclass(frozen=True, slots=True)
class Naming:
    """Names by code."""

    protocol: Protocol

    @property
    def wording(self) -> Wording:
        """The words of the staff's language."""
        return self.protocol.wording(STAFF_LANGUAGE)

    def say(self, value: Any) -> str:
        """Any scalar of a data file."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if value is None:
            return "none"
        return self.code(value) if isinstance(value, str) else str(value)

    def code(self, code: str) -> str:
        """An urgency, a pathway, a technique, a section or a place by its name; other text as it is."""
        if code in (*Urgency, *Pathway):
            return self.outcome(code)
        for kind in ("techniques", "sections", "places"):
            if code in self.wording.texts[kind]:
                return self.wording.texts[kind][code]
        return plain(code)

    def outcome(self, code: str) -> str:
        """An urgency or a pathway."""
        found = self.wording.reasons["pathways"].get(code) or self.wording.reasons["dispositions"].get(code)
        return found.name if found else plain(code)

    def technique(self, code: str) -> str:
        """A technique."""
        return self.wording.texts["techniques"].get(code, plain(code))

    def source(self, code: str) -> str:
        """A source by its title, and whether anybody has read it."""
        found = self.protocol.sources.get(code)
        if found is None:
            return f"{plain(code)} (no longer among the sources)"
        return f"{found.title}{'' if found.read else ' (not re-read)'}"

    def truth(self, fact: str) -> str:
        """A tick by its words, words of warning by their line, a named condition in brackets: it is a part itself."""
        questionnaire = self.protocol.questionnaire
        flags = [flag for flag, name in questionnaire.phrases.facts.items() if name == fact]
        if flags:
            return self.wording.rule(flags[0]).desk
        link_id = self.link_id(fact)
        return quoted(self.option(link_id, fact)) if link_id else f"[{plain(fact)}]"

    def link_id(self, fact: str) -> str:
        """The question that gives a fact; "" for a named condition or a fact that is no more."""
        known = self.protocol.questionnaire.facts.get(fact)
        return known.link_id if known else ""

    def question(self, link_id: str) -> str:
        """A question by its short words."""
        found = self.wording.items.get(link_id)
        return found.short if found else label(link_id)

    def option(self, link_id: str, code: str) -> str:
        """An option of a question."""
        try:
            return self.wording.option(link_id, code)
        except KeyError:
            return plain(code)


def plain(code: str) -> str:
    """A code with blanks for underscores, "numb*" as a beginning; text of more than one word as it is."""
    return code if " " in code else re.sub(r"\*$", "…", code.replace("_", " "))


def label(code: str) -> str:
    """A code as the start of a line."""
    words = plain(code)
    return words[:1].upper() + words[1:]


def quoted(words: str) -> str:
    """Words that a patient ticks."""
    return f"\u201c{words}\u201d"
