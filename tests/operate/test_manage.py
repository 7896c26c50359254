"""manage.py as a person types it: with whatever Python is at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def test_it_finds_the_packages_of_the_venv_by_itself(tmp_path: Path) -> None:
    """A Python without Django runs the one that has it."""
    shutil.copy(MANAGE, tmp_path)
    ours = tmp_path / ".venv" / "bin" / "python"
    ours.parent.mkdir(parents=True)
    ours.write_text('#!/bin/sh\necho "ours:" "$@"\n')
    ours.chmod(0o755)
    assert called(tmp_path, "check_audit", "x y") == (0, f"ours: {tmp_path / 'manage.py'} check_audit x y\n", "")


def test_before_the_first_start_it_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(MANAGE, tmp_path)
    code, said, refused = called(tmp_path, "check_audit")
    assert (code, said) == (1, "") and "start ./run once" in refused and len(refused.splitlines()) == 1


def called(folder: Path, *words: str) -> tuple[int, str, str]:
    """manage.py called with a Python that has no packages."""
    bare = [sys.executable, "-I", "-S", str(folder / "manage.py"), *words]
    done = subprocess.run(bare, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, timeout=60)
    return done.returncode, done.stdout, done.stderr
