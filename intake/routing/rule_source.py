"""Reads red flags, blocks, scores, phrase flags and sources out of their data files. In: Nodes, the Questionnaire and
what rules may cite. Out: rule values, or ProtocolError with file and line."""

from collections.abc import Mapping
from types import MappingProxyType

from intake.questionnaire.conditions import All, Condition, Not
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.grammar import FactKind, read_condition
from intake.questionnaire.phrases import FLAG_KEYS
from intake.questionnaire.source_file import Node, check_version
from intake.routing.decision import read_signed, read_urgency
from intake.routing.rules import NEVER, BlockRule, Blocks, PhraseFlag, RedFlag, ScoreRule, Source
from intake.routing.urgency import Pathway, Urgency

MISSING_ANSWERS = "missing_answers"
Sources = Mapping[str, Source]


def read_sources(source: Node) -> Sources:
    """Every source by id."""
    return MappingProxyType({key: _read_source(key, node) for key, node in source.mapping().items()})


def read_red_flags(top: Mapping[str, Node], questionnaire: Questionnaire, sources: Sources) -> tuple[RedFlag, ...]:
    """The red flags, in order."""
    return tuple(_read_red_flag(node, questionnaire, sources) for node in top["rules"].items())


def missing_answers_rule(top: Mapping[str, Node]) -> str:
    """The id of the rule that stands for missing answers, empty where the pack has none."""
    found = [node for node in top["rules"].items() if "fired_by" in node.mapping()]
    if len(found) > 1:
        raise found[1].error(f"expected one rule with fired_by: {MISSING_ANSWERS}, found another")
    return found[0].mapping()["id"].rule_id() if found else ""


def read_phrase_flags(source: Node, questionnaire: Questionnaire, sources: Sources) -> Mapping[str, PhraseFlag]:
    """What each flag of phrases.yaml means, by id; the phrases themselves are in the questionnaire's phrase book."""
    flags = [_read_phrase_flag(node, questionnaire, sources) for node in source.mapping()["flags"].items()]
    return MappingProxyType({flag.id: flag for flag in flags})


def read_blocks(source: Node, questionnaire: Questionnaire, sources: Sources) -> Blocks:
    """The techniques, what they imply, what pathways need, and the block rules."""
    top = source.fields(("techniques", "modalities", "rules"), ("version", "implies"))
    check_version(top)
    techniques = top["techniques"].codes()
    modalities = top["modalities"].entries(tuple(Pathway), "pathway")
    needed = {Pathway(key): node.words_of(techniques, "technique") for key, node in modalities.items()}
    return Blocks(
        techniques=techniques,
        implied=_implied(techniques, _implies(top["implies"], techniques) if "implies" in top else {}),
        modalities=MappingProxyType(needed),
        rules=tuple(_read_block(node, techniques, questionnaire, sources) for node in top["rules"].items()),
    )


def read_scores(source: Node, questionnaire: Questionnaire, sources: Sources) -> tuple[ScoreRule, ...]:
    """The scoring rules, in order."""
    top = source.fields(("rules",), ("version",))
    check_version(top)
    return tuple(_read_score(node, questionnaire, sources) for node in top["rules"].items())


def _read_source(key: str, node: Node) -> Source:
    fields = node.fields(("title", "year", "read"), ("url", "note"))
    year = fields["year"]
    return Source(
        id=key,
        title=fields["title"].text(),
        year=None if year.content is None else year.integer(least=1900),
        url=fields["url"].text() if "url" in fields else "",
        read=fields["read"].boolean(),
        note=fields["note"].text() if "note" in fields else "",
    )


def _read_red_flag(node: Node, questionnaire: Questionnaire, sources: Sources) -> RedFlag:
    fields = node.fields(("id", "urgency", "sources"), ("when", "fired_by", "private", "signed"))
    when = NEVER
    if _one_of_two(node, fields) == "when":
        when = _condition(fields["when"], questionnaire)
    else:
        fields["fired_by"].one_of((MISSING_ANSWERS,), "cause")
    return RedFlag(
        id=fields["id"].rule_id(),
        urgency=read_urgency(fields["urgency"]),
        when=when,
        private=_private(fields),
        sources=_cited(fields["sources"], sources),
        signed=read_signed(fields),
    )


