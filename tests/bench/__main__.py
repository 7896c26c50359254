"""`./bench [--list] [NAME...]`: measures the registered figures and prints them as a table.

In: names of figures (all when none is given). Out: one row per figure; exit code 1 when one could not be measured.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import time

import django

from tests import bench
from tests.bench import FIGURES, Figure


def main(arguments: list[str] | None = None) -> int:
    """Run the wanted figures and print each as soon as it is known."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    parser = argparse.ArgumentParser(prog="./bench", description="Measure Unknot on this machine.")
    parser.add_argument("names", nargs="*", help="figures to measure (default: all)")
    parser.add_argument("--list", action="store_true", help="only list the figures")
    wanted = parser.parse_args(arguments)
    for module in pkgutil.iter_modules(bench.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"tests.bench.{module.name}")
    unknown = sorted(set(wanted.names) - set(FIGURES))
    if unknown:
        parser.error(f"no figure is called {', '.join(unknown)}; there are: {', '.join(FIGURES) or 'none yet'}")
    figures = [FIGURES[name] for name in wanted.names] or list(FIGURES.values())
    if wanted.list:
        for one in figures:
            print(f"{one.name:<28} {one.meaning}")
        return 0
    return print_table(figures)


def print_table(figures: list[Figure]) -> int:
    """Measure one after the other; returns the exit code."""
    print(f"{'figure':<28} {'value':>12} {'unit':<10} {'took':>7}  meaning; conditions")
    failures = 0
    for one in figures:
        started = time.monotonic()
        try:
            measured = one.measure()
        except Exception as error:
            failures += 1
            print(f"{one.name:<28} {'failed':>12} {'':<10} {'':>7}  {why(error)}", flush=True)
            continue
        took = time.monotonic() - started
        about = "; ".join(part for part in (one.meaning, measured.note) if part)
        print(f"{one.name:<28} {measured.value:>12.4g} {measured.unit:<10} {took:>6.1f}s  {about}", flush=True)
    return 1 if failures else 0


def why(error: Exception) -> str:
    """The error in one line; of a process that failed, its own last words."""
    words = str(getattr(error, "stderr", None) or "").splitlines()[-1:]
    return " ".join([f"{type(error).__name__}:", *str(error).split(), *words])


if __name__ == "__main__":
    sys.exit(main())
