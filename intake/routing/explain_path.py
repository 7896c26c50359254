"""The whole way to one decision as lines of text, for `manage.py route --explain`. In: a Protocol, Answers and the day.
Out: what was asked, which rules fired or stay open and by which facts, blocks, scores, and the disposition."""

from collections.abc import Iterable, Iterator
from datetime import date

from intake.questionnaire.answers import Answers
from intake.questionnaire.conditions import Condition, Test, deciding_tests
from intake.routing.explain import plain_value
from intake.routing.protocol import Protocol
from intake.routing.ranking import Choice
from intake.routing.ruling import Ruling, rule_on
from intake.routing.urgency import Urgency

_STEP = "    "


def explain_path(protocol: Protocol, answers: Answers, *, today: date, earlier: Urgency | None = None) -> str:
    """Every step to the decision, one per line; for staff and rule writers, since it names private rules too."""
    ruling = rule_on(protocol, answers, today, earlier)
    return "\n".join(_lines(protocol, ruling))


def _lines(protocol: Protocol, ruling: Ruling) -> Iterator[str]:
    yield f"Protocol {protocol.version}, digest {protocol.digest[:12]}, questionnaire {protocol.questionnaire.version}"
    yield f"Pages asked: {_joined(page.id for page in ruling.facts.asked)}"
    yield f"Facts not asked: {_joined(sorted(ruling.facts.not_asked))}"
    yield f"Questions left open: {_joined(sorted(ruling.facts.unknown_items))}"
    yield "Red flags that fired:"
    for rule in ruling.screening.fired:
        yield f"{_STEP}{rule.id} {rule.urgency}{' (private)' if rule.private else ''}"
        yield from _tree(protocol, ruling, rule.when, 2)
    yield "Red flags not ruled out:"
    for rule in ruling.screening.not_ruled_out:
        yield f"{_STEP}{rule.id} {rule.urgency}{' (private)' if rule.private else ''}"
        yield from _tree(protocol, ruling, rule.when, 2)
    yield f"Red flags ruled out: {_joined(rule.id for rule in ruling.screening.ruled_out)}"
    yield from _findings(ruling)
    yield from _blocks(protocol, ruling)
    if isinstance(ruling.outcome, Choice):
        yield from _choice(protocol, ruling, ruling.outcome)
    yield f"Disposition: {ruling.disposition}{' + human_review' if ruling.human_review else ''}"


def _findings(ruling: Ruling) -> Iterator[str]:
    yield "Findings:"
    for found in ruling.findings:
        about = _joined((*found.rules, *found.items))
        asks = f"{found.urgency or 'no urgency'}{', human_review' if found.human_review else ''}"
        yield f"{_STEP}{found.code}: {asks} ({about})"


def _blocks(protocol: Protocol, ruling: Ruling) -> Iterator[str]:
    yield f"Techniques ruled out: {_joined(ruling.blocking.techniques)}"
    for rule in ruling.blocking.applied:
        yield f"{_STEP}{rule.id}{' by the urgency' if rule.fired_by else ''}: {_joined(rule.blocks)}"
        if not rule.fired_by:
            yield from _tree(protocol, ruling, rule.when, 2)
    for rule in ruling.blocking.unknown:
        yield f"{_STEP}{rule.id} cannot be excluded: {_joined(rule.blocks)}"
        yield from _tree(protocol, ruling, rule.when, 2)


def _choice(protocol: Protocol, ruling: Ruling, choice: Choice) -> Iterator[str]:
    yield "Scores:"
    for rule in choice.rules:
        points = _joined(f"{pathway} {score:+}" for pathway, score in rule.scores.items() if score)
        yield f"{_STEP}{rule.id}: {points}"
        yield from _tree(protocol, ruling, rule.when, 2)
    for pathway, score in choice.scores.items():
        why = choice.removed.get(pathway)
        yield f"{_STEP}{pathway} {score:+}{f' (taken away: {why})' if why else ''}"
    yield f"Runner-up: {choice.runner_up or 'none'}{'; chosen by default' if choice.by_default else ''}"


def _tree(protocol: Protocol, ruling: Ruling, condition: Condition, depth: int) -> Iterator[str]:
    """The facts that decided a condition, and below a derived fact those that decided it."""
    tests: dict[str, Test] = {test.fact: test for test in deciding_tests(condition, ruling.facts.values)}
    for name in tests:
        yield f"{_STEP * depth}{name} = {_shown(plain_value(ruling.facts.values[name]))}"
        if name in protocol.questionnaire.derived:
            yield from _tree(protocol, ruling, protocol.questionnaire.derived[name], depth + 1)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _joined(value) if isinstance(value, list) else str(value)


def _joined(words: Iterable[object]) -> str:
    return ", ".join(map(str, words)) or "none"
