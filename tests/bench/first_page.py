"""Figure: how long a phone on a slow 3G waits for the form's first page, nothing cached, on a ./run of its own.

The line is Chromium's own brake: 400 ms to and fro, 400 kbit/s both ways. Usable means that the page is painted and its
button answers; the processor is this machine's, not a cheap phone's.
"""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import Measured, figure
from tests.operate.running import running

RUNS = 7
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CHROMIUM = os.environ.get("UNKNOT_CHROMIUM") or "/usr/bin/chromium"
USABLE = """() => Math.max(performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].domInteractive) / 1000"""
# Asked as a promise: the page's own policy forbids it to evaluate strings, so no waiting on an expression.
PAINTED = """() => new Promise(done => new PerformanceObserver(
  seen => seen.getEntriesByName("first-contentful-paint").length && done(true)
).observe({type: "paint", buffered: true}))
"""
SIZE = """() => [performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")]
  .reduce((sum, each) => sum + each.transferSize, 0)"""


@figure("first-page", "form's first page usable on slow 3G, seconds (target: 2 or less)")
def first_page() -> Measured:
    """The median of seven first visits, each in a browser that has seen nothing."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "data") as site:
        site.wait_until_ready()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            visits = sorted(_visit(browser, f"{site.url}/i/harbour/") for _ in range(RUNS))
            browser.close()
    seconds, size = visits[len(visits) // 2]
    note = f"{RUNS} visits, {size / 1024:.0f} KB on the line, slowest {visits[-1][0]:.2f} s"
    return Measured(round(seconds, 2), "s", note)


def _visit(browser: Browser, address: str) -> tuple[float, int]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="load")
    page.evaluate(PAINTED)
    measured = page.evaluate(USABLE), page.evaluate(SIZE)
    context.close()
    return measured
