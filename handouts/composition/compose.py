"""Puts a handout together. In: library, body map, a Selection, the answers and the occasion. Out: a HandoutDocument,
complete, in one language, the same for the same input."""

from handouts.composition import letter as letters
from handouts.composition import plan as plans
from handouts.composition.catalog import Catalog
from handouts.composition.document import HandoutDocument, Kind
from handouts.composition.errors import SelectionError
from handouts.composition.filling import outside_words
from handouts.composition.occasion import Occasion
from handouts.composition.parts import Sheet, footer, letterhead
from handouts.composition.selection import Selection
from intake.questionnaire.answers import Answers
from intake.questionnaire.body_map import BodyMap


def compose(
    catalog: Catalog, body: BodyMap, selection: Selection, answers: Answers, occasion: Occasion
) -> HandoutDocument:
    """The document of a selection. SelectionError `none` for a plan without any activity."""
    sheet = Sheet(catalog, body, selection, answers, occasion)
    is_plan = selection.kind is Kind.PLAN
    if is_plan and not selection.choices:
        raise SelectionError("none")
    return HandoutDocument(
        kind=selection.kind,
        language=sheet.texts.language,
        paper=occasion.paper,
        print_size=occasion.print_size,
        title=plans.plain_title(sheet) if is_plan else letters.plain_title(sheet),
        author=outside_words(occasion.clinic.name, 80),
        token=occasion.token,
        created=occasion.today.isoformat(),
        needs_release=selection.needs_release,
        letterhead=letterhead(sheet),
        footer=footer(sheet, "footer.line" if is_plan else "footer.line_letter"),
        plan=plans.plan(sheet) if is_plan else None,
        letter=None if is_plan else letters.letter(sheet),
    )
