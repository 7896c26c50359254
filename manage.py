#!/usr/bin/env python3
"""Django's command line for Unknot, in .venv whichever Python calls it; `manage.py help` lists every command."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = HERE / ".venv" / "bin" / "python"


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        if OURS.exists() and Path(sys.prefix) != HERE / ".venv":
            os.execv(OURS, [str(OURS), *sys.argv])  # noqa: S606  a fixed program, no shell
        sys.exit("Unknot is not installed here yet: start ./run once, which makes .venv.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
