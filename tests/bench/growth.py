"""Memory that a worker gains over 500 handouts, by the forked path of production, against a process that prints the
naive page 500 times. In: the example handout. Out: a ratio. Takes some minutes; UNKNOT_BENCH_RENDERS makes it shorter.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench import Measured, figure

RENDERS = int(os.environ.get("UNKNOT_BENCH_RENDERS", "500"))
# What fills caches once is not growth: it is done before the first look.
WARM_UP = 20
# A process that gained less than the system hands out at once gained nothing that can be measured.
LEAST_KB = 64


def resident_kb() -> int:
    """The resident memory of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@figure("paper.growth", "memory gained over 500 handouts, against the naive page (target: 0.15 or less)")
def growth() -> Measured:
    """Each in a process of its own."""
    ours, theirs = (_gained(way) for way in ("press", "naive"))
    if theirs < LEAST_KB:
        raise RuntimeError("the naive page gained nothing: more renders are needed")
    note = f"{RENDERS} renders after {WARM_UP}: {ours} against {theirs} KB"
    return Measured(max(ours, 0) / theirs, "x naive", note)


def _gained(way: str) -> int:
    measure = [sys.executable, "-m", "tests.bench._growth", way, str(WARM_UP), str(RENDERS)]
    done = subprocess.run(
        measure, env=os.environ | {"MALLOC_ARENA_MAX": "1"}, check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1])
