"""The activities of a handout as HTML: the pain rule, and a card each. In: values of a HandoutDocument. Out: XHTML
text, everything escaped.
"""

from handouts.composition.blocks import Activities, Card, PainRule
from handouts.html_words import figure, paragraphs, text

# Letters on a line of the steps, and of how it should feel; lines beside a picture.
STEP_COLUMN, SIGN_COLUMN, PICTURE_LINES = 40, 25, 4


def activities(
    part: Activities, cards: tuple[Card, ...], rule: PainRule | None, *, more: str = "", on_paper: bool = True
) -> str:
    """The heading, the pain rule and some of the cards, or why there are none; `more` says that the others are over
    the page."""
    hint = f' <span class="more">{text(more)}</span>' if more else ""
    beside = "" if more else ' class="beside"'
    lead = f" <p{beside}>{text(rule.lead)}</p>" if rule else ""
    heading = f'<div class="headed do-this"><h2>{text(part.heading)}{hint}</h2>{lead}</div>'
    shown = activity_cards(part, cards, on_paper=on_paper) + paragraphs(part.none)
    return f'<section class="activities">{heading}{pain_bar(rule) if rule else ""}{shown}</section>'


def activity_cards(part: Activities, cards: tuple[Card, ...], *, on_paper: bool = True) -> str:
    """Some of the cards, without a heading; the screen has room for why and when."""
    return "".join(_card(card, part, "" if on_paper else _why_and_when(card, part)) for card in cards)


def _why_and_when(card: Card, part: Activities) -> str:
    said = ((part.why, card.why), (part.when, card.when_cue))
    return "".join(f'<p class="why"><strong>{text(label)}</strong> {text(words)}</p>' for label, words in said if words)


def _card(card: Card, part: Activities, more: str) -> str:
    """Number, title and dose on one line; below it the picture, the steps, and how it should feel."""
    steps = "".join(f"<li>{text(step)}</li>" for step in card.steps)
    caution = f'<p class="caution">{text(card.caution)}</p>' if card.caution else ""
    beside, above = (caution, "") if _fits_under_steps(card, part) else ("", caution)
    title = f'<h3><span class="disc">{card.number}</span> {text(card.title)}</h3>'
    return (
        f'<article class="card"><div class="headed">{title} <p class="dose">{text(card.dose)}</p></div>'
        f'{above}<div class="row"><div class="cell picture">{figure(card.figure)}</div>'
        f'<div class="cell steps">{beside}<ol>{steps}</ol></div><div class="cell signs">'
        f"<p><strong>{text(part.feel)}</strong> {text(card.feel)}</p>"
        f"<p><strong>{text(part.stop_if)}</strong> {text(card.stop)}</p>{more}</div></div></article>"
    )


def _fits_under_steps(card: Card, part: Activities) -> bool:
    """Whether the caution takes no height of its own in the column of the steps; else it gets the full width."""
    steps = sum(1 + len(step) // STEP_COLUMN for step in card.steps)
    signs = sum(1 + len(f"{label} {words}") // SIGN_COLUMN for label, words in _signs(card, part))
    return steps + 1 + len(card.caution) // STEP_COLUMN <= max(signs, PICTURE_LINES)


def _signs(card: Card, part: Activities) -> tuple[tuple[str, str], tuple[str, str]]:
    return (part.feel, card.feel), (part.stop_if, card.stop)


def pain_bar(rule: PainRule) -> str:
    """The three parts: white, grey, solid."""
    parts = (("fine", rule.fine), ("less", rule.less), ("stop", rule.stop))
    bar = "".join(
        f'<p class="cell {name}"><span><strong>{text(part.label)}</strong> {text(part.text)}</span></p>'
        for name, part in parts
    )
    return f'<div class="bar">{bar}</div>'
