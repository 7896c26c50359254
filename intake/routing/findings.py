"""What speaks for an urgency or for a person's look: rules that fired, signs left open, words of warning, gaps.
In: a Protocol, Facts, a Screening and the urgency of an earlier screen. Out: Findings; none of them lowers another."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.questionnaire.conditions import FALSE, TRUE, UNKNOWN
from intake.questionnaire.facts import Facts
from intake.routing.protocol import Protocol
from intake.routing.rules import PhraseFlag
from intake.routing.screening import Screening
from intake.routing.told_times import asked_by_words, time_conflicts
from intake.routing.urgency import RANK, Urgency, most_urgent

TIME_CONFLICT = "time_conflict"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason. `code` is the id of a rule that fired, or an engine code with words in wording/<lang>.yaml; `urgency`
    the least it asks for; `rules` and `items` are what it is about, `told` the patient's own words about a time. A
    `gap` comes from answers that are missing; a `private` one is put into words for the clinician only."""

    code: str
    urgency: Urgency | None = None
    human_review: bool = False
    rules: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    private: bool = False
    gap: bool = False
    told: tuple[str, ...] = ()


def find_all(
    protocol: Protocol, facts: Facts, screening: Screening, earlier: Urgency | None = None, *, suspended: bool = False
) -> tuple[Finding, ...]:
    """Every finding, in the order of routing's steps. While the rules are `suspended`, a person looks at everyone."""
    found = (
        *_fired(screening),
        *_left_open(protocol, screening),
        *_words_of_warning(protocol, facts),
        *_told_times(protocol, facts),
        *_open_answers(protocol, facts),
        *_gaps(protocol, facts),
        *_reviews(protocol, facts),
        *((Finding("rules_suspended", Urgency.GP_REVIEW, True),) if suspended else ()),
    )
    return (*found, *_earlier(earlier, most_urgent(finding.urgency for finding in found)))


def _fired(screening: Screening) -> Iterator[Finding]:
    for rule in screening.fired:
        yield Finding(rule.id, rule.urgency, rules=(rule.id,), private=rule.private)


def _left_open(protocol: Protocol, screening: Screening) -> Iterator[Finding]:
    """An open rule is not a no: it asks for the next urgency below its own, and for a person."""
    for urgency in reversed(Urgency):
        rules = screening.left_open(urgency)
        if rules:
            least = protocol.decision.not_ruled_out[urgency]
            has_own_rule = urgency is Urgency.GP_REVIEW and least is not None and protocol.missing_answers
            code = protocol.missing_answers if has_own_rule else f"{urgency}_not_ruled_out"
            yield Finding(code, least, True, tuple(rule.id for rule in rules), gap=True)


def _words_of_warning(protocol: Protocol, facts: Facts) -> Iterator[Finding]:
    for flag in protocol.phrase_flags.values():
        if flag.id in facts.text_flags:
            ticked = any(facts.values[name] is TRUE for name in flag.matches)
            yield Finding(flag.id, flag.urgency, not ticked, (flag.id,), private=flag.private)
            if denied := denied_matches(flag, facts):
                yield Finding("contradiction", None, True, (flag.id,), _asked(protocol, denied), private=flag.private)


def _told_times(protocol: Protocol, facts: Facts) -> Iterator[Finding]:
    """Words and answer tell times that clearly differ: a person asks, and the worse of the two counts until then."""
    conflicts = time_conflicts(protocol, facts)
    if not conflicts:
        return
    given = (protocol.questionnaire.facts[each.fact].link_id for each in conflicts)
    items = tuple(dict.fromkeys((*given, *(each.told.link_id for each in conflicts))))
    words = tuple(each.told.words for each in conflicts)
    yield Finding(TIME_CONFLICT, None, True, items=items, told=words)
    for least, rules in asked_by_words(protocol, facts, conflicts).items():
        private = all(rule.private for rule in rules)
        yield Finding(TIME_CONFLICT, least, True, tuple(rule.id for rule in rules), items, private, told=words)


def denied_matches(flag: PhraseFlag, facts: Facts) -> tuple[str, ...]:
    """The ticks that say no to what the words say, unless another tick says yes."""
    values = [facts.values[name] for name in flag.matches]
    return () if TRUE in values else tuple(name for name in flag.matches if facts.values[name] is FALSE)


def _asked(protocol: Protocol, names: tuple[str, ...]) -> tuple[str, ...]:
    """The questions that the facts come from."""
    return tuple(dict.fromkeys(protocol.questionnaire.facts[name].link_id for name in names))


def _open_answers(protocol: Protocol, facts: Facts) -> Iterator[Finding]:
    """Open answers count even where every rule that reads them is false: one for the flag, more for an urgency."""
    decision = protocol.decision
    unsure = facts.unknown_items & protocol.warning_items
    if unsure:
        yield Finding("unsure_answer", None, True, items=tuple(sorted(unsure)), gap=True)
    for page in facts.asked:
        open_here = [item.link_id for item in page.items if item.link_id in unsure & protocol.emergency_items]
        if len(open_here) >= decision.unknown_limit.count:
            yield Finding("unknown_answers", decision.unknown_limit.urgency, True, items=tuple(open_here), gap=True)
    flagged = unsure & protocol.flagged_items
    if flagged and decision.vulnerable.when.value(facts.values) is TRUE:
        yield Finding("unknown_answers", decision.vulnerable.urgency, True, items=tuple(sorted(flagged)), gap=True)
    if facts.in_person:
        yield Finding("tell_someone", None, True, items=tuple(sorted(facts.in_person)))


def _gaps(protocol: Protocol, facts: Facts) -> Iterator[Finding]:
    limit = protocol.decision.near_empty
    missing = [protocol.questionnaire.facts[name].link_id for name in limit.facts if facts.values[name] is UNKNOWN]
    asked = [item for page in facts.asked for item in page.items if item.link_id in protocol.screen_items]
    screened = [name for item in asked for name in item.facts]
    unknown = sum(facts.values[name] is UNKNOWN for name in screened)
    if missing or unknown * 100 >= limit.share_percent * max(len(screened), 1):
        items = tuple(link_id for link_id in missing if link_id)
        yield Finding("near_empty", limit.urgency, True, items=items, gap=True)


def _reviews(protocol: Protocol, facts: Facts) -> Iterator[Finding]:
    for rule in protocol.decision.review_rules:
        truth = rule.when.value(facts.values)
        if truth is TRUE:
            yield Finding(rule.id, rule.urgency, True, (rule.id,))
        if truth is UNKNOWN:
            open_items = protocol.questionnaire.items_behind(rule.when) & facts.unknown_items
            yield Finding("unsure_answer", None, True, (rule.id,), tuple(sorted(open_items)), gap=True)


def _earlier(earlier: Urgency | None, now: Urgency | None) -> Iterator[Finding]:
    """Answers changed after a warning keep the urgency of the warning until a clinician lowers it."""
    if earlier is not None and RANK[earlier] > (RANK[now] if now else 0):
        yield Finding("earlier_answers", earlier, True)
