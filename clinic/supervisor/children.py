"""Child processes: started in a group of their own, watched, restarted with back-off, ended as a whole group.

In: commands. Out: running children whose output goes to log files.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clinic.supervisor.place import PROJECT, last_lines

BACK_OFF_SECONDS = (1.0, 2.0, 4.0, 8.0, 10.0)
STEADY_SECONDS = 30.0


def say(line: str) -> None:
    """One line on the terminal; a terminal that has gone away is no reason to stop."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


class Shepherd:
    """The process that ends the children's groups should this one be killed (see shepherd.py)."""

    def __init__(self, lock: int) -> None:
        self._lock = lock
        self._groups: set[int] = set()
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        # It holds the folder's lock too: nobody starts in there before the last child is gone.
        return subprocess.Popen(
            [sys.executable, "-S", "-E", str(Path(__file__).with_name("shepherd.py"))],
            stdin=subprocess.PIPE,
            pass_fds=(self._lock,),
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def add(self, group: int) -> None:
        """From now on the group is ended when the supervisor dies."""
        self._groups.add(group)
        self._tell(f"+{group}\n")

    def remove(self, group: int) -> None:
        """The group has ended."""
        self._groups.discard(group)
        self._tell(f"-{group}\n")

    def keep(self) -> None:
        """Start the shepherd again should it have been killed."""
        if self._process.poll() is not None:
            if self._process.stdin:
                with contextlib.suppress(OSError):
                    self._process.stdin.close()
            self._process = self._start()
            for group in self._groups:
                self._tell(f"+{group}\n")

    def dismiss(self) -> None:
        """Let it end; every group must have ended before."""
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait(timeout=10)

    def _tell(self, line: str) -> None:
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.write(line.encode("ascii"))
                self._process.stdin.flush()


@dataclass(slots=True, eq=False)
class Child:
    """One process that should be running: what it is, and how it has fared so far."""

    name: str
    words: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    stdin: str | None = None
    restart: bool = True
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    due_at: float = field(default=0.0)

    @property
    def code(self) -> int | None:
        """Exit code of the last run; None while it runs."""
        return self.process.returncode if self.process else None

    @property
    def runs(self) -> bool:
        """True while the process is there."""
        return self.process is not None and self.process.poll() is None


class Family:
    """All children: start, look after, end."""

    def __init__(self, shepherd: Shepherd, clock: Callable[[], float] = time.monotonic) -> None:
        self._shepherd = shepherd
        self._clock = clock
        self._children: list[Child] = []

    def start(self, child: Child) -> None:
        """Start a child and keep it among those looked after."""
        if child not in self._children:
            self._children.append(child)
        child.started_at = self._clock()
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(
                list(child.words),
                stdin=subprocess.PIPE if child.stdin is not None else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=PROJECT,
                env=dict(child.environ),
                start_new_session=True,
            )
        self._shepherd.add(child.process.pid)
        if child.process.stdin:
            with contextlib.suppress(OSError), child.process.stdin as pipe:
                pipe.write((child.stdin or "").encode("utf-8"))

    def look_after(self) -> None:
        """Clear away children that ended and start again those whose time has come."""
        self._shepherd.keep()
        for child in list(self._children):
            if child.process is not None and child.process.poll() is not None:
                self._bury(child)
            if child.process is None and child.restart and self._clock() >= child.due_at:
                self.start(child)

    def next_due(self) -> float | None:
        """Seconds until the next restart; None when none is waiting."""
        waiting = [child.due_at for child in self._children if child.process is None and child.restart]
        return max(0.0, min(waiting) - self._clock()) if waiting else None

    def _bury(self, child: Child) -> None:
        process = child.process
        if process is None:
            return
        # A killed parent leaves its own children behind, and they would hold on to the port.
        _signal_group(process.pid, signal.SIGKILL)
        self._shepherd.remove(process.pid)
        if not child.restart:
            self._children.remove(child)
            return
        child.process = None
        steady = self._clock() - child.started_at >= STEADY_SECONDS
        child.failures = 1 if steady else child.failures + 1
        pause = BACK_OFF_SECONDS[min(child.failures, len(BACK_OFF_SECONDS)) - 1]
        child.due_at = self._clock() + pause
        ended = _how_it_ended(process.returncode)
        say(f"{child.name} {ended}; starting it again in {pause:.0f} s.{_last_word(child.log)}")

    def end(self, names: Sequence[str] | None, patience: float) -> None:
        """TERM the named children (all when None), wait up to `patience` seconds, then KILL their groups."""
        ending = [child for child in self._children if names is None or child.name in names]
        for child in ending:
            child.restart = False
            if child.runs and child.process:
                _signal_group(child.process.pid, signal.SIGTERM)
        deadline = self._clock() + patience
        while any(child.runs for child in ending) and self._clock() < deadline:
            time.sleep(0.05)
        for child in ending:
            if child.process:
                _signal_group(child.process.pid, signal.SIGKILL)
                child.process.wait()
                self._shepherd.remove(child.process.pid)
            self._children.remove(child)

    @property
    def names(self) -> list[str]:
        """Names of those looked after."""
        return [child.name for child in self._children]


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _how_it_ended(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"stopped with code {code}"


def _last_word(log: Path) -> str:
    lines = last_lines(log)
    return f" Last line of {log.name}: {lines[0][:160]}" if lines else ""
