"""What goes wrong between the approval and the paper: a killed worker, a lost Redis, a poisoned sheet, a full disk.

On real processes, as ./run starts them. Every approved sheet appears, once, or is listed with its words to print.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from redis import Redis, RedisError

from tests.journeys.conftest import Arrive, Site
from tests.journeys.ledger import Ledger
from tests.journeys.sheet_steps import LAPTOP, Clinician, SheetDesk, assert_stored, words_of
from tests.operate.running import PROJECT, Running, running, until

pytestmark = [
    pytest.mark.embedded,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc"),
]
SERVERS = ("redis-server", "valkey-server")
KILLS = 5
# Two versions more, each with its job: one carries another version's token, one a drawing nested 3,000 deep.
POISON = """
import uuid
from django.db import transaction
from clinic import outbox
from handouts.actions.approval import RENDER, sha256_of
from handouts.actions.giving import new_plan_code
from handouts.models import Revision

def poison(case, spoil):
    bad = Revision.objects.filter(handout__case=case).order_by("-number").first()
    bad.pk, bad.number, bad.code, bad._state.adding = uuid.uuid4(), bad.number + 1, new_plan_code(), True
    spoil(bad)
    bad.document_sha256 = sha256_of(bad.document)
    with transaction.atomic():
        bad.save()
        outbox.file_job(clinic=bad.clinic, kind=RENDER, subject=bad.pk)

def nest(bad):
    bad.document["token"] = f"{bad.code}-v{bad.number}"
    figure = (bad.document["plan"] or bad.document["letter"])["told_us"]["outline"]
    head, rest = figure["svg"].split(">", 1)
    figure["svg"] = head + ">" + "<g>" * 3000 + rest.removesuffix("</svg>") + "</g>" * 3000 + "</svg>"
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A ./run for these stories alone, which break what others rely on."""
    with running(tmp_path_factory.mktemp("unknot") / "data") as found:
        found.wait_until_ready()
        yield found


@pytest.fixture
def accepted(embedded_site: Site, arrive: Arrive) -> Callable[[str], tuple[Clinician, str]]:
    """Casey at the review of a patient of the demo, whose case they have accepted; and the path of the case."""

    def at_the_case_of(first_name: str) -> tuple[Clinician, str]:
        casey = Clinician(arrive(**LAPTOP), embedded_site)
        casey.hurries = True
        casey.signs_in("casey@harbour.example")
        casey.opens_the_case(first_name)
        case = casey.accepts()
        casey.reviews(case)
        return casey, case

    return at_the_case_of


# ------------------------------------------------------------------ a killed worker


class Worker:
    """The worker of a started Unknot: its processes, by their parents."""

    def __init__(self, started: Running) -> None:
        parents = {pid: parent_of(pid) for pid, command in started.processes().items() if "celery" in command}
        self.masters = [pid for pid, parent in parents.items() if parent not in parents]
        self.pool = [pid for pid, parent in parents.items() if parent in self.masters]
        self.renders = [pid for pid in parents if pid not in self.masters and pid not in self.pool]

    def kill(self) -> None:
        """Kill it, as a machine that runs out of memory would: the processes of its renders are left to themselves."""
        for pid in (*self.masters, *self.pool):
            os.kill(pid, signal.SIGKILL)

    def is_gone(self, started: Running) -> bool:
        """Whether nothing of it runs any more, not even a render that nobody killed."""
        return not {*self.masters, *self.pool, *self.renders} & started.processes().keys()


def parent_of(pid: int) -> int:
    """The parent's process id; 0 when the process has just ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def kill_in_the_middle(started: Running, casey: Clinician, ledger: Ledger) -> list[str]:
    """Approve and kill until a worker has died over a sheet; return the jobs that it still seems to hold."""
    for _ in range(KILLS):
        casey.approves_again(4)
        until(lambda: Worker(started).renders, "a render")
        worker = Worker(started)
        worker.kill()
        until(partial(worker.is_gone, started), "the end of its renders, too")
        if lost := ledger.being_made:
            return lost
    raise AssertionError("the worker never died over a sheet")


def test_a_worker_killed_over_a_sheet_loses_none_and_makes_none_twice(
    started: Running, accepted: Callable[[str], tuple[Clinician, str]]
) -> None:
    # Given a worker that is killed in the middle of a sheet
    casey, case = accepted("Maria")
    ledger = Ledger(started, case)
    lost = kill_in_the_middle(started, casey, ledger)

    # When the next one has made all the others
    until(lambda: set(ledger.states) <= {"done", "leased"} and set(ledger.being_made) <= set(lost), "the other sheets")

    # Then the lost ones wait until the killed worker's time is over, and are made as well
    ledger.end_leases(lost)
    ledger.wait_for_all(len(ledger.states))


# ------------------------------------------------------------------ a lost Redis


def redis_pid(started: Running) -> int:
    """The process of the site's Redis; 0 while there is none."""
    found = (pid for pid, command in started.processes().items() if any(server in command for server in SERVERS))
    return next(found, 0)


