"""The Disposition: what a person is told to do, what staff must do, and why. In: a Protocol, Answers and the day.
Out: a frozen Disposition. `safe_route` never raises: what cannot be finished is urgent and needs a person."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.questionnaire.answers import Answers
from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN
from intake.questionnaire.facts import facts_of
from intake.routing.explain import Because, alternatives, because_of
from intake.routing.protocol import ENGINE_CODES, STAFF_LANGUAGE, Protocol
from intake.routing.ranking import Choice
from intake.routing.rules import PhraseFlag, RedFlag
from intake.routing.ruling import Ruling, rule_on
from intake.routing.urgency import Pathway, Urgency, most_urgent

SYSTEM_FAILURE, NEAR_EMPTY = "system_failure", "near_empty"
MOST_SECONDS = 5.0  # a decision takes about a thousandth of that
FAILURE_PATIENT = "We could not finish reading your answers. A member of the clinic team will call you today."
FAILURE_DESK = "System could not finish: read the answers and call today"
EMERGENCY_CARD, SAFETY_CARD, GENTLE, FULL = "emergency_card", "safety_card", "gentle", "full"
_HANDOUTS = {Urgency.EMERGENCY: EMERGENCY_CARD, Urgency.URGENT: SAFETY_CARD, Urgency.GP_REVIEW: GENTLE}


@dataclass(frozen=True, slots=True)
class Disposition:
    """The outcome of one decision.

    `alternatives` are pathways with the reason for each; `blocks` the techniques ruled out, `block_rules` by which
    rules; `rules` the ids that fired, `not_ruled_out` those left open; `private_only` says that only private rules
    lead to the urgency; `handout` is how much of a handout may be given; `package` what a passive pathway carries.
    """

    disposition: Urgency | Pathway
    human_review: bool
    alternatives: Mapping[Pathway, str]
    blocks: tuple[str, ...]
    rules: tuple[str, ...]
    not_ruled_out: tuple[str, ...]
    because: Because
    version: str
    digest: str
    questionnaire_version: str
    language: str
    today: date
    review_reasons: tuple[str, ...] = ()
    block_rules: tuple[tuple[str, bool], ...] = ()
    scores: Mapping[Pathway, int] | None = None
    private_only: bool = False
    handout: str = SAFETY_CARD
    package: Mapping[str, Any] | None = None
    self_care: Mapping[str, int] | None = None

    @property
    def urgency(self) -> Urgency | None:
        """The urgency, or None for a pathway."""
        return self.disposition if isinstance(self.disposition, Urgency) else None

    def as_json(self) -> dict[str, Any]:
        """Everything as plain JSON, for the decision's row, the API and the command line."""
        return {
            "disposition": str(self.disposition),
            "human_review": self.human_review,
            "alternatives": [str(pathway) for pathway in self.alternatives],
            "blocks": list(self.blocks),
            "rules": list(self.rules),
            "not_ruled_out": list(self.not_ruled_out),
            "because": {
                "patient": list(self.because.patient),
                "desk": self.because.desk,
                "clinician": dict(self.because.clinician),
            },
            "protocol": {"version": self.version, "digest": self.digest},
            "questionnaire": {"version": self.questionnaire_version},
            "review_reasons": list(self.review_reasons),
            "alternative_reasons": {str(pathway): reason for pathway, reason in self.alternatives.items()},
            "block_rules": [{"id": rule, "unknown": unknown} for rule, unknown in self.block_rules],
            "scores": None if self.scores is None else {str(each): score for each, score in self.scores.items()},
            "private_only": self.private_only,
            "handout": self.handout,
            "package": None if self.package is None else dict(self.package),
            "self_care": None if self.self_care is None else dict(self.self_care),
            "language": self.language,
            "today": self.today.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class ScreenSoFar:
    """The highest urgency that holds already, in the middle of the form, and the rules and phrase flags behind it.

    `is_possible` says that a warning sign was told, left unsure or kept for a person, and an emergency that it belongs
    to is not ruled out yet.
    """

    urgency: Urgency | None
    rules: tuple[str, ...]
    private_only: bool
    is_possible: bool

    @property
    def needs_someone_today(self) -> bool:
        """Whether a form that goes no further than this must still be read by a person the same day."""
        return self.is_possible or self.urgency in (Urgency.EMERGENCY, Urgency.URGENT)


def route(
    protocol: Protocol,
    answers: Answers,
    *,
    today: date,
    language: str = "en",
    staff_language: str = STAFF_LANGUAGE,
    earlier: Urgency | None = None,
    suspended: bool = False,
    until: float | None = None,
) -> Disposition:
    """Decide one case. `language` is the patient's; `earlier` the urgency of an earlier screen, which never falls;
    `suspended` rules decide nothing below gp_review by themselves; `until` as for `rule_on`."""
    ruling = rule_on(protocol, answers, today, earlier, suspended=suspended, until=until)
    words = protocol.wording(language)
    return Disposition(
        disposition=ruling.disposition,
        human_review=ruling.human_review,
        alternatives=alternatives(ruling, words),
        blocks=ruling.blocking.techniques,
        rules=_rules(ruling),
        not_ruled_out=tuple(rule.id for rule in ruling.screening.not_ruled_out),
        because=because_of(protocol, ruling, words, protocol.wording(staff_language)),
        version=protocol.version,
        digest=protocol.digest,
        questionnaire_version=protocol.questionnaire.version,
        language=words.language,
        today=today,
        review_reasons=tuple(dict.fromkeys(found.code for found in ruling.findings if found.human_review)),
        block_rules=_block_rules(ruling),
        scores=ruling.outcome.scores if isinstance(ruling.outcome, Choice) else None,
        private_only=bool(ruling.urgency and ruling.leading) and all(found.private for found in ruling.leading),
        handout=_handout(ruling),
        package=_package(protocol, ruling),
        self_care=_self_care(protocol, ruling),
    )


def safe_route(
    protocol: Protocol,
    answers: Answers,
    *,
    today: date,
    language: str = "en",
    staff_language: str = STAFF_LANGUAGE,
    earlier: Urgency | None = None,
    suspended: bool = False,
) -> Disposition:
    """The same, but whatever goes wrong inside, or takes too long, gives an urgent Disposition that a person must look
    at."""
    try:
        return route(
            protocol, answers, today=today, language=language, staff_language=staff_language, earlier=earlier,
            suspended=suspended, until=time.monotonic() + MOST_SECONDS,
        )  # fmt: skip
    except Exception as problem:
        return could_not_finish(protocol, today=today, language=language, earlier=earlier, problem=problem)


def could_not_finish(
    protocol: Protocol, *, today: date, language: str, earlier: Urgency | None, problem: Exception
) -> Disposition:
    """Urgent, for a person to read: the system could not finish. Only the kind of the problem is kept, no answers."""
    patient, desk = _failure_words(protocol, language)
    return Disposition(
        disposition=most_urgent((Urgency.URGENT, earlier)) or Urgency.URGENT,
        human_review=True,
        alternatives={},
        blocks=protocol.blocks.techniques,
        rules=(),
        not_ruled_out=(),
        because=Because((patient,), desk, {"system_failure": type(problem).__name__}),
        version=protocol.version,
        digest=protocol.digest,
        questionnaire_version=protocol.questionnaire.version,
        language=language,
        today=today,
        review_reasons=(SYSTEM_FAILURE,),
    )


def screen_so_far(protocol: Protocol, answers: Answers, today: date) -> ScreenSoFar:
    """The highest urgency in the middle of the form, by rules that are TRUE already and words of warning.

    Missing answers count for nothing here: their questions may still be to come. "Not sure" is an answer.
    """
    questionnaire = protocol.questionnaire
    facts = facts_of(questionnaire, answers, today, so_far=True)
    fired: list[RedFlag | PhraseFlag] = [
        rule
        for rule in protocol.red_flags
        if questionnaire.settled(rule.when, answers.values).value(facts.values) is TRUE
    ]
    fired.extend(flag for flag in protocol.phrase_flags.values() if flag.id in facts.text_flags)
    urgency = most_urgent(rule.urgency for rule in fired)
    leading = [rule for rule in fired if rule.urgency is urgency]
    private_only = bool(leading) and all(rule.private for rule in leading)
    return ScreenSoFar(
        urgency, tuple(rule.id for rule in leading), private_only, _emergency_is_possible(protocol, answers, today)
    )


def _emergency_is_possible(protocol: Protocol, answers: Answers, today: date) -> bool:
    """Whether an emergency rule is not FALSE yet that reads a sign of the red-flag screen which was not denied."""
    questionnaire = protocol.questionnaire
    facts = facts_of(questionnaire, answers, today)
    pages = (page for page in questionnaire.pages if page.section in protocol.decision.screen_sections)
    told = {
        fact
        for page in pages
        for item in page.items
        if item.link_id in answers.values
        for fact in item.facts
        if facts.values[fact] in (TRUE, UNKNOWN)
    }
    return any(
        rule.when.value(facts.values) is not FALSE and told & questionnaire.facts_behind(rule.when)
        for rule in protocol.red_flags
        if rule.urgency is Urgency.EMERGENCY
    )


def _rules(ruling: Ruling) -> tuple[str, ...]:
    """The ids of rules that fired: red flags, words of warning, reviews; then the scoring rules of a choice."""
    found = [finding.code for finding in ruling.findings if finding.code not in ENGINE_CODES]
    scored = [rule.id for rule in ruling.outcome.rules] if isinstance(ruling.outcome, Choice) else []
    return tuple(dict.fromkeys((*found, *scored)))


def _block_rules(ruling: Ruling) -> tuple[tuple[str, bool], ...]:
    applied = ((rule.id, False) for rule in ruling.blocking.applied)
    return (*applied, *((rule.id, True) for rule in ruling.blocking.unknown))


def _handout(ruling: Ruling) -> str:
    if ruling.urgency is Urgency.GP_REVIEW and any(found.code == NEAR_EMPTY for found in ruling.findings):
        return SAFETY_CARD
    return _HANDOUTS[ruling.urgency] if ruling.urgency else FULL


def _package(protocol: Protocol, ruling: Ruling) -> dict[str, Any] | None:
    package = protocol.decision.package
    if ruling.disposition not in package.pathways:
        return None
    return {"add": list(package.add), "review_after_visits": package.review_after_visits}


def _self_care(protocol: Protocol, ruling: Ruling) -> dict[str, int] | None:
    limits = protocol.decision.self_care
    if ruling.disposition is not Pathway.SELF_CARE:
        return None
    return {"check_in_days": limits.check_in_days, "limit_days": limits.limit_days}


def _failure_words(protocol: Protocol, language: str) -> tuple[str, str]:
    try:
        return (
            protocol.wording(language).engine(SYSTEM_FAILURE).patient,
            protocol.wording(STAFF_LANGUAGE).engine(SYSTEM_FAILURE).desk,
        )
    except Exception:
        return FAILURE_PATIENT, FAILURE_DESK
