"""A person seen from the side: joints in, inked layers out.
All lengths are for a standing height of about 160 units; a look scales them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docs.drawings import ink
from docs.drawings.ink import Disc, Piece, Point, Sheet

UPPER_ARM, FOREARM = 27.0, 24.0
THIGH, SHIN = 38.0, 37.0


@dataclass(frozen=True, slots=True)
class Look:
    """What makes one drawn person differ from the next: girth, hair and clothes."""

    girth: float = 1.0
    limb: float = 1.0
    size: float = 1.0
    hair: str = "short"  # short | bun | bob | bald
    hair_fill: str = ink.HAIR
    shirt: str = ink.SHIRT
    shirt_far: str = ink.SHIRT_FAR
    trousers: str = ink.TROUSERS
    trousers_far: str = ink.TROUSERS_FAR
    shoe: str = ink.SHOE
    asleep: bool = False


SLIM = Look(girth=0.92, limb=0.92, hair="short")
BUN = Look(girth=0.98, hair="bun")
LARGER = Look(girth=1.3, limb=1.14, hair="bob", trousers="#EDEFF1", trousers_far="#C9D0D5", shirt="#CDD4D9", shirt_far="#B4BDC5")
OLDER = Look(girth=1.06, hair="older", hair_fill=ink.HAIR_GREY, shirt="#D5DBDF", shirt_far="#BCC5CC")


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm by its joints; `open_hand` turns the thumb side (+1 or -1)."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: float | None = None  # heading of the hand in degrees; None carries on from the forearm
    thumb: int = -1


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg by its joints; `foot` is the heading of the sole in degrees (0 points right)."""

    hip: Point
    knee: Point
    ankle: Point
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One pose seen from the side. `spine` runs from hip to the base of the neck; `face` is +1 or -1."""

    spine: tuple[Point, ...]
    head: Point
    tilt: float
    near_arm: Arm | None
    far_arm: Arm | None
    near_leg: Leg
    far_leg: Leg | None
    face: int = 1


def arm(shoulder: Point, wrist: Point, side: int, hand: float | None = None, thumb: int = -1, scale: float = 1.0) -> Arm:
    """An arm that reaches from a shoulder to a wrist, elbow to the given hand."""
    elbow = ink.bend(shoulder, wrist, UPPER_ARM * scale, FOREARM * scale, side)
    return Arm(shoulder, elbow, wrist, hand, thumb)


def leg(hip: Point, ankle: Point, side: int, foot: float = 0.0, scale: float = 1.0) -> Leg:
    """A leg that reaches from a hip to an ankle, knee to the given hand."""
    return Leg(hip, ink.bend(hip, ankle, THIGH * scale, SHIN * scale, side), ankle, foot)


def heading(a: Point, b: Point) -> float:
    """Degrees from a to b, clockwise on the page, 0 to the right."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def hand_path(wrist: Point, degrees: float, thumb: int, size: float = 1.0) -> str:
    """A mitten hand with a thumb."""

    def spot(x: float, y: float) -> Point:
        return ink.turn((wrist[0] + x * size, wrist[1] + y * size * thumb), degrees, wrist)

    palm = ink.limb([wrist, spot(5.0, 0.2), spot(12.4, -0.6)], [3.3 * size, 3.9 * size, 2.6 * size])
    return palm + ink.limb([spot(2.6, 1.6), spot(7.2, 7.0)], [2.2 * size, 1.6 * size])


def foot_path(ankle: Point, degrees: float, face: int, size: float = 1.0) -> str:
    """A shoe: flat sole, round heel and toe."""
    profile = [(-6.2, 1.0), (-6.5, 6.0), (-4.5, 8.0), (6.0, 8.0), (15.0, 8.0), (17.6, 6.2), (15.6, 2.6), (8.0, -0.8), (4.5, -4.5), (-4.5, -4.5)]
    placed = [ink.turn((ankle[0] + face * x * size, ankle[1] + y * size), degrees, ankle) for x, y in profile]
    return ink.smooth(placed if face > 0 else placed[::-1])


