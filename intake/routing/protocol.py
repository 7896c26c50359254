"""The Protocol: questionnaire, rules, thresholds, sources and wording of one data folder, checked against each other.
In: the folder. Out: a frozen Protocol with its version and digest, or ProtocolError naming file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from intake.questionnaire.definition import Questionnaire, questionnaire_from
from intake.questionnaire.digest import digest_of
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.items import Item, ItemType
from intake.questionnaire.page_source import PHRASES
from intake.questionnaire.source_file import DataFolder, Node
from intake.questionnaire.wording import Wording, check_names, check_questions, read_wording
from intake.routing.decision import Decision, read_decision
from intake.routing.rule_source import (
    missing_answers_rule,
    read_blocks,
    read_phrase_flags,
    read_red_flags,
    read_scores,
    read_sources,
)
from intake.routing.rules import Blocks, PhraseFlag, RedFlag, ScoreRule, Source
from intake.routing.urgency import DISPOSITIONS, Pathway, Urgency

RED_FLAGS, BLOCKS, PATHWAYS, DECISION, SOURCES = (
    "red_flags.yaml", "blocks.yaml", "pathways.yaml", "decision.yaml", "sources.yaml",
)  # fmt: skip
STAFF_LANGUAGE = "en"
ENGINE_CODES = (
    "emergency_not_ruled_out",
    "urgent_not_ruled_out",
    "gp_review_not_ruled_out",
    "unknown_answers",
    "unsure_answer",
    "tell_someone",
    "near_empty",
    "unknown_block",
    "contradiction",
    "time_conflict",
    "earlier_answers",
    "rules_suspended",
    "system_failure",
    "private",
    "default_pathway",
)


@dataclass(frozen=True, slots=True)
class Protocol:
    """One rule pack in force. `screen_items` are the questions of the red-flag screen. `warning_items` are those and,
    on other pages, the ticks and the follow-up questions that emergency rules read; of the warning items,
    `emergency_items` are read by emergency rules and `flagged_items` by emergency rules or, on the screen, by any red
    flag. `missing_answers` is the id of the rule that stands for a gp_review rule left open, empty where there is
    none."""

    version: str
    digest: str
    questionnaire: Questionnaire
    red_flags: tuple[RedFlag, ...]
    missing_answers: str
    phrase_flags: Mapping[str, PhraseFlag]
    blocks: Blocks
    scores: tuple[ScoreRule, ...]
    decision: Decision
    sources: Mapping[str, Source]
    wordings: Mapping[str, Wording]
    screen_items: Mapping[str, Item]
    warning_items: frozenset[str]
    emergency_items: frozenset[str]
    flagged_items: frozenset[str]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages offered, each with every word."""
        return tuple(self.wordings)

    def wording(self, language: str) -> Wording:
        """The words of a language; English where that language is not offered."""
        return self.wordings.get(language, self.wordings[STAFF_LANGUAGE])


def load_protocol(folder: Path) -> Protocol:
    """The protocol of a data folder. Raises ProtocolError for anything the app must not start with."""
    data = DataFolder(folder)
    questionnaire = questionnaire_from(data)
    sources = read_sources(data.source(SOURCES))
    flags = data.source(RED_FLAGS).fields(("version", "rules"))
    red_flags = read_red_flags(flags, questionnaire, sources)
    blocks = read_blocks(data.source(BLOCKS), questionnaire, sources)
    decision = read_decision(data.source(DECISION), questionnaire, blocks.techniques, sources)
    screen = _screen(questionnaire, decision)
    emergency = _items_read(questionnaire, red_flags, (Urgency.EMERGENCY,))
    warning = frozenset(screen) | (emergency & _signs(questionnaire))
    protocol = Protocol(
        version=flags["version"].text(),
        digest=digest_of(data),
        questionnaire=questionnaire,
        red_flags=red_flags,
        missing_answers=missing_answers_rule(flags),
        phrase_flags=read_phrase_flags(data.source(PHRASES), questionnaire, sources),
        blocks=blocks,
        scores=read_scores(data.source(PATHWAYS), questionnaire, sources),
        decision=decision,
        sources=sources,
        wordings=_wordings(data),
        screen_items=MappingProxyType(screen),
        warning_items=warning,
        emergency_items=emergency & warning,
        flagged_items=(emergency & warning)
        | (_items_read(questionnaire, red_flags, tuple(Urgency)) & frozenset(screen)),
    )
    _check_ids(data)
    _check_wordings(data, protocol)
    return protocol


def _screen(questionnaire: Questionnaire, decision: Decision) -> dict[str, Item]:
    return {
        item.link_id: item
        for page in questionnaire.pages
        if page.section in decision.screen_sections
        for item in page.items
        if item.facts
    }


def _signs(questionnaire: Questionnaire) -> frozenset[str]:
    """Questions about signs: every tick list, and every question of a page that only some answers open."""
    return frozenset(
        item.link_id
        for page in questionnaire.pages
        for item in page.items
        if item.type is ItemType.TICKS or page.enable_when is not None
    )


def _items_read(
    questionnaire: Questionnaire, rules: tuple[RedFlag, ...], urgencies: tuple[Urgency, ...]
) -> frozenset[str]:
    read = (questionnaire.items_behind(rule.when) for rule in rules if rule.urgency in urgencies)
    return frozenset().union(*read)


def _check_ids(data: DataFolder) -> None:
    """One id, one rule, over all files."""
    seen: set[str] = set()
    for node in _rule_nodes(data):
        name = node.mapping()["id"].rule_id()
        if name in seen:
            raise node.error(f"rule id '{name}' is used twice")
        seen.add(name)


def _rule_nodes(data: DataFolder) -> Iterator[Node]:
    for file in (RED_FLAGS, BLOCKS, PATHWAYS):
        yield from data.source(file).mapping()["rules"].items()
    yield from data.source(DECISION).mapping()["review_rules"].items()
    yield from data.source(PHRASES).mapping()["flags"].items()


def _wordings(data: DataFolder) -> Mapping[str, Wording]:
    found = {Path(name).stem: read_wording(data.source(name)) for name in data.names("wording/*.yaml")}
    for language, wording in found.items():
        if wording.language != language:
            raise ProtocolError(
                f"wording/{language}.yaml", 1, f"expected language {language}, found {wording.language}"
            )
    if STAFF_LANGUAGE not in found:
        raise ProtocolError(f"wording/{STAFF_LANGUAGE}.yaml", 1, "missing: staff screens are in this language")
    return MappingProxyType(found)


def _check_wordings(data: DataFolder, protocol: Protocol) -> None:
    """Every language has words for all there is, and for nothing else."""
    red_flags = [rule.id for rule in protocol.red_flags]
    reviews = [rule.id for rule in protocol.decision.review_rules]
    for language in protocol.wordings:
        source = data.source(f"wording/{language}.yaml")
        check_questions(source, protocol.questionnaire)
        top = source.mapping()
        check_names(top["rules"], (*red_flags, *protocol.phrase_flags, *reviews), "rule")
        check_names(top["blocks"], [rule.id for rule in protocol.blocks.rules], "block")
        check_names(top["reasons"], [rule.id for rule in protocol.scores], "scoring rule")
        check_names(top["pathways"], tuple(Pathway), "pathway")
        check_names(top["dispositions"], DISPOSITIONS, "disposition")
        check_names(top["techniques"], protocol.blocks.techniques, "technique")
        check_names(top["engine"], ENGINE_CODES, "engine sentence")
