"""The fit ladder: how a sheet is set more tightly, step by step, until it fills two pages. In: a document and what a
trial
layout showed. Out: the next Fit. Type size, help box, doses, stop rules, visit and footer are never touched."""

from dataclasses import dataclass, replace

from handouts.composition.document import HandoutDocument, Kind, PrintSize

TARGET_PAGES = 2
RUNGS = 5


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to set a sheet. `first_cards` activities stand on page 1, above Get help now; `extras` are the body
    outline and the sentences that may be left out."""

    first_cards: int = 3
    note_lines: int = 3
    extras: bool = True
    diary_days: int = 14
    own_sheet: bool = False

    @property
    def rung(self) -> int:
        """How far down the ladder this is, 1 (nothing left out) to 5 (diary and notes on a sheet of their own)."""
        if self.own_sheet:
            return RUNGS
        if self.diary_days < FIRST.diary_days:
            return 4
        if not self.extras:
            return 3
        return 2 if self.note_lines < FIRST.note_lines else 1


FIRST = Fit()


def flows_freely(document: HandoutDocument) -> bool:
    """Whether Get help now comes before the activities (large type), so that no trial is needed."""
    return document.print_size is not PrintSize.STANDARD


def next_fit(document: HandoutDocument, fit: Fit, pages: int, help_page: int) -> Fit | None:
    """The fit to try after a layout of `pages` pages with Get help now on page `help_page` (from 1); None to keep it."""
    if document.kind is Kind.GET_HELP_LETTER or flows_freely(document):
        return None
    if help_page > 1:
        return _shorter_first_page(document, fit)
    if pages <= TARGET_PAGES:
        return None
    return _shorter_rest(fit)


def _shorter_first_page(document: HandoutDocument, fit: Fit) -> Fit | None:
    """First without the extras, then with one activity fewer."""
    if fit.extras:
        return replace(fit, extras=False)
    shown = min(fit.first_cards, len(document.plan.activities.cards) if document.plan else 0)
    return replace(fit, extras=True, first_cards=shown - 1) if shown else None


def _shorter_rest(fit: Fit) -> Fit | None:
    """Fewer note lines, no extras, one week of diary beside the notes, at last a sheet of their own."""
    if fit.own_sheet:
        return None
    if fit.diary_days < FIRST.diary_days:
        return replace(fit, diary_days=FIRST.diary_days, note_lines=FIRST.note_lines, own_sheet=True)
    if fit.note_lines == FIRST.note_lines:
        return replace(fit, note_lines=2)
    if fit.extras:
        return replace(fit, extras=False)
    return replace(fit, diary_days=7)
