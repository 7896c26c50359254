"""A HandoutDocument as HTML. In: the document and how tightly to set it. Out: XHTML text: the printed sheet, which is
also the screen preview, and the body of the patient's own page. Every word comes from the document."""

from collections.abc import Iterable
from dataclasses import replace

from handouts import html_cards
from handouts import html_parts as parts
from handouts.composition.document import HandoutDocument, Letter, Plan, PrintSize
from handouts.fit import FIRST, Fit, flows_freely
from handouts.html_parts import HELP_ID
from handouts.html_words import attribute, text

STYLESHEET = "../static/handouts/print.css"
DIARY_SHEET_LINES = 5
__all__ = ["HELP_ID", "diary_html", "plan_page_body", "sheet_html"]


def sheet_html(document: HandoutDocument, fit: Fit = FIRST, stylesheet: str = STYLESHEET) -> str:
    """The whole printed document; `stylesheet` is the address of print.css as the reader will see it."""
    body = _letter(document, document.letter, fit) if document.letter else ""
    if document.plan:
        flows = flows_freely(document)
        body = "".join((_flowing if flows else _two_pages)(document, document.plan, fit))
    return _whole(document, stylesheet, body, " tight" if fit.tight else "")


def _whole(document: HandoutDocument, stylesheet: str, body: str, tight: str = "") -> str:
    classes = f"sheet paper-{document.paper} size-{document.print_size} kind-{document.kind}{tight}"
    return (
        f'<!DOCTYPE html>\n<html lang="{attribute(document.language)}" class="{classes}">\n'
        f"<head>{_head(document, stylesheet)}</head>\n<body>{_running(document)}<main>{body}</main></body>\n</html>\n"
    )


def diary_html(document: HandoutDocument, plan: Plan, stylesheet: str = STYLESHEET) -> str:
    """The diary on a sheet of its own: the plan's two weeks, two more whose days are written in, room for notes."""
    blank = replace(plan.diary, corner="", days=("",) * len(plan.diary.days))
    body = (
        f"{parts.letterhead(document.letterhead)}<h1>{text(plan.diary.sheet_heading)}</h1>"
        f'<p class="message">{text(plan.diary.lead)}</p>'
        f"{parts.bare_diary(plan.diary)}{parts.bare_diary(blank)}{parts.notes(plan.notes, DIARY_SHEET_LINES)}"
    )
    return _whole(document, stylesheet, body)


def plan_page_body(document: HandoutDocument) -> str:
    """The same words for the patient's own page: headings from h1, drawings with their alt text, nothing left out."""
    body = _letter_body(document.letter) if document.letter else ""
    if document.plan:
        body = "".join(_page(document.plan))
    head = document.letterhead
    draft = f'<p class="notice">{text(head.draft)}</p>' if head.draft else ""
    foot = "".join(f'<p class="small">{text(words)}</p>' for words in (document.footer.line, head.sample) if words)
    return f'<div class="plan-page">{draft}{body}{foot}</div>'


# --- what every printed page has


def _head(document: HandoutDocument, stylesheet: str) -> str:
    return (
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>'
        f"<title>{text(document.title)}</title>"
        f'<meta name="author" content="{attribute(document.author)}"/>'
        f'<meta name="dcterms.created" content="{attribute(document.created)}"/>'
        f'<meta name="dcterms.modified" content="{attribute(document.created)}"/>'
        f'<meta name="handout-version" content="{attribute(document.token)}"/>'
        f'<link rel="stylesheet" href="{attribute(stylesheet)}"/>'
    )


def _running(document: HandoutDocument) -> str:
    """The footer: the page number floats beside the last line, so that a long name never narrows the first."""
    before, _, rest = document.footer.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    number = (
        f'<p class="page-of">{text(before)}<span class="page"></span>{text(between)}'
        f'<span class="pages"></span>{text(after)}</p>'
    )
    line, sample = f"<p>{text(document.footer.line)}</p>", document.letterhead.sample
    notice = f"<p><strong>{text(sample)}</strong></p>"
    return f"<footer>{line + number + notice if sample else number + line}</footer>"


# --- the plan


