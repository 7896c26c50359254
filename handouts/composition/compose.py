"""Puts a handout together. In: library, body map, a Selection, the answers and the occasion. Out: a HandoutDocument,
complete, in one language, the same for the same input."""

from handouts.composition import letter as letters
from handouts.composition import plan as plans
from handouts.composition.catalog import Catalog
from handouts.composition.document import HandoutDocument, Kind
from handouts.composition.filling import outside_words
from handouts.composition.occasion import Occasion
from handouts.composition.parts import Sheet, footer, letterhead
from handouts.composition.selection import Selection
from intake.questionnaire.answers import Answers
from intake.questionnaire.body_map import BodyMap


def compose(
    catalog: Catalog, body: BodyMap, selection: Selection, answers: Answers, occasion: Occasion
) -> HandoutDocument:
    """The document of a selection; a plan without any activity says so, and why."""
    sheet = Sheet(catalog, body, selection, answers, occasion)
    is_plan = selection.kind is Kind.PLAN
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
