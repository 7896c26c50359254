"""What speaks for an urgency or a person's look, as formulas. In: a Protocol and a Form. Out: one Ground for each thing
that routing.findings can find, and Kleene truths of every rule. It mirrors screening and findings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import z3

from intake.questionnaire.items import Item, Page
from intake.routing.findings import TIME_CONFLICT
from intake.routing.proof.answers import AskedFor
from intake.routing.proof.form import Form
from intake.routing.proof.kleene import Kleene, kleene
from intake.routing.proof.logic import Formula, count_at_least, every, none_of, opposite, some, sum_at_least
from intake.routing.protocol import Protocol
from intake.routing.rules import ConditionalRule, PhraseFlag
from intake.routing.told_times import timed_flags
from intake.routing.urgency import RANK, Urgency

NEAR_EMPTY, SHARE = "near_empty", "near_empty share"
UNKNOWN_ANSWERS, UNSURE_ANSWER, TELL_SOMEONE = "unknown_answers", "unsure_answer", "tell_someone"
EARLIER, CONTRADICTION, SUSPENDED = "earlier_answers", "contradiction", "rules_suspended"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: its `code` as in routing.findings, the least urgency it asks for, and when it `holds`."""

    code: str
    urgency: Urgency | None
    human_review: bool
    holds: Formula


@dataclass(frozen=True, slots=True)
class Floors:
    """How urgent it is at least, by urgency."""

    at_least: Mapping[Urgency, Formula]

    @property
    def calm(self) -> Formula:
        """No urgency at all."""
        return opposite(self.at_least[Urgency.GP_REVIEW])

    def exactly(self, urgency: Urgency) -> Formula:
        """This urgency and no higher one."""
        higher = (self.at_least[other] for other in Urgency if RANK[other] > RANK[urgency])
        return every((self.at_least[urgency], none_of(higher)))


def floors_of(grounds: Iterable[Ground], earlier: Mapping[Urgency, Formula]) -> Floors:
    """The floors that grounds of the present answers and an earlier screen set together."""
    asking = [(each.urgency, each.holds) for each in grounds if each.urgency is not None]
    asking += earlier.items()
    return Floors(
        {least: some(holds for urgency, holds in asking if RANK[urgency] >= RANK[least]) for least in Urgency}
    )


def truths_of(protocol: Protocol, form: Form) -> dict[str, Kleene]:
    """The truth of every red flag, review rule, block and score by id; blocks fired by an urgency are left out."""
    conditional = (rule for rule in protocol.blocks.rules if not rule.fired_by)
    rules: tuple[ConditionalRule, ...] = (
        *protocol.red_flags, *protocol.decision.review_rules, *protocol.scores, *conditional,
    )  # fmt: skip
    return {rule.id: form.truth(rule.when) for rule in rules}


def earlier_variables() -> dict[Urgency, Formula]:
    """An earlier screen of the same person ended with this urgency; at most one of them."""
    return {urgency: z3.Bool(f"earlier {urgency}") for urgency in Urgency}


def suspended() -> Formula:
    """The clinic has suspended its rules, so that a person looks at everyone."""
    return z3.Bool("rules suspended")


def grounds_of(protocol: Protocol, form: Form, truths: Mapping[str, Kleene]) -> tuple[Ground, ...]:
    """Every ground but the earlier screen's; the rules may be suspended, too."""
    return (
        *_fired(protocol, truths),
        *_left_open(protocol, truths),
        *_words_of_warning(protocol, form),
        *_told_times(protocol, form, truths),
        *_open_answers(protocol, form),
        *_gaps(protocol, form),
        *_reviews(protocol, truths),
        Ground(SUSPENDED, Urgency.GP_REVIEW, True, suspended()),
    )


def earlier_grounds(grounds: tuple[Ground, ...], earlier: Mapping[Urgency, Formula]) -> Iterator[Ground]:
    """The floor of an earlier screen, where the present answers ask for less."""
    now = floors_of(grounds, {})
    for urgency, variable in earlier.items():
        yield Ground(EARLIER, urgency, True, every((variable, opposite(now.at_least[urgency]))))


def _fired(protocol: Protocol, truths: Mapping[str, Kleene]) -> Iterator[Ground]:
    for rule in protocol.red_flags:
        yield Ground(rule.id, rule.urgency, False, truths[rule.id].yes)


def _left_open(protocol: Protocol, truths: Mapping[str, Kleene]) -> Iterator[Ground]:
    for urgency in Urgency:
        rules = (truths[rule.id].open for rule in protocol.red_flags if rule.urgency is urgency)
        least = protocol.decision.not_ruled_out[urgency]
        own = urgency is Urgency.GP_REVIEW and least is not None and protocol.missing_answers
        yield Ground(own or f"{urgency}_not_ruled_out", least, True, some(rules))


