"""The pictures of the library. In: the scenes of docs/drawings and the committed figures.
Out: each figure is what its scene draws now, of plain shapes, small, with one drawing that can be mirrored.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest

from docs.drawings.draw import LIBRARY, SCENES, alt_text
from worker.pdf import DRAWN

LARGEST = 25_000  # bytes


def test_every_activity_has_its_own_scene() -> None:
    """No activity is without a scene and no scene without an activity."""
    assert {folder.name for folder in LIBRARY.iterdir() if folder.is_dir()} == set(SCENES)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_the_committed_figure_is_what_the_scene_draws(name: str) -> None:
    """Drawing again gives the same bytes, titled by the alt text, within the shapes and the size that print allows."""
    committed = (LIBRARY / name / "figure.svg").read_text(encoding="utf-8")
    assert SCENES[name]().svg(escape(alt_text(LIBRARY / name))) == committed
    assert len(committed.encode()) <= LARGEST
    assert set(re.findall(r"<([A-Za-z]+)", committed)) <= DRAWN
    assert committed.count('<g id="drawing">') == 1
