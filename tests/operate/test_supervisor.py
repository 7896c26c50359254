"""The supervisor's parts: the data folder, the port, children that die, and the shepherd.

In: temporary folders, tiny child processes and a clock of our own. Out: no Django, no database.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic.supervisor import place as places
from clinic.supervisor.__main__ import data_folder
from clinic.supervisor.broker import Broker, _packaged_server, find_broker
from clinic.supervisor.children import Child, Family, Shepherd
from clinic.supervisor.network import Address, accepted_host, free_port, lan_host, read_address, require_free, url_of
from clinic.supervisor.place import Place, Refusal, database_is_ours, last_lines, lock, open_place, rotate, write_whole
from tests.operate.running import until


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An opened data folder."""
    return open_place(tmp_path / "data")


@pytest.fixture
def shepherd(place: Place) -> Iterator[Shepherd]:
    """A shepherd that holds the folder's lock."""
    held = lock(place)
    keeper = Shepherd(held)
    yield keeper
    keeper.dismiss()
    os.close(held)


def child_of(place: Place, code: str, *, restart: bool = True) -> Child:
    """A child that runs a line of Python."""
    return Child("child", [sys.executable, "-S", "-c", code], dict(os.environ), place.log_of("child"), restart=restart)


def test_the_data_folder_is_made_private(place: Place) -> None:
    assert place.folder.stat().st_mode & 0o777 == 0o700


