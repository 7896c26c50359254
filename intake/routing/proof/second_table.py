"""A second table of what must happen, written from the routing design alone, against the protocol. In: its file and a
Solver. Out: Claims: wherever a row's condition is surely true, whatever else is said, it ends at least as the row
says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from intake.questionnaire.conditions import Condition, TruthTest, facts_read
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.grammar import read_condition
from intake.questionnaire.items import ALL_OVER
from intake.questionnaire.source_file import Node, read_source
from intake.routing.proof.claims import Claim, Property
from intake.routing.proof.logic import FALSE, Formula, every, opposite, some
from intake.routing.proof.outcome import Outcome
from intake.routing.proof.solver import Solver
from intake.routing.urgency import Pathway, Urgency

FILE = "dispositions.yaml"
CALM_KEYS = ("at_most", "handout")  # they speak of people who answer everything else calmly: the tests try those
NUMBER, TITLE = 11, "Every row of the second table holds, whatever else is said."
EXCEPTIONS = (
    "At most so urgent, nobody need look, and so much of a handout: the tests try these on people calm in all else.",
    "A row's place is one that was pointed at, not a tick for all over; at any urgency somebody looks.",
)
KEYS = ("when", "answers", "skip", "earlier", "at_least", "blocks", "never", "human_review", *CALM_KEYS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its condition over answers, and its plain data."""

    id: str
    when: Condition | None
    plain: Mapping[str, Any]


def read_table(file: Path, questionnaire: Questionnaire) -> tuple[Row, ...]:
    """Every row. Raises ProtocolError with the line for what the questionnaire does not know."""
    top = read_source(file.parent, file.name).fields(("places", "calm", "people", "rows"))
    return tuple(_row(node, questionnaire) for node in top["rows"].items())


def table_property(rows: tuple[Row, ...]) -> Property:
    """The whole table as one property."""
    return Property(NUMBER, TITLE, partial(rows_hold, rows), EXCEPTIONS)


def conditions_of_rows(rows: tuple[Row, ...]) -> tuple[Condition, ...]:
    """All that the rows ask about a form."""
    return tuple(row.when for row in rows if row.when is not None)


def rows_hold(rows: tuple[Row, ...], solver: Solver) -> Iterator[Claim]:
    """What each row asks for."""
    for row in rows:
        given = _given(row, solver)
        yield Claim(f"{row.id} happens to somebody", given, possible=True)
        for what, fulfilled in _wanted(row, solver.outcome):
            yield Claim(f"{row.id} {what}", every((given, opposite(fulfilled))))


def _row(node: Node, questionnaire: Questionnaire) -> Row:
    fields = node.fields(("id", "routing", "note"), KEYS)
    answered = {name: fact for name, fact in questionnaire.facts.items() if fact.link_id}
    when = read_condition(fields["when"], answered) if "when" in fields else None
    return Row(fields["id"].text(), when, node.plain())


def _given(row: Row, solver: Solver) -> Formula:
    """The condition is true, and what the row answers or leaves empty was asked."""
    form, plain = solver.outcome.form, row.plain
    parts = [form.truth(row.when).yes] if row.when is not None else []
    if not _speaks_of_all_over(row):
        parts.append(opposite(form.truth(TruthTest(ALL_OVER)).yes))  # a row's place is one that was pointed at
    for link_id in (*plain.get("answers", ()), *plain.get("skip", ())):
        parts.append(form.shown[form.page_of(link_id).id])
    for link_id, value in plain.get("answers", {}).items():
        parts.extend(_says(link_id, value, solver))
    parts.extend(form.asked[link_id].skipped for link_id in plain.get("skip", ()))
    if "earlier" in plain:
        parts.append(solver.outcome.earlier[Urgency(plain["earlier"])])
    return every(parts)


def _says(link_id: str, value: Any, solver: Solver) -> Iterator[Formula]:
    """The answer is just this one; of a text, the flags that its words raise are raised."""
    form = solver.outcome.form
    if form.questionnaire.items[link_id].is_text:
        yield from (form.texts[flag] for flag in form.questionnaire.phrases.flags_in(value))
        return
    asked = form.asked[link_id]
    named = asked.names_of(value, solver.today, form.questionnaire.zones)
    for variable in asked.variables:
        yield variable if variable.decl().name() in named else opposite(variable)


def _wanted(row: Row, outcome: Outcome) -> Iterator[tuple[str, Formula]]:
    plain = row.plain
    if "at_least" in plain:
        urgency = Urgency(plain["at_least"])
        yield f"at least {urgency}", outcome.floors.at_least[urgency]
    for technique in plain.get("blocks", ()):
        yield f"blocks {technique}", outcome.fallen.get(technique, FALSE)
    if "never" in plain:
        pathways = [Pathway(word) for word in plain["never"]]
        yield f"never {', '.join(pathways)}", opposite(some(outcome.offered(each) for each in pathways))
    if plain.get("human_review"):
        looked_at = (outcome.human_review, outcome.floors.at_least[Urgency.GP_REVIEW])
        yield "a person looks", some(looked_at)  # somebody looks at every urgency


def _speaks_of_all_over(row: Row) -> bool:
    told = (value for value in row.plain.get("answers", {}).values() if isinstance(value, list))
    return any(ALL_OVER in value for value in told) or (row.when is not None and ALL_OVER in facts_read(row.when))
