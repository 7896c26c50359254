"""The pictures of the library. In: the scenes of docs/drawings and the committed figures.
Out: each figure is, byte for byte, what its scene draws now. Size and shapes are checked when the library loads.
"""

from xml.sax.saxutils import escape

import pytest

from docs.drawings.draw import LIBRARY, SCENES, alt_text


def test_every_activity_has_its_own_scene() -> None:
    """No activity is without a scene and no scene without an activity."""
    assert {folder.name for folder in LIBRARY.iterdir() if folder.is_dir()} == set(SCENES)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_the_committed_figure_is_what_the_scene_draws(name: str) -> None:
    """Drawing again, titled by the alt text, gives the committed bytes."""
    drawn = SCENES[name]().svg(escape(alt_text(LIBRARY / name)))
    assert (LIBRARY / name / "figure.svg").read_text(encoding="utf-8") == drawn
