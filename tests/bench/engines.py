"""Two other engines on the example handout: Chromium printing the page an average project would write, and Typst with
the same words in its own markup. Figures for comparison, no gate. In: the example handout. Out: ratios to naive.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typst
from playwright.sync_api import BrowserContext, sync_playwright

from handouts.example import example_document
from handouts.html import sheet_html
from tests.bench import Measured, figure
from tests.bench._typst import Sheet
from tests.bench.paper import FONTS, STATIC, naive, naive_page, own_seconds

PAIRS = 7
CHROMIUM = os.environ.get("UNKNOT_CHROMIUM") or "/usr/bin/chromium"
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--allow-file-access-from-files"]  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


def compared(work: Callable[[int], float], pages: str) -> Measured:
    """The median over pairs taken in turns: processor time of `work` against the naive page."""
    naive()
    work(0)
    pairs = [(own_seconds(naive), work(number)) for number in range(1, PAIRS + 1)]
    theirs, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for other, one in pairs)
    return Measured(ratio, "x naive", f"{PAIRS} pairs, {ours * 1000:.0f} against {theirs * 1000:.0f} ms, {pages}")


@figure("paper.chromium", "CPU of a warm Chromium printing the page an average project prints (no gate)")
def chromium() -> Measured:
    """One browser kept open; a fresh tab each time; the processor time of all its processes."""
    if not Path(CHROMIUM).exists():
        raise RuntimeError("no Chromium here; Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, browser_context() as (context, processes):
        page_file = Path(folder) / "page.html"
        page_file.write_text(naive_page().replace("../vendor/", f"{STATIC.parent.as_uri()}/vendor/"), "utf-8")

        def printed(_number: int) -> float:
            before = processes()
            tab = context.new_page()
            tab.goto(page_file.as_uri())
            tab.pdf(prefer_css_page_size=True, tagged=True)
            used = processes() - before
            tab.close()
            return used

        return compared(printed, "tagged, not PDF/UA")


@contextmanager
def browser_context() -> Iterator[tuple[BrowserContext, Callable[[], float]]]:
    """A running browser, and a function that sums the processor seconds of its processes."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    before = set(children_of(os.getpid()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        started = [pid for pid in children_of(os.getpid()) if pid not in before]
        yield browser.new_context(), lambda: sum(seconds_of(pid) for top in started for pid in (top, *descendants(top)))
        browser.close()


def children_of(parent: int) -> list[int]:
    """Process ids whose parent is `parent` (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = _stat(int(entry.name))
            if stat and int(stat[1]) == parent:
                found.append(int(entry.name))
    return found


def descendants(top: int) -> list[int]:
    """All processes below `top`."""
    below = children_of(top)
    return below + [pid for child in below for pid in descendants(child)]


def seconds_of(pid: int) -> float:
    """Processor seconds a process and its ended children have used; 0 when it is gone."""
    stat = _stat(pid)
    return sum(map(int, stat[11:15])) / TICKS if stat else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return []


@figure("paper.typst", "CPU of Typst on the same words, declaring PDF/UA-1 (no gate)")
def typst_page() -> Measured:
    """One compiler kept open; the type size differs by a hair each time, or it would answer from memory."""
    with tempfile.TemporaryDirectory() as folder:
        source = Sheet(Path(folder)).markup(sheet_html(example_document(), stylesheet=""))
        main = Path(folder) / "main.typ"
        main.write_text(source, "utf-8")
        compiler = typst.Compiler(main, root=folder, font_paths=[str(FONTS)], ignore_system_fonts=True)
        made = datetime(2026, 11, 20, tzinfo=UTC)

        def set_once(number: int) -> float:
            main.write_text(source.replace("size: 12pt", f"size: 12.{number:03}pt"), "utf-8")
            return own_seconds(lambda: compiler.compile(main, format="pdf", pdf_standards=["ua-1"], timestamp=made))

        return compared(set_once, "plainly set")