def _read_phrase_flag(node: Node, questionnaire: Questionnaire, sources: Sources) -> PhraseFlag:
    fields = node.fields(("id", "urgency", "matches", "phrases"), FLAG_KEYS)
    truths = [fact.name for fact in questionnaire.facts.values() if fact.kind is FactKind.TRUTH]
    return PhraseFlag(
        id=fields["id"].rule_id(),
        urgency=read_urgency(fields["urgency"]),
        private=_private(fields),
        matches=fields["matches"].words_of(truths, "truth fact"),
        sources=_cited(fields["sources"], sources) if "sources" in fields else (),
        signed=read_signed(fields),
    )


def _read_block(node: Node, techniques: tuple[str, ...], questionnaire: Questionnaire, sources: Sources) -> BlockRule:
    fields = node.fields(("id", "blocks", "sources"), ("when", "fired_by", "except", "signed"))
    by_urgency = _one_of_two(node, fields) == "fired_by"
    if by_urgency and "except" in fields:
        raise fields["except"].error("expected no except: an urgency lifts no block")
    return BlockRule(
        id=fields["id"].rule_id(),
        when=NEVER if by_urgency else _block_condition(fields, questionnaire),
        fired_by=_urgencies(fields["fired_by"]) if by_urgency else (),
        blocks=fields["blocks"].words_of(techniques, "technique"),
        sources=_cited(fields["sources"], sources),
        signed=read_signed(fields),
    )


def _block_condition(fields: Mapping[str, Node], questionnaire: Questionnaire) -> Condition:
    when = _condition(fields["when"], questionnaire)
    return All((when, Not(_condition(fields["except"], questionnaire)))) if "except" in fields else when


def _read_score(node: Node, questionnaire: Questionnaire, sources: Sources) -> ScoreRule:
    fields = node.fields(("id", "when", "scores", "sources"), ("signed",))
    scores: dict[Pathway, int] = {}
    for key, value in fields["scores"].mapping().items():
        if key not in tuple(Pathway):
            raise value.error(f"'{key}' is no pathway, expected one of {', '.join(Pathway)}")
        scores[Pathway(key)] = value.integer()
    return ScoreRule(
        id=fields["id"].rule_id(),
        when=_condition(fields["when"], questionnaire),
        scores=MappingProxyType(scores),
        sources=_cited(fields["sources"], sources),
        signed=read_signed(fields),
    )


def _condition(node: Node, questionnaire: Questionnaire) -> Condition:
    return read_condition(node, questionnaire.facts)


def _cited(node: Node, sources: Sources) -> tuple[str, ...]:
    return node.words_of(tuple(sources), "source")


def _one_of_two(node: Node, fields: Mapping[str, Node]) -> str:
    given = [key for key in ("when", "fired_by") if key in fields]
    if len(given) != 1:
        raise node.error(f"expected either when or fired_by, found {' and '.join(given) or 'neither'}")
    return given[0]


def _urgencies(node: Node) -> tuple[Urgency, ...]:
    return tuple(Urgency(word) for word in node.words_of(tuple(Urgency), "urgency"))


def _implies(node: Node, techniques: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    implies: dict[str, tuple[str, ...]] = {}
    for key, value in node.mapping().items():
        if key not in techniques:
            raise value.error(f"'{key}' is no technique, expected one of {', '.join(techniques)}")
        implies[key] = value.words_of(techniques, "technique")
    return implies


def _implied(techniques: tuple[str, ...], implies: Mapping[str, tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
    """Each technique with all that falls with it, directly or through another."""
    closed: dict[str, frozenset[str]] = {}
    for technique in techniques:
        found, new = {technique}, [technique]
        while new:
            new = [other for one in new for other in implies.get(one, ()) if other not in found]
            found.update(new)
        closed[technique] = frozenset(found)
    return MappingProxyType(closed)


def _private(fields: Mapping[str, Node]) -> bool:
    return fields["private"].boolean() if "private" in fields else False
