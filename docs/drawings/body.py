"""A person seen from the side: joints in, inked layers out.
All lengths are for a standing height of about 160 units; a look scales them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import head, ink
from .ink import Disc, Piece, Point, Sheet
from .looks import Look

UPPER_ARM, FOREARM = 27.0, 24.0
THIGH, SHIN = 38.0, 37.0


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


def arm(
    shoulder: Point, wrist: Point, side: int, hand: float | None = None, thumb: int = -1, scale: float = 1.0
) -> Arm:
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

    palm = ink.limb([wrist, spot(5.4, 0.2), spot(12.6, -0.6)], [3.3 * size, 4.3 * size, 3.0 * size])
    return palm + ink.limb([spot(3.0, 1.8), spot(8.4, 6.2)], [2.3 * size, 1.7 * size])


def foot_path(ankle: Point, degrees: float, face: int, size: float = 1.0) -> str:
    """A shoe: flat sole, round heel and toe."""
    profile = [
        (-6.2, 1.0),
        (-6.5, 6.0),
        (-4.5, 8.0),
        (6.0, 8.0),
        (15.0, 8.0),
        (17.6, 6.2),
        (15.6, 2.6),
        (8.0, -0.8),
        (4.5, -4.5),
        (-4.5, -4.5),
    ]
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
    head.draw_head(sheet, pose.head, pose.tilt, pose.face, look, pose.spine[-1])
    draw_leg(sheet, pose.near_leg, look, pose.face, extra=[seat(pose, look)])
    draw_torso(sheet, pose, look)
    if pose.near_arm and arm_last:
        draw_arm(sheet, pose.near_arm, look)


def draw_ghost(sheet: Sheet, pose: Side, look: Look) -> None:
    """The other phase as one dashed outline behind the person."""
    pieces = [Piece(ink.chain(torso_discs(pose.spine, look, pose.face)), ink.PAPER)]
    for g in (pose.near_leg, pose.far_leg):
        if g:
            pieces += [
                Piece(leg_paths(g, look), ink.PAPER),
                Piece(foot_path(g.ankle, g.foot, pose.face, look.size), ink.PAPER),
            ]
    pieces.append(Piece(ink.smooth(ink.placed(head.FACE, pose.head, pose.tilt, pose.face, look.size)), ink.PAPER))
    for a in (pose.near_arm, pose.far_arm):
        if a:
            pieces.append(
                Piece(
                    ink.limb([a.shoulder, a.elbow, a.wrist], [6 * look.size, 5 * look.size, 3.4 * look.size]), ink.PAPER
                )
            )
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
