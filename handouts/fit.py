"""The fit ladder: how a sheet is set more tightly, step by step, until it fills two pages. In: a document and what a
trial layout showed. Out: the next Fit. Type size, help box, doses, stop rules, visit and footer are never touched."""

from dataclasses import dataclass, replace

from handouts.composition.document import HandoutDocument, Kind, PrintSize

TARGET_PAGES, WITH_OWN_SHEET, CLEAR_TARGET_PAGES, LARGE_TARGET_PAGES = 2, 3, 3, 4
LARGE_LETTER_PAGES = 2
RUNGS = 5
WEEK = 7
# About what a step saves, in mm: used to leap over steps that cannot be enough, never to stop early.
TIGHT, NOTE_LINE, BESIDE, OUTLINE, SUMMARY = 12.0, 9.0, 34.0, 10.0, 10.0


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to set a sheet. `first_cards` activities stand on page 1, above Get help now; `outline` is the body
    beside what they told us; `extras` are the sentences that may be left out; `help_first` puts Get help now before
    what they told us; `summary` names the activities under the title; `tight` sets lines and blocks closer."""

    first_cards: int = 3
    note_lines: int = 3
    outline: bool = True
    diary_days: int = 14
    extras: bool = True
    own_sheet: bool = False
    help_first: bool = False
    summary: bool = True
    tight: bool = False

    @property
    def rung(self) -> int:
        """How far down the ladder this is, 1 (nothing left out) to 5 (diary and notes on a sheet of their own)."""
        if self.own_sheet:
            return RUNGS
        if self.diary_days < FIRST.diary_days:
            return 4
        if not self.outline:
            return 3
        return 2 if self.tight or self.note_lines < FIRST.note_lines else 1


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial layout showed: its pages, the page (from 1) of Get help now, and by how much, in mm, page 1 and
    all that should stand on two pages run over; 0 or less for what fits."""

    pages: int
    help_page: int
    first_over: float
    all_over: float


FIRST = Fit()


def flows_freely(document: HandoutDocument) -> bool:
    """Whether Get help now comes before the activities, so that it is on page 1 whatever follows (large type)."""
    return document.print_size is not PrintSize.STANDARD


def next_fit(document: HandoutDocument, fit: Fit, trial: Trial) -> Fit | None:
    """The fit to try next; None to keep this one."""
    if document.kind is Kind.GET_HELP_LETTER:
        most = LARGE_LETTER_PAGES if document.print_size is PrintSize.LARGE else 1
        return _shorter_letter(fit) if trial.pages > most or trial.help_page > 1 else None
    if flows_freely(document):
        wanted = LARGE_TARGET_PAGES if document.print_size is PrintSize.LARGE else CLEAR_TARGET_PAGES
        return _shorter_flow(fit, trial, wanted)
    if trial.help_page > 1:
        return _shorter_first_page(document, fit, trial.first_over)
    if trial.pages <= TARGET_PAGES:
        return None
    return _shorter_rest(fit, trial)


def _shorter_letter(fit: Fit) -> Fit | None:
    if not fit.tight:
        return replace(fit, tight=True)
    return replace(fit, outline=False) if fit.outline else None


def _shorter_first_page(document: HandoutDocument, fit: Fit, over: float) -> Fit | None:
    """Set closer; without the outline or the line that names the activities where that may be enough, else with one
    card fewer."""
    over -= 0 if fit.tight else TIGHT
    fit = replace(fit, tight=True)
    if over <= 0:
        return fit
    if fit.outline and fit.summary and over <= OUTLINE:
        return replace(fit, outline=False)
    if fit.summary and over <= SUMMARY:
        return replace(fit, outline=True, summary=False)
    if (fit.outline or fit.summary) and over <= OUTLINE + SUMMARY:
        return replace(fit, outline=False, summary=False)
    shown = min(fit.first_cards, len(document.plan.activities.cards) if document.plan else 0)
    return replace(fit, outline=True, summary=True, first_cards=shown - 1) if shown else None


def _shorter_rest(fit: Fit, trial: Trial) -> Fit | None:
    """Fewer note lines, one week of diary beside the notes, fewer sentences, at last a sheet of their own. The outline
    stands on page 1 and stays: without it page 2 would be no shorter. Where even the rest needs a page more, the
    sentences that may be left out go again."""
    over = trial.all_over
    if fit.own_sheet:
        return replace(fit, extras=False) if fit.extras and trial.pages > WITH_OWN_SHEET else None
    over -= 0 if fit.tight else TIGHT
    fit = replace(fit, tight=True)
    if over <= 0:
        return fit
    two_lines = replace(fit, note_lines=2)
    week = replace(two_lines, diary_days=WEEK)
    saved = NOTE_LINE * (fit.note_lines - 2)
    if saved and over <= saved:
        return two_lines
    if fit.diary_days > WEEK and over <= saved + BESIDE:
        return week
    if fit.extras:
        return replace(week, extras=False)
    return replace(fit, diary_days=FIRST.diary_days, note_lines=FIRST.note_lines, extras=True, own_sheet=True)


def _shorter_flow(fit: Fit, trial: Trial, wanted: int) -> Fit | None:
    """For larger type: set closer where it takes more pages than `wanted`; help on page 1 first of all, then fewer note
    lines and sentences and one week, on four pages."""
    if not fit.tight and (trial.help_page > 1 or trial.pages > wanted):
        return replace(fit, tight=True)
    if trial.help_page > 1:
        if fit.outline:
            return replace(fit, outline=False)
        return replace(fit, help_first=True) if not fit.help_first else None
    if trial.pages <= LARGE_TARGET_PAGES:
        return None
    if fit.note_lines > 1:
        return replace(fit, note_lines=1)
    if fit.extras:
        return replace(fit, extras=False)
    return replace(fit, diary_days=WEEK) if fit.diary_days > WEEK else None
