"""The register of questions: who uses each answer (rules, pages it opens, handouts, staff), and what if it is missing.

In: a Protocol, and what the handouts read. Out: one row a question, as CSV text; the questions that nobody uses.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from intake.questionnaire.conditions import Condition
from intake.questionnaire.items import Item, Page
from intake.routing.protocol import Protocol
from intake.routing.rules import NEVER
from intake.routing.urgency import RANK, Urgency

Reads = Mapping[str, tuple[str, ...]]
STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Row:
    """One question. Lists are codes with a space between; `handout` says in words what the sheet does with it."""

    page: str
    question: str
    type: str
    required: str
    red_flags: str
    blocks: str
    scores: str
    reviews: str
    thresholds: str
    opens_pages: str
    handout: str
    staff: str
    if_missing: str


_handout_reads: list[Callable[[], Reads]] = []


def read_also_by(source: Callable[[], Reads]) -> None:
    """Add a reader that intake does not know of itself: link_id -> what it is read for."""
    _handout_reads.append(source)


def handout_reads() -> dict[str, tuple[str, ...]]:
    """What the registered readers use, by link_id."""
    found: dict[str, tuple[str, ...]] = {}
    for source in _handout_reads:
        for link_id, uses in source().items():
            found[link_id] = (*found.get(link_id, ()), *uses)
    return found


def register(protocol: Protocol, handout: Reads) -> list[Row]:
    """A row for each question, in the order asked."""
    readers = _Readers(protocol)
    return [
        _row(protocol, readers, page, item, handout.get(item.link_id, ()))
        for page in protocol.questionnaire.pages
        for item in page.items
    ]


def unused(protocol: Protocol, handout: Reads) -> list[str]:
    """The link_ids that no rule, no page, no handout and no person uses: asking them would cost and give nothing."""
    return [row.question for row in register(protocol, handout) if not _uses(row)]


def wrongly_declared(protocol: Protocol, handout: Reads) -> list[str]:
    """The questions whose `use` in the data says something else about rules and handouts than what really reads
    them."""
    items = protocol.questionnaire.items
    rows = {row.question: row for row in register(protocol, handout)}
    return [
        f"{link_id}: {name}"
        for link_id, item in items.items()
        for name, real in (("rules", _by_rules(rows[link_id])), ("handout", bool(rows[link_id].handout)))
        if (name in item.use) is not real
    ]


def as_csv(rows: Iterable[Row]) -> str:
    """The rows below a line of column names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Row))
    writer.writerows(astuple(row) for row in rows)
    return text.getvalue()


def _by_rules(row: Row) -> bool:
    return bool(row.red_flags or row.blocks or row.scores or row.reviews or row.thresholds or row.opens_pages)


def _uses(row: Row) -> bool:
    return _by_rules(row) or bool(row.handout or row.staff)


class _Readers:
    """Who reads each question, by kind of reader: link_id -> ids."""

    def __init__(self, protocol: Protocol) -> None:
        self.questionnaire = protocol.questionnaire
        decision = protocol.decision
        flags = [(rule.id, rule.when) for rule in protocol.red_flags]
        self.red_flags = self._behind(flags, also=_phrase_readers(protocol))
        self.blocks = self._behind((rule.id, rule.when) for rule in protocol.blocks.rules)
        self.scores = self._behind((rule.id, rule.when) for rule in protocol.scores)
        self.reviews = self._behind((rule.id, rule.when) for rule in decision.review_rules)
        named = [("near_empty", fact) for fact in decision.near_empty.facts] + [
            ("preference", decision.preference.fact)
        ]
        self.thresholds = self._behind(
            [
                ("vulnerable", decision.vulnerable.when),
                ("self_care", decision.self_care.when),
                ("ties", decision.ties.self_care_when),
            ],
            also=((name, self.questionnaire.facts[fact].link_id) for name, fact in named),
        )
        pages = ((page.id, page.enable_when) for page in self.questionnaire.pages)
        self.opens = self._behind((name, when) for name, when in pages if when is not None)

    def _behind(
        self, readers: Iterable[tuple[str, Condition]], also: Iterable[tuple[str, str]] = ()
    ) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for name, condition in readers:
            for link_id in () if condition is NEVER else self.questionnaire.items_behind(condition):
                found.setdefault(link_id, {})[name] = None
        for name, link_id in also:
            found.setdefault(link_id, {})[name] = None
        return {link_id: tuple(names) for link_id, names in found.items()}


def _phrase_readers(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Free text that is searched for words of warning, and the ticks that those words are held against."""
    for flag in protocol.phrase_flags.values():
        for item in protocol.questionnaire.items.values():
            if item.safety_input:
                yield flag.id, item.link_id
        for fact in flag.matches:
            yield flag.id, protocol.questionnaire.facts[fact].link_id


def _row(protocol: Protocol, readers: _Readers, page: Page, item: Item, handout: tuple[str, ...]) -> Row:
    def ids(found: Mapping[str, tuple[str, ...]]) -> str:
        return " ".join(found.get(item.link_id, ()))

    return Row(
        page=page.id,
        question=item.link_id,
        type=str(item.type),
        required="yes" if item.required else "no",
        red_flags=ids(readers.red_flags),
        blocks=ids(readers.blocks),
        scores=ids(readers.scores),
        reviews=ids(readers.reviews),
        thresholds=ids(readers.thresholds),
        opens_pages=ids(readers.opens),
        handout="; ".join(dict.fromkeys(handout)),
        staff="yes" if STAFF in item.use else "",
        if_missing="; ".join(_if_missing(protocol, readers, item)),
    )


def _if_missing(protocol: Protocol, readers: _Readers, item: Item) -> Iterator[str]:
    """What happens without the answer; unknown is never no."""
    yield "the page asks again" if item.required else "may be left out"
    red_flags = set(readers.red_flags.get(item.link_id, ()))
    urgencies = [rule.urgency for rule in protocol.red_flags if rule.id in red_flags]
    if urgencies and not item.is_text:
        yield _floor(protocol, max(urgencies, key=lambda urgency: RANK[urgency]))
    if readers.blocks.get(item.link_id):
        yield "its blocks stay in force and a person looks"
    if readers.opens.get(item.link_id):
        yield "the pages it opens are asked"
    if readers.scores.get(item.link_id):
        yield "it gives no points"


def _floor(protocol: Protocol, urgency: Urgency) -> str:
    least = protocol.decision.not_ruled_out[urgency]
    return f"an open {urgency} rule gives at least {least} and a person looks" if least else "a person looks"