def draw_arm(sheet: Sheet, a: Arm, look: Look, far: bool = False, melt: bool = False, cut: bool = False) -> None:
    """An arm with a short sleeve. `melt` leaves the shoulder open to a shirt below; `cut` ends it without a hand."""
    k = look.limb * look.size
    degrees = heading(a.elbow, a.wrist) if a.hand is None else a.hand
    mid = ink.between(a.elbow, a.wrist, 0.3)
    root = ink.between(a.shoulder, a.elbow, 0.4) if melt else a.shoulder
    fill = look.shirt_far if far else look.shirt
    if cut:
        skin = ink.limb([root, a.elbow], [4.4 * k, 4.8 * k]) + tube(a.elbow, a.wrist, 4.8 * k, 4.3 * k)
        sheet.layer([Piece(skin, ink.SKIN)])
    else:
        skin = ink.limb([root, a.elbow, mid, a.wrist], [4.4 * k, 4.7 * k, 4.8 * k, 3.2 * k])
        sheet.layer([Piece(skin, ink.SKIN), Piece(hand_path(a.wrist, degrees, a.thumb, look.size), ink.SKIN)])
    if not melt:
        sheet.layer([Piece(sleeve_path(a, look), fill)])
        return
    sheet.fill(sleeve_path(a, look), fill)
    sheet.line(sleeve_edge(a, look), ink.INK_WIDTH)


def sleeve_path(a: Arm, look: Look) -> str:
    """The short sleeve of an arm."""
    k = look.limb * look.size
    return tube(a.shoulder, ink.between(a.shoulder, a.elbow, 0.66), 7.2 * k, 6.4 * k)


def sleeve_edge(a: Arm, look: Look) -> str:
    """The two sides and the cuff of a sleeve, open toward the shoulder."""
    k = look.limb * look.size
    cuff = ink.between(a.shoulder, a.elbow, 0.66)
    start = ink.between(a.shoulder, cuff, 0.3)
    ux, uy = (cuff[0] - start[0]) / math.dist(start, cuff), (cuff[1] - start[1]) / math.dist(start, cuff)
    wide, narrow = 6.9 * k + 1.25, 6.4 * k + 1.25
    end = (cuff[0] + ux * 1.25, cuff[1] + uy * 1.25)
    return ink.lines(
        [
            (start[0] - uy * wide, start[1] + ux * wide),
            (end[0] - uy * narrow, end[1] + ux * narrow),
            (end[0] + uy * narrow, end[1] - ux * narrow),
            (start[0] + uy * wide, start[1] - ux * wide),
        ]
    )


def tube(start: Point, end: Point, wide: float, narrow: float) -> str:
    """A sleeve: round at the shoulder, cut straight at the cuff."""
    ux, uy = (end[0] - start[0]) / math.dist(start, end), (end[1] - start[1]) / math.dist(start, end)
    left = (end[0] - uy * narrow, end[1] + ux * narrow)
    right = (end[0] + uy * narrow, end[1] - ux * narrow)
    first = (start[0] + uy * wide, start[1] - ux * wide)
    last = (start[0] - uy * wide, start[1] + ux * wide)
    w = ink.num(wide)
    return f"M{ink.at(*left)}L{ink.at(*right)}L{ink.at(*first)}A{w} {w} 0 0 0 {ink.at(*last)}z"


def leg_paths(g: Leg, look: Look) -> str:
    """The trouser leg as one chain from hip to hem."""
    k = look.limb * look.size
    calf = ink.between(g.knee, g.ankle, 0.32)
    hem = ink.between(g.knee, g.ankle, 0.9)
    return ink.limb([g.hip, g.knee, calf, hem], [10.6 * k, 7.4 * k, 7.0 * k, 5.4 * k])


def draw_leg(sheet: Sheet, g: Leg, look: Look, face: int, far: bool = False, extra: Sequence[Piece] = ()) -> None:
    """A leg with its shoe; `extra` shapes (the seat) share its contour."""
    fill = look.trousers_far if far else look.trousers
    sheet.layer([Piece(foot_path(g.ankle, g.foot, face, look.size), look.shoe)])
    sheet.layer([Piece(leg_paths(g, look), fill), *extra])


SPINE_SHARES = (0.0, 0.16, 0.32, 0.48, 0.64, 0.8, 0.92, 1.0)
SPINE_RADII = (11.0, 10.8, 10.3, 10.4, 11.2, 11.2, 9.2, 6.6)


def torso_discs(spine: Sequence[Point], look: Look, face: int) -> list[Disc]:
    """The trunk as circles along the spine line, deeper in front for a larger girth."""
    k = look.girth
    discs = []
    for share, radius in zip(SPINE_SHARES, SPINE_RADII, strict=True):
        x, y = along(spine, share)
        wide = radius * (k if share < 0.7 else 1 + (k - 1) * 0.5)
        ux, uy = direction(spine, share)
        shift = (wide - radius) * 0.75 * face * look.size
        discs.append(Disc(x - uy * shift, y + ux * shift, wide * look.size))
    return discs


