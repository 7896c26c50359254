"""A HandoutDocument as HTML. In: the document and how tightly to set it. Out: XHTML text: the printed sheet, which is
also
the screen preview, and the body of the patient's own page. Every word comes from the document; everything is
escaped."""

import re
from collections.abc import Iterable
from html import escape

from handouts.composition.document import (
    About,
    Activities,
    Block,
    Card,
    Diary,
    Figure,
    HandoutDocument,
    HelpBox,
    Labelled,
    Letter,
    Letterhead,
    Notes,
    Outlook,
    PainRule,
    Plan,
    PrintSize,
    Tips,
    ToldUs,
    Visit,
)
from handouts.fit import FIRST, Fit, flows_freely

HELP_ID = "get-help-now"
STYLESHEET = "../static/handouts/print.css"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
COLUMN = 36  # letters on a line of half the width of the help box
_ALT = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def sheet_html(document: HandoutDocument, fit: Fit = FIRST, stylesheet: str = STYLESHEET) -> str:
    """The whole printed document; `stylesheet` is the address of print.css as the reader will see it."""
    body = _letter(document, document.letter) if document.letter else ""
    if document.plan:
        body = _plan(document, document.plan, fit)
    classes = f"sheet paper-{document.paper} size-{document.print_size} kind-{document.kind}"
    return (
        f'<!DOCTYPE html>\n<html lang="{_attribute(document.language)}" class="{classes}">\n<head>{_head(document, stylesheet)}</head>\n'
        f"<body>{_running(document)}<main>{body}</main></body>\n</html>\n"
    )


def plan_page_body(document: HandoutDocument) -> str:
    """The same words for the patient's own page: headings from h1, drawings with their alt text, nothing left out."""
    if document.letter:
        return f'<div class="plan-page">{_letter_body(document.letter)}</div>'
    plan = document.plan
    assert plan is not None  # noqa: S101  document_from_json and the composer both see to it
    return f'<div class="plan-page">{_notices(document.letterhead)}{"".join(_page_parts(plan))}{_page_about(document)}</div>'


def _page_parts(plan: Plan) -> Iterable[str]:
    yield _opening(plan)
    yield f'<div class="pair">{_told_us(plan.told_us, True)}{_block(plan.may_be, "may-be")}</div>'
    yield _activities(plan.activities, plan.activities.cards, "")
    yield _help(plan.help)
    yield _tips(plan.tips) if plan.tips else ""
    yield _block(plan.flare_up, "flare-up")
    yield _outlook(plan.outlook)
    yield _pain_rule(plan.pain_rule) if plan.pain_rule else ""
    yield _visit(plan.visit, True)
    yield _diary(plan.diary, plan.diary.heading, plan.diary.days)
    yield _notes(plan.notes, 0)


def _page_about(document: HandoutDocument) -> str:
    assert document.plan is not None  # noqa: S101
    return f'{_about(document.plan.about, False, True)}<p class="small">{_text(document.footer.line)}</p>'


# --- the head and what runs on every page


def _head(document: HandoutDocument, stylesheet: str) -> str:
    return (
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>'
        f"<title>{_text(document.title)}</title>"
        f'<meta name="author" content="{_attribute(document.author)}"/>'
        f'<meta name="dcterms.created" content="{_attribute(document.created)}"/>'
        f'<meta name="dcterms.modified" content="{_attribute(document.created)}"/>'
        f'<meta name="handout-version" content="{_attribute(document.token)}"/>'
        f'<link rel="stylesheet" href="{_attribute(stylesheet)}"/>'
    )


def _running(document: HandoutDocument) -> str:
    before, _, rest = document.footer.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    sample = document.letterhead.sample
    notice = f'<strong class="sample">{_text(sample)}</strong>' if sample else ""
    return (
        f'<div class="footer-left">{_text(document.footer.line)} {notice}</div>'
        f'<div class="footer-right">{_text(before)}<span class="page"></span>{_text(between)}'
        f'<span class="pages"></span>{_text(after)}</div>'
    )


# --- the plan, page by page


