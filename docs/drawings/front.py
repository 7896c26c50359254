"""A person seen from the front or from behind, mostly from the waist up.
The page's left is the person's right side when seen from the front.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import body, ink
from .ink import Piece, Point, Sheet
from .looks import Look

FACE: list[Point] = [
    (0, -14),
    (7.5, -12),
    (11, -4),
    (10.6, 4),
    (7, 11.6),
    (0, 15),
    (-7, 11.6),
    (-10.6, 4),
    (-11, -4),
    (-7.5, -12),
]
CAP_SHORT: list[Point] = [
    (-11.2, 2),
    (-13, -6),
    (-9.5, -14),
    (0, -18),
    (9.5, -14),
    (13, -6),
    (11.2, 2),
    (9.4, -5),
    (4, -9),
    (-3, -9.4),
    (-9.4, -5),
]
CAP_BUN: list[Point] = [
    (-11.2, 1),
    (-12.6, -7),
    (-8.5, -14.6),
    (0, -17),
    (8.5, -14.6),
    (12.6, -7),
    (11.2, 1),
    (8.4, -7),
    (0, -11.5),
    (-8.4, -7),
]
CAP_BOB: list[Point] = [
    (-10.6, 6),
    (-12, -6),
    (-8.5, -15),
    (0, -18),
    (8.5, -15),
    (12, -6),
    (10.6, 6),
    (8.6, -4),
    (5, -9.5),
    (-1, -10.5),
    (-8.6, -4),
]
BOB_BACK: list[Point] = [
    (0, -18),
    (12.5, -13),
    (15.6, 0),
    (15.6, 14),
    (8, 17),
    (-8, 17),
    (-15.6, 14),
    (-15.6, 0),
    (-12.5, -13),
]
CAP_OLDER: list[Point] = [
    (-11, 4),
    (-13.4, -4),
    (-10, -13.5),
    (0, -16.6),
    (10, -13.5),
    (13.4, -4),
    (11, 4),
    (9.8, -5),
    (6.5, -11.5),
    (0, -13),
    (-6.5, -11.5),
    (-9.8, -5),
]
CAPS = {"short": CAP_SHORT, "bun": CAP_BUN, "bob": CAP_BOB, "older": CAP_OLDER}

# Half of the shirt outline from collar to hem, x to the right of the middle line, y down from the base of the neck.
SHIRT: list[Point] = [(7.5, -3), (14, 1), (24, 5), (30, 11), (31, 20), (26.0, 33), (22.8, 46), (22.0, 58)]


def put(points: Sequence[Point], centre: Point, tilt: float, size: float) -> list[Point]:
    """Local points scaled, turned and moved to the page."""
    return ink.placed(points, centre, tilt, 1, size)


def draw_neck(sheet: Sheet, base: Point, head: Point, look: Look, tilt: float = 0.0) -> None:
    """The neck from the collar to under the chin."""
    jaw = put([(0, 9)], head, tilt, look.size)[0]
    sheet.layer([Piece(ink.limb([base, jaw], [6.6 * look.size, 6.2 * look.size]), ink.SKIN)])


def draw_head(
    sheet: Sheet, head: Point, look: Look, tilt: float = 0.0, closed_eyes: bool = False, strained: bool = False
) -> None:
    """A face seen from the front with its hair."""
    size = look.size
    if look.hair == "bob":
        sheet.layer([Piece(ink.smooth(put(BOB_BACK, head, tilt, size)), look.hair_fill)], width=1.6)
    if look.hair == "bun":
        x, y = put([(0, -20)], head, tilt, size)[0]
        sheet.layer([Piece(ink.circle(x, y, 6.4 * size), look.hair_fill)], width=1.6)
    ears = [
        Piece(ink.circle(*put([(side * 11.4, 1.5)], head, tilt, size)[0], 2.8 * size), ink.SKIN) for side in (-1, 1)
    ]
    shown = [] if look.hair == "bob" else ears
    sheet.layer([*shown, Piece(ink.smooth(put(FACE, head, tilt, size)), ink.SKIN)])
    sheet.layer([Piece(ink.smooth(put(CAPS[look.hair], head, tilt, size)), look.hair_fill)], width=1.4)
    if strained:
        draw_strain(sheet, head, size)
    else:
        draw_features(sheet, head, tilt, size, closed_eyes)


def draw_features(sheet: Sheet, head: Point, tilt: float, size: float, closed_eyes: bool) -> None:
    """Eyes, nose and a calm mouth."""
    for side in (-1, 1):
        if closed_eyes:
            lid = put([(side * 6.4, 0.2), (side * 4.4, 1.6), (side * 2.4, 0.2)], head, tilt, size)
            sheet.line(ink.smooth(lid, closed=False), 1.7)
        else:
            x, y = put([(side * 4.4, 0)], head, tilt, size)[0]
            sheet.fill(ink.circle(x, y, 1.35 * size), ink.INK)
    sheet.line(ink.smooth(put([(0.2, 1.6), (-1.5, 5.4), (0.9, 6.0)], head, tilt, size), closed=False), 1.5)
    sheet.line(ink.smooth(put([(-3.6, 9.3), (0, 10.7), (3.6, 9.3)], head, tilt, size), closed=False), 1.7)


def draw_strain(sheet: Sheet, head: Point, size: float) -> None:
    """Eyes pressed shut and a tight mouth."""
    for side in (-1, 1):
        sheet.line(ink.lines(put([(side * 7, -3.2), (side * 2.6, -0.4), (side * 7, 2)], head, 0, size)), 1.8)
    sheet.line(ink.lines(put([(-4, 9), (4, 9)], head, 0, size)), 2)


def draw_back_of_head(sheet: Sheet, head: Point, look: Look, tilt: float = 0.0) -> None:
    """The head from behind: hair all over, ears at the sides."""
    size = look.size
    if look.hair == "bun":
        x, y = put([(0, -19)], head, tilt, size)[0]
        sheet.layer([Piece(ink.circle(x, y, 6.4 * size), look.hair_fill)], width=1.6)
    ears = [Piece(ink.circle(*put([(side * 11.2, 2)], head, tilt, size)[0], 2.8 * size), ink.SKIN) for side in (-1, 1)]
    sheet.layer([*ears, Piece(ink.smooth(put(FACE, head, tilt, size)), ink.SKIN)])
    hair = [(0, -17), (9, -14), (12.6, -5), (11, 4), (7.4, 9.6), (0, 11), (-7.4, 9.6), (-11, 4), (-12.6, -5), (-9, -14)]
    sheet.layer([Piece(ink.smooth(put(hair, head, tilt, size)), look.hair_fill)], width=1.4)


def shirt_path(
    base: Point,
    look: Look,
    hem_y: float,
    widen: float = 1.0,
    outline: Sequence[Point] = tuple(SHIRT),
    lean: float = 0.0,
    about: Point = (0, 0),
) -> str:
    """The shirt from the collar to a straight hem at `hem_y`; `lean` bends it sideways by degrees over a point."""
    size = look.size

    def half(side: int) -> list[Point]:
        points = []
        for x, y in outline:
            wide = 1 + (look.girth - 1) * min(1.0, y / 34) * widen if y > 0 else 1.0
            points.append((base[0] + side * x * size * wide * look.breadth, base[1] + y * size))
        whole = [*points[:-1], (points[-1][0], hem_y)]
        return [ink.turn(point, lean * bent(point[1]), about) for point in whole]

    def bent(y: float) -> float:
        return max(0.0, min(1.0, (about[1] - y) / ((about[1] - base[1]) * 0.8 or 1.0)))

    right, left = half(1), half(-1)[::-1]
    down = ink.smooth(right, closed=False)
    up = ink.smooth(left, closed=False).replace("M", "L", 1)
    dip = ink.turn((base[0], base[1] + 5 * size), lean, about)
    return f"{down}{up}Q{ink.at(*dip)} {ink.at(*right[0])}z"


def draw_shirt(sheet: Sheet, base: Point, look: Look, hem_y: float, arms: Sequence[body.Arm] = ()) -> None:
    """The shirt with the sleeves of the given arms in one contour."""
    sleeves = [Piece(body.sleeve_path(a, look), look.shirt) for a in arms]
    sheet.layer([Piece(shirt_path(base, look, hem_y), look.shirt), *sleeves])


def resting_arms(base: Point, look: Look, bottom: float = 174) -> list[body.Arm]:
    """Both arms at rest beside a bust, ending level with its hem."""
    arms = []
    for side in (-1, 1):
        start = shoulder(base, look, side)
        elbow = (start[0] + side * 6, start[1] + min((bottom - start[1]) * 0.62, 27 * look.size))
        arms.append(body.Arm(start, elbow, (elbow[0] + side, bottom)))
    return arms


def shoulder(base: Point, look: Look, side: int) -> Point:
    """Where an arm hangs: side -1 is the page's left."""
    wide = 1 + (look.girth - 1) * 0.41
    return base[0] + side * 24.5 * wide * look.breadth * look.size, base[1] + 14 * look.size


