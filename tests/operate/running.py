"""An Unknot started by ./run in a folder of its own, for the tests of this package.

In: environment variables. Out: a Running with its output, its processes, and how to end it.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from clinic.supervisor.network import free_port

PROJECT = Path(__file__).resolve().parents[2]
# Only what a shell would give: nothing of the test run's own servers reaches the started Unknot.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
PATIENCE = 120.0


class Running:
    """A started ./run."""

    def __init__(self, data: Path, **environ: str) -> None:
        self.data = data
        self.port = environ.get("PORT") or str(free_port())
        self.mark = uuid.uuid4().hex
        self.output_file = Path(tempfile.gettempdir()) / f"unknot-run-{self.mark}.output"
        self.environ = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environ |= {"UNKNOT_DATA": str(data), "PORT": self.port, "STARTED_BY_TEST": self.mark} | environ
        with self.output_file.open("wb") as output:
            self.process = subprocess.Popen(
                [str(PROJECT / "run")],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self.environ,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        """What it has printed so far."""
        return self.output_file.read_text()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self) -> None:
        """Return when it says that it is ready; fail when it ends before."""
        until(lambda: "Unknot is ready at" in self.output or self.process.poll() is not None, "ready")
        assert self.process.poll() is None, self.output

    def status(self) -> int:
        """HTTP status of /healthz; 0 when nothing answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def processes(self) -> dict[int, str]:
        """All living processes of this start: process id -> command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and self._started(entry):
                    words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if words:
                        found[int(entry.name)] = words
        return found

    def _started(self, entry: Path) -> bool:
        """Known by the environment; Redis writes its title over that, and is known by its working folder."""
        if f"STARTED_BY_TEST={self.mark}".encode() in (entry / "environ").read_bytes().split(b"\0"):
            return True
        return (entry / "cwd").readlink() == self.data and "another Unknot" not in self.output

    def runs(self, words: str) -> bool:
        """True while there is a process whose command line contains `words`."""
        return any(words in command for command in self.processes().values())

    def pid_of(self, words: str) -> int:
        """Process id of the first process whose command line contains `words`."""
        return min(pid for pid, command in self.processes().items() if words in command)

    def end(self) -> int:
        """TERM it, wait, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def clear(self) -> None:
        """Whatever happened: leave no process behind."""
        for pid in [self.process.pid, *self.processes()]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        self.output_file.unlink()


@contextlib.contextmanager
def running(data: Path, **environ: str) -> Iterator[Running]:
    """A ./run that is cleared away at the end."""
    started = Running(data, **environ)
    try:
        yield started
    finally:
        started.clear()


def until(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition; a machine may be slow, so only a long wait is a failure."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.1)