def _plan(document: HandoutDocument, plan: Plan, fit: Fit) -> str:
    return "".join(_flowing(document, plan, fit) if flows_freely(document) else _two_pages(document, plan, fit))


def _two_pages(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    cards = plan.activities.cards
    first, later = cards[: fit.first_cards], cards[fit.first_cards :]
    yield _letterhead(document.letterhead)
    yield _opening(plan)
    yield _pair(_told_us(plan.told_us, fit.extras), _block(plan.may_be, "may-be"), "front")
    yield _activities(plan.activities, first, plan.activities.more if later else "")
    yield _help(plan.help)
    yield _later_letterhead(document.letterhead)
    yield f'<div class="later-cards">{_cards(plan.activities, later)}</div>' if later else ""
    yield from _keep_going(document, plan, fit)


def _flowing(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    """Large type: Get help now stands before the activities, so that it is on page 1 whatever follows."""
    large = document.print_size is PrintSize.LARGE
    activities = _activities(plan.activities, plan.activities.cards, "")
    yield _letterhead(document.letterhead)
    yield _opening(plan)
    yield _pair(_told_us(plan.told_us, not large), _block(plan.may_be, "may-be"), "front")
    yield _help(plan.help)
    yield f'<div class="new-page">{activities}</div>' if large else activities
    yield f'<h2 class="keep-going">{_text(document.letterhead.later)}</h2>'
    yield from _keep_going(document, plan, fit)


def _keep_going(document: HandoutDocument, plan: Plan, fit: Fit) -> Iterable[str]:
    tips, flare = _tips(plan.tips) if plan.tips else "", _flare_up(plan, fit)
    yield _pair(tips, flare, "changes") if tips else f'<div class="alone">{flare}</div>'
    yield _outlook(plan.outlook) if fit.extras else ""
    yield _pain_rule(plan.pain_rule) if plan.pain_rule else ""
    yield _visit(plan.visit, fit.extras)
    about, notes = _about(plan.about, True, False), _notes(plan.notes, fit.note_lines)
    if fit.own_sheet:
        diary = _diary(plan.diary, plan.diary.sheet_heading, plan.diary.days)
        yield f'{about}<div class="own-sheet">{_later_letterhead(document.letterhead)}{diary}{notes}</div>'
    elif fit.diary_days < len(plan.diary.days):
        yield _week_diary(plan.diary, fit.diary_days, notes) + about
    else:
        yield _diary(plan.diary, plan.diary.heading, plan.diary.days) + notes + about


def _letterhead(head: Letterhead) -> str:
    contact = f'<strong class="draft">{_text(head.draft)}</strong>' if head.draft else _text(head.contact)
    return (
        '<header class="letterhead curled"><div class="row"><p class="cell who">'
        f'<strong>{_text(head.clinic)}</strong></p><p class="cell contact">{contact}</p></div></header>'
    )


def _later_letterhead(head: Letterhead) -> str:
    contact = f'<strong class="draft">{_text(head.draft)}</strong>' if head.draft else _text(head.later_contact)
    return (
        '<div class="letterhead one-loop new-page"><div class="row"><h2 class="cell who">'
        f'{_text(head.later)}</h2><p class="cell contact">{contact}</p></div></div>'
    )


def _notices(head: Letterhead) -> str:
    return "".join(f'<p class="notice">{_text(words)}</p>' for words in (head.draft, head.sample) if words)


def _opening(plan: Plan) -> str:
    reader = f"<p>{_text(plan.reader)}</p>" if plan.reader else ""
    return f'<h1>{_text(plan.heading)}</h1><p class="message">{_text(plan.message)}</p>{reader}'


def _pair(left: str, right: str, name: str) -> str:
    return f'<div class="pair {name}"><div class="cell left">{left}</div><div class="cell right">{right}</div></div>'


def _told_us(told: ToldUs, with_outline: bool) -> str:
    lines = "".join(f"<p>{_text(line)}</p>" for line in told.lines)
    not_right = f'<p class="beside">{_text(told.not_right)}</p>' if told.not_right else ""
    words = f'<div class="cell words">{lines}</div>'
    picture = f'<div class="cell outline">{_figure(told.outline)}</div>' if with_outline and told.outline else ""
    heading = f'<div class="headed"><h2>{_text(told.heading)}</h2> {not_right}</div>'
    return f'<section class="told-us">{heading}<div class="row">{picture}{words}</div></section>'


def _block(block: Block, name: str) -> str:
    heading = f"<h2>{_text(block.heading)}</h2>" if block.heading else ""
    return f'<section class="{name}">{heading}{_paragraphs(block.paragraphs)}</section>'


def _activities(activities: Activities, cards: tuple[Card, ...], more: str) -> str:
    hint = f' <span class="more">{_text(more)}</span>' if more else ""
    heading = f'<h2 class="do-this">{_text(activities.heading)}{hint}</h2>'
    return f'<section class="activities">{heading}{_cards(activities, cards)}</section>'


def _cards(activities: Activities, cards: tuple[Card, ...]) -> str:
    return "".join(_card(card, activities) for card in cards)


def _card(card: Card, activities: Activities) -> str:
    """Number, title and dose on one line; below it the picture, the steps, and how it should feel."""
    steps = "".join(f"<li>{_text(step)}</li>" for step in card.steps)
    caution = f'<p class="caution">{_text(card.caution)}</p>' if card.caution else ""
    return (
        f'<article class="card"><div class="headed"><h3><span class="disc">{card.number}</span> {_text(card.title)}</h3> '
        f'<p class="dose">{_text(card.dose)}</p></div><div class="row"><div class="cell picture">{_figure(card.figure)}</div>'
        f'<div class="cell steps"><ol>{steps}</ol>{caution}</div><div class="cell signs">'
        f"<p><strong>{_text(activities.feel)}</strong> {_text(card.feel)}</p>"
        f"<p><strong>{_text(activities.stop_if)}</strong> {_text(card.stop)}</p></div></div></article>"
    )


def _help(box: HelpBox) -> str:
    """The same words in the same place on every sheet; a sheet never leaves any of them out."""
    columns = "".join(f'<div class="cell"><ul>{_items(signs)}</ul></div>' for signs in _two_columns(box.signs) if signs)
    return (
        f'<section class="help" id="{HELP_ID}"><div class="headed"><h2>{_text(box.heading)}</h2> '
        f'<p class="beside"><strong>{_text(box.lead)}</strong></p></div><div class="row">{columns}</div><p class="today">{_text(box.today)}</p></section>'
    )


def _two_columns(signs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The list cut in two so that the longer column is as short as it can be."""
    lines = [1 + len(sign) // COLUMN for sign in signs]
    cut = min(range(1, len(signs) + 1), key=lambda at: max(sum(lines[:at]), sum(lines[at:])), default=0)
    return signs[:cut], signs[cut:]


def _flare_up(plan: Plan, fit: Fit) -> str:
    """Without extras it also says how long it tends to last, which then has no place of its own."""
    first = () if fit.extras else (plan.outlook.sentence,)
    return _block(Block(plan.flare_up.heading, (" ".join((*first, *plan.flare_up.paragraphs)),)), "flare-up")


def _tips(tips: Tips) -> str:
    return f'<section class="tips"><h2>{_text(tips.heading)}</h2>{"".join(map(_labelled, tips.tips))}</section>'


def _labelled(tip: Labelled) -> str:
    return f"<p><strong>{_text(tip.label)}</strong> {_text(tip.text)}</p>"


def _outlook(outlook: Outlook) -> str:
    return (
        f'<section class="outlook"><div class="headed"><h2>{_text(outlook.heading)}</h2> '
        f'<p class="beside">{_text(_joined(outlook.sentence, outlook.more))}</p></div></section>'
    )


def _pain_rule(rule: PainRule) -> str:
    parts = (("fine", rule.fine), ("less", rule.less), ("stop", rule.stop))
    bar = "".join(
        f'<p class="cell {name}"><span><strong>{_text(part.label)}</strong> {_text(part.text)}</span></p>'
        for name, part in parts
    )
    heading = f'<div class="headed"><h2>{_text(rule.heading)}</h2> <p class="beside">{_text(rule.settle)}</p></div>'
    return f'<section class="pain-rule">{heading}<div class="bar">{bar}</div></section>'


def _visit(visit: Visit, more: bool) -> str:
    when = f'<p class="cell when">{" <br/>".join(map(_text, visit.when))}</p>' if visit.when else ""
    words = f'<div class="cell words"><p>{_text(_joined(visit.more if more else "", visit.words))}</p></div>'
    return f'<section class="visit"><h2>{_text(visit.heading)}</h2><div class="row">{when}{words}</div></section>'


def _diary(diary: Diary, heading: str, days: tuple[str, ...]) -> str:
    return f'<section class="diary">{_diary_heading(heading, diary.lead)}{_diary_table(diary, diary.corner, days)}</section>'


def _week_diary(diary: Diary, days: int, notes: str) -> str:
    """One week, with the notes beside it."""
    table = _diary_table(diary, diary.week_corner, diary.days[:days])
    row = f'<div class="row"><div class="cell table">{table}</div><div class="cell">{notes}</div></div>'
    return f'<section class="diary week">{_diary_heading(diary.week_heading, diary.lead)}{row}</section>'


def _diary_heading(heading: str, lead: str) -> str:
    return f'<div class="headed"><h2>{_text(heading)}</h2> <p class="beside">{_text(lead)}</p></div>'


def _diary_table(diary: Diary, corner: str, days: tuple[str, ...]) -> str:
    heads = "".join(f'<th scope="col">{_text(day)}</th>' for day in days)
    cells = "<td></td>" * len(days)
    rows = "".join(f'<tr><th scope="row">{_text(row)}</th>{cells}</tr>' for row in diary.rows)
    head = f'<thead><tr><th scope="col" class="corner">{_text(corner)}</th>{heads}</tr></thead>'
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _notes(notes: Notes, lines: int) -> str:
    label = f"<strong>{_text(notes.from_label)}</strong> " if notes.from_label else ""
    heading = f'<div class="headed"><h2>{_text(notes.heading)}</h2> <p class="beside">{label}{_text(notes.text)}</p></div>'
    return f'<section class="notes">{heading}{"<hr/>" * lines}</section>'


def _about(about: About, qr: bool, more: bool) -> str:
    code = f'<div class="cell qr">{_figure(about.qr)}</div>' if qr and about.qr else ""
    words = _joined(about.words, about.more if more else "")
    heading = f'<div class="headed"><h2>{_text(about.heading)}</h2> <p class="beside">{_text(about.online)}</p></div>'
    said = f'{heading}<p class="said">{_text(words)}</p> <p class="ask"><strong>{_text(about.ask)}</strong></p>'
    return f'<section class="about"><div class="row">{code}<div class="cell words">{said}</div></div></section>'


# --- the letter


def _letter(document: HandoutDocument, letter: Letter) -> str:
    return _letterhead(document.letterhead) + _letter_body(letter)


def _letter_body(letter: Letter) -> str:
    return (
        f'<h1>{_text(letter.heading)}</h1><p class="message">{_text(letter.message)}</p>'
        f"{_block(letter.where, 'where')}{_block(letter.say, 'say')}{_help(letter.help)}"
        f"{_block(letter.call, 'call')}{_told_us(letter.told_us, True)}{_block(letter.about, 'about-letter')}"
    )


# --- small parts


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _paragraphs(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{_text(words)}</p>" for words in paragraphs if words)


def _items(words: Iterable[str]) -> str:
    return "".join(f"<li>{_text(item)}</li>" for item in words)


def _figure(figure: Figure | None) -> str:
    """The drawing inline, its title replaced by the document's alt text; a reader hears it as one picture."""
    if figure is None:
        return ""
    alt = f"<title>{escape(figure.alt, quote=False)}</title>"
    drawing = _ALT.sub(lambda _: alt, figure.svg, count=1)
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{_attribute(figure.alt)}" ', 1)


def _text(words: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(words, quote=False))


def _attribute(words: str) -> str:
    return escape(words, quote=True)
