"""The PDF: two pages, tagged, the same twice, nothing fetched, nothing that acts."""

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import page
import pikepdf
import pytest

from handouts.composition.blocks import Figure
from handouts.composition.document import HandoutDocument, Paper, PrintSize
from handouts.html import sheet_html
from tests.answers import EMERGENCY
from tests.handouts.paper import PLACES, document
from tests.worker.rendering import rendered_once
from tests.worker.structure import stretched
from worker import pdf
from worker.pdf_check import check_pdf
from worker.render_failed import RenderFailed

PAGE_POINTS = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.3, 841.9)}


def made(count: int = 3, **changes: Any) -> pdf.Rendered:
    """A rendered plan with so many activities."""
    return rendered_once(document(count, changes))


def words_on(content: bytes, number: int) -> str:
    """What stands on one page, by the words that were drawn (ligatures and order as in the file)."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        fonts = {name: _letters(font) for name, font in opened.pages[number].Resources.Font.items()}
        return re.sub(r"\s+", " ", "".join(_drawn(opened.pages[number], fonts)))


def _letters(font: pikepdf.Object) -> dict[str, str]:
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", font.ToUnicode.read_bytes().decode())
    return {glyph.lower(): bytes.fromhex(letters).decode("utf-16-be") for glyph, letters in pairs}


def _drawn(one: pikepdf.Page, fonts: dict[str, dict[str, str]]) -> Iterator[str]:
    letters: dict[str, str] = {}
    for step in pikepdf.parse_content_stream(one):
        operator, operands = str(step.operator), list(step.operands)
        if operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            parts = list(operands[0]) if operator == "TJ" else operands
            text = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield "".join(letters.get(text[at : at + 2].hex(), "") for at in range(0, len(text), 2)) + " "


@pytest.mark.parametrize("places", [["upper_back_r"], ["low_back_l", "buttock_l"], ["knee_front_l"]])
def test_nobody_is_drawn_wider_or_taller_than_they_are(places: list[str]) -> None:
    # One place needs half a body, the next the whole of it: both keep their shape in the same room.
    assert stretched(rendered_once(document(places=places)).pdf) == []


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [3, 4])
def test_three_and_four_activities_fill_two_pages(paper: Paper, count: int) -> None:
    rendered = made(count, paper=paper)
    assert rendered.pages == 2
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        assert [float(side) for side in opened.pages[0].mediabox[2:]] == pytest.approx(PAGE_POINTS[paper], abs=0.5)
    assert "Get help now" in words_on(rendered.pdf, 0) and "Call us today" in words_on(rendered.pdf, 0)
    assert "Page 1 of 2" in words_on(rendered.pdf, 0) and "Page 2 of 2" in words_on(rendered.pdf, 1)


@pytest.mark.parametrize("place", list(PLACES))
@pytest.mark.parametrize("size", list(PrintSize))
def test_get_help_now_is_on_page_1_of_every_sheet(place: str, size: PrintSize) -> None:
    rendered = rendered_once(document(0, {"print_size": size}, places=PLACES[place]))
    assert "Get help now" in words_on(rendered.pdf, 0)
    assert rendered.pages <= {PrintSize.STANDARD: 2, PrintSize.CLEAR: 4, PrintSize.LARGE: 4}[size]


def test_even_the_longest_names_leave_help_on_page_1() -> None:
    name = "Wolfeschlegelsteinhausen-Bergerdorff Maximiliana Philippa Alexandrina"
    rendered = made(4, first_name=name, short_name=name, note="Slowly. " * 30)
    assert "Get help now" in words_on(rendered.pdf, 0)


@pytest.mark.parametrize("given", [{}, EMERGENCY, {"places": ["low_back_m"]}], ids=["plan", "letter", "low back"])
@pytest.mark.parametrize("size", list(PrintSize))
def test_it_passes_every_machine_rule_of_pdf_ua_1(size: PrintSize, given: dict[str, Any]) -> None:
    report = page.validate_pdf_bytes(rendered_once(document(0, {"print_size": size}, **given)).pdf, profile="ua1")
    assert "Checks: 0 failed" in str(report), str(report)


def test_the_letter_is_one_page_without_any_exercise() -> None:
    rendered = rendered_once(document(**EMERGENCY))
    assert rendered.pages == 1
    words = words_on(rendered.pdf, 0)
    assert "911" in words and "Show them this page" in words and "times a" not in words


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf.pdf_of(document(3)).pdf == made(3).pdf


def test_it_names_nobody_and_knows_its_revision() -> None:
    rendered = made()
    assert check_pdf(rendered.pdf, "7KQ2-M9XA-4TRW-P3ZC-v1") == 2
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        said = " ".join(str(value) for value in opened.docinfo.values()) + opened.Root.Metadata.read_bytes().decode()
        assert "Maria" not in said and str(opened.docinfo["/Title"]) == "Your plan to ease your upper back"
        assert str(opened.Root.Lang) == "en"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261120")


def figures_in(node: Any) -> Iterator[Any]:
    """The figures of a structure tree."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if child.S == "/Figure":
                yield child
            yield from figures_in(child.get("/K", pikepdf.Array()))


