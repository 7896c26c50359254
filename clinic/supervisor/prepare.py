"""`python -m clinic.supervisor.prepare WELCOME`: tables up to date, demo data where allowed, then all checks.

In: the environment; WELCOME names the file for what seed_demo prints: once it is there, the database is ready.
Out: exit code 0, or 1 with the reason as the last line. One process does it all: loading Django is what takes time.
"""

import io
import sys
from pathlib import Path

import django
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error

from clinic.supervisor.place import write_whole


def main(welcome: Path) -> int:
    """Prepare everything that must be right before Unknot may call itself ready."""
    try:
        django.setup()
        call_command("migrate", interactive=False)
        said = io.StringIO()
        call_command("seed_demo", stdout=said)
    except Error as error:
        print(f"the database says: {_one_line(error)}")
        return 1
    except (CommandError, ImproperlyConfigured) as error:
        print(_one_line(error))
        return 1
    write_whole(welcome, said.getvalue())
    faults = [message for message in checks.run_checks() if message.is_serious() and not message.is_silenced()]
    for fault in faults:
        print(f"{fault.id}: {_one_line(fault.msg)}")
    return 1 if faults else 0


def _one_line(what: object) -> str:
    return " ".join(str(what).split())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
