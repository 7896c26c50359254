"""The HTML of a sheet before it is laid out: parsed once, checked, its drawings lifted out. In: XHTML that the product
made. Out: an element tree that can reach nothing outside and run nothing; RenderFailed for anything else."""

import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree

from worker.render_failed import RenderFailed

LINK_SCHEMES = frozenset({"https", "tel", "mailto"})
ELEMENTS = frozenset(
    {
        "html", "head", "meta", "title", "link", "body", "main", "header", "footer", "section", "article", "div", "p",
        "span", "strong", "em", "b", "br", "hr", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "a", "img",
        "table", "caption", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption",
    }
)  # fmt: skip
MOST_CHARACTERS = 2_000_000
_INLINE_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SAID = re.compile(r' (?:role|aria-label)="[^"]*"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def parsed(html: str, keep: Callable[[str], str]) -> ElementTree.Element:
    """The parsed page: figures lifted out, nothing in it that could reach out or run.

    `keep` takes a drawing and says by what address the page has it. RenderFailed for anything else."""
    if len(html) > MOST_CHARACTERS:
        raise RenderFailed("too_long")
    if html.count("<!") > 1 or not html.startswith("<!DOCTYPE html>"):
        raise RenderFailed("markup")
    try:
        root = ElementTree.fromstring(_INLINE_SVG.sub(partial(_lifted, keep), html))  # noqa: S314  no doctype but the bare one
    except (ElementTree.ParseError, ValueError) as problem:
        raise RenderFailed("markup") from problem
    for element in root.iter():
        _clean(element)
    return root


def _lifted(keep: Callable[[str], str], found: re.Match[str]) -> str:
    """An inline drawing as an image of its own, with its title as alt text."""
    title = _TITLE.search(found[0])
    alt = escape(unescape(title[1]), quote=True) if title else ""
    return f'<img src="{keep(drawing_only(found[0]))}" alt="{alt}"/>'


def drawing_only(svg: str) -> str:
    """The drawing without what is said about it, so that one drawing is kept once whatever it is called."""
    opening, close, drawing = _TITLE.sub("", svg, count=1).partition(">")
    return f"{_SAID.sub('', opening)}{close}{drawing}"


def _clean(element: ElementTree.Element) -> None:
    if element.tag not in ELEMENTS or "style" in element.attrib:
        raise RenderFailed("markup")
    if element.tag == "link":
        # The stylesheet is parsed once per process; what the page names is for the screen.
        element.attrib.clear()
    target = element.get("href")
    if target is not None and not target.startswith("#") and urlsplit(target).scheme not in LINK_SCHEMES:
        del element.attrib["href"]
    element.attrib.pop("rel", None)
