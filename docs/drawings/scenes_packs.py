"""A warm or a cold pack at every place of the body. In: WARM or COLD. Out: a finished sheet; one function per place.
One-sided places show the person's right side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import body, front, ink, looks, props
from . import head as profile
from .body import Arm, Leg, Side
from .ink import Piece, Point, Sheet
from .looks import Look

FRONT_BASE, FRONT_HEAD = (112.0, 72.0), (115.0, 42.0)


@dataclass(frozen=True, slots=True)
class Pack:
    """What lies on the sore spot: whether it is warm, for how many minutes, and who holds it."""

    warm: bool
    minutes: int
    front: Look
    side: Look

    def draw(self, sheet: Sheet, points: Sequence[Point], wide: float) -> None:
        """The pack along its middle line, black, with a white wave or frost star on it."""
        sheet.shape(ink.limb(points, [wide] * len(points)), ink.INK, 1)
        x, y = points[len(points) // 2] if len(points) % 2 else ink.between(points[0], points[-1], 0.5)
        if self.warm:
            for dx in (-5, 1):
                sheet.line(f"M{ink.at(x + dx, y + 5)}q4 -2.5 1 -5q-3 -2.5 1 -5", 1.6, ink.PAPER)
        else:
            props.flake(sheet, x, y, 5.4, ink.PAPER)

    def signs(self, sheet: Sheet, places: Sequence[Point], clock: Point) -> None:
        """Waves of warmth or frost stars beside the pack, and the clock."""
        if self.warm:
            props.waves(sheet, [(x, y + 8) for x, y in places], 17)
        else:
            for x, y in places:
                props.flake(sheet, x, y, 9)
        props.clock(sheet, *clock, self.minutes)


WARM = Pack(True, 15, replace(looks.BUN, size=1.25), looks.BUN)
COLD = Pack(False, 10, replace(looks.OLDER, size=1.25), looks.OLDER)


# --- seen from the front or from behind, from the waist up


def held(pack: Pack, points: Sequence[Point], wide: float, hold: Arm, signs: Sequence[Point]) -> Sheet:
    """Seen from the front: the left hand holds the pack on the right side of the body."""
    sheet = Sheet()
    look, base, head = pack.front, FRONT_BASE, FRONT_HEAD
    front.draw_neck(sheet, base, head, look)
    right = front.resting_arms(base, look)[0]
    front.draw_shirt(sheet, base, look, 174, [right, hold])
    front.draw_head(sheet, head, look, tilt=4)
    body.draw_arm(sheet, right, look, melt=True, cut=True)
    pack.draw(sheet, points, wide)
    body.draw_arm(sheet, hold, look, melt=True)
    pack.signs(sheet, signs, (200, 42))
    return sheet


def _hold(pack: Pack, elbow: Point, wrist: Point, hand: float) -> Arm:
    return Arm(front.shoulder(FRONT_BASE, pack.front, 1), elbow, wrist, hand, 1)


def shoulder(pack: Pack) -> Sheet:
    """On top of the shoulder."""
    arm = _hold(pack, (137, 130), (106, 96), 222)
    return held(pack, [(97, 69), (83, 76), (72, 88)], 9, arm, [(48, 58), (32, 84), (58, 30)])


def upper_arm(pack: Pack) -> Sheet:
    """On the outside of the upper arm."""
    arm = _hold(pack, (142, 130), (104, 118), 190)
    return held(pack, [(78, 98), (75, 112), (74, 126)], 9.5, arm, [(48, 92), (34, 120), (48, 148)])


def jaw(pack: Pack) -> Sheet:
    """On the cheek and jaw."""
    sheet = Sheet()
    look, base, head = replace(pack.front, size=1.45), (118, 92), (120, 58)
    hold = Arm(front.shoulder(base, look, -1), (62, 156), (90, 104), -58, 1)
    left = front.resting_arms(base, look)[1]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 174, [hold, left])
    front.draw_head(sheet, head, look)
    body.draw_arm(sheet, left, look, melt=True, cut=True)
    pack.draw(sheet, [(101, 60), (104, 72), (113, 82)], 8.5)
    body.draw_arm(sheet, hold, look, melt=True)
    pack.signs(sheet, [(76, 40), (56, 60), (52, 96)], (200, 42))
    return sheet


def ribs(pack: Pack) -> Sheet:
    """On the side of the ribs, under the arm."""
    arm = _hold(pack, (148, 130), (112, 126), 178)
    return held(pack, [(92, 112), (90, 124), (90, 137)], 9.5, arm, [(48, 104), (34, 130), (48, 152)])


def belly(pack: Pack) -> Sheet:
    """On the belly or the chest."""
    arm = _hold(pack, (152, 132), (130, 142), 172)
    return held(pack, [(96, 142), (112, 143), (126, 142)], 11, arm, [(40, 112), (28, 140), (48, 84)])


def neck(pack: Pack) -> Sheet:
    """Seen from behind: on the back of the neck."""
    sheet = Sheet()
    look, base, head = replace(pack.front, size=1.45), (120, 90), (120, 54)
    arms = front.resting_arms(base, look)
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 174, arms)
    for arm in arms:
        body.draw_arm(sheet, arm, look, melt=True, cut=True)
    front.draw_back_of_head(sheet, head, look)
    pack.draw(sheet, [(92, 90), (120, 80), (148, 90)], 9.5)
    pack.signs(sheet, [(64, 66), (44, 86), (54, 40)], (200, 42))
    return sheet


# --- on a chair


def _sitting(near_arm: Arm | None, near_leg: Leg, far_leg: Leg | None) -> Side:
    return Side(((96, 103), (93, 80), (98, 56)), (103, 38), 0, near_arm, None, near_leg, far_leg)


def _feet() -> tuple[Leg, Leg]:
    return body.leg((98, 106), (134, 160), -1), body.leg((101, 106), (142, 160), -1)


def _leaning(pack: Pack, points: Sequence[Point], signs: Sequence[Point]) -> Sheet:
    """Leaning back on a chair, the pack between back and chair."""
    sheet = Sheet()
    props.floor(sheet, left=30, right=214)
    props.chair(sheet, 76, 118)
    pack.draw(sheet, points, 8)
    arm = body.arm((98, 63), (116, 103), 1, hand=14)
    body.draw_side(sheet, _sitting(arm, *_feet()), pack.side)
    pack.signs(sheet, signs, (186, 44))
    return sheet


def upper_back(pack: Pack) -> Sheet:
    """Between the upper back and the chair."""
    return _leaning(pack, [(77, 62), (77.5, 74), (79, 86)], [(54, 62), (38, 80), (54, 98)])


def low_back(pack: Pack) -> Sheet:
    """Between the low back and the chair."""
    return _leaning(pack, [(78, 86), (79, 97), (81, 108)], [(54, 84), (38, 102), (54, 120)])


def thigh(pack: Pack) -> Sheet:
    """On the thigh of a sitter."""
    sheet = Sheet()
    props.floor(sheet, left=30, right=214)
    props.chair(sheet, 76, 118)
    arm = Arm((98, 63), (94, 88), (112, 88), 20, -1)
    body.draw_side(sheet, replace(_sitting(None, *_feet())), pack.side)
    pack.draw(sheet, [(108, 97), (119, 100), (130, 104)], 7.5)
    body.draw_arm(sheet, arm, pack.side)
    pack.signs(sheet, [(140, 76), (160, 92), (166, 118)], (190, 40))
    return sheet


def _leg_up(pack: Pack, points: Sequence[Point], reach: Point, signs: Sequence[Point]) -> Sheet:
    """One leg straight on a stool, the pack on it, a hand toward it."""
    sheet = Sheet()
    props.floor(sheet, left=14, right=228)
    props.chair(sheet, 44, 118)
    props.side_stool(sheet, 148, 200, 126)
    near = Leg((68, 106), (114, 99), (162, 114), -72)
    pose = Side(((66, 103), (64, 80), (70, 56)), (76, 38), 4, None, None, near, body.leg((70, 108), (104, 160), -1))
    body.draw_side(sheet, pose, pack.side)
    pack.draw(sheet, points, 7.5)
    body.draw_arm(sheet, body.arm((70, 63), reach, 1, hand=20), pack.side)
    pack.signs(sheet, signs, (206, 36))
    return sheet


def knee(pack: Pack) -> Sheet:
    """On the knee."""
    return _leg_up(pack, [(104, 93), (115, 91), (127, 95)], (98, 88), [(118, 66), (138, 76), (152, 92)])


def shin(pack: Pack) -> Sheet:
    """On the shin."""
    return _leg_up(pack, [(128, 97), (140, 101), (151, 105)], (92, 98), [(132, 72), (152, 78), (170, 88)])


def ankle(pack: Pack) -> Sheet:
    """On the ankle."""
    return _leg_up(pack, [(152, 104), (162, 107), (169, 115)], (92, 98), [(148, 80), (188, 78), (206, 96)])


def hip(pack: Pack) -> Sheet:
    """Seen from above: lying on the left side in bed, the pack on the right hip."""
    sheet, lying = Sheet(), Sheet()
    size, look = 1.3, replace(pack.side, size=1.3)
    sheet.shape(ink.lines([(8, 44), (232, 44), (232, 174), (8, 174)], closed=True), ink.PAPER, 2.2)
    sheet.shape(ink.limb([(200, 92), (200, 128)], [22, 22]), ink.PROP, 2.2)
    pose = Side(
        spine=((-10, 14), (-17, -8), (-6, -32)),
        head=(1, -50),
        tilt=8,
        near_arm=Arm((-8, -23), (12, -8), (32, -20), -40, -1),
        far_arm=Arm((-4, -24), (18, -22), (30, -42), -70, -1),
        near_leg=Leg((-8, 16), (26, 34), (8, 66), 50),
        far_leg=Leg((-6, 16), (32, 28), (20, 62), 50),
    )
    body.draw_side(lying, body.moved(pose, size=size), look)
    pack.draw(lying, [(-16 * size, 3 * size), (-9 * size, 14 * size), (3 * size, 21 * size)], 9.5)
    sheet.marks.append(f'<g transform="translate(122 108) rotate(90)">{"".join(lying.marks)}</g>')
    pack.signs(sheet, [(88, 62), (112, 58), (136, 62)], (34, 24))
    return sheet


# --- at a table


def _on_table(pack: Pack, points: Sequence[Point], signs: Sequence[Point]) -> Sheet:
    """Sitting at a table, the forearm on it, the pack on top."""
    sheet = Sheet()
    look = replace(pack.side, size=1.35)
    neck_at, head = (66, 70), (74, 36)
    props.table(sheet, 70, 232, 146, 174)
    profile.draw_head(sheet, head, 6, 1, look, neck_at)
    spine = ((58.0, 172.0), (56.0, 120.0), neck_at)
    sheet.layer([Piece(body.shirt_path(spine, look, 1, first=0), look.shirt)])
    arm = Arm((66, 86), (98, 126), (152, 131), 4, -1)
    body.draw_arm(sheet, arm, look)
    pack.draw(sheet, points, 9)
    pack.signs(sheet, signs, (204, 36))
    return sheet


def elbow(pack: Pack) -> Sheet:
    """On the elbow."""
    return _on_table(pack, [(84, 112), (97, 124), (112, 126)], [(112, 76), (132, 92), (128, 60)])


def forearm(pack: Pack) -> Sheet:
    """On the forearm."""
    return _on_table(pack, [(108, 122), (122, 123), (136, 125)], [(112, 84), (134, 84), (156, 96)])


def wrist(pack: Pack) -> Sheet:
    """On the wrist and hand."""
    return _on_table(pack, [(140, 125), (152, 126), (166, 128)], [(138, 88), (160, 86), (182, 100)])
