"""A head in profile: neck, face, ear, eye and hair.
Centre, tilt and side in, inked layers out; the numbers are for a head about 28 units high.
"""

from __future__ import annotations

from . import ink
from .ink import Piece, Point, Sheet
from .looks import Look

FACE: list[Point] = [
    (3.5, -13.2),
    (8.2, -10.5),
    (10.2, -6.0),
    (10.3, -2.6),
    (13.6, 2.3),
    (11.6, 4.4),
    (11.4, 7.0),
    (10.6, 9.0),
    (10.0, 12.2),
    (6.4, 13.8),
    (1.2, 11.4),
    (-4.0, 10.5),
    (-9.6, 7.0),
    (-12.2, 0.0),
    (-10.6, -8.0),
    (-4.5, -13.0),
]
HAIR_SHORT: list[Point] = [
    (8.8, -9.4),
    (4.5, -14.6),
    (-4.5, -15.0),
    (-12.2, -9.5),
    (-14.0, 0.0),
    (-11.2, 8.2),
    (-7.2, 7.8),
    (-5.2, 3.0),
    (-2.5, 2.0),
    (-1.0, -3.5),
    (3.2, -5.6),
]
HAIR_OLDER: list[Point] = [
    (4.0, -12.6),
    (-2.0, -15.0),
    (-9.0, -12.5),
    (-13.6, -4.5),
    (-13.4, 3.0),
    (-10.8, 8.0),
    (-7.2, 7.4),
    (-5.4, 2.5),
    (-2.6, 1.0),
    (-1.6, -5.0),
    (0.0, -8.5),
]
HAIR_BOB: list[Point] = [
    (9.4, -8.6),
    (5.0, -15.2),
    (-4.5, -16.0),
    (-13.2, -10.5),
    (-15.4, 0.0),
    (-15.2, 10.5),
    (-9.0, 13.8),
    (-2.8, 12.4),
    (-2.4, 4.0),
    (-0.4, -3.5),
    (3.6, -6.0),
]


def draw_head(sheet: Sheet, centre: Point, tilt: float, face: int, look: Look, neck: Point) -> None:
    """Neck, face in profile, ear, eye and the mass of hair."""
    jaw = ink.placed([(-3.2, 6.0)], centre, tilt, face, look.size)[0]
    throat = ink.limb([neck, jaw], [5.6 * look.size, 5.4 * look.size])
    sheet.layer([Piece(throat, ink.SKIN), Piece(ink.smooth(ink.placed(FACE, centre, tilt, face, look.size)), ink.SKIN)])
    draw_hair(sheet, centre, tilt, face, look)
    ear = ink.placed([(-3.4, 3.4), (-4.0, -0.6), (-0.8, -1.4), (-0.6, 1.6), (-2.2, 4.2)], centre, tilt, face, look.size)
    sheet.shape(ink.smooth(ear), ink.SKIN, 1.8)
    if look.asleep:
        sheet.line(
            ink.smooth(
                ink.placed([(4.6, -2.2), (6.4, -0.8), (8.4, -2.0)], centre, tilt, face, look.size), closed=False
            ),
            1.6,
        )
    else:
        eye = ink.placed([(6.6, -2.2)], centre, tilt, face, look.size)[0]
        sheet.fill(ink.circle(eye[0], eye[1], 1.25 * look.size), ink.INK)
    sheet.line(ink.lines(ink.placed([(10.4, 7.6), (7.6, 7.4)], centre, tilt, face, look.size)), 1.6)


def draw_hair(sheet: Sheet, centre: Point, tilt: float, face: int, look: Look) -> None:
    """The hair as one dark or pale mass."""
    outline = {"short": HAIR_SHORT, "bun": HAIR_SHORT, "older": HAIR_OLDER, "bob": HAIR_BOB}[look.hair]
    pieces = [Piece(ink.smooth(ink.placed(outline, centre, tilt, face, look.size)), look.hair_fill)]
    if look.hair == "bun":
        x, y = ink.placed([(-12.0, -13.0)], centre, tilt, face, look.size)[0]
        pieces.append(Piece(ink.circle(x, y, 5.6 * look.size), look.hair_fill))
    sheet.layer(pieces, width=1.2)
