"""Says why. In: a Ruling and the words of a language. Out: Because: plain sentences for the patient, one line for the
desk, all the parts for the clinician. It names no diagnosis, and rules marked private only to the clinician."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN, Codes, Condition, Value
from intake.questionnaire.wording import Wording
from intake.routing.findings import Finding
from intake.routing.protocol import ENGINE_CODES, Protocol
from intake.routing.ranking import Choice
from intake.routing.rules import BlockRule, RedFlag, Rule
from intake.routing.ruling import Ruling
from intake.routing.screening import facts_deciding
from intake.routing.urgency import Pathway, Urgency, most_urgent

MOST_REASONS = 3
MOST_ON_THE_DESK = 2


@dataclass(frozen=True, slots=True)
class Because:
    """Why, for each audience: sentences, one line, and plain JSON parts."""

    patient: tuple[str, ...]
    desk: str
    clinician: Mapping[str, Any]


def because_of(protocol: Protocol, ruling: Ruling, patient: Wording, staff: Wording) -> Because:
    """The reasons of a ruling, the patient's in one language and the staff's in another."""
    return Because(
        patient=tuple(dict.fromkeys(_patient(ruling, patient))),
        desk=_desk(ruling, staff),
        clinician=_clinician(protocol, ruling, staff),
    )


def _patient(ruling: Ruling, words: Wording) -> Iterator[str]:
    outcome = ruling.outcome
    yield words.disposition(ruling.disposition).patient
    if isinstance(outcome, Urgency):
        yield from _spoken(ruling.leading, words)
    if outcome is Urgency.GP_REVIEW:
        yield from _patient_blocks(ruling, words)
    if isinstance(outcome, Choice):
        yield words.pathway(outcome.pathway).patient
        yield from _patient_choice(outcome, words)
        yield from _patient_blocks(ruling, words)
        yield from _spoken((finding for finding in ruling.findings if finding.code != "unknown_block"), words)


def _spoken(findings: Iterable[Finding], words: Wording) -> Iterator[str]:
    """The patient's sentences for findings: private ones left out, and of all gaps only the first."""
    said = [finding for finding in findings if not finding.private]
    first_gap = next((finding for finding in said if finding.gap), None)
    return (_words(finding, words)[0] for finding in said if not finding.gap or finding is first_gap)


def _words(finding: Finding, words: Wording) -> tuple[str, str]:
    """The patient's and the desk's words for one finding."""
    found = words.engine(finding.code) if finding.code in ENGINE_CODES else words.rule(finding.code)
    return found.patient, found.desk


def _patient_choice(choice: Choice, words: Wording) -> Iterator[str]:
    if choice.by_default:
        yield words.engine("default_pathway").patient
    for rule in choice.reasons_for(choice.pathway)[:MOST_REASONS]:
        yield words.score(rule.id).patient


def _patient_blocks(ruling: Ruling, words: Wording) -> Iterator[str]:
    for rule in ruling.blocking.applied:
        if not rule.fired_by:
            yield words.block(rule.id).patient
    if ruling.blocking.unknown:
        yield words.engine("unknown_block").patient


def alternatives(ruling: Ruling, words: Wording) -> dict[Pathway, str]:
    """The runner-up, where there is one, with its weightiest reason."""
    choice = ruling.outcome
    if isinstance(choice, Urgency) or choice.runner_up is None:
        return {}
    return {choice.runner_up: words.score(choice.reasons_for(choice.runner_up)[0].id).patient}


def _desk(ruling: Ruling, words: Wording) -> str:
    lines = list(dict.fromkeys(_desk_words(finding, words) for finding in ruling.leading))
    if not lines:
        return words.disposition(ruling.disposition).desk
    more = len(lines) - MOST_ON_THE_DESK
    return "; ".join(lines[:MOST_ON_THE_DESK]) + (f" (+{more})" if more > 0 else "")


def _desk_words(finding: Finding, words: Wording) -> str:
    """A private finding has one neutral line, since a board hangs where people pass."""
    return words.engine("private").desk if finding.private else _words(finding, words)[1]


def _clinician(protocol: Protocol, ruling: Ruling, words: Wording) -> dict[str, Any]:
    return {
        "fired": [_fired(protocol, ruling, rule, words) for rule in ruling.screening.fired],
        "not_ruled_out": [_left_open(protocol, ruling, rule, words) for rule in ruling.screening.not_ruled_out],
        "findings": [_finding(finding, words) for finding in ruling.findings],
        "blocks": [_block(protocol, ruling, rule, words) for rule in protocol.blocks.rules if _applies(ruling, rule)],
        "pathways": _pathways(protocol, ruling, words),
        "would_change": list(_would_change(protocol, ruling)),
        "unverified_sources": sorted(_unverified(protocol, ruling)),
    }


def _fired(protocol: Protocol, ruling: Ruling, rule: RedFlag, words: Wording) -> dict[str, Any]:
    return {
        "id": rule.id,
        "urgency": str(rule.urgency),
        "text": words.rule(rule.id).clinician,
        "private": rule.private,
        "facts": plain_facts(protocol, rule.when, ruling),
        "sources": cited(protocol, rule),
        "signed": rule.signed or None,
    }


