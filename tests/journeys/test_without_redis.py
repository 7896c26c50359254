"""Redis stands still while a patient sends an urgent form: they get an answer, the desk the case, and the mail goes.

On real processes, as ./run starts them: web, worker, sweeper and a Redis that is stopped and woken again.
"""

import json
import os
import signal
import sys
import urllib.request
from collections.abc import Iterator

import pytest

from tests.answers import URGENT, complete
from tests.journeys.conftest import Arrive, Site
from tests.journeys.steps import Desk, Patient
from tests.operate.running import Running, until

pytestmark = [
    pytest.mark.embedded,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc"),
]
SERVERS = ("redis-server", "valkey-server")


@pytest.fixture
def redis(started: Running) -> Iterator[int]:
    """The process id of the site's Redis, which is awake again afterwards."""
    until(lambda: jobs_done(started, "worker") + jobs_done(started, "sweeper") >= 2, "the two alarms of the demo")
    pid = next(pid for pid, command in started.processes().items() if any(server in command for server in SERVERS))
    yield pid
    os.kill(pid, signal.SIGCONT)


def jobs_done(started: Running, process: str) -> int:
    """How many alarms this process has mailed, by its log."""
    log = started.data / "logs" / f"{process}.log"
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return sum(line.get("event") == "job_done" and line.get("kind") == "alarm_email" for line in lines)


def mailed(started: Running, code: str) -> bool:
    """Whether an alarm about the form of this code lies in the mail folder."""
    return any(code in mail.read_text() for mail in (started.data / "mail").glob("*"))


def is_ready(started: Running) -> bool:
    """Whether /readyz says that every part works."""
    with urllib.request.urlopen(f"{started.url}/readyz", timeout=10) as answer:
        return bool(json.load(answer)["status"] == "ready")


def send_urgent_form(site: Site, arrive: Arrive) -> str:
    """Fill in the form and send it; return its code. Pages that other journeys look at are hurried through."""
    alex = Patient(arrive(360, 740), site)
    alex.hurries = True
    alex.starts()
    alex.fills_up_to("check", complete(**URGENT))
    alex.hurries = False
    code = alex.sends()
    assert "We will call you" in alex.text
    return code


def assert_on_the_board(site: Site, arrive: Arrive, code: str) -> None:
    """The desk finds the case among the urgent ones."""
    blair = Desk(arrive(), site)
    blair.signs_in("blair@harbour.example")
    assert "URGENT" in blair.row(code).inner_text()
    assert blair.page.locator(f'.group--urgent tr.row[data-find*="{code}"]').count() == 1


def test_a_form_is_sent_while_redis_stands_still(
    embedded_site: Site, arrive: Arrive, started: Running, redis: int
) -> None:
    # Given a Redis that takes connections and never answers
    by_sweeper = jobs_done(started, "sweeper")
    os.kill(redis, signal.SIGSTOP)

    # When a patient sends an urgent form
    code = send_urgent_form(embedded_site, arrive)

    # Then the desk has it, and the sweeper mails the alarm by itself
    assert_on_the_board(embedded_site, arrive, code)
    until(lambda: mailed(started, code), "the alarm's email")
    until(lambda: jobs_done(started, "sweeper") > by_sweeper, "the sweeper's word of it")


def test_redis_is_back_and_the_worker_mails_again(
    embedded_site: Site, arrive: Arrive, started: Running, redis: int
) -> None:
    # Given a Redis that stood still for a while and is back
    os.kill(redis, signal.SIGSTOP)
    first = send_urgent_form(embedded_site, arrive)
    until(lambda: mailed(started, first), "the alarm's email without Redis")
    os.kill(redis, signal.SIGCONT)
    until(lambda: is_ready(started), "worker, sweeper and Redis")
    by_worker = jobs_done(started, "worker")

    # When the next patient sends an urgent form
    code = send_urgent_form(embedded_site, arrive)

    # Then the desk has it, and the worker mails the alarm
    assert_on_the_board(embedded_site, arrive, code)
    until(lambda: mailed(started, code), "the alarm's email")
    until(lambda: jobs_done(started, "worker") > by_worker, "the worker's word of it")
