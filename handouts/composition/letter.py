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
    name, spoken = f"emergency_letter.{kind}", _spoken(sheet)
    call = f"{name}.call_read" if sheet.occasion.read else f"{name}.call"
    return Letter(
        heading=plain_title(sheet),
        message=texts.text(f"{name}.message"),
        where=Block(texts.text(f"{name}.where_heading"), texts.list(f"{name}.where{spoken}", **values)),
        say=Block(texts.text(f"{name}.say_heading"), _say(sheet, name, values)),
        told_us=told_us(sheet),
        help=help_box(sheet, texts.text("emergency_letter.help_heading", **values)),
        call=Block(texts.text(f"{name}.call_heading"), texts.list(call, **values)),
        about=Block("", (texts.text(f"no_handout.{kind}{spoken}"), texts.text("emergency_letter.about"))),
    )


def plain_title(sheet: Sheet) -> str:
    """The title, which names nobody."""
    return sheet.texts.text(f"emergency_letter.{_kind(sheet)}.heading{_spoken(sheet)}")


def _spoken(sheet: Sheet) -> str:
    """What ends the names of the texts for somebody whom the clinic has reached: no promise of a call that was made.
    Where to go in an emergency stays the same."""
    return "_spoken" if sheet.occasion.spoken and _kind(sheet) == "urgent" else ""


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
