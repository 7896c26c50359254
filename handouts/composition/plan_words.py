"""Words that several blocks of the plan share. In: a Sheet. Out: texts."""

from handouts.composition.may_be import may_be
from handouts.composition.parts import Sheet, worse_words
from intake.routing.urgency import Pathway


def pathway_of(sheet: Sheet) -> str:
    """The disposition that names the texts of the sheet."""
    return str(sheet.selection.disposition.disposition)


def joined(*sentences: str) -> str:
    """Sentences with a space between."""
    return " ".join(sentences)


def may_be_sentences(sheet: Sheet) -> tuple[str, ...]:
    """What this may be, as far as the intake tells; it names no diagnosis."""
    disposition = sheet.selection.disposition
    routine = disposition.urgency is None and not disposition.human_review
    self_care = disposition.disposition is Pathway.SELF_CARE
    name = may_be(sheet.catalog.may_be, sheet.profile.values, routine=routine, self_care=self_care)
    linked = sheet.texts.text("linked", worse=worse_words(sheet)) if sheet.profile.triggers else ""
    return tuple(one.strip() for one in sheet.texts.list(f"what_this_may_be.{name}", linked=linked))