def edges(spine: Sequence[Point], discs: Sequence[Disc], first: int) -> tuple[list[Point], list[Point]]:
    """The two outlines of the trunk from disc `first` up to the neck."""
    left, right = [], []
    for share, disc in list(zip(SPINE_SHARES, discs, strict=True))[first:]:
        ux, uy = direction(spine, share)
        left.append((disc.x + uy * disc.r, disc.y - ux * disc.r))
        right.append((disc.x - uy * disc.r, disc.y + ux * disc.r))
    return left, right


def shirt_path(spine: Sequence[Point], look: Look, face: int, first: int = 1) -> str:
    """The shirt: soft sides, straight hem, round collar."""
    discs = torso_discs(spine, look, face)
    left, right = edges(spine, discs, first)
    up = ink.smooth(left, closed=False)
    collar = discs[-1].r
    down = ink.smooth(right[::-1], closed=False).replace("M", "", 1).split("C", 1)
    return f"{up}A{ink.num(collar)} {ink.num(collar)} 0 0 1 {down[0]}C{down[1]}z"


def along(spine: Sequence[Point], share: float) -> Point:
    """A point on the soft curve through the spine points."""
    spans = len(spine) - 1
    place = min(share * spans, spans - 1e-6)
    index, t = int(place), place - int(place)

    def pick(i: int) -> Point:
        return spine[max(0, min(spans, i))]

    p0, p1, p2, p3 = pick(index - 1), pick(index), pick(index + 1), pick(index + 2)

    def axis(i: int) -> float:
        a, b, c, d = p0[i], p1[i], p2[i], p3[i]
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return axis(0), axis(1)


def direction(spine: Sequence[Point], share: float) -> Point:
    """The unit direction of the spine curve, from hip to neck."""
    a, b = along(spine, max(0.0, share - 0.05)), along(spine, min(1.0, share + 0.05))
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


HEAD_FACE: list[Point] = [(3.5, -13.2), (8.2, -10.5), (10.2, -6.0), (10.3, -2.6), (13.6, 2.3), (11.6, 4.4), (11.4, 7.0), (10.6, 9.0), (10.0, 12.2), (6.4, 13.8), (1.2, 11.4), (-4.0, 10.5), (-9.6, 7.0), (-12.2, 0.0), (-10.6, -8.0), (-4.5, -13.0)]
HAIR_SHORT: list[Point] = [(8.8, -9.4), (4.5, -14.6), (-4.5, -15.0), (-12.2, -9.5), (-14.0, 0.0), (-11.2, 8.2), (-7.2, 7.8), (-5.2, 3.0), (-2.5, 2.0), (-1.0, -3.5), (3.2, -5.6)]
HAIR_OLDER: list[Point] = [(4.0, -12.6), (-2.0, -15.0), (-9.0, -12.5), (-13.6, -4.5), (-13.4, 3.0), (-10.8, 8.0), (-7.2, 7.4), (-5.4, 2.5), (-2.6, 1.0), (-1.6, -5.0), (0.0, -8.5)]
HAIR_BOB: list[Point] = [(9.4, -8.6), (5.0, -15.2), (-4.5, -16.0), (-13.2, -10.5), (-15.4, 0.0), (-15.2, 10.5), (-9.0, 13.8), (-2.8, 12.4), (-2.4, 4.0), (-0.4, -3.5), (3.6, -6.0)]


def placed(points: Sequence[Point], centre: Point, tilt: float, face: int, size: float = 1.0) -> list[Point]:
    """Head points scaled, turned and moved to the page."""
    turned = [ink.turn((x * face * size, y * size), tilt) for x, y in points]
    return [(centre[0] + x, centre[1] + y) for x, y in turned]


def draw_head(sheet: Sheet, centre: Point, tilt: float, face: int, look: Look, neck: Point) -> None:
    """Neck, face in profile, ear, eye and the mass of hair."""
    jaw = placed([(-3.2, 6.0)], centre, tilt, face, look.size)[0]
    throat = ink.limb([neck, jaw], [5.6 * look.size, 5.4 * look.size])
    sheet.layer([Piece(throat, ink.SKIN), Piece(ink.smooth(placed(HEAD_FACE, centre, tilt, face, look.size)), ink.SKIN)])
    draw_hair(sheet, centre, tilt, face, look)
    ear = placed([(-3.4, 3.4), (-4.0, -0.6), (-0.8, -1.4), (-0.6, 1.6), (-2.2, 4.2)], centre, tilt, face, look.size)
    sheet.shape(ink.smooth(ear), ink.SKIN, 1.8)
    if look.asleep:
        sheet.line(ink.smooth(placed([(4.6, -2.2), (6.4, -0.8), (8.4, -2.0)], centre, tilt, face, look.size), closed=False), 1.6)
    else:
        eye = placed([(6.6, -2.2)], centre, tilt, face, look.size)[0]
        sheet.fill(ink.circle(eye[0], eye[1], 1.25 * look.size), ink.INK)
    sheet.line(ink.lines(placed([(10.4, 7.6), (7.6, 7.4)], centre, tilt, face, look.size)), 1.6)


