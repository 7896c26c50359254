"""The pictures of the library. In: the scenes of docs/drawings and the committed figures.
Out: each figure is, byte for byte, what its scene draws now. Size and shapes are checked when the library loads.
"""

from xml.sax.saxutils import escape

import pytest

from docs.drawings.draw import LIBRARY, SCENES, drawings

DRAWN = {str(file.relative_to(LIBRARY)): (scene, alt) for file, scene, alt in drawings()}


def test_every_activity_has_its_own_scene_and_every_drawing_one() -> None:
    """No activity and no committed drawing is without a scene, and no scene without them."""
    assert {folder.name for folder in LIBRARY.iterdir() if folder.is_dir()} == set(SCENES)
    assert {str(file.relative_to(LIBRARY)) for file in LIBRARY.glob("*/*.svg")} == set(DRAWN)


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_the_committed_figure_is_what_the_scene_draws(name: str) -> None:
    """Drawing again, titled by the alt text, gives the committed bytes."""
    scene, alt = DRAWN[name]
    assert (LIBRARY / name).read_text(encoding="utf-8") == scene().svg(escape(alt))