def _two_pages(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    cards = plan.activities.cards
    first, later = cards[: fit.first_cards], cards[fit.first_cards :]
    yield parts.letterhead(document.letterhead)
    yield _opening(plan, fit.summary)
    yield _front(plan, fit.outline)
    yield html_cards.activities(plan.activities, first, plan.pain_rule, more=plan.activities.more if later else "")
    yield parts.help_box(plan.help)
    yield parts.later_letterhead(document.letterhead)
    yield f'<div class="later-cards">{html_cards.activity_cards(plan.activities, later)}</div>' if later else ""
    yield from _keep_going(document, plan, fit)


def _flowing(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    """Larger type: Get help now stands before the activities, so that it is on page 1 whatever follows."""
    large = document.print_size is PrintSize.LARGE
    front, box = _front(plan, fit.outline), parts.help_box(plan.help)
    activities = html_cards.activities(plan.activities, plan.activities.cards, plan.pain_rule)
    yield parts.letterhead(document.letterhead)
    yield _opening(plan, fit.summary)
    yield box + front if fit.help_first else front + box
    # Help pushed to the top leaves the rest of page 1 short: then the activities follow without a break of their own.
    yield f'<div class="new-page">{activities}</div>' if large and not fit.help_first else activities
    yield from _keep_going(document, plan, fit)


def _opening(plan: Plan, named: bool = True) -> str:
    reader = f"<p>{text(plan.reader)}</p>" if plan.reader else ""
    summary = f'<p class="summary">{text(plan.summary)}</p>' if plan.summary and named else ""
    message = plan.message if named or not plan.message_naming else plan.message_naming
    return f'<h1>{text(plan.heading)}</h1><p class="message">{text(message)}</p>{summary}{reader}'


def _front(plan: Plan, outline: bool) -> str:
    return parts.pair(parts.told_us(plan.told_us, outline), parts.block(plan.may_be, "may-be"), "front")


def _keep_going(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    flare_up, outlook = parts.block(plan.flare_up, "flare-up"), parts.outlook(plan.outlook, fit.extras)
    tips = parts.tips(plan.tips) if plan.tips else ""
    after = parts.after_moving(plan.pain_rule, fit.extras) if plan.pain_rule else ""
    sections = [one for one in (tips, flare_up, outlook, after) if one]
    one_column = document.print_size is PrintSize.LARGE
    yield f'<div class="changes">{"".join(sections)}</div>' if one_column else parts.columns(sections, "changes")
    yield parts.visit(plan.visit, fit.extras)
    about, notes = parts.about(plan.about, on_paper=True, sources=fit.extras), parts.notes(plan.notes, fit.note_lines)
    if fit.own_sheet:
        head, diary = parts.later_letterhead(document.letterhead), parts.diary(plan.diary, plan.diary.sheet_heading)
        yield f'<div class="own-sheet">{head}{diary}{notes}{about}</div>'
    elif fit.diary_days < len(plan.diary.days):
        yield parts.week_diary(plan.diary, fit.diary_days, notes) + about
    else:
        yield parts.diary(plan.diary, plan.diary.heading) + notes + about


def _page(plan: Plan) -> Iterable[str]:
    """The plan for the screen, in the order of the sheet."""
    yield _opening(plan)
    yield _front(plan, True)
    yield html_cards.activities(plan.activities, plan.activities.cards, plan.pain_rule, on_paper=False)
    yield parts.help_box(plan.help)
    yield parts.tips(plan.tips) if plan.tips else ""
    yield parts.block(plan.flare_up, "flare-up")
    yield parts.outlook(plan.outlook)
    yield parts.after_moving(plan.pain_rule) if plan.pain_rule else ""
    yield parts.visit(plan.visit, True)
    yield parts.diary_by_week(plan.diary, plan.diary.heading)
    yield parts.notes(plan.notes, 0)
    yield parts.about(plan.about, on_paper=False)


# --- the letter


def _letter(document: HandoutDocument, letter: Letter, fit: Fit) -> str:
    return parts.letterhead(document.letterhead) + _letter_body(letter, fit.outline)


def _letter_body(letter: Letter, outline: bool = True) -> str:
    blocks = (
        parts.block(letter.where, "where"),
        parts.help_box(letter.help),
        parts.block(letter.say, "say"),
        parts.block(letter.call, "call"),
        parts.told_us(letter.told_us, outline),
        parts.block(letter.about, "about-letter"),
    )
    return f'<h1>{text(letter.heading)}</h1><p class="message">{text(letter.message)}</p>{"".join(blocks)}'
