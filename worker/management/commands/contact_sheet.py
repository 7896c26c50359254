"""manage.py contact_sheet --out DIR: the handouts of many invented people as PDFs, and all their pages side by side, in
colour and in grey, to be looked at. Needs pdftoppm (poppler-utils). Exit 2 in one line where it cannot."""

import shutil
import subprocess
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from worker.render import render_handout
from worker.sample_people import samples

DPI, PER_SHEET, COLUMNS, GAP = 60, 12, 4, 8
TABLE_GREY = (150, 150, 150)
WAYS = {"colour": (), "grey": ("-gray",)}


class Command(BaseCommand):
    """Writes PDFs, contact sheets and a list."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write, and how finely."""
        parser.add_argument("--out", required=True, type=Path, help="a folder; made when it is not there")
        parser.add_argument("--dpi", type=int, default=DPI, help="dots an inch of the contact sheets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render everybody, then lay the pages out."""
        out: Path = options["out"]
        if shutil.which("pdftoppm") is None:
            raise CommandError("pdftoppm is missing: install poppler-utils", returncode=2)
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CommandError(f"{out}: cannot be made: {type(problem).__name__}", returncode=2) from None
        made = self._render(out)
        for way, flags in WAYS.items():
            pages = [page for path in made for page in page_pictures(path, options["dpi"], flags)]
            for sheet, start in enumerate(range(0, len(pages), PER_SHEET), start=1):
                side_by_side(pages[start : start + PER_SHEET]).save(out / f"contact-{way}-{sheet:02d}.png")

    def _render(self, out: Path) -> list[Path]:
        made, lines = [], []
        for sample in samples():
            rendered = render_handout(sample.document)
            path = out / f"{sample.name}.pdf"
            path.write_bytes(rendered.pdf)
            made.append(path)
            cards = len(sample.document.plan.activities.cards) if sample.document.plan else 0
            lines.append(f"{sample.name}: {cards} activities, {rendered.pages} pages, step {rendered.fit.rung}")
            self.stdout.write(lines[-1])
        (out / "contents.txt").write_text("\n".join(lines) + "\n", "utf-8")
        return made


def page_pictures(pdf: Path, dpi: int, flags: Sequence[str]) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(dpi), "-png", *flags, str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True, capture_output=True)
        pictures = []
        for path in sorted(Path(folder).iterdir()):
            with Image.open(path) as page:
                pictures.append(page.convert("RGB"))
        return pictures


def side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages in rows on a grey table."""
    width, height = max(page.width for page in pages) + GAP, max(page.height for page in pages) + GAP
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width + GAP, rows * height + GAP), TABLE_GREY)
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number % COLUMNS * width, GAP + number // COLUMNS * height))
    return sheet
