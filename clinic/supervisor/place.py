"""The data folder: made, checked and locked before anything is started in it.

In: UNKNOT_DATA. Out: a Place with its paths, a held lock, fresh log files, and whether the database is ours to fill.
"""

import fcntl
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LOGS_KEPT = 3


class Refusal(Exception):
    """Unknot cannot start; the text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """The data folder and the paths that the supervisor uses in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file used when DATABASE_URL is not set."""
        return self.folder / "unknot.sqlite3"

    @property
    def made_by_run(self) -> Path:
        """Marker: ./run made the SQLite file beside it."""
        return self.folder / "database-made-by-run"

    @property
    def logs(self) -> Path:
        """Folder of one log per process."""
        return self.folder / "logs"

    def log_of(self, name: str) -> Path:
        """The log file of the process called `name`."""
        return self.logs / f"{name}.log"


def open_place(folder: Path) -> Place:
    """Make the folder (0700) when it is missing and prove that it can be written; raise Refusal when it cannot."""
    place = Place(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.logs.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"unknot")
    except (FileExistsError, NotADirectoryError):
        raise Refusal(
            f"{folder} is not a folder, or lies below a file. Set UNKNOT_DATA to a folder to keep data in."
        ) from None
    except OSError as error:
        raise Refusal(
            f"the data folder {folder} cannot be written ({error.strerror}). "
            "Set UNKNOT_DATA to a folder that you may write."
        ) from None
    return place


def lock(place: Place, patience: float = 12.0) -> int:
    """Take the folder's lock and return its open file; raise Refusal while another Unknot holds it.

    When the holder itself was killed, its children are just being cleared away: wait up to `patience` seconds for that.
    """
    handle = os.open(place.folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + patience
    while not _try_lock(handle):
        holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        if _is_alive(holder) or time.monotonic() > deadline:
            os.close(handle)
            raise Refusal(
                f"another Unknot (process {holder or 'unknown'}) is running in {place.folder}. "
                "Stop it first, or give this one its own UNKNOT_DATA and PORT."
            )
        time.sleep(0.2)
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
    return handle


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def database_is_ours(place: Place) -> bool:
    """True when ./run made the SQLite file, now or at an earlier start: only then may demo data go into it.

    The marker is written before the file exists, so a start that is cut short leaves nothing undecided.
    """
    if not place.database.exists():
        write_whole(place.made_by_run, "The SQLite file in this folder was made by ./run.\n")
    return place.made_by_run.exists()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either there in full or not at all (0600)."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise


def rotate(log: Path) -> None:
    """Move the last start's log aside and keep the newest few."""
    for age in range(LOGS_KEPT, 0, -1):
        older = log.with_suffix(f".log.{age}")
        newer = log if age == 1 else log.with_suffix(f".log.{age - 1}")
        if newer.exists():
            os.replace(newer, older)


def last_lines(log: Path, count: int = 1) -> list[str]:
    """The last non-empty lines of a log; none when there is no log."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 8192))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()][-count:]
