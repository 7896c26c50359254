"""Figure: how long from a clinician's approval until the PDF can be printed, on an idle system with a warm worker."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from clinic.supervisor.broker import find_broker
from tests.bench import Measured, figure
from tests.bench._free_port import free_port


@figure("ready", "approve → PDF ready, 95 of 100, seconds (target: 2 or less)")
def ready() -> Measured:
    """Twenty approvals one by one, on SQLite with a Redis and a real worker of their own."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        broker = find_broker(Path(folder))
        if broker is None:
            raise RuntimeError("no redis-server or valkey-server on this machine")
        command = [broker.program, "--port", str(port), "--save", "", "--dir", folder]
        redis = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            environment = os.environ | {"UNKNOT_DATA": folder, "REDIS_URL": f"redis://127.0.0.1:{port}/0"}
            environment.pop("DATABASE_URL", None)
            measure = [sys.executable, "-m", "tests.bench._ready"]
            done = subprocess.run(measure, env=environment, check=True, capture_output=True, text=True)
        finally:
            redis.terminate()
            redis.wait()
    times = sorted(json.loads(done.stdout.splitlines()[-1]))
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95) - 1]
    return Measured(round(late, 2), "s", f"{len(times)} approvals, median {middle:.2f} s")
