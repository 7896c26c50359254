"""Draws every figure of the handout library again.
In: the scenes and the alt texts of each entry's en.md. Out: figure.svg, and figure-PLACE.svg for each of its variants.
Run: python -m docs.drawings.draw
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from . import (
    scenes_back,
    scenes_close,
    scenes_floor,
    scenes_more,
    scenes_neck,
    scenes_packs,
    scenes_places,
    scenes_seated,
)
from .ink import Sheet

LIBRARY = Path(__file__).resolve().parents[2] / "handouts" / "library" / "activities"
Scene = Callable[[], Sheet]

SCENES: dict[str, Scene] = {
    "warm-pack": partial(scenes_packs.upper_back, scenes_packs.WARM),
    "warm-shower": scenes_more.shower,
    "cold-pack": partial(scenes_packs.shoulder, scenes_packs.COLD),
    "ball-wall-upper-back": scenes_back.ball_wall,
    "two-balls-sock": scenes_close.two_balls,
    "ball-floor": scenes_floor.ball_floor,
    "foam-roll-upper": scenes_floor.foam_roll,
    "hand-pressure": scenes_neck.hand_pressure,
    "arm-across-chest": scenes_neck.arm_across,
    "doorway-chest": scenes_back.doorway,
    "thread-the-needle": scenes_back.thread_needle,
    "cat-cow": scenes_back.cat_cow,
    "childs-pose": scenes_back.childs_pose,
    "knee-to-chest-single": scenes_floor.knee_to_chest,
    "knees-to-chest-both": scenes_floor.knees_to_chest,
    "sphinx": scenes_floor.sphinx,
    "downward-dog": scenes_floor.downward_dog,
    "pigeon": scenes_floor.pigeon,
    "gentle-yoga": scenes_more.yoga,
    "keep-moving-walk": scenes_back.walk,
    "slow-breathing": scenes_neck.slow_breathing,
    "relax-body": scenes_floor.relax,
    "neck-turns": scenes_neck.neck_turns,
    "neck-side-bend": scenes_neck.side_bend,
    "chin-slide": scenes_neck.chin_slide,
    "shoulder-rolls": scenes_neck.shoulder_rolls,
    "seated-twist": scenes_more.seated_twist,
    "sit-to-stand": scenes_back.sit_to_stand,
    "legs-up-rest": scenes_floor.legs_up,
    "figure-four": scenes_floor.figure_four,
    "bridge": scenes_floor.bridge,
    "arm-swing": scenes_more.arm_swing,
    "table-slide": scenes_more.table_slide,
    "heel-slide": scenes_floor.heel_slide,
    "calf-stretch-wall": scenes_more.calf_stretch,
    "wall-walk": scenes_seated.wall_walk,
    "ankle-circles": scenes_seated.ankle_circles,
    "wrist-stretch": scenes_close.wrist_stretch,
    "gentle-stretch": scenes_seated.gentle_stretch,
    "seated-march": scenes_seated.seated_march,
    "squeeze-let-go": scenes_close.squeeze,
    "sway-loose": scenes_close.sway,
    "seated-cat-cow": scenes_seated.seated_cat_cow,
    "jaw-open": scenes_close.jaw_open,
}


PACKED: dict[str, Callable[[scenes_packs.Pack], Sheet]] = {
    "neck": scenes_packs.neck,
    "jaw": scenes_packs.jaw,
    "shoulder": scenes_packs.shoulder,
    "upper-arm": scenes_packs.upper_arm,
    "elbow": scenes_packs.elbow,
    "forearm": scenes_packs.forearm,
    "wrist": scenes_packs.wrist,
    "back": scenes_packs.upper_back,
    "low-back": scenes_packs.low_back,
    "ribs": scenes_packs.ribs,
    "belly": scenes_packs.belly,
    "hip": scenes_packs.hip,
    "thigh": scenes_packs.thigh,
    "knee": scenes_packs.knee,
    "shin": scenes_packs.shin,
    "ankle": scenes_packs.ankle,
}
# The same thing at another place of the body, by the name of the place.
VARIANTS: dict[str, dict[str, Scene]] = {
    "warm-pack": {place: partial(scene, scenes_packs.WARM) for place, scene in PACKED.items() if place != "back"},
    "cold-pack": {place: partial(scene, scenes_packs.COLD) for place, scene in PACKED.items() if place != "shoulder"},
    "warm-shower": {"low": scenes_places.shower_low, "leg": scenes_places.shower_leg},
    "gentle-stretch": {
        "neck": scenes_neck.side_bend,
        "shoulder": scenes_neck.arm_across,
        "wrist": scenes_close.wrist_stretch,
        "leg": scenes_places.leg_stretch,
    },
}


def alt_text(folder: Path, place: str = "") -> str:
    """The alt text in an entry's en.md, of the usual drawing or of the variant for a place."""
    key = f"alt_{place.replace('-', '_')}" if place else "alt"
    found = re.search(rf'^{key}: "(.*)"$', (folder / "en.md").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"{folder.name}/en.md has no {key}")
    return found.group(1)


def drawings() -> Iterator[tuple[Path, Scene, str]]:
    """Every file to write: where it stands, what draws it, and its alt text."""
    for name, scene in SCENES.items():
        folder = LIBRARY / name
        yield folder / "figure.svg", scene, alt_text(folder)
        for place, variant in VARIANTS.get(name, {}).items():
            yield folder / f"figure-{place}.svg", variant, alt_text(folder, place)


def main() -> None:
    """Write every figure."""
    for file, scene, alt in drawings():
        file.write_text(scene().svg(escape(alt)), encoding="utf-8")


if __name__ == "__main__":
    main()
