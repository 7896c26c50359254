"""Words and pictures of a handout as XHTML text, everything escaped. In: words of a HandoutDocument. Out: text that may
stand between tags or in an attribute.
"""

import re
from collections.abc import Iterable
from html import escape

from handouts.composition.blocks import Figure

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ALT = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Words of a document as they stand between tags, `**these**` bold."""
    return _BOLD.sub(r"<strong>\1</strong>", escape(_NOT_XML.sub("", words), quote=False))


def attribute(words: str) -> str:
    """Words of a document as they stand in an attribute."""
    return escape(_NOT_XML.sub("", words), quote=True)


def joined(*sentences: str) -> str:
    """Sentences that are there, with a space between."""
    return " ".join(sentence for sentence in sentences if sentence)


def paragraphs(sentences: Iterable[str]) -> str:
    """One paragraph each."""
    return "".join(f"<p>{text(words)}</p>" for words in sentences if words)


def headed(heading: str, words: str, name: str = "") -> str:
    """A heading with words on the same line, as far as they fit; `name` is its id."""
    own = f' id="{name}"' if name else ""
    beside = f' <p class="beside">{text(words)}</p>' if words else ""
    return f'<div class="headed"{own}><h2>{text(heading)}</h2>{beside}</div>'


def figure(drawn: Figure | None) -> str:
    """The drawing inline, with the document's alt text as its title; a reader hears it as one picture."""
    if drawn is None:
        return ""
    alt = f"<title>{text(drawn.alt)}</title>"
    drawing = _ALT.sub(lambda _: alt, drawn.svg, count=1).replace(' role="img"', "", 1)
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{attribute(drawn.alt)}" ', 1)
