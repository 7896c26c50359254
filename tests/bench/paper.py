"""The press against the page an average project would print: processor time of one warm handout, and of its rendering
in a forked child as in production. In: the example handout. Out: ratios, taken in turns in one run.
"""

import resource
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from fontTools.ttLib import TTFont

from handouts.example import example_document
from handouts.html import sheet_html
from tests.bench import Measured, figure
from worker import pdf
from worker.render import render_handout, warm

PAIRS = 7
EQUAL = {True: "equal", False: "NOT equal"}
WRAPPERS = {"/Div", "/Span", "/NonStruct"}
STATIC = pdf.STATIC / "handouts"
FONTS = pdf.STATIC / "vendor" / "noto-sans-0.4.2"
# What most projects would write instead of table rows.
GRID_AND_FLEX = """
.row, .bar { display: flex; } .pair { display: grid; grid-template-columns: 1fr 1fr; }
.cell { display: block; flex: 1 1 0; } .card .picture { flex: 0 0 34mm; } .card .signs { flex: 0 0 49mm; }
.told-us .outline { flex: 0 0 18mm; } .visit .when { flex: 0 0 39mm; } .about .qr { flex: 0 0 26mm; }
.activities { display: grid; grid-template-columns: 1fr; }
@page letter:left { margin-bottom: 18mm; }
.pair.front > .cell, .pair.changes > .cell { width: auto; }
"""


@cache
def naive_page() -> str:
    """The same words and the same elements: stylesheet in the page, woff2 fonts, grid and flex, drawings inline."""
    css = (STATIC / "print.css").read_text("utf-8").replace("display: table;", "").replace("display: table-cell;", "")
    for name in ("NotoSans-Regular", "NotoSans-Bold"):
        css = css.replace(f"../vendor/noto-sans-0.4.2/{name}.ttf", _woff2(FONTS / f"{name}.ttf"))
    css = css.replace('format("truetype")', 'format("woff2")')
    html = sheet_html(example_document(), render_handout(example_document()).fit, stylesheet="")
    return html.replace('<link rel="stylesheet" href=""/>', f"<style>{css}{GRID_AND_FLEX}</style>")


def _woff2(font: Path) -> str:
    folder = Path(tempfile.mkdtemp(prefix="unknot-bench-"))
    opened = TTFont(font)
    opened.flavor = "woff2"
    opened.save(folder / font.name)
    return (folder / font.name).as_uri()


def naive() -> bytes:
    """What an average project calls."""
    made: bytes = weasyprint.HTML(string=naive_page(), base_url=str(STATIC) + "/").write_pdf(pdf_variant="pdf/ua-1")
    return made


def structure(document: bytes) -> Counter[str]:
    """How often each kind of element stands in the structure tree; wrappers without a meaning of their own left out."""
    with pikepdf.open(BytesIO(document)) as opened:
        found = Counter(_kinds(opened.Root.StructTreeRoot.K))
    return Counter({kind: count for kind, count in found.items() if kind not in WRAPPERS})


def _kinds(node: pikepdf.Object) -> Iterator[str]:
    children = node if isinstance(node, pikepdf.Array) else [node]
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S)
            yield from _kinds(child.get("/K", pikepdf.Array()))


def words(document: bytes) -> Counter[str]:
    """How often each word is printed. Words broken over a line or set in columns come out in another order."""
    said = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True).stdout
    return Counter(said.decode().split())


def own_seconds(work: Callable[[], object]) -> float:
    """Processor time of a call in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def child_seconds(work: Callable[[], object]) -> float:
    """Processor time of a call, its forked children counted in."""
    before, own = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + time.process_time() - own


@figure(
    "paper.cpu-ratio",
    "CPU of a warm handout in a forked child, against the page an average project prints; wanted 0.25",
)
def cpu_ratio() -> Measured:
    """Median over pairs taken in turns; both hold the same words and the same structure tree."""
    warm()
    document = example_document()
    naive()
    rendered = render_handout(document)
    other = naive()
    same = [words(rendered.pdf) == words(other), structure(rendered.pdf) == structure(other)]
    ours, theirs = [], []
    for _ in range(PAIRS):
        theirs.append(own_seconds(naive))
        ours.append(child_seconds(lambda: render_handout(document)))
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    note = (
        f"{PAIRS} pairs, {statistics.median(ours) * 1000:.0f} against {statistics.median(theirs) * 1000:.0f} ms, "
        f"words {EQUAL[same[0]]}, structure trees {EQUAL[same[1]]}, fit step {rendered.fit.rung} of 5, "
        f"{rendered.pages} pages"
    )
    return Measured(ratio, "x naive", note)
