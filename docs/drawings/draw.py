"""Draws every figure of the handout library again.
In: the scenes and the alt text of each entry's en.md. Out: figure.svg beside it. Run: python -m docs.drawings.draw
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from . import scenes_back, scenes_close, scenes_floor, scenes_more, scenes_neck, scenes_seated
from .ink import Sheet

LIBRARY = Path(__file__).resolve().parents[2] / "handouts" / "library" / "activities"
ALT = re.compile(r'^alt: "(.*)"$', re.MULTILINE)

SCENES: dict[str, Callable[[], Sheet]] = {
    "warm-pack": scenes_back.warm_pack,
    "warm-shower": scenes_more.shower,
    "cold-pack": scenes_neck.cold_pack,
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


def alt_text(folder: Path) -> str:
    """The alt text in an entry's en.md."""
    found = ALT.search((folder / "en.md").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{folder.name}/en.md has no alt text")
    return found.group(1)


def main() -> None:
    """Write every figure."""
    for name, scene in SCENES.items():
        folder = LIBRARY / name
        (folder / "figure.svg").write_text(scene().svg(escape(alt_text(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
