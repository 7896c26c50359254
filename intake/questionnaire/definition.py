"""The Questionnaire: sections, pages and items in order, and the register of facts they give. In: the data folder.
Out: a frozen Questionnaire, cross-checked, or ProtocolError with file and line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from intake.questionnaire.conditions import FALSE, UNKNOWN, Condition, Value, certain, facts_read, has_possibly
from intake.questionnaire.digest import digest_of
from intake.questionnaire.facts import facts_of
from intake.questionnaire.grammar import Fact, FactKind
from intake.questionnaire.items import Item, Page
from intake.questionnaire.page_source import (
    FACTS,
    PHRASES,
    QUESTIONNAIRE,
    ZONES,
    read_pages,
    read_register,
    read_zones,
    with_conditions,
)
from intake.questionnaire.phrases import PhraseBook, read_phrases
from intake.questionnaire.source_file import DataFolder
from intake.questionnaire.told_times import TimeBook, read_times

if TYPE_CHECKING:
    from intake.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked. `no_answers` holds every fact as it stands before any answer; `derived` the named conditions."""

    version: str
    digest: str
    sections: tuple[str, ...]
    pages: tuple[Page, ...]
    items: Mapping[str, Item]
    zones: frozenset[str]
    facts: Mapping[str, Fact]
    derived: Mapping[str, Condition]
    no_answers: Mapping[str, Value]
    phrases: PhraseBook
    times: TimeBook | None

    def page(self, page_id: str) -> Page:
        """The page of that id; KeyError for an unknown one."""
        for page in self.pages:
            if page.id == page_id:
                return page
        raise KeyError(page_id)

    def item(self, link_id: str) -> Item:
        """The item of that link_id; KeyError for an unknown one."""
        return self.items[link_id]

    def open_pages(self, answers: "Answers", today: date) -> tuple[Page, ...]:
        """The pages to show, in order: all but those whose enable_when is FALSE by the answers so far."""
        return facts_of(self, answers, today).asked

    def settled(self, condition: Condition, answered: Collection[str]) -> Condition:
        """The condition as the middle of the form may judge it: a `possibly` counts only where every question behind it
        has been answered, "not sure" being an answer; elsewhere the answer may still come."""
        if not has_possibly(condition):
            return condition
        return certain(condition, keep=lambda part: self.items_behind(part) <= frozenset(answered))

    def settled_derived(self, answered: Collection[str]) -> Mapping[str, Condition]:
        """All derived facts, each as `settled`."""
        return {name: self.settled(found, answered) for name, found in self.derived.items()}

    def facts_behind(self, condition: Condition) -> frozenset[str]:
        """The answered facts a condition reads, through derived facts too."""
        found: set[str] = set()
        for name in facts_read(condition):
            found |= self.facts_behind(self.derived[name]) if name in self.derived else {name}
        return frozenset(found)

    def items_behind(self, condition: Condition) -> frozenset[str]:
        """The link_ids of the questions a condition reads, through derived facts too."""
        return frozenset(self.facts[name].link_id for name in self.facts_behind(condition)) - {""}


def load_questionnaire(folder: Path) -> Questionnaire:
    """The questionnaire of a data folder (questionnaire, facts, phrases, zones of the body map), checked."""
    return questionnaire_from(DataFolder(folder))


def questionnaire_from(data: DataFolder) -> Questionnaire:
    """The same from a folder that is already open."""
    top = data.source(QUESTIONNAIRE).fields(("version", "sections", "pages"))
    zones, phrases = read_zones(data), read_phrases(data.source(PHRASES))
    bare = read_pages(top)
    register = read_register(bare, top["pages"], zones, phrases.facts, data)
    pages = with_conditions(bare, top["pages"], register, phrases.facts)
    return Questionnaire(
        version=top["version"].text(),
        digest=digest_of(data, (QUESTIONNAIRE, FACTS, PHRASES, ZONES)),
        sections=top["sections"].codes(),
        pages=pages,
        items=MappingProxyType({item.link_id: item for page in pages for item in page.items}),
        zones=frozenset(zones),
        facts=MappingProxyType(register.facts),
        derived=MappingProxyType(register.derived),
        no_answers=MappingProxyType(_no_answers(register.facts, frozenset(phrases.facts.values()))),
        phrases=phrases,
        times=_times(data, register.facts),
    )


def _times(data: DataFolder, facts: Mapping[str, Fact]) -> TimeBook | None:
    """The words for times, where the pack has any."""
    node = data.source(PHRASES).mapping().get("times")
    answered = [fact.name for fact in facts.values() if fact.kind is FactKind.NUMBER and fact.link_id]
    return read_times(node, answered) if node is not None else None


def _no_answers(facts: Mapping[str, Fact], phrase_facts: frozenset[str]) -> dict[str, Value]:
    """Nothing is known, but words nobody wrote are not there."""
    return {name: FALSE if name in phrase_facts else UNKNOWN for name in facts}
