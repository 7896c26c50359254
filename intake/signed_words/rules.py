"""Rules, named conditions and pages of questions in words: what each does, when, what it says, and on what ground.

In: a part's plain value as it is signed. Out: its rows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from clinic.languages import names as language_names
from intake.questionnaire.wording import Reason
from intake.signed_words.conditions import outline
from intake.signed_words.naming import Naming, plain
from intake.signed_words.rows import Line, Row, row

NOBODY = "Nobody"
PRIVATE = "Its words stay off receipt, letter, email, link and kiosk, and from a proxy"
Value = Mapping[str, Any]


def red_flag(value: Value, names: Naming) -> Iterator[Row]:
    """A red flag."""
    yield row("Gives", names.outcome(value["urgency"]))
    yield _when(value, names)
    yield from _said(names.wording.reasons["rules"].get(value["id"]))
    yield from _private(value)
    yield from _vouched(value, names)


def phrase_flag(value: Value, names: Naming) -> Iterator[Row]:
    """Words of warning: what they give, and every phrase by language."""
    yield row("Gives", names.outcome(value["urgency"]))
    yield row("When", "the person's own words hold one of the phrases below, not denied")
    yield row("Says the same as", *(names.truth(name) for name in value.get("matches", ())))
    if value.get("fact"):
        yield row("Called", plain(value["fact"]))
    yield from _said(names.wording.reasons["rules"].get(value["id"]))
    yield from _private(value)
    yield from _vouched(value, names)
    for tag, phrases in value.get("phrases", {}).items():
        yield row(f"Phrases, {language_names().get(tag, tag)}", *(_phrase(each) for each in phrases))


def review(value: Value, names: Naming) -> Iterator[Row]:
    """Answers that a person must look at."""
    least = f", and gives at least: {names.outcome(value['urgency'])}" if value.get("urgency") else ""
    yield row("Gives", f"a person looks{least}")
    yield _when(value, names)
    if "clash" in value:
        yield row("Asked before sending", *(names.question(link_id) for link_id in value["clash"]), flow=True)
    yield from _said(names.wording.reasons["rules"].get(value["id"]))
    yield from _vouched(value, names)


def block(value: Value, names: Naming) -> Iterator[Row]:
    """A block."""
    yield row("Rules out", *(names.technique(code) for code in value["blocks"]), flow=True)
    yield _when(value, names)
    if "except" in value:
        yield Row("But not when", outline(value["except"], names))
    yield from _said(names.wording.reasons["blocks"].get(value["id"]))
    yield from _vouched(value, names)


def score(value: Value, names: Naming) -> Iterator[Row]:
    """Points for pathways."""
    points = [f"{names.outcome(code)} {points:+d}" for code, points in value["scores"].items()]
    yield row("Gives points", *points, flow=True)
    yield _when(value, names)
    yield from _said(names.wording.reasons["scores"].get(value["id"]))
    yield from _vouched(value, names)


def named_condition(value: Any, names: Naming) -> Iterator[Row]:
    """A condition that rules call by its name."""
    yield Row("Holds when", outline(value, names))


def page(value: Value, names: Naming) -> Iterator[Row]:
    """A page of questions."""
    asked = outline(value["enable_when"], names) if value.get("enable_when") else (Line("always"),)
    yield Row("Asked when", asked)
    yield row("Stands under", names.code(value["section"]))
    shown = names.wording.pages.get(value["id"])
    if shown:
        yield row("Patient reads", *(text for text in (shown.title, shown.lead, shown.hint) if text))
    for item in value["items"]:
        yield Row(f"Question {plain(item['link_id'])}", tuple(_item(item, names)))


def _item(item: Value, names: Naming) -> Iterator[Line]:
    words = names.wording.items.get(item["link_id"])
    yield Line((words.label or words.short) if words else plain(item["link_id"]))
    for code in (*item.get("options", ()), *item.get("exclusive", ())):
        yield Line(names.option(item["link_id"], code), 1)
    yield Line(f"Answered by: {plain(str(item['type']))}{''.join(_details(item, names))}")


def _details(item: Value, names: Naming) -> Iterator[str]:
    for key, value in item.items():
        if key == "use":
            yield f"; used for: {', '.join(map(plain, value))}"
        elif key not in ("link_id", "type", "options", "exclusive"):
            yield f"; {plain(key)}: {names.say(value)}"


def _when(value: Value, names: Naming) -> Row:
    if "when" in value:
        return Row("When", outline(value["when"], names))
    fired = value.get("fired_by", [])
    if isinstance(fired, str):
        return row("When", f"the engine says: {plain(fired)}")
    return row("When", f"the outcome is {' or '.join(names.outcome(code) for code in fired)}")


def _said(words: Reason | None) -> Iterator[Row]:
    spoken = (("Patient reads", "patient"), ("Desk reads", "desk"), ("Clinician reads", "clinician"))
    return (row(label, text) for label, key in spoken if words and (text := getattr(words, key)))


def _private(value: Value) -> Iterator[Row]:
    if value.get("private"):
        yield row("Private", PRIVATE)


def _vouched(value: Value, names: Naming) -> Iterator[Row]:
    yield row("Sources", *(names.source(code) for code in value.get("sources", ())))
    yield row("Checked by", value.get("signed") or NOBODY)


def _phrase(written: str) -> str:
    """A listed phrase: "numb… / dead (within 3 words) between"."""
    words = ("(within 3 words)" if word == "..." else word.replace("*", "…") for word in written.split())
    return " ".join(" / ".join(word.split("|")) for word in words)
