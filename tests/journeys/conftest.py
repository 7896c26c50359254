"""What every journey needs: one Chromium a session, a context of its own for each person, axe, and a running Unknot.

In: PostgreSQL and Redis as ./test sets them up, or a ./run of our own (embedded). Out: a Site, and people's browsers.
After each story: no browser asked another host for anything, and no script failed.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.core import mail
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from intake.demo import PASSWORD as DEMO_PASSWORD
from tests.operate.running import PROJECT, Running, running
from tests.people import PASSWORD, People

CHROMIUM = os.environ.get("UNKNOT_CHROMIUM") or "/usr/bin/chromium"
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but our own leads anywhere: a page that wants another host fails here as it would offline.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE_MS = 30_000
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# axe leaves this WCAG 2.2 rule out unless it is asked for by name.
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What passes is not asked for: it is a hundred times as long, and takes longer on its way here than axe needs to look.
VIOLATIONS = "options => axe.run(options).then(found => ({ violations: found.violations }))"


EXPECTED = tuple(
    f"Failed to load resource: {why}"
    for why in ("the server responded", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
)


@dataclass(frozen=True, slots=True)
class Site:
    """A running Unknot: its address, the clinic's form, everyone's password."""

    url: str
    password: str
    form: str = "/i/harbour/"


Arrive = Callable[..., Page]


def axe(page: Page) -> None:
    """Fail with a report when axe finds anything wrong with the page as it is now.

    The screen is as high as the page meanwhile: what lies under a line that sticks to the screen's edge is one turn of
    the wheel away, but axe would take it for covered.
    """
    size, height = page.viewport_size, page.evaluate("document.documentElement.scrollHeight")
    assert size
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(VIOLATIONS, AXE))
    page.set_viewport_size(size)
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    # Playwright keeps a loop in this thread, and Django then takes every query of a test for one of async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE_MS)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def real_database(django_db_setup: None) -> None:
    """Journeys on a live server empty the tables after each story, which the append-only triggers of SQLite refuse."""
    if connection.vendor != "postgresql":
        pytest.fail("This journey needs PostgreSQL and Redis: ./test -m browser starts them.", pytrace=False)


@pytest.fixture
def site(real_database: None, live_server: LiveServer, people: People, settings: Any) -> Site:
    """The live server with the people of both clinics."""
    settings.PUBLIC_URL = live_server.url
    cache.clear()  # sign-in limits of the story before
    mail.outbox.clear()
    return Site(live_server.url, PASSWORD)


@pytest.fixture(scope="module")
def worker(real_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Celery worker at the live server's database, as a process of its own."""
    name = connection.settings_dict["NAME"]
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with (tmp_path_factory.mktemp("worker") / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "worker.celery", "worker", "--concurrency", "1"],
            cwd=PROJECT, env=os.environ | {"DATABASE_URL": address}, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    yield
    assert process.poll() is None, "the worker ended by itself"
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A ./run with its demo data, on SQLite and a Redis of its own, for all stories that leave it as it was."""
    with running(tmp_path_factory.mktemp("unknot") / "data") as found:
        found.wait_until_ready()
        yield found


@pytest.fixture
def embedded_site(started: Running) -> Site:
    """The started ./run as a site."""
    return Site(started.url, DEMO_PASSWORD)


class Visits:
    """The browsers of one story, each as private as a device of its own, and what they asked for."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.hosts: set[str] = set()
        self.faults: list[str] = []

    def arrive(self, width: int = 1366, height: int = 900, **given: Any) -> Page:
        """A new person at a screen of this size; `given` are Playwright's options of a context."""
        size: Any = {"width": width, "height": height}
        context = self.browser.new_context(viewport=size, locale="en-CA", **given)
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", lambda request: self.asked(request.url))
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self.said)
        self.contexts.append(context)
        return context.new_page()

    def asked(self, url: str) -> None:
        """Remember the host of a request; data: and blob: ask nobody."""
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.netloc)

    def said(self, message: ConsoleMessage) -> None:
        """Keep what the console calls an error; that a page answered 4xx, or that the story cut the network, is the
        story's own business."""
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.faults.append(f"{message.text} ({message.page.url if message.page else ''})")

    def end(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def arrive(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Opens a browser for one more person of the story."""
    embedded = "embedded_site" in request.fixturenames
    home: Site = request.getfixturevalue("embedded_site" if embedded else "site")
    visits = Visits(chromium)
    yield visits.arrive
    visits.end()
    assert visits.hosts <= {urlsplit(home.url).netloc}, "a page loaded something from another host"
    assert not visits.faults, visits.faults