def _left_open(protocol: Protocol, ruling: Ruling, rule: RedFlag, words: Wording) -> dict[str, Any]:
    open_facts = _open_facts(protocol, ruling, rule.when)
    return {
        "id": rule.id,
        "urgency": str(rule.urgency),
        "text": words.rule(rule.id).clinician,
        "private": rule.private,
        "open": open_facts,
        "questions": _questions(protocol, open_facts),
        "sources": cited(protocol, rule),
    }


def _open_facts(protocol: Protocol, ruling: Ruling, condition: Condition) -> list[str]:
    deciding = facts_deciding(protocol, condition, ruling.facts)
    return sorted(name for name in deciding if not known(ruling.facts.values[name]))


def _questions(protocol: Protocol, facts: Iterable[str]) -> list[str]:
    return sorted({protocol.questionnaire.facts[name].link_id for name in facts} - {""})


def _finding(finding: Finding, words: Wording) -> dict[str, Any]:
    engine = finding.code in ENGINE_CODES
    return {
        "code": finding.code,
        "urgency": str(finding.urgency) if finding.urgency else None,
        "human_review": finding.human_review,
        "text": words.engine(finding.code).desk if engine else words.rule(finding.code).clinician,
        "rules": list(finding.rules),
        "questions": list(finding.items),
        "told": list(finding.told),
        "private": finding.private,
    }


def _applies(ruling: Ruling, rule: BlockRule) -> bool:
    return rule in ruling.blocking.applied or rule in ruling.blocking.unknown


def _block(protocol: Protocol, ruling: Ruling, rule: BlockRule, words: Wording) -> dict[str, Any]:
    return {
        "id": rule.id,
        "text": words.block(rule.id).desk,
        "techniques": list(rule.blocks),
        "unknown": rule in ruling.blocking.unknown,
        "facts": plain_facts(protocol, rule.when, ruling),
        "sources": cited(protocol, rule),
    }


def _pathways(protocol: Protocol, ruling: Ruling, words: Wording) -> dict[str, Any] | None:
    choice = ruling.outcome
    if isinstance(choice, Urgency):
        return None
    return {
        "scores": {str(pathway): score for pathway, score in choice.scores.items()},
        "removed": {str(pathway): why for pathway, why in choice.removed.items()},
        "by_default": choice.by_default,
        "runner_up": str(choice.runner_up) if choice.runner_up else None,
        "rules": [
            {
                "id": rule.id,
                "text": words.score(rule.id).desk,
                "scores": {str(pathway): score for pathway, score in rule.scores.items() if score},
                "facts": plain_facts(protocol, rule.when, ruling),
            }
            for rule in choice.rules
        ],
    }


def _would_change(protocol: Protocol, ruling: Ruling) -> Iterator[dict[str, Any]]:
    """What would lead elsewhere: the one reason an urgency hangs on, and the questions that would close a rule."""
    codes = {finding.code for finding in ruling.leading}
    if ruling.urgency is not None and len(codes) == 1:
        below = most_urgent(finding.urgency for finding in ruling.findings if finding.code not in codes)
        yield {"without": codes.pop(), "then": str(below) if below else "pathway"}
    for rule in ruling.screening.not_ruled_out:
        questions = _questions(protocol, _open_facts(protocol, ruling, rule.when))
        yield {"rule": rule.id, "could_be_ruled_out_by": questions}
    if isinstance(ruling.outcome, Choice) and ruling.outcome.runner_up:
        choice, other = ruling.outcome, ruling.outcome.runner_up
        yield {"pathway": str(other), "points_behind": choice.scores[choice.pathway] - choice.scores[other]}


def _unverified(protocol: Protocol, ruling: Ruling) -> set[str]:
    rules: tuple[Rule, ...] = (*ruling.screening.fired, *ruling.screening.not_ruled_out, *ruling.blocking.applied)
    return {name for rule in rules for name in rule.sources if not protocol.sources[name].read}


def cited(protocol: Protocol, rule: Rule) -> list[dict[str, Any]]:
    """A rule's sources as plain JSON; `unverified` where nobody has checked the source itself."""
    return [
        {"id": name, "title": source.title, "year": source.year, "url": source.url, "unverified": not source.read}
        for name in rule.sources
        for source in (protocol.sources[name],)
    ]


def plain_facts(protocol: Protocol, condition: Condition, ruling: Ruling) -> dict[str, Any]:
    """The facts that made a condition what it is, as plain JSON."""
    deciding = facts_deciding(protocol, condition, ruling.facts)
    return {name: plain_value(value) for name, value in deciding.items()}


def known(value: Value) -> bool:
    """Whether a fact says all it could."""
    return value is not UNKNOWN and (not isinstance(value, Codes) or value.complete)


def plain_value(value: Value) -> Any:
    """A fact's value as plain JSON: true, false, "unknown", a number, a code, or a list of codes."""
    if value is TRUE or value is FALSE:
        return value is TRUE
    if isinstance(value, Codes):
        return [*sorted(value.known), *(() if value.complete else ("unknown",))]
    return "unknown" if value is UNKNOWN else value
