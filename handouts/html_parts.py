"""The other parts of a handout as HTML. In: values of a HandoutDocument. Out: XHTML text, everything escaped.
Each function is one block of the sheet; handouts.html puts them in order.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import compress, product
from operator import not_

from handouts.composition.blocks import (
    About,
    Block,
    Diary,
    HelpBox,
    Labelled,
    Letterhead,
    Notes,
    Outlook,
    PainRule,
    Tips,
    ToldUs,
    Visit,
)
from handouts.html_words import figure, headed, joined, paragraphs, text

HELP_ID = "get-help-now"
# Letters on a line of half the width of the help box.
COLUMN = 40
DAYS_A_WEEK = 7
_TAG = re.compile("<[^>]+>")


def letterhead(head: Letterhead) -> str:
    """The clinic line of page 1, or the note that nobody has approved the sheet yet."""
    return (
        '<header class="letterhead curled"><div class="row"><p class="cell who">'
        f"<strong>{text(head.clinic)}</strong></p>{_contact(head, head.contact)}</div></header>"
    )


def later_letterhead(head: Letterhead) -> str:
    """The line of page 2 and of a sheet of its own."""
    row = f'<h2 class="cell who">{text(head.later)}</h2>{_contact(head, head.later_contact)}'
    return f'<div class="letterhead one-loop new-page"><div class="row">{row}</div></div>'


def _contact(head: Letterhead, words: str) -> str:
    said = f'<strong class="draft">{text(head.draft)}</strong>' if head.draft else text(words)
    return f'<p class="cell contact">{said}</p>'


def pair(left: str, right: str, name: str) -> str:
    """Two blocks side by side."""
    return f'<div class="pair {name}"><div class="cell left">{left}</div><div class="cell right">{right}</div></div>'


def columns(sections: Sequence[str], name: str) -> str:
    """Sections in two columns, the first on the left, so that the longer column is as short as it can be."""
    lines = [_lines(section) for section in sections]
    ways = [(True, *sides) for sides in product((True, False), repeat=len(sections) - 1) if not all(sides)]
    # Of two as short, the one that keeps more of the order.
    best = min(ways, key=lambda way: (max(_sums(lines, way)), way[::-1]))
    left, right = ("".join(compress(sections, way)) for way in (best, map(not_, best)))
    return pair(left, right, name)


def _sums(lines: Sequence[int], way: Sequence[bool]) -> tuple[int, int]:
    left = sum(compress(lines, way))
    return left, sum(lines) - left


def _lines(section: str) -> int:
    """About how many lines of half a page a section takes, its heading among them."""
    return 1 + sum(1 + len(_TAG.sub("", words)) // COLUMN for words in section.split("<p>")[1:])


def block(part: Block, name: str) -> str:
    """A heading, if it has one, with its paragraphs."""
    heading = f"<h2>{text(part.heading)}</h2>" if part.heading else ""
    return f'<section class="{name}">{heading}{paragraphs(part.paragraphs)}</section>'


def told_us(told: ToldUs, with_outline: bool) -> str:
    """What they told us, with the marked body beside it."""
    lines = (*told.lines, told.view if with_outline and told.outline else "")
    picture = f'<div class="cell outline">{figure(told.outline)}</div>' if with_outline and told.outline else ""
    row = f'<div class="row">{picture}<div class="cell words">{paragraphs(lines)}</div></div>'
    return f'<section class="told-us">{headed(told.heading, told.not_right)}{row}</section>'


def help_box(box: HelpBox) -> str:
    """The same words in the same place on every sheet; a sheet never leaves any of them out."""
    lists = (f'<div class="cell"><ul>{_items(signs)}</ul></div>' for signs in _two_columns(box.signs) if signs)
    return (
        f'<section class="help">{headed(box.heading, f"**{box.lead}**", HELP_ID)}'
        f'<div class="row">{"".join(lists)}</div>{paragraphs([box.danger])}'
        f'<p class="today">{text(box.today)}</p></section>'
    )


def _items(words: Iterable[str]) -> str:
    return "".join(f"<li>{text(item)}</li>" for item in words)


def _two_columns(signs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The list cut in two so that the longer column is as short as it can be."""
    lines = [1 + len(sign) // COLUMN for sign in signs]
    cut = min(range(1, len(signs) + 1), key=lambda at: max(sum(lines[:at]), sum(lines[at:])), default=0)
    return signs[:cut], signs[cut:]


def tips(part: Tips) -> str:
    """What sets it off, one change each."""
    return f'<section class="tips"><h2>{text(part.heading)}</h2>{"".join(map(_labelled, part.tips))}</section>'


def _labelled(tip: Labelled) -> str:
    return f"<p><strong>{text(tip.label)}</strong> {text(tip.text)}</p>"


def outlook(part: Outlook, more: bool = True) -> str:
    """How long it tends to last, and what goes with that."""
    return block(Block(part.heading, (joined(part.sentence, part.more if more else ""),)), "outlook")


def after_moving(rule: PainRule, more: bool = True) -> str:
    """What to do at a line and after a stop, then what to expect, which may be left out."""
    words = joined(rule.stopped, rule.settle) if more else rule.stopped
    return block(Block(rule.heading, (words or rule.settle,)), "after")


def visit(part: Visit, more: bool) -> str:
    """What happens next, with the date in a box of its own; the clinic's name, which stands on top of the page too, may
    be left out with the rest of `more`."""
    lines = (*part.when, part.where) if part.where and more else part.when
    when = f'<p class="cell when">{" <br/>".join(map(text, lines))}</p>' if part.when else ""
    words = f'<div class="cell words"><p>{text(joined(part.more if more else "", part.words))}</p></div>'
    return f'<section class="visit"><h2>{text(part.heading)}</h2><div class="row">{when}{words}</div></section>'


def diary(part: Diary, heading: str) -> str:
    """The whole diary."""
    table = _diary_table(part, part.corner, part.days)
    return f'<section class="diary">{headed(heading, part.lead)}{table}</section>'


def diary_by_week(part: Diary, heading: str) -> str:
    """The whole diary for a screen: a table a week, since a phone has room for seven days."""
    weeks = (part.days[first : first + DAYS_A_WEEK] for first in range(0, len(part.days), DAYS_A_WEEK))
    tables = "".join(_diary_table(part, part.corner, days) for days in weeks)
    return f'<section class="diary">{headed(heading, part.lead)}{tables}</section>'


def bare_diary(part: Diary) -> str:
    """The table alone, for a sheet whose heading says the rest."""
    return f'<section class="diary">{_diary_table(part, part.corner, part.days)}</section>'


def week_diary(part: Diary, days: int, beside: str) -> str:
    """The first days of the diary, with something beside it."""
    table = _diary_table(part, part.week_corner, part.days[:days])
    row = f'<div class="row"><div class="cell table">{table}</div><div class="cell">{beside}</div></div>'
    return f'<section class="diary week">{headed(part.week_heading, part.lead)}{row}</section>'


def _diary_table(part: Diary, corner: str, days: tuple[str, ...]) -> str:
    heads = "".join(f'<th scope="col">{" <br/>".join(map(text, day.split(" ", 1)))}</th>' for day in days)
    cells = "<td></td>" * len(days)
    rows = "".join(f'<tr><th scope="row">{text(row)}</th>{cells}</tr>' for row in part.rows)
    head = f'<thead><tr><th scope="col" class="corner">{text(corner)}</th>{heads}</tr></thead>'
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def notes(part: Notes, lines: int) -> str:
    """The clinician's words, then lines to write on."""
    label = f"**{part.from_label}**" if part.from_label else ""
    return f'<section class="notes">{headed(part.heading, joined(label, part.text))}{"<hr/>" * lines}</section>'


def about(part: About, *, on_paper: bool, sources: bool = True) -> str:
    """Where it comes from: on paper with the QR code, on the screen with all that is said about it; a crowded sheet
    leaves the titles of its sources to the screen."""
    code = f'<div class="cell qr">{figure(part.qr)}</div>' if on_paper and part.qr else ""
    words = part.words if on_paper else joined(part.words, part.more)
    ask = f'<p class="ask"><strong>{text(part.ask)}</strong></p>'
    *first, last = words.splitlines() or [""]
    if first and not sources:
        *first, last = first
    said = f'{paragraphs([part.online, *first])}<p class="last">{text(last)}</p> {ask}'
    row = f'<div class="row">{code}<div class="cell words"><h2>{text(part.heading)}</h2>{said}</div></div>'
    return f'<section class="about">{row}</section>'