def arm(
    base: Point, look: Look, side: int, wrist: Point, elbow_side: int, hand: float | None = None, thumb: int = 1
) -> body.Arm:
    """An arm from a shoulder to a wrist."""
    return body.arm(shoulder(base, look, side), wrist, elbow_side, hand, thumb, look.size)


def draw_legs(sheet: Sheet, hip: Point, look: Look, floor_y: float, apart: float = 11.0) -> None:
    """Two straight legs and shoes seen from the front, down to the ground; the feet `apart` units from the middle."""
    k = look.limb * look.size
    for s in (-1, 1):
        x = hip[0] + s * apart
        toes = [(x - s * 4, floor_y - 10), (x - s * 5, floor_y - 1), (x + s * 9, floor_y - 1), (x + s * 8, floor_y - 5)]
        sheet.layer([Piece(ink.smooth([*toes, (x + s * 4, floor_y - 11)]), look.shoe)])
    legs = [
        Piece(
            ink.limb(
                [
                    (hip[0] + s * 7.6 * k, hip[1]),
                    (hip[0] + s * (5 + apart / 2), (hip[1] + floor_y) / 2),
                    (hip[0] + s * apart, floor_y - 12),
                ],
                [10 * k, 7.2 * k, 5.2 * k],
            ),
            look.trousers,
        )
        for s in (-1, 1)
    ]
    sheet.layer([*legs, Piece(ink.limb([(hip[0] - 8, hip[1]), (hip[0] + 8, hip[1])], [10 * k, 10 * k]), look.trousers)])