def _words_of_warning(protocol: Protocol, form: Form) -> Iterator[Ground]:
    for flag in protocol.phrase_flags.values():
        written = form.texts[flag.id]
        ticked, denied = _ticked(flag, form)
        yield Ground(flag.id, flag.urgency, False, every((written, ticked)))
        yield Ground(flag.id, flag.urgency, True, every((written, opposite(ticked))))
        yield Ground(CONTRADICTION, None, True, every((written, opposite(ticked), denied)))


def _told_times(protocol: Protocol, form: Form, truths: Mapping[str, Kleene]) -> Iterator[Ground]:
    """What is true, or not ruled out, at the time that words tell and not at the time given."""
    if form.told is None:
        return
    yield Ground(TIME_CONFLICT, None, True, form.told.differs)
    symbols = form.told_symbols(form.told)
    for rule in timed_flags(protocol, form.told.fact):
        given, told = truths[rule.id], kleene(rule.when, symbols)
        least = protocol.decision.not_ruled_out[rule.urgency]
        newly_true = every((form.told.differs, told.yes, opposite(given.yes)))
        newly_open = every((form.told.differs, told.open, opposite(given.open)))
        yield Ground(TIME_CONFLICT, rule.urgency, True, newly_true)
        yield from (Ground(TIME_CONFLICT, each, True, newly_open) for each in (least,) if each)


def _ticked(flag: PhraseFlag, form: Form) -> tuple[Formula, Formula]:
    """A tick says the same as the words; or one says no."""
    found = [symbol for name in flag.matches if isinstance(symbol := form.symbols[name], Kleene)]
    return some(each.yes for each in found), some(each.no for each in found)


def _open_answers(protocol: Protocol, form: Form) -> Iterator[Ground]:
    decision = protocol.decision
    unsure = {link_id: form.unknown_item(link_id) for link_id in sorted(protocol.warning_items)}
    yield Ground(UNSURE_ANSWER, None, True, some(unsure.values()))
    for page in protocol.questionnaire.pages:
        here = [unsure[each.link_id] for each in page.items if each.link_id in protocol.emergency_items]
        yield Ground(
            UNKNOWN_ANSWERS, decision.unknown_limit.urgency, True, count_at_least(decision.unknown_limit.count, here)
        )
    flagged = some(unsure[link_id] for link_id in sorted(protocol.flagged_items))
    vulnerable = every((flagged, form.truth(decision.vulnerable.when).yes))
    yield Ground(UNKNOWN_ANSWERS, decision.vulnerable.urgency, True, vulnerable)
    in_person = (every((shown, asked.in_person)) for shown, asked in _shown_items(form))
    yield Ground(TELL_SOMEONE, None, True, some(in_person))


def _shown_items(form: Form) -> Iterator[tuple[Formula, AskedFor]]:
    for page in form.questionnaire.pages:
        yield from ((form.shown[page.id], form.asked[item.link_id]) for item in page.items if not item.is_text)


def _gaps(protocol: Protocol, form: Form) -> Iterator[Ground]:
    limit = protocol.decision.near_empty
    missing = some(form.symbols[name].open for name in limit.facts)
    yield Ground(NEAR_EMPTY, limit.urgency, True, missing)
    yield Ground(SHARE, limit.urgency, True, unknown_share(protocol, form, limit.share_percent))


def unknown_share(protocol: Protocol, form: Form, percent: int) -> Formula:
    """At least this share of the facts that the shown pages of the screen ask for is not known."""
    facts = list(_screened(protocol, form))
    unknown = [(every((shown, form.symbols[name].open)), 100) for shown, name in facts]
    asked = [(shown, -percent) for shown, _ in facts]
    return every((some(shown for shown, _ in facts), sum_at_least(0, (*unknown, *asked))))


def _screened(protocol: Protocol, form: Form) -> Iterator[tuple[Formula, str]]:
    for page, item in _items(protocol):
        if item.link_id in protocol.screen_items:
            yield from ((form.shown[page.id], name) for name in item.facts)


def _items(protocol: Protocol) -> Iterator[tuple[Page, Item]]:
    for page in protocol.questionnaire.pages:
        yield from ((page, item) for item in page.items)


def _reviews(protocol: Protocol, truths: Mapping[str, Kleene]) -> Iterator[Ground]:
    for rule in protocol.decision.review_rules:
        yield Ground(rule.id, rule.urgency, True, truths[rule.id].yes)
        yield Ground(UNSURE_ANSWER, None, True, truths[rule.id].open)
