"""manage.py sweep: the sweeper's process; ends on TERM or Ctrl-C after the round it is in."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from worker import sweeper


class Command(BaseCommand):
    """Rings for due jobs, and does them itself when Redis is down."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--once sweeps a single round, for cron and for tests."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        if options["once"]:
            self.stdout.write(f"{sweeper.sweep()} jobs done")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        sweeper.run(stop)