def redis_of(started: Running) -> Redis:
    """A connection to it, with the password that its children know."""
    environ = Path(f"/proc/{started.pid_of('manage.py sweep')}/environ").read_text()
    address = next(line for line in environ.split("\0") if line.startswith("REDIS_URL="))
    return Redis.from_url(address.removeprefix("REDIS_URL="), socket_timeout=5)


def answers(redis: Redis) -> bool:
    """Whether Redis is there."""
    try:
        return bool(redis.ping())
    except RedisError:
        return False


def test_a_redis_that_stops_and_forgets_delays_sheets_and_loses_none(
    started: Running, accepted: Callable[[str], tuple[Clinician, str]]
) -> None:
    casey, case = accepted("Ben")
    with redis_of(started) as redis:
        # When Redis stands still, is killed and comes back empty, and forgets all messages twice more,
        # while a clinician goes on approving
        os.kill(redis_pid(started), signal.SIGSTOP)
        casey.approves_again(2)
        os.kill(redis_pid(started), signal.SIGKILL)
        casey.approves_again(2)
        until(lambda: answers(redis), "a new Redis")
        for _ in range(2):
            casey.approves_again(1)
            redis.flushall()

    # Then every sheet appears
    Ledger(started, case).wait_for_all(6)


# ------------------------------------------------------------------ a poisoned sheet


def shell(started: Running, code: str) -> None:
    """Run code in a management shell of the started Unknot."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=PROJECT, env=started.environ, check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def test_a_poisoned_sheet_is_set_aside_with_its_words_while_others_pass(
    started: Running, embedded_site: Site, arrive: Arrive, accepted: Callable[[str], tuple[Clinician, str]]
) -> None:
    # Given two patients with a sheet each, and a second version of each that no renderer can make
    at_noor, at_jo = accepted("Noor"), accepted("Jo")
    noor, jo = (Ledger(started, case) for _, case in (at_noor, at_jo))
    for (casey, _), ledger in ((at_noor, noor), (at_jo, jo)):
        casey.approves_again(1)
        ledger.wait_for_all(1)
    shell(started, f"{POISON}\npoison('{noor.case}', lambda bad: None)\npoison('{jo.case}', nest)")

    # When a clinician approves a third version while the second ones fail again and again
    at_noor[0].approves_again(1)

    # Then it is made, and the poisoned ones are set aside after three attempts
    until(lambda: noor.states[2] == "done", "the sheet beside the poisoned one")
    until(lambda: noor.end_pauses() or (noor.states[1], jo.states[1]) == ("quarantined",) * 2, "the quarantine")
    assert (noor.states, jo.states) == (["done", "quarantined", "done"], ["done", "quarantined"])
    assert (noor.errors[1], jo.errors[1]) == ("RenderFailed check_token", "RenderFailed layout")
    assert len(noor.digests) == 2 and len(jo.digests) == 1

    # and the desk finds both on the list, each with its words to print
    blair = SheetDesk(arrive(), embedded_site)
    blair.signs_in("blair@harbour.example")
    blair.goes_to("/handouts/failed/")
    assert blair.page.locator(".failed-list tbody tr").count() == 2
    blair.presses(blair.page.get_by_role("link", name="Plain page Noor"))
    assert "Plain print: the PDF could not be made." in blair.text
    assert "Get help now" in blair.text and "version 1" in blair.text

    # and the case says the same, with nothing to print but those words
    blair.goes_to(at_jo[1])
    newest = blair.waits_for("failed")
    assert "print them as a plain page" in newest.inner_text()
    assert newest.locator('a[href$="/pdf/"]').count() == 0


# ------------------------------------------------------------------ a full disk


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Nothing more can be written into the folder: as root it becomes a disk of 16 KB, else a file."""
    folder.mkdir(mode=0o700, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k,mode=700", "tmpfs", str(folder)]
    if os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0:
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    aside = folder.rename(folder.with_name("handouts-aside"))
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


def test_a_full_disk_is_no_success_and_no_loss(
    started: Running, embedded_site: Site, arrive: Arrive, accepted: Callable[[str], tuple[Clinician, str]]
) -> None:
    files = started.data / "handouts"
    casey, case = accepted("Ivan")
    ledger = Ledger(started, case)
    blair = SheetDesk(arrive(), embedded_site)
    blair.signs_in("blair@harbour.example")

    # Given a disk that is full
    with full_disk(files):
        # When a sheet is approved
        casey.approves_again(1)
        until(lambda: any(ledger.errors), "a failed attempt")

        # Then nothing says that there is one, and nothing half written is left
        assert ledger.states != ["done"] and "Error" in ledger.errors[0]
        assert not ledger.digests and not ledger.rendered
        assert not [path for path in files.rglob("*") if path.is_file()]
        blair.goes_to(case)
        newest = blair.waits_for("making")
        assert newest.locator('a[href$="/pdf/"]').count() == 0
        blair.goes_to(newest.get_attribute("data-state-url").replace("/state/", "/pdf/").partition("?")[0], 409)
        assert "The PDF is not ready yet" in blair.text

    # When there is room again, Then the sheet appears by itself
    ledger.wait_for_all(1)
    blair.goes_to(case)
    blair.waits_for("ready")
    pdf = blair.downloads()
    assert_stored(pdf, files)
    assert "Get help now" in words_of(pdf, 1)
