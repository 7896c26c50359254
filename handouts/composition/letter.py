"""The letter for a person who must be seen now or today. In: a Sheet. Out: a Letter: where to go, what to show, our
number. It names no reason and holds no exercise."""

from handouts.composition.blocks import Block
from handouts.composition.document import Letter
from handouts.composition.filling import outside_words
from handouts.composition.parts import Sheet, help_box, told_us, unbroken
from intake.questionnaire.conditions import TRUE
from intake.routing.urgency import Urgency

INTERPRETER = "need_interpreter"


def letter(sheet: Sheet) -> Letter:
    """The whole letter."""
    texts, kind = sheet.texts, _kind(sheet)
    values = {
        **sheet.numbers(),
        # The code by which the clinic finds the form; the sheet's own code opens the plan online, and there is none.
        "code": f"**{unbroken(outside_words(sheet.occasion.record, 30))}**",
        "language_name": sheet.locale.text("blank"),
    }
    name = f"emergency_letter.{kind}"
    return Letter(
        heading=texts.text(f"{name}.heading"),
        message=texts.text(f"{name}.message"),
        where=Block(texts.text(f"{name}.where_heading"), texts.list(f"{name}.where", **values)),
        say=Block(texts.text(f"{name}.say_heading"), _say(sheet, name, values)),
        told_us=told_us(sheet),
        help=help_box(sheet, texts.text("emergency_letter.help_heading", **values)),
        call=Block(texts.text(f"{name}.call_heading"), texts.list(f"{name}.call", **values)),
        about=Block("", (texts.text(f"no_handout.{kind}"), texts.text("emergency_letter.about"))),
    )


def plain_title(sheet: Sheet) -> str:
    """The title, which names nobody."""
    return sheet.texts.text(f"emergency_letter.{_kind(sheet)}.heading")


def _kind(sheet: Sheet) -> str:
    """A check today stands in for whatever is no emergency: too few answers are taken to be more urgent, not less."""
    return "emergency" if sheet.selection.disposition.disposition is Urgency.EMERGENCY else "urgent"


def _say(sheet: Sheet, name: str, values: dict[str, str]) -> tuple[str, ...]:
    """The line about an interpreter only for those who need one."""
    needed = sheet.profile.values.get(INTERPRETER) is TRUE
    lines = sheet.catalog.texts_in(sheet.selection.language).lists[f"{name}.say"]
    kept = [index for index, line in enumerate(lines) if needed or "{language_name}" not in line]
    spoken = sheet.texts.list(f"{name}.say", **values)
    return tuple(spoken[index] for index in kept)
