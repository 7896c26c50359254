"""Renders in a forked child with limits, so that no document can take the worker with it.

In: a HandoutDocument, or a page of HTML, and limits. Out: a checked PDF, or RenderFailed.
"""

import ctypes
import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handouts.catalog_store import catalog
from handouts.composition.document import HandoutDocument
from handouts.composition.figure import on_side
from handouts.example import example_document
from handouts.fit import Fit
from worker.pdf import Rendered, keep_figure, pdf_of, pdf_of_html
from worker.pdf_check import MOST_PAGES, check_pdf
from worker.render_failed import RenderFailed

Header = dict[str, Any]
Job = Callable[[], tuple[Header, bytes]]
MEGABYTE = 1024 * 1024
CHUNK = 1 << 20
_WHEN_DEAD_PARENT = 1  # PR_SET_PDEATHSIG
_ENDED_BY = {int(signal.SIGXCPU): "cpu", int(signal.SIGALRM): "time"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one render may use: seconds of processor, seconds by the clock, and memory beyond that of its parent."""

    cpu_s: int = 20
    wall_s: float = 30.0
    memory_mb: int = 512
    output_mb: int = 20


USUAL = Limits()


def render_handout(document: HandoutDocument) -> Rendered:
    """The checked PDF of a handout, set as loosely as two pages allow."""
    warm()
    header, pdf = _in_a_child(lambda: _rendered(document), USUAL)
    return Rendered(pdf, header["pages"], Fit(**header["fit"]))


def render_pdf(
    html: str, *, limits: Limits = USUAL, token: str = "", sheets: tuple[str, ...] = (), most_pages: int = MOST_PAGES
) -> bytes:
    """The checked PDF of a page of HTML; `token` is what it must carry in <meta name="handout-version">; `sheets` are
    packaged stylesheets that go on top of print.css."""
    warm()
    return _in_a_child(lambda: _rendered_html(html, token, sheets, most_pages), limits)[1]


@cache
def warm() -> None:
    """Make fonts, stylesheet and drawings ready, once per process; children share them without copying.

    Call it before a worker forks its own processes, so that these share it, too.
    """
    document = example_document()
    pdf_of(document)
    for activity in catalog().activities.values():
        for left in (False, True) if activity.sides == "mirrored" else (False,):
            keep_figure(on_side(activity.figure, left))
    gc.collect()
    gc.freeze()


def _rendered(document: HandoutDocument) -> tuple[Header, bytes]:
    rendered = pdf_of(document)
    pages = check_pdf(rendered.pdf, document.token)
    return {"pages": pages, "fit": asdict(rendered.fit)}, rendered.pdf


def _rendered_html(html: str, token: str, sheets: tuple[str, ...], most_pages: int) -> tuple[Header, bytes]:
    pdf = pdf_of_html(html, sheets)
    return {"pages": check_pdf(pdf, token, most_pages)}, pdf


# --- the child


def _in_a_child(job: Job, limits: Limits) -> tuple[Header, bytes]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _live_and_die(job, limits, writing)
    os.close(writing)
    try:
        answer = _read_all(reading, child, limits)
    finally:
        os.close(reading)
        status = _reap(child)
    return _understood(answer, status)


def _live_and_die(job: Job, limits: Limits, writing: int) -> None:
    """The whole life of the child. It never returns, and runs no exit handler that belongs to the parent."""
    try:
        _cut_loose(limits, writing)
        _answer(writing, *job())
    except RenderFailed as problem:
        _answer(writing, {"failed": problem.code}, b"")
    except MemoryError:
        _answer(writing, {"failed": "memory"}, b"")
    except BaseException:  # WeasyPrint's fatal fetch error and RecursionError among them
        _answer(writing, {"failed": "layout"}, b"")
    finally:
        os._exit(0)


def _cut_loose(limits: Limits, writing: int) -> None:
    """Own signals, limits, and no open file or socket of the parent's but the pipe."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGXCPU, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s + 1)
    _die_with_parent()
    os.closerange(3, writing)
    os.closerange(writing + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = _memory_in_use() + limits.memory_mb * MEGABYTE
    with suppress(ValueError, OSError):  # macOS knows this limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # The child is over before a collection could pay for itself; the memory limit holds either way.
    gc.disable()


def _die_with_parent() -> None:
    """On Linux a child whose worker is killed ends at once; elsewhere its own alarm ends it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_WHEN_DEAD_PARENT, signal.SIGKILL)


def _memory_in_use() -> int:
    """The address space taken so far, in bytes."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 4096 * MEGABYTE


def _answer(writing: int, header: Header, pdf: bytes) -> None:
    left = memoryview(json.dumps(header).encode() + b"\n" + pdf)
    while left:
        left = left[os.write(writing, left) :]
    os.close(writing)


# --- the parent


def _read_all(reading: int, child: int, limits: Limits) -> bytes:
    """What the child writes until it closes the pipe; it is killed when it writes too much or takes too long."""
    deadline = time.monotonic() + limits.wall_s
    # Not select(), which knows no file number above 1023.
    pipe = select.poll()
    pipe.register(reading, select.POLLIN)
    parts: list[bytes] = []
    while sum(map(len, parts)) <= limits.output_mb * MEGABYTE:
        left = deadline - time.monotonic()
        if left <= 0 or not pipe.poll(left * 1000):
            os.kill(child, signal.SIGKILL)
            raise RenderFailed("time")
        part = os.read(reading, CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
    os.kill(child, signal.SIGKILL)
    raise RenderFailed("too_long")


def _reap(child: int) -> int:
    try:
        return os.waitpid(child, 0)[1]
    except ChildProcessError:
        return 0


def _understood(answer: bytes, status: int) -> tuple[Header, bytes]:
    line, found, pdf = answer.partition(b"\n")
    if not found:
        raise RenderFailed(_ENDED_BY.get(os.WTERMSIG(status), "crash") if os.WIFSIGNALED(status) else "crash")
    header: Header = json.loads(line)
    if "failed" in header:
        raise RenderFailed(str(header["failed"]))
    return header, pdf
