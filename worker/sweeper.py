"""The sweeper, a process of its own: it rings for due work, drains it itself when Redis is down, and minds the clock.

In: the database. Out: rings, jobs done, stale claims let go, forms left after a warning sign put on the board, a
heartbeat. Works without Redis.
"""

import threading
from datetime import timedelta

import redis
import structlog
from django.conf import settings
from django.db import Error, close_old_connections
from django.db.models.functions import Now

from clinic import outbox
from clinic.heartbeat import beat
from intake.actions.erase import erase_expired
from intake.actions.left import raise_left
from intake.actions.let_go import release_stale
from intake.actions.page_counts import note_left
from worker.jobs import do_due_jobs

log = structlog.get_logger("unknot.sweeper")
PAUSE = 2.0
STALE = timedelta(seconds=15)


def sweep() -> int:
    """One round; returns the number of jobs this process did itself."""
    beat("sweeper")
    outbox.quarantine_spent()
    release_stale()
    raise_left()
    note_left()
    erase_expired()
    if not outbox.due().exists():
        # An empty ring keeps the worker's heartbeat honest: it only beats when it really consumes.
        outbox.ring()
        return 0
    stale = outbox.due().filter(next_at__lt=Now() - STALE).exists()
    if redis_answers() and not stale:
        outbox.ring()
        return 0
    return do_due_jobs(limit=20)


def redis_answers() -> bool:
    """Whether the broker answers within a second."""
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1.0, socket_connect_timeout=1.0)
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False


def run(stop: threading.Event) -> None:
    """Sweep until `stop` is set; a database that is away costs a round, never the process."""
    while not stop.is_set():
        close_old_connections()
        try:
            sweep()
        except Error as error:
            log.warning("sweep_failed", error=type(error).__name__)
        stop.wait(PAUSE)
