"""Drawings of the library. In: the text of figure.svg. Out: the same text checked, on the wanted side, without ids,
so that it can stand many times on one page."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

DRAWING = '<g id="drawing">'
FLIPPED = '<g transform="matrix(-1 0 0 1 240 0)">'
WIDTH, MOST_BYTES = 240.0, 25_000
VIEW_BOX = "0 0 240 180"
_UPRIGHT = re.compile(r'class="upright" transform="translate\(([\d.]+) ([\d.]+)\)"')
_SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = frozenset({"style", "href", "onload", "onclick"})
_ELEMENTS = frozenset({"svg", "title", "g", "path", "circle", "ellipse", "line", "polyline", "polygon", "rect"})


def faults(text: str, alt: str) -> Iterator[str]:
    """What is wrong with a figure, in words; nothing for a good one."""
    if len(text.encode()) > MOST_BYTES:
        yield f"expected at most {MOST_BYTES} bytes"
    if "<!" in text:
        yield "expected no comment, doctype or entity"
        return
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  a packaged file without a doctype
    except ElementTree.ParseError as problem:
        yield f"not valid XML: {problem}"
        return
    yield from _form_faults(root, text, alt)


def _form_faults(root: ElementTree.Element, text: str, alt: str) -> Iterator[str]:
    if root.get("viewBox") != VIEW_BOX:
        yield f'expected viewBox="{VIEW_BOX}"'
    if len(root) == 0 or root[0].tag != f"{_SVG}title" or root[0].text != alt:
        yield f"expected the first child <title>{alt}</title>"
    if text.count(DRAWING) != 1:
        yield f"expected {DRAWING} once"
    for element in root.iter():
        if element.tag.removeprefix(_SVG) not in _ELEMENTS:
            yield f"<{element.tag.removeprefix(_SVG)}> is not allowed"
        for name in FORBIDDEN.intersection(element.keys()):
            yield f"the attribute {name} is not allowed"


def on_side(text: str, left: bool) -> str:
    """The figure for the right side as drawn, or mirrored for the left; what is marked upright only moves."""
    if not left:
        return text.replace(DRAWING, "<g>", 1).strip()
    moved = _UPRIGHT.sub(lambda found: f'class="upright" transform="translate({_opposite(found[1])} {found[2]})"', text)
    return moved.replace(DRAWING, FLIPPED, 1).strip()


def _opposite(x: str) -> str:
    return f"{WIDTH - float(x):g}"
