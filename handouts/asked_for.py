"""What the patient asked for that bears on the sheet, and how the sheet obeys it, in words for who makes or gives it.

In: a case and its draft's settings. Out: sentences; none for a patient with the usual wishes.
"""

from collections.abc import Iterator
from typing import Any

from clinic.languages import names
from handouts import drafting
from handouts.composition.document import PrintSize
from handouts.composition.dose import about_minutes
from handouts.composition.selection import Selection
from intake import needs
from intake.models import TriageCase

MINUTES = {"five": 5, "ten": 10, "fifteen": 15}


def lines(case: TriageCase, draft: dict[str, Any]) -> tuple[str, ...]:
    """The sentences, the print first."""
    return tuple(_lines(case, draft))


def _lines(case: TriageCase, draft: dict[str, Any]) -> Iterator[str]:
    answers = case.response.answers
    if answers.get("print_size") == "large":
        is_large = drafting.settings_for(case, draft).print_size is PrintSize.LARGE
        yield "Large print: set to 18 pt." if is_large else "Large print was asked for, and this draft is set smaller."
    yield from _language(case, drafting.sheet_language(case, draft))
    if needs.asked(answers, "need_screen_reader"):
        yield "Screen reader: give the link. Its page can be read aloud and enlarged."
    if needs.asked(answers, "need_reading_help"):
        yield "Read aloud: go through the sheet together."


def minutes(case: TriageCase, selection: Selection) -> dict[str, Any] | None:
    """How long the plan takes beside what the patient has: words, and whether it takes more; None without either."""
    has = MINUTES.get(case.response.answers.get("minutes_a_day"))
    if has is None or not selection.choices:
        return None
    takes = about_minutes((one.activity, one.dose) for one in selection.choices)
    return {"words": f"Said {has} minutes a day; this plan takes about {takes}.", "more": takes > has}


def _language(case: TriageCase, sheet: str) -> Iterator[str]:
    speaks = needs.speaks(case.response.answers)
    name = names().get(sheet, sheet)
    if speaks and sheet != needs.best_language(case.response.answers):
        yield f"{speaks}: the sheet is in {name}. Go through it with somebody who speaks both."
    elif speaks:
        yield f"{speaks}: the sheet is in {name}."
    elif sheet != case.response.language:
        spoken = names().get(case.response.language, case.response.language)
        yield f"Filled in the form in {spoken}: the sheet is in {name}."
