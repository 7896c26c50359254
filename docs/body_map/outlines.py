"""The three outlines a person can pick: A neutral, B broader, C curvier. Same zones, other proportions.
In: a point of the half figure and its body part. Out: where that point lies in the outline.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

Table = tuple[tuple[float, float], ...]


def _read(table: Table, y: float) -> float:
    """Value at height y, by smooth steps between the rows of the table."""
    if y <= table[0][0]:
        return table[0][1]
    for (y0, v0), (y1, v1) in pairwise(table):
        if y <= y1:
            t = (y - y0) / (y1 - y0)
            return v0 + (v1 - v0) * t * t * (3 - 2 * t)
    return table[-1][1]


@dataclass(frozen=True, slots=True)
class Outline:
    """Torso and leg widths by height (factors), arm shift in units, arm and leg thickness (factors)."""

    code: str
    torso: Table = ((0, 1.0),)
    arm_shift: Table = ((0, 0.0),)
    arm_width: Table = ((0, 1.0),)
    leg_width: Table = ((0, 1.0),)
    head: float = 1.0

    def reshape(self, u: float, y: float, part: str) -> tuple[float, float]:
        """The point moved sideways for this outline; heights never change, so lines stay level."""
        if part == "h":
            return u * self.head, y
        if part == "t":
            return u * _read(self.torso, y), y
        if part == "a":
            axis = 60.0 + (y - 150.0) * 0.245
            return axis + _read(self.arm_shift, y) + (u - axis) * _read(self.arm_width, y), y
        return u * _read(self.leg_width, y) if u > 1.9 else u, y


OUTLINES = (
    Outline("a"),
    Outline(
        "b",
        torso=((86, 1.08), (125, 1.1), (172, 1.12), (238, 1.22), (265, 1.16)),
        arm_shift=((125, 5.5), (235, 8.0), (300, 4.0), (360, 2.0)),
        arm_width=((150, 1.1), (230, 1.16), (300, 1.08)),
        leg_width=((284, 1.12), (330, 1.09), (430, 1.1), (480, 1.12), (590, 1.06)),
        head=1.02,
    ),
    Outline(
        "c",
        torso=((84, 0.9), (125, 0.93), (172, 0.95), (236, 0.88), (265, 1.02)),
        arm_shift=((125, -5.0), (235, -3.0), (300, 1.0)),
        arm_width=((150, 0.88), (300, 0.9)),
        leg_width=((284, 1.06), (308, 1.1), (340, 1.08), (430, 1.0), (480, 1.02), (540, 0.94)),
        head=0.97,
    ),
)