@pytest.mark.parametrize("count", [1, 3, 4])
def test_every_figure_has_its_alt_text(count: int) -> None:
    document_ = document(count)
    rendered = rendered_once(document_)
    assert document_.plan is not None
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        alts = [str(found.Alt) for found in figures_in(opened.Root.StructTreeRoot.K)]
    drawn = [card.figure.alt for card in document_.plan.activities.cards]
    assert set(drawn) <= set(alts) and len(alts) == len(drawn) + 1 + rendered.fit.outline


def test_the_diary_has_real_headers() -> None:
    rendered = made()
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        kinds = [str(found.S) for found in _elements(opened.Root.StructTreeRoot.K)]
    days = rendered.fit.diary_days
    assert kinds.count("/TH") == 1 + days + 4 and kinds.count("/TD") == 4 * days


def _elements(node: Any) -> Iterator[Any]:
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child.get("/K", pikepdf.Array()))


# --- nothing gets out, nothing gets in


class Trap(HTTPServer):
    """A server on this machine that counts who comes."""

    visits = 0


class _Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Count the visit."""
        assert isinstance(self.server, Trap)
        self.server.visits += 1
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def trap() -> Iterator[Trap]:
    """The trap, listening."""
    server = Trap(("127.0.0.1", 0), _Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def page_with(inside: str) -> str:
    """A page with hostile markup inside."""
    head = '<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>'
    return f"{head}<body><main><p>word</p>{inside}</main></body></html>"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title>'
REACHING = [
    '<img src="{url}" alt="x"/>',
    '<a href="{url}" rel="attachment">x</a>',
    '<link rel="stylesheet" href="{url}"/>',
    '<link rel="attachment" href="{url}"/>',
    '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="x"/>',
    '<img src="file:///etc/passwd" alt="x"/>',
    '<img src="https://packaged.invalid/../../../manage.py" alt="x"/>',
]
REFUSED = [
    f'{SVG}<image href="{{url}}" width="9" height="9"/></svg>',
    f'{SVG}<use href="{{url}}"/></svg>',
    '<p style="background:url({url})">x</p>',
    "<style>@import url({url});</style>",
    '<object data="{url}"></object>',
    '<embed src="{url}"/>',
    '<iframe src="{url}"></iframe>',
    "<script>1</script>",
    "<form><input/></form>",
    '<base href="{url}"/>',
    "<!ENTITY x SYSTEM '{url}'>",
    "<p>",
]


@pytest.mark.parametrize("markup", REACHING)
def test_no_fetch_ever_leaves(trap: Trap, markup: str) -> None:
    content = pdf.pdf_of_html(page_with(markup.replace("{url}", f"http://127.0.0.1:{trap.server_port}/x")))
    assert trap.visits == 0 and check_pdf(content) == 1
    assert b"root:" not in content and b"attachment" not in content.lower()


@pytest.mark.parametrize("markup", REFUSED)
def test_what_could_reach_out_or_run_is_refused(trap: Trap, markup: str) -> None:
    with pytest.raises(RenderFailed, match=r"markup|figure"):
        pdf.pdf_of_html(page_with(markup.replace("{url}", f"http://127.0.0.1:{trap.server_port}/x")))
    assert trap.visits == 0


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/x.css", "https://example.org/x.svg", "file:///etc/passwd", "data:text/css,x", "ftp://x/y.ttf",
     "https://packaged.invalid/%2e%2e/%2e%2e/manage.py", "https://packaged.invalid/../html.py",
     "https://packaged.invalid/vendor/noto-sans-0.4.2/LICENSE", "https://packaged.invalid/", "x"],
)  # fmt: skip
def test_the_fetcher_refuses_all_but_packaged_files(url: str) -> None:
    with pytest.raises(ValueError):
        pdf.PackagedFiles().fetch(url)
    with pytest.raises(ValueError):
        pdf.PackagedFiles().open(url)


def test_the_fetcher_serves_packaged_files() -> None:
    assert pdf.PackagedFiles().fetch("https://packaged.invalid/handouts/octagon.svg").read().startswith(b"<svg")


def test_only_harmless_links_stay() -> None:
    addresses = [
        "https://example.org/",
        "tel:555-0100",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://x/",
    ]
    content = pdf.pdf_of_html(page_with("".join(f'<p><a href="{address}">x</a></p>' for address in addresses)))
    with pikepdf.open(io.BytesIO(content)) as opened:
        kept = [str(note.A.URI) for one in opened.pages for note in one.get("/Annots", [])]
    assert kept == addresses[:3]


def test_hostile_words_print_as_words() -> None:
    hostile = '<script>alert(1)</script> <img src="http://127.0.0.1:9/"> </p>'
    content = made(3, first_name=hostile, note=hostile).pdf
    assert check_pdf(content) == 2
    assert "<script>alert(1)</script>" in words_on(content, 0)


def test_a_figure_that_wants_more_than_lines_is_refused() -> None:
    gradient = f'{SVG}<g opacity="0.5"><path d="M0 0H9V9z"/></g></svg>'
    with pytest.raises(RenderFailed, match="figure"):
        pdf.pdf_of_html(page_with(gradient))


# --- the last look


def doctored(change: Any) -> bytes:
    """A good PDF with one thing changed."""
    with pikepdf.open(io.BytesIO(made().pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def _with_script(opened: pikepdf.Pdf) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


def _with_attachment(opened: pikepdf.Pdf) -> None:
    opened.attachments["x.txt"] = b"x"


def _with_launch(opened: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("x"))
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=action)
    opened.pages[0].Annots = pikepdf.Array([note])


def _untagged(opened: pikepdf.Pdf) -> None:
    del opened.Root.StructTreeRoot


def _without_pages(opened: pikepdf.Pdf) -> None:
    del opened.pages[:]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_with_script, "active"),
        (_with_attachment, "active"),
        (_with_launch, "active"),
        (_untagged, "tags"),
        (_without_pages, "pages"),
    ],
)
def test_a_pdf_that_is_not_as_it_must_be_is_not_kept(change: Any, code: str) -> None:
    with pytest.raises(RenderFailed, match=f"check_{code}"):
        check_pdf(doctored(change))


def test_neither_half_a_file_nor_another_revision_is_kept() -> None:
    content = made().pdf
    for wrong, code in ((b"", "header"), (b"hello", "header"), (content[:2000], "structure")):
        with pytest.raises(RenderFailed, match=f"check_{code}"):
            check_pdf(wrong)
    with pytest.raises(RenderFailed, match="check_token"):
        check_pdf(content, "7KQ2-M9XA-4TRW-P3ZC-v2")


def test_the_page_s_own_drawing_prints_like_the_kept_one() -> None:
    document_: HandoutDocument = document()
    assert document_.plan is not None
    first = document_.plan.activities.cards[0]
    named = replace(first, figure=Figure("Another name for it", first.figure.svg))
    plan = replace(document_.plan, activities=replace(document_.plan.activities, cards=(named,)))
    content = pdf.pdf_of_html(sheet_html(replace(document_, plan=plan)))
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert "Another name for it" in [str(found.Alt) for found in figures_in(opened.Root.StructTreeRoot.K)]