def test_an_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_place(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_the_lock_is_refused_while_its_holder_lives(place: Place) -> None:
    held = lock(place)
    with pytest.raises(Refusal, match=f"process {os.getpid()}"):
        lock(place)
    os.close(held)
    os.close(lock(place))


def test_a_lock_left_by_a_dead_process_is_waited_for_only_so_long(place: Place) -> None:
    held = lock(place)
    os.ftruncate(held, 0)
    os.pwrite(held, b"99999999\n", 0)
    with pytest.raises(Refusal):
        lock(place, patience=0.0)
    os.close(held)


def test_only_a_database_that_run_made_is_ours(place: Place, tmp_path: Path) -> None:
    assert database_is_ours(place)
    place.database.write_bytes(b"")
    assert database_is_ours(place)
    other = open_place(tmp_path / "other")
    other.database.write_bytes(b"brought along")
    assert not database_is_ours(other)


def test_a_write_that_fails_leaves_the_old_file_alone(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    target = place.folder / "file"
    write_whole(target, "old")

    def fail(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, "new")
    assert target.read_text() == "old"


def test_logs_move_aside_and_the_oldest_goes(place: Place) -> None:
    log = place.log_of("web")
    for start in range(5):
        log.write_text(f"start {start}\n")
        rotate(log)
    assert not log.exists()
    assert [log.with_suffix(f".log.{age}").read_text() for age in (1, 2, 3)] == ["start 4\n", "start 3\n", "start 2\n"]
    assert len(list(place.logs.iterdir())) == 3


def test_last_lines_of_a_log(place: Place) -> None:
    log = place.log_of("web")
    assert last_lines(log) == []
    log.write_bytes(b"one\n\ntwo \xff\n\n")
    assert last_lines(log) == ["two \ufffd"]
    assert last_lines(log, count=9) == ["one", "two \ufffd"]


@pytest.mark.parametrize("port", ["0", "65536", "x", "8000 ", "²", "-1"])
def test_ports_that_are_none(port: str) -> None:
    if port.strip() == "8000":
        assert read_address({"PORT": port}).port == 8000
        return
    with pytest.raises(Refusal, match="PORT is"):
        read_address({"PORT": port})


def test_addresses() -> None:
    assert read_address({}) == Address("127.0.0.1", 8000)
    assert read_address({"HOST": "", "PORT": ""}) == Address("127.0.0.1", 8000)
    assert Address("0.0.0.0", 80).url == "http://127.0.0.1:80/"  # noqa: S104
    assert url_of("::1", 80) == "http://[::1]:80/"
    assert lan_host() is None or socket.inet_aton(lan_host() or "")


def test_the_host_header_follows_the_allowed_hosts() -> None:
    assert accepted_host(Address("127.0.0.1", 8000), "") == "127.0.0.1:8000"
    assert accepted_host(Address("127.0.0.1", 8000), "*, .example.org") == "example.org"


def test_a_port_is_free_or_refused() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        with pytest.raises(Refusal, match=r"already in use.*PORT=\d+ \./run"):
            require_free(Address("127.0.0.1", holder.getsockname()[1]))
    require_free(Address("127.0.0.1", free_port()))


def test_a_host_of_another_machine_is_refused() -> None:
    with pytest.raises(Refusal, match=r"cannot listen on 192\.0\.2\.1"):
        require_free(Address("192.0.2.1", free_port()))


def test_the_data_folder_is_absolute() -> None:
    assert data_folder({}) == places.PROJECT / "var"
    assert data_folder({"UNKNOT_DATA": "/somewhere"}) == Path("/somewhere")


def test_a_child_that_ends_is_started_again_with_growing_pauses(
    place: Place, shepherd: Shepherd, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    family = Family(shepherd, clock)
    child = child_of(place, "print('the reason'); raise SystemExit(3)")
    family.start(child)
    pauses = []
    for _ in range(6):
        until(lambda: not child.runs, "the end of the child")
        family.look_after()
        pauses.append(family.next_due())
        family.look_after()
        assert child.process is None, "not before its time"
        clock.now += pauses[-1] or 0
        family.look_after()
        assert child.process is not None
    assert pauses == [1, 2, 4, 8, 10, 10]
    clock.now += 31
    until(lambda: not child.runs, "the end of the child")
    family.look_after()
    assert family.next_due() == 1
    family.end(None, 5)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "child stopped with code 3; starting it again in 1 s. Last line of child.log: the reason"
    assert len(said) == 7


def test_a_child_that_will_not_hear_is_ended_with_its_own_children(place: Place, shepherd: Shepherd) -> None:
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = os.fork()\n"
        "print(os.getpid(), flush=True)\n"
        "time.sleep(300)"
    )
    family = Family(shepherd)
    family.start(child_of(place, code))
    until(lambda: len(last_lines(place.log_of("child"), 9)) == 2, "both processes")
    pids = [int(line) for line in last_lines(place.log_of("child"), 9)]
    family.end(None, 0.2)
    assert family.names == []
    until(lambda: not any(is_running(pid) for pid in pids), "the end of both")


def test_the_shepherd_ends_what_a_killed_supervisor_leaves(place: Place) -> None:
    code = (
        "import os, sys, time\n"
        "from clinic.supervisor.children import Family, Shepherd, Child\n"
        "from clinic.supervisor.place import Place, lock\n"
        "from pathlib import Path\n"
        "place = Place(Path(sys.argv[1]))\n"
        "family = Family(Shepherd(lock(place)))\n"
        "child = Child('child', [sys.executable, '-S', '-c', 'import time; time.sleep(300)'], dict(os.environ),\n"
        "              place.log_of('child'))\n"
        "family.start(child)\n"
        "print(child.process.pid, flush=True)\n"
        "time.sleep(300)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", code, str(place.folder)], stdout=subprocess.PIPE, cwd=places.PROJECT, text=True
    )
    assert supervisor.stdout
    with supervisor.stdout as output:
        pid = int(output.readline())
    assert is_running(pid)
    supervisor.kill()
    supervisor.wait()
    until(lambda: not is_running(pid), "the end of the child")
    os.close(lock(place))


def test_a_killed_shepherd_is_replaced(place: Place, shepherd: Shepherd) -> None:
    family = Family(shepherd)
    family.start(child_of(place, "import time; time.sleep(300)"))
    first = shepherd.pid
    os.kill(first, signal.SIGKILL)

    def replaced() -> bool:
        family.look_after()
        return shepherd.pid != first

    until(replaced, "a new shepherd")
    family.end(None, 5)


@pytest.mark.parametrize("program", ["found", "packaged"])
def test_a_redis_of_our_own_asks_for_its_password(place: Place, shepherd: Shepherd, program: str) -> None:
    found = find_broker(place.folder)
    packaged = _packaged_server()
    if found is None or packaged is None:
        pytest.skip("no Redis for this machine")
    broker = found if program == "found" else Broker(packaged, free_port(), "secret", place.folder)
    family = Family(shepherd)
    redis = Child("redis", [broker.program, "-"], dict(os.environ), place.log_of("redis"), stdin=broker.config)
    family.start(redis)
    until(broker.answers, "PONG")
    stranger = Broker(broker.program, broker.port, "guessed", place.folder)
    assert not stranger.answers()
    assert broker.password not in Path(f"/proc/{redis.process.pid if redis.process else 0}/cmdline").read_text()
    family.end(None, 5)


def is_running(pid: int) -> bool:
    """True while the process exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
