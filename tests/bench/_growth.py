"""One process of the growth figure. In: `press` or `naive`, renders before the first look, renders between. Out: KB."""

import gc
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup()

from handouts.example import example_document  # noqa: E402
from tests.bench.growth import resident_kb  # noqa: E402
from tests.bench.paper import naive  # noqa: E402
from worker.render import render_handout, warm  # noqa: E402


def main(way: str, before: int, renders: int) -> None:
    """Prints how many KB of resident memory the renders cost."""
    if way == "press":
        warm()
    document = example_document()
    work = naive if way == "naive" else lambda: render_handout(document)
    for _ in range(before):
        work()
    gc.collect()
    start = resident_kb()
    for _ in range(renders):
        work()
    gc.collect()
    print(resident_kb() - start)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
