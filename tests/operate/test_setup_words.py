"""What ./run, ./test and ./bench say while something takes long. In: requirements/setup.sh, with a sleep of a hundredth
of its length. Out: a beat every ten seconds, none on short work, none after the end."""

import subprocess
import time
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "requirements" / "setup.sh"


def said(work: str) -> tuple[int, str]:
    """Exit code and output of `work` done patiently."""
    script = f'set -eu\n. "{SETUP}"\nsleep() {{ command sleep 0.0"$1"; }}\nwork() {{ {work}; }}\n'
    ran = subprocess.run(
        ["sh", "-c", f"{script}patiently 'Doing it' work\necho Done."], capture_output=True, text=True, timeout=30
    )
    assert ran.stderr in ("", "no way\n")
    return ran.returncode, ran.stdout


def test_long_work_says_every_ten_seconds_that_it_goes_on() -> None:
    code, output = said("command sleep 0.4")
    assert (code, output.splitlines()[:2]) == (0, ["Doing it", "  still at it after 10 s"])
    assert output.endswith("s\nDone.\n")


def test_short_work_says_only_what_it_is() -> None:
    assert said("true") == (0, "Doing it\nDone.\n")


@pytest.mark.parametrize(("work", "code"), [("return 3", 3), ("stop no way", 1)])
def test_work_that_fails_ends_it_and_leaves_nothing_talking(work: str, code: int) -> None:
    began = time.monotonic()
    assert said(work) == (code, "Doing it\n")
    assert time.monotonic() - began < 20  # the beat holds the output open: it must end with the work