def draw_sitting_legs(sheet: Sheet, hip: Point, look: Look, floor_y: float) -> None:
    """The legs of a sitter seen from the front: thighs toward the viewer, shins down, both feet flat."""
    k = look.limb * look.size
    for side in (-1, 1):
        foot = (hip[0] + side * 15.5 * k, floor_y - 7)
        knee = (hip[0] + side * 15 * k, hip[1] + 15 * look.size)
        shoe = ink.limb([foot, (foot[0] + side * 2.5, floor_y - 5)], [5.6 * k, 5.6])
        sheet.layer([Piece(shoe, look.shoe)])
        shin = ink.limb([knee, (foot[0], floor_y - 13)], [8.4 * k, 5.4 * k])
        sheet.layer([Piece(shin, look.trousers_far)])
        thigh = ink.limb([(hip[0] + side * 8 * k, hip[1]), knee], [10 * k, 9.2 * k])
        sheet.layer([Piece(thigh, look.trousers)])


def draw_fist(sheet: Sheet, centre: Point, side: int, size: float = 1.0) -> None:
    """A closed fist, knuckles down; `side` -1 is the page's left."""
    x, y = centre
    palm = ink.limb([(x - 3 * size, y), (x + 3 * size, y), (x, y + 2 * size)], [6 * size, 6 * size, 6 * size])
    sheet.layer([Piece(palm, ink.SKIN)])
    for step in (-3.6, 0, 3.6):
        sheet.line(f"M{ink.at(x + step * size, y + 2 * size)}v{ink.num(5.4 * size)}", 1.4)
    sheet.line(ink.lines([(x - side * 7 * size, y - 1.5 * size), (x + side * 2.5 * size, y)]), 1.8)