def draw_hair(sheet: Sheet, centre: Point, tilt: float, face: int, look: Look) -> None:
    """The hair as one dark or pale mass."""
    outline = {"short": HAIR_SHORT, "bun": HAIR_SHORT, "older": HAIR_OLDER, "bob": HAIR_BOB}[look.hair]
    pieces = [Piece(ink.smooth(placed(outline, centre, tilt, face, look.size)), look.hair_fill)]
    if look.hair == "bun":
        x, y = placed([(-12.0, -13.0)], centre, tilt, face, look.size)[0]
        pieces.append(Piece(ink.circle(x, y, 5.6 * look.size), look.hair_fill))
    sheet.layer(pieces, width=1.2)


def draw_torso(sheet: Sheet, pose: Side, look: Look) -> None:
    """The shirt over the trunk."""
    sheet.layer([Piece(shirt_path(pose.spine, look, pose.face), look.shirt)])


def seat(pose: Side, look: Look) -> Piece:
    """The seat of the trousers, which joins the near leg."""
    discs = torso_discs(pose.spine, look, pose.face)
    return Piece(ink.chain(discs[:2]), look.trousers)


def draw_side(sheet: Sheet, pose: Side, look: Look, arm_last: bool = True) -> None:
    """One whole person in profile, from the far limbs to the near arm."""
    if pose.far_arm:
        draw_arm(sheet, pose.far_arm, look, far=True)
    if pose.far_leg:
        draw_leg(sheet, pose.far_leg, look, pose.face, far=True)
    draw_head(sheet, pose.head, pose.tilt, pose.face, look, pose.spine[-1])
    draw_leg(sheet, pose.near_leg, look, pose.face, extra=[seat(pose, look)])
    draw_torso(sheet, pose, look)
    if pose.near_arm and arm_last:
        draw_arm(sheet, pose.near_arm, look)


def draw_ghost(sheet: Sheet, pose: Side, look: Look) -> None:
    """The other phase as one dashed outline behind the person."""
    pieces = [Piece(ink.chain(torso_discs(pose.spine, look, pose.face)), ink.PAPER)]
    for g in (pose.near_leg, pose.far_leg):
        if g:
            pieces += [Piece(leg_paths(g, look), ink.PAPER), Piece(foot_path(g.ankle, g.foot, pose.face, look.size), ink.PAPER)]
    pieces.append(Piece(ink.smooth(placed(HEAD_FACE, pose.head, pose.tilt, pose.face, look.size)), ink.PAPER))
    for a in (pose.near_arm, pose.far_arm):
        if a:
            pieces.append(Piece(ink.limb([a.shoulder, a.elbow, a.wrist], [6 * look.size, 5 * look.size, 3.4 * look.size]), ink.PAPER))
            pieces.append(Piece(hand_path(a.wrist, heading(a.elbow, a.wrist), a.thumb, look.size), ink.PAPER))
    sheet.layer(pieces, ghost=True, width=1.8)


def moved(pose: Side, dx: float = 0.0, dy: float = 0.0, size: float = 1.0) -> Side:
    """The same pose scaled about the page corner, then moved."""

    def move(point: Point) -> Point:
        return point[0] * size + dx, point[1] * size + dy

    def move_arm(a: Arm | None) -> Arm | None:
        return a and replace(a, shoulder=move(a.shoulder), elbow=move(a.elbow), wrist=move(a.wrist))

    def move_leg(g: Leg) -> Leg:
        return replace(g, hip=move(g.hip), knee=move(g.knee), ankle=move(g.ankle))

    return replace(
        pose,
        spine=tuple(move(p) for p in pose.spine),
        head=move(pose.head),
        near_arm=move_arm(pose.near_arm),
        far_arm=move_arm(pose.far_arm),
        near_leg=move_leg(pose.near_leg),
        far_leg=move_leg(pose.far_leg) if pose.far_leg else None,
    )
