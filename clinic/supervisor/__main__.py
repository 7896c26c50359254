"""The course of one start: check, lock, Redis, database, web, worker, sweeper; then watch until told to stop.

In: environment variables. Out: exit code 0 after a stop that was asked for, 1 with one clear line otherwise.
"""

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from clinic.supervisor.broker import Broker, find_broker
from clinic.supervisor.children import Child, Family, Shepherd, say
from clinic.supervisor.network import Address, accepted_host, answers, lan_host, read_address, require_free, url_of
from clinic.supervisor.place import (
    PROJECT,
    Place,
    Refusal,
    database_is_ours,
    last_lines,
    lock,
    open_place,
    rotate,
)

READY_PATIENCE = 60.0
STOP_PATIENCE = 6.0
BROKER_STOP_PATIENCE = 2.0
BIN = Path(sys.executable).parent
PYTHON = sys.executable


class Stopping(Exception):
    """Someone asked for the end while the start was still going on."""


class Signals:
    """Turns signals into wake-ups of one `select`, so that waiting costs nothing and nothing is missed."""

    def __init__(self) -> None:
        self.stop = False
        self._wake, out = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(out, False)
        signal.set_wakeup_fd(out, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup keeps its promise
                signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop = True

    def wait(self, seconds: float | None) -> None:
        """Sleep until a signal comes or the time is over."""
        select.select([self._wake], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            while os.read(self._wake, 512):
                pass


@dataclass(slots=True)
class Start:
    """Everything one start holds on to."""

    address: Address
    place: Place
    environ: dict[str, str]
    family: Family
    signals: Signals

    def child(self, name: str, *words: str, stdin: str | None = None, restart: bool = True) -> Child:
        """A child of this start, with its log."""
        return Child(name, words, self.environ, self.place.log_of(name), stdin=stdin, restart=restart)

    def wait(self, seconds: float | None) -> None:
        """Let time pass while the children are looked after; raise Stopping when the end was asked for."""
        due = self.family.next_due()
        times = [time for time in (seconds, due) if time is not None]
        self.signals.wait(min(times) if times else None)
        if self.signals.stop:
            raise Stopping
        self.family.look_after()


def main() -> int:
    """Start Unknot and stay until it is stopped."""
    os.umask(0o077)
    try:
        address = read_address(os.environ)
        place = open_place(data_folder(os.environ))
        held = lock(place)
        require_free(address)
    except Refusal as refusal:
        print(f"Unknot did not start: {refusal}", file=sys.stderr)
        return 1
    return _supervise(address, place, held)


def data_folder(environ: Mapping[str, str]) -> Path:
    """UNKNOT_DATA as an absolute path; var/ beside the code when it is not set."""
    given = environ.get("UNKNOT_DATA", "").strip()
    return (Path(given) if given else PROJECT / "var").absolute()


def _supervise(address: Address, place: Place, held: int) -> int:
    signals = Signals()
    shepherd = Shepherd(held)
    family = Family(shepherd)
    start = Start(address, place, _environ(os.environ, address, place), family, signals)
    code = 0
    try:
        _bring_up(start)
        while True:
            start.wait(None)
    except Stopping:
        say("Stopping.")
    except Refusal as refusal:
        print(f"Unknot did not start: {refusal}", file=sys.stderr)
        code = 1
    finally:
        family.end([name for name in family.names if name != "redis"], STOP_PATIENCE)
        family.end(None, BROKER_STOP_PATIENCE)
        shepherd.dismiss()
    return code


def _environ(base: Mapping[str, str], address: Address, place: Place) -> dict[str, str]:
    environ = dict(base)
    environ |= {
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "HOST": address.host,
        "PORT": str(address.port),
        "PYTHONUNBUFFERED": "1",
        "UNKNOT_DATA": str(place.folder),
    }
    if address.is_everywhere and not environ.get("UNKNOT_PUBLIC_URL"):
        # Links and QR codes must lead to an address that a telephone in the same building can open.
        environ["UNKNOT_PUBLIC_URL"] = url_of(lan_host() or address.near, address.port).rstrip("/")
    return environ


def _bring_up(start: Start) -> None:
    has_broker = _start_broker(start)
    setup = _prepare(start)
    _start_web(start, setup)
    if has_broker:
        start.family.start(_worker(start))
    start.family.start(start.child("sweeper", PYTHON, "manage.py", "sweep"))
    for line in _ready_lines(start.address) + last_lines(start.place.log_of("demo"), count=60):
        say(line)


def _start_broker(start: Start) -> bool:
    """Start the Redis of our own unless one was given; False when there is none to be had."""
    if start.environ.get("REDIS_URL"):
        return True
    broker = find_broker(start.place.folder)
    if broker is None:
        say("No Redis server is installed: the sweeper makes the handouts by itself, a little later.")
        start.environ["REDIS_URL"] = "redis://127.0.0.1:1/0"
        return False
    start.environ["REDIS_URL"] = broker.url
    rotate(start.place.log_of("redis"))
    start.family.start(start.child("redis", broker.program, "-", stdin=broker.config))
    _await_broker(start, broker)
    return True


def _await_broker(start: Start, broker: Broker) -> None:
    deadline = time.monotonic() + 5
    while not broker.answers():
        if time.monotonic() > deadline:
            say(f"Redis does not answer (see {start.place.log_of('redis')}); going on without waiting for it.")
            return
        start.wait(0.05)


def _prepare(start: Start) -> Child:
    """Start preparing the database; returns the child once the tables are right (it goes on with the checks)."""
    for name in ("setup", "demo", "web", "worker", "sweeper"):
        rotate(start.place.log_of(name))
    embedded = not start.environ.get("DATABASE_URL")
    if embedded and not start.place.database.exists():
        say(f"Making the database in {start.place.folder} (once).")
    ours = embedded and database_is_ours(start.place) and start.environ.get("UNKNOT_DEMO") != "0"
    start.environ["UNKNOT_DATABASE_IS_OURS"] = "1" if ours else "0"
    welcome = start.place.log_of("demo")
    setup = start.child("setup", PYTHON, "-m", "clinic.supervisor.prepare", str(welcome), restart=False)
    start.family.start(setup)
    while not welcome.exists():
        _require_no_failure(setup)
        start.wait(0.05)
    return setup


def _require_no_failure(setup: Child) -> None:
    if not setup.runs and setup.code:
        told = " ".join(last_lines(setup.log)) or "the set-up said nothing"
        raise Refusal(f"{told} (all of it: {setup.log})")


def _start_web(start: Start, setup: Child) -> None:
    """Start the web process and return when it answers and every check has passed."""
    web = start.child(
        "web",
        str(BIN / "granian"),
        "--interface", "wsgi",
        "--host", start.address.host,
        "--port", str(start.address.port),
        "--workers", "2",
        "--blocking-threads", "4",
        "--respawn-failed-workers",
        "--respawn-interval", "1",
        "--workers-kill-timeout", "4",
        "--log-level", "warning",
        "clinic.wsgi:application",
    )  # fmt: skip
    start.family.start(web)
    host_header = accepted_host(start.address, start.environ.get("UNKNOT_HOSTS", ""))
    deadline = time.monotonic() + READY_PATIENCE
    while setup.runs or not (web.runs and answers(start.address, host_header)):
        _require_no_failure(setup)
        if web.failures >= 3 or time.monotonic() > deadline:
            told = " ".join(last_lines(web.log)) or "it said nothing"
            raise Refusal(f"the web process does not get ready: {told} (all of it: {web.log})")
        start.wait(0.1)
    _require_no_failure(setup)


def _worker(start: Start) -> Child:
    return start.child(
        "worker",
        PYTHON, "-m", "celery", "-A", "worker.celery", "worker",
        "--pool", "prefork",
        "--concurrency", str(min(2, os.cpu_count() or 1)),
        "--without-gossip", "--without-mingle", "--without-heartbeat",
        "--loglevel", "WARNING",
    )  # fmt: skip


def _ready_lines(address: Address) -> list[str]:
    lines = [f"Unknot is ready at {address.url}"]
    if address.is_everywhere:
        lan = lan_host()
        lines += [f"On this network: {url_of(lan, address.port)}"] if lan else []
        lines += [
            "Anyone on this network can read what is sent: for real patients put TLS in front (docs/OPERATIONS.md)."
        ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
