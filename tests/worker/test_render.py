"""The forked child: what runs away is stopped, the parent goes on as before, nothing is left behind."""

import gc
import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from weasyprint.urls import FatalURLFetchingError

from handouts.composition.arranging import Wanted
from handouts.composition.figure import VIEW_BOX
from handouts.example import example_document
from handouts.fit import FIRST
from handouts.html import sheet_html
from tests.handouts.paper import document
from worker import pdf, render
from worker.page_source import parsed
from worker.render import Limits, render_handout, render_pdf, warm
from worker.render_failed import RenderFailed

TIGHT = Limits(cpu_s=2, wall_s=4.0, memory_mb=150)
Job = Callable[[], tuple[dict[str, Any], bytes]]


@pytest.fixture(scope="module", autouse=True)
def ready() -> Iterator[None]:
    """A warm press, so that limits measure the render alone; the collector is as before when the module ends."""
    warm()
    yield
    gc.unfreeze()


def page_with(inside: str) -> str:
    """A page with something inside."""
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body><main>{inside}</main></body></html>'


def failing(job: Job, limits: Limits = TIGHT) -> str:
    """The code with which a job fails in the child."""
    with pytest.raises(RenderFailed) as failed:
        render._in_a_child(job, limits)
    return failed.value.code


def test_a_handout_comes_back_whole() -> None:
    rendered = render_handout(example_document())
    assert rendered.pdf.startswith(b"%PDF-") and rendered.pages == 2
    assert render_handout(example_document()) == rendered


def test_the_usual_drawings_are_ready_on_both_sides_before_a_sheet_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    class Recorded(pdf.Figure):
        def __init__(self, digest: str, svg: str, fetcher: Any) -> None:
            drawn.append(svg)
            super().__init__(digest, svg, fetcher)

    monkeypatch.setattr(pdf, "Figure", Recorded)
    wanted = [Wanted(name, {}, "yes") for name in ("figure-four", "cat-cow")]
    for place in ("buttock_l", "buttock_r"):
        parsed(sheet_html(document(places=[place], wanted=wanted), FIRST), pdf._press().keep)
    assert any('viewBox="' in svg for svg in drawn)  # the body with the sore place, which is this person's own
    assert [svg for svg in drawn if f'viewBox="{VIEW_BOX}"' in svg] == []


def test_a_page_comes_back_whole() -> None:
    assert render_pdf(page_with("<p>word</p>")).startswith(b"%PDF-")


RUNAWAYS = {
    "20,000 pages": "".join('<div class="new-page"><p>x</p></div>' for _ in range(20_000)),
    "500 columns": f"<table><tr>{'<td>word</td>' * 500}</tr></table>" * 40,
    "nested deep": "<div>" * 900 + "x" + "</div>" * 900,
    "many marks": "<p>" + "a" + "\u0301" * 200_000 + "</p>",
    "many words": "<p>" + "word " * 300_000 + "</p>",
}


@pytest.mark.slow
@pytest.mark.parametrize("inside", RUNAWAYS.values(), ids=RUNAWAYS.keys())
def test_documents_that_run_away_are_stopped(inside: str) -> None:
    started = time.monotonic()
    with pytest.raises(RenderFailed) as failed:
        render_pdf(page_with(inside), limits=TIGHT)
    assert failed.value.code in {"cpu", "time", "memory", "layout", "check_pages"}
    assert time.monotonic() - started < TIGHT.wall_s + 2
    assert render_pdf(page_with("<p>word</p>")).startswith(b"%PDF-")


def test_too_much_html_is_refused_before_it_is_read() -> None:
    with pytest.raises(RenderFailed, match="too_long"):
        render_pdf(page_with("x" * 3_000_000))


def spin() -> tuple[dict[str, Any], bytes]:
    """Work without end."""
    while True:
        pass


def sleep() -> tuple[dict[str, Any], bytes]:
    """Wait without end, which costs no processor time."""
    while True:
        time.sleep(1)


def hoard() -> tuple[dict[str, Any], bytes]:
    """Take memory without end."""
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def crash() -> tuple[dict[str, Any], bytes]:
    """Die at once."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}, b""


def fatal() -> tuple[dict[str, Any], bytes]:
    """Fail with what is no Exception."""
    raise FatalURLFetchingError("x")


def flood() -> tuple[dict[str, Any], bytes]:
    """Answer more than a sheet can be."""
    return {}, bytes(3 * 1024 * 1024)


@pytest.mark.parametrize(
    ("job", "limits", "code"),
    [
        (spin, Limits(cpu_s=1, wall_s=10), "cpu"),
        (sleep, Limits(wall_s=0.5), "time"),
        (hoard, Limits(memory_mb=100), "memory"),
        (crash, TIGHT, "crash"),
        (fatal, TIGHT, "layout"),
        (flood, Limits(output_mb=1), "too_long"),
    ],
)
def test_every_way_to_go_wrong_has_its_code(job: Job, limits: Limits, code: str) -> None:
    assert failing(job, limits) == code


def test_no_child_is_left_behind() -> None:
    failing(sleep, Limits(wall_s=0.2))
    render_pdf(page_with("<p>word</p>"))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_no_file_is_left_open() -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(3):
        render_pdf(page_with("<p>word</p>"))
        failing(crash)
    assert before in (0, len(os.listdir("/proc/self/fd")))


def test_the_child_holds_no_connection_of_its_parent() -> None:
    ours, theirs = socket.socketpair()

    def look() -> tuple[dict[str, Any], bytes]:
        try:
            os.fstat(ours.fileno())
        except OSError:
            return {"closed": True}, b""
        return {"closed": False}, b""

    assert render._in_a_child(look, TIGHT)[0] == {"closed": True}
    ours.sendall(b"still here")
    assert theirs.recv(10) == b"still here"
    ours.close()
    theirs.close()


def test_the_child_has_its_limits_and_its_own_signals() -> None:
    def look() -> tuple[dict[str, Any], bytes]:
        return {
            "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0],
            "memory": resource.getrlimit(resource.RLIMIT_AS)[0] > 0,
            "term": signal.getsignal(signal.SIGTERM) is signal.SIG_DFL,
        }, b""

    assert render._in_a_child(look, TIGHT)[0] == {"cpu": 2, "memory": True, "term": True}


def test_a_wrong_token_is_not_let_through() -> None:
    with pytest.raises(RenderFailed, match="check_token"):
        render_pdf(page_with("<p>word</p>"), token="another-revision")
