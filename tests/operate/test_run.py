"""./run from outside: it starts, says so, survives the loss of any child, refuses clearly, and leaves nothing behind.

In: the ./run command on free ports and temporary folders. Out: no timing is asserted; only the order of events.
"""

import os
import signal
import socket
import stat
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic.supervisor.network import lan_host
from tests.operate.running import Running, running, until

pytestmark = [
    pytest.mark.embedded,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc"),
]


@pytest.fixture(scope="module")
def unknot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One Unknot for the tests that leave it running."""
    with running(tmp_path_factory.mktemp("unknot") / "data") as started:
        started.wait_until_ready()
        yield started


def test_it_is_ready_and_says_where(unknot: Running) -> None:
    assert f"Unknot is ready at {unknot.url}/" in unknot.output
    assert unknot.status() == 200


def test_it_prints_how_to_sign_in_after_the_address(unknot: Running) -> None:
    until(lambda: "@" in unknot.output, "the lines of the demo")
    assert unknot.output.startswith(f"Making the database in {unknot.data} (once).")
    after = unknot.output.split("Unknot is ready at")[1]
    assert "@" in after, after


@pytest.mark.skipif(lan_host() is None, reason="this machine is on no network")
def test_a_phone_on_the_network_reaches_it_and_reads_that_real_use_needs_tls(tmp_path: Path) -> None:
    with running(tmp_path / "data", HOST="0.0.0.0") as started:  # noqa: S104  that is the story
        started.wait_until_ready()
        until(lambda: "put TLS in front" in started.output, "the word on TLS")
        near, far = (f"http://{host}:{started.port}" for host in ("127.0.0.1", lan_host()))
        assert f"On this network: {far}/" in started.output
        for path in ("/i/harbour/", "/account/sign-in/"):
            assert "Real use needs TLS" in page_at(far + path)
            assert "Real use needs TLS" not in page_at(near + path)


def page_at(url: str) -> str:
    """The page, by a plain request."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def test_worker_sweeper_and_redis_run(unknot: Running) -> None:
    until(lambda: all(unknot.runs(words) for words in ("granian", "celery", "manage.py sweep")), "all processes")
    assert unknot.runs("redis-server") or unknot.runs("valkey-server")


def test_what_it_writes_is_private(unknot: Running) -> None:
    assert stat.S_IMODE(unknot.data.stat().st_mode) == 0o700
    loose = [path for path in unknot.data.rglob("*") if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert loose == []


def test_no_password_shows_in_the_process_list(unknot: Running) -> None:
    assert not any("requirepass" in command for command in unknot.processes().values())


def test_a_second_start_in_the_same_folder_is_refused(unknot: Running) -> None:
    with running(unknot.data) as second:
        assert second.process.wait(timeout=60) == 1
        assert "another Unknot" in second.output
        assert len(second.output.splitlines()) == 1
    assert unknot.status() == 200


def test_a_taken_port_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        with running(tmp_path / "data", PORT=str(holder.getsockname()[1])) as refused:
            assert refused.process.wait(timeout=60) == 1
            assert "already in use" in refused.output
            assert len(refused.output.splitlines()) == 1


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with running(tmp_path / "data", PORT=port) as refused:
        assert refused.process.wait(timeout=60) == 1
        assert "PORT is" in refused.output


def test_a_file_in_place_of_the_data_folder_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("mine")
    for data in (file, file / "below"):
        with running(data) as refused:
            assert refused.process.wait(timeout=60) == 1
            assert "UNKNOT_DATA" in refused.output
            assert len(refused.output.splitlines()) == 1
    assert file.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o500)
    with running(tmp_path / "data") as refused:
        assert refused.process.wait(timeout=60) == 1
        assert "cannot be written" in refused.output


@pytest.mark.parametrize(
    ("python", "said"), [("/bin/false", "older than 3.11"), ("/nowhere/python3", "which is not there")]
)
def test_a_python_that_will_not_do_is_refused(tmp_path: Path, python: str, said: str) -> None:
    with running(tmp_path / "data", PYTHON=python) as refused:
        assert refused.process.wait(timeout=60) == 1
        assert said in refused.output
    assert not (tmp_path / "data").exists()


def test_a_killed_web_process_comes_back(unknot: Running) -> None:
    os.kill(unknot.pid_of("granian"), signal.SIGKILL)
    until(lambda: "web was ended by SIGKILL; starting it again" in unknot.output, "word of the restart")
    until(lambda: unknot.status() == 200, "the web process")


@pytest.mark.parametrize(("name", "words"), [("worker", "celery"), ("sweeper", "manage.py sweep")])
def test_other_killed_processes_come_back(unknot: Running, name: str, words: str) -> None:
    killed = unknot.pid_of(words)
    os.kill(killed, signal.SIGKILL)
    until(lambda: f"{name} was ended by SIGKILL" in unknot.output, "word of the restart")
    until(lambda: any(words in command for pid, command in unknot.processes().items() if pid != killed), name)


def test_a_killed_redis_comes_back_and_pages_stay(unknot: Running) -> None:
    servers = ("redis-server", "valkey-server")
    killed = next(pid for pid, command in unknot.processes().items() if any(one in command for one in servers))
    os.kill(killed, signal.SIGKILL)
    until(lambda: "redis was ended by SIGKILL" in unknot.output, "word of the restart")
    assert unknot.status() == 200
    until(
        lambda: any(one in command for pid, command in unknot.processes().items() if pid != killed for one in servers),
        "Redis",
    )


def test_term_ends_everything_and_the_next_start_finds_it_all(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        first.wait_until_ready()
        key = (tmp_path / "data" / "secret_key").read_text()
        assert first.end() == 0
        assert first.processes() == {}
        assert first.output.rstrip().endswith("Stopping.")
    with running(tmp_path / "data") as second:
        second.wait_until_ready()
        assert "Making the database" not in second.output
        assert (tmp_path / "data" / "secret_key").read_text() == key
        assert (tmp_path / "data" / "logs" / "web.log.1").exists()
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(timeout=30) == 0
        until(lambda: not second.processes(), "the end of every process")


def test_a_killed_supervisor_leaves_no_process_and_the_folder_usable(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        first.wait_until_ready()
        first.process.kill()
        first.process.wait(timeout=30)
        with running(tmp_path / "data", PORT=first.port) as second:
            second.wait_until_ready()
            assert second.status() == 200
            assert second.end() == 0
        until(lambda: not first.processes(), "the end of every process")


def test_term_during_the_start_ends_it(tmp_path: Path) -> None:
    with running(tmp_path / "data") as started:
        until(lambda: (tmp_path / "data" / "logs" / "setup.log").exists(), "the first step")
        assert started.end() == 0
        until(lambda: not started.processes(), "the end of every process")


def test_a_database_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    with running(tmp_path / "data", DATABASE_URL="postgres://unknot:secret@127.0.0.1:1/unknot") as refused:
        assert refused.process.wait(timeout=60) == 1
        assert "the database says: " in refused.output
        assert "secret" not in refused.output
        assert len(refused.output.splitlines()) == 1
        until(lambda: not refused.processes(), "the end of every process")


def test_a_database_brought_along_gets_no_demo(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "unknot.sqlite3").touch()
    with running(tmp_path / "data") as started:
        started.wait_until_ready()
        until(lambda: len(started.output.splitlines()) > 1, "the lines of the demo")
        assert "No clinic yet" in started.output
        assert "password" not in started.output
        assert started.end() == 0
