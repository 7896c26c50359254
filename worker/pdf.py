"""HTML → PDF/UA-1 bytes; the only module that knows WeasyPrint. In: XHTML made by handouts.html, or a HandoutDocument.
Out: bytes, the same for the same input. It can reach packaged static files and nothing else.
"""

import atexit
import hashlib
import logging
import os
import re
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pydyf
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Document
from weasyprint.pdf.stream import Stream
from weasyprint.svg import SVG
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from handouts.composition.document import HandoutDocument
from handouts.fit import FIRST, TARGET_PAGES, Fit, Trial, next_fit
from handouts.html import HELP_ID, sheet_html
from worker.letters import ReadableFonts
from worker.page_source import drawing_only, parsed
from worker.render_failed import RenderFailed

STATIC = Path(__file__).resolve().parent.parent / "handouts" / "static"
# No such host exists; the fetcher answers for it from the packaged static folder.
BASE = "https://packaged.invalid/"
SHEET = f"{BASE}handouts/print.css"
FIGURE = "figure:"
KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
SVG_TAG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset({"svg", "title", "g", "path", "circle", "ellipse", "line", "polyline", "polygon", "rect", "clipPath"})
MM = 25.4 / 96
MOST_FIGURES = 200
_QR_RUNS = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")
_QR = re.compile(r'<path d="((?:M\d+ \d+h\d+v1h-\d+z)+)" fill="#17212B"/>')

logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One PDF, how many pages it has, and how tightly it was set."""

    pdf: bytes
    pages: int
    fit: Fit


class PackagedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers for packaged stylesheets, pictures and fonts; refuses every other address without opening it."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The packaged file behind `url`; ValueError for anything else."""
        path = packaged_path(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> URLFetcherResponse:
        """The same door for the other name the base class has."""
        return self.fetch(url if isinstance(url, str) else url.full_url)


def packaged_path(url: str) -> Path:
    """The file that a packaged address names; ValueError when it is not one."""
    if not url.startswith(BASE):
        raise ValueError("only packaged files may be fetched")
    path = (STATIC / unquote(urlsplit(url).path).lstrip("/")).resolve()
    if not path.is_relative_to(STATIC) or path.suffix not in KINDS or not path.is_file():
        raise ValueError("no such packaged file")
    return path


class _Parsed(HTML):  # type: ignore[misc]
    """A document that expat has parsed already; WeasyPrint would parse it again, and more slowly."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.base_url = BASE
        self.url_fetcher = _press().fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


# --- figures


class Figure:
    """A drawing as WeasyPrint wants its images, drawn once into PDF operators and used again from then on."""

    def __init__(self, digest: str, svg: str, fetcher: PackagedFiles) -> None:
        root = ElementTree.fromstring(svg)  # noqa: S314  our own markup, checked for doctypes before
        if any(element.tag.removeprefix(SVG_TAG) not in DRAWN for element in root.iter()):
            raise RenderFailed("figure")
        drawing = SVG(root, "", None, fetcher)
        box: tuple[float, float, float, float] = drawing.get_viewbox() or (0.0, 0.0, 100.0, 100.0)
        self._width, self._height = box[2:]
        self.id = digest
        stream = Stream({}, (0, 0, self._width, self._height), _no_resources(), {}, None, {}, None)
        if (squares := _QR.search(svg)) is not None:
            _draw_squares(stream, squares[1])
        else:
            drawing.draw(stream, self._width, self._height, "", None)
        self._resources = {name: dict(entries) for name, entries in stream._resources.items() if entries}
        self.is_plain = self._resources.keys() <= {"ExtGState"}
        self._ink = zlib.compress(b"\n".join(_bytes(part) for part in stream.stream))

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Width, height and their ratio."""
        return self._width, self._height, self._width / self._height

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Put the drawing on the page, at this size."""
        name = stream.add_image(self, True, 1)
        stream.transform(a=width / self._width, d=height / self._height)
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        """The drawing as one object of a PDF; a new one each time, since the file writes its number into it."""
        states = {name: pydyf.Dictionary(state) for name, state in self._resources.get("ExtGState", {}).items()}
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array((0, 0, self._width, self._height)),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary(states), "Font": None}),
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([self._ink], pydyf.Dictionary(extra))


def _no_resources() -> Any:
    names = ("ExtGState", "XObject", "Pattern", "Shading")
    return pydyf.Dictionary({name: pydyf.Dictionary() for name in names} | {"ColorSpace": None})


def _bytes(part: Any) -> bytes:
    data = part.data if isinstance(part, pydyf.Object) else part
    return data if isinstance(data, bytes) else str(data).encode()


def _draw_squares(stream: Any, runs: str) -> None:
    """The runs of a QR code as rectangles: the same picture, much sooner than by drawing each as a path."""
    stream.set_color_rgb(0x17 / 255, 0x21 / 255, 0x2B / 255)
    for x, y, length in _QR_RUNS.findall(runs):
        stream.rectangle(int(x), int(y), int(length), 1)
    stream.fill()


# --- the press: what is made once per process


class _Press:
    """Fonts, stylesheet and drawings, shared by every document of this process."""

    def __init__(self) -> None:
        self.fetcher = PackagedFiles()
        self.fonts = FontConfiguration()
        self.stylesheet = CSS(url=SHEET, url_fetcher=self.fetcher, font_config=self.fonts)
        atexit.register(_drop_font_copies, self.fonts._folder, os.getpid())
        self.images: dict[str, Any] = {}
        for path in sorted((STATIC / "handouts").glob("*.svg")):
            self.images[f"{BASE}handouts/{path.name}"] = Figure(path.stem, path.read_text("utf-8"), self.fetcher)

    def sheet(self, name: str) -> CSS:
        """A further packaged stylesheet."""
        return CSS(url=f"{BASE}handouts/{name}", url_fetcher=self.fetcher, font_config=self.fonts)

    def keep(self, svg: str) -> str:
        """The address under which the drawing can be used as an image."""
        digest = hashlib.sha256(svg.encode()).hexdigest()[:32]
        address = FIGURE + digest
        if address not in self.images:
            self._make_room()
            figure = Figure(digest, svg, self.fetcher)
            if not figure.is_plain:
                raise RenderFailed("figure")
            self.images[address] = figure
        return address

    def _make_room(self) -> None:
        """Drop the oldest drawing when there are many: one person's body outline is of use to nobody else."""
        figures = [address for address in self.images if address.startswith(FIGURE)]
        if len(figures) >= MOST_FIGURES:
            del self.images[figures[0]]


def _drop_font_copies(folder: Path, owner: int) -> None:
    """WeasyPrint copies fonts to a temporary folder; the process that made it clears it, never a child of that one."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _press() -> _Press:
    return _Press()


# --- documents


def pdf_of(document: HandoutDocument) -> Rendered:
    """The PDF of a handout, set as loosely as two pages allow."""
    fit = FIRST
    while True:
        laid_out = _laid_out(sheet_html(document, fit))
        tighter = next_fit(document, fit, _trial(laid_out))
        if tighter is None:
            return Rendered(_written(laid_out), len(laid_out.pages), fit)
        fit = tighter


def pdf_of_html(html: str, sheets: tuple[str, ...] = ()) -> bytes:
    """The PDF of a page that handouts.html, or a view like it, has made; `sheets` go on top of print.css."""
    return _written(_laid_out(html, sheets))


def laid_out_pages(html: str, sheets: tuple[str, ...] = ()) -> list[Any]:
    """WeasyPrint's pages with their boxes, for tests that look at the layout."""
    return list(_laid_out(html, sheets).pages)


def keep_figure(svg: str) -> None:
    """Draw a figure before it is needed."""
    _press().keep(drawing_only(svg))


def _laid_out(html: str, sheets: tuple[str, ...] = ()) -> Document:
    press = _press()
    root = parsed(html, press.keep)
    styles = [press.stylesheet, *map(press.sheet, sheets)]
    return _Parsed(root).render(font_config=press.fonts, stylesheets=styles, cache=press.images, pdf_variant="pdf/ua-1")


def _written(laid_out: Document) -> bytes:
    laid_out.fonts = ReadableFonts()
    pdf: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=True)
    return pdf


def _trial(laid_out: Document) -> Trial:
    help_page = next((number for number, page in enumerate(laid_out.pages, 1) if HELP_ID in page.anchors), 0)
    heights = [_height(page) for page in laid_out.pages]
    room = [page._page_box.height for page in laid_out.pages]
    first_over = heights[0] + heights[1] - room[0] if help_page > 1 else 0.0
    rest = heights[TARGET_PAGES - 1 :]
    all_over = sum(rest) - room[TARGET_PAGES - 1] if rest else 0.0
    return Trial(len(heights), help_page, first_over * MM, all_over * MM)


def _height(page: Any) -> float:
    """How far down its content box a page is filled, in CSS pixels."""
    main = page._page_box.children[0].children[0].children[-1]
    bottom = max((box.position_y + box.margin_height() for box in main.children), default=0.0)
    return float(bottom - page._page_box.content_box_y())
