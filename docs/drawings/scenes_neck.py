"""Drawings for the neck, the shoulders and breathing: one function each, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from . import head as profile
from .body import Side
from .ink import Piece, Point, Sheet
from .looks import Look


def arm_across() -> Sheet:
    """Seen from the front: the right arm across the chest, hugged in by the other forearm in front of it."""
    sheet = Sheet()
    look = replace(looks.BUN, size=1.28)
    base, head = (122, 68), (122, 40)
    right, left = front.shoulder(base, look, -1), front.shoulder(base, look, 1)
    ghost_arm(sheet, body.Arm(right, (62, 90), (34, 92), 178, 1), look)
    front.draw_neck(sheet, base, head, look)
    across = body.Arm(right, (128, 101), (168, 97), -6, -1)
    hug = body.Arm(left, (160, 138), (126, 122), 238, 1)
    front.draw_shirt(sheet, base, look, 174, [across, hug])
    front.draw_head(sheet, head, look)
    body.draw_arm(sheet, hug, look, melt=True)
    body.draw_arm(sheet, across, look, melt=True)
    start = ink.between(hug.elbow, hug.wrist, 0.28)
    forearm = ink.limb([start, hug.wrist], [6.2, 4.2])
    hand = body.hand_path(hug.wrist, 250, 1, look.size * 1.1)
    sheet.layer([Piece(hand, ink.SKIN), Piece(forearm, ink.SKIN)])
    sheet.fill(ink.limb([ink.between(hug.elbow, hug.wrist, 0.08), start], [6.0, 6.2]), ink.SKIN)
    props.arrow(sheet, (40, 112), (86, 130), swell=-8)
    return sheet


def ghost_arm(sheet: Sheet, a: body.Arm, look: Look) -> None:
    """One arm of the other phase, dashed."""
    k = look.size
    hand = body.hand_path(a.wrist, a.hand or 0.0, a.thumb, k)
    sheet.layer(
        [
            Piece(ink.limb([a.shoulder, a.elbow, a.wrist], [6.4 * k, 5.2 * k, 3.6 * k]), ink.PAPER),
            Piece(hand, ink.PAPER),
        ],
        ghost=True,
        width=1.8,
    )


def hand_pressure() -> Sheet:
    """Seen from the front: two fingers of the left hand press a sore spot on top of the right shoulder."""
    sheet = Sheet()
    look = replace(looks.LARGER, size=1.5, girth=1.12)
    base, head = (138, 88), (144, 50)
    front.draw_neck(sheet, base, head, look)
    right = front.resting_arms(base, look)[0]
    press = body.Arm(front.shoulder(base, look, 1), (172, 160), (140, 134), 222, 1)
    front.draw_shirt(sheet, base, look, 174, [right, press])
    front.draw_head(sheet, head, look, tilt=6)
    body.draw_arm(sheet, right, look, melt=True, cut=True)
    body.draw_arm(sheet, press, look, melt=True, cut=True)
    sheet.fill(ink.circle(103, 94, 8), ink.INK)
    pressing_hand(sheet)
    props.arrow(sheet, (58, 42), (86, 74))
    return sheet


def pressing_hand(sheet: Sheet) -> None:
    """The back of a left hand: two fingers straight to the spot, two curled in below, the thumb above."""
    sheet.layer([Piece(ink.limb([(138, 122), (137, 108), (129, 97)], [5.6, 5, 4]), ink.SKIN)])
    for points in (((121, 118), (112, 109), (104, 99)), ((127, 113), (118, 103), (110, 93))):
        sheet.layer([Piece(ink.limb(points, [5.4, 4.9, 4]), ink.SKIN)], width=2)
    sheet.layer([Piece(ink.limb([(140, 134), (129, 123)], [7, 10]), ink.SKIN)])
    for x, y in ((116, 121), (121, 128)):
        sheet.layer([Piece(ink.limb([(x, y), (x + 7, y + 2)], [4.8, 4.6]), ink.SKIN)], width=2)


def shirt_at_rest(sheet: Sheet, base: Point, look: Look) -> None:
    """Shirt and hanging arms of a bust seen from the front."""
    arms = front.resting_arms(base, look)
    front.draw_shirt(sheet, base, look, 174, arms)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True, cut=True)


def neck_turns() -> Sheet:
    """Seen from the front: the head turned to one side, an arrow both ways."""
    sheet = Sheet()
    look = replace(looks.SLIM, size=1.3, girth=1)
    base, head = (120, 100), (124, 68)
    shirt_at_rest(sheet, base, look)
    profile.draw_head(sheet, head, 0, 1, look, base)
    props.turning(sheet, (121, 26), 48, 15)
    return sheet


def side_bend() -> Sheet:
    """Seen from the front: the ear tipped toward the shoulder."""
    sheet = Sheet()
    look = replace(looks.BUN, size=1.3)
    base, head = (120, 92), (133, 64)
    front.draw_neck(sheet, base, head, look, tilt=26)
    shirt_at_rest(sheet, base, look)
    front.draw_head(sheet, head, look, tilt=26)
    props.arrow(sheet, (98, 34), (166, 48), swell=16)
    return sheet


def bust(sheet: Sheet, neck: Point, head: Point, look: Look, elbow: Point, tilt: float = 0.0) -> None:
    """Head, chest and a resting arm in profile, cut off at the waist."""
    profile.draw_head(sheet, head, tilt, 1, look, neck)
    spine = ((neck[0] - 5 * look.size, 174.0), (neck[0] - 5 * look.size, (174 + neck[1]) / 2), neck)
    sheet.layer([Piece(body.shirt_path(spine, look, 1, first=0), look.shirt)])
    start = (neck[0] - 4 * look.size, neck[1] + 10 * look.size)
    body.draw_arm(sheet, body.Arm(start, elbow, (elbow[0], 174)), look, cut=True)


def chin_slide() -> Sheet:
    """Head and chest in profile: the chin slid straight back, the start in front as a dashed outline."""
    sheet = Sheet()
    look = replace(looks.OLDER, size=1.9, girth=1.2, hair="short", hair_fill=ink.HAIR)
    neck, head = (96, 112), (103, 58)
    ghost = ink.smooth(ink.placed(profile.FACE, (136, 62), 6, 1, look.size))
    sheet.layer([Piece(ghost, ink.PAPER)], ghost=True, width=1.8)
    bust(sheet, neck, head, look, (86, 156))
    props.arrow(sheet, (222, 72), (180, 72))
    return sheet


def shoulder_rolls() -> Sheet:
    """Head and chest in profile with a round arrow about the shoulder."""
    sheet = Sheet()
    look = replace(looks.LARGER, size=1.45, girth=1.25)
    neck, head = (118, 92), (128, 51)
    bust(sheet, neck, head, look, (106, 146))
    props.loop(sheet, (112, 107), 25, -10, -265)
    return sheet


def slow_breathing() -> Sheet:
    """Sitting on a chair, one hand on the chest and one on the belly, air flowing out."""
    sheet = Sheet()
    look = replace(looks.LARGER, girth=1.18)
    props.floor(sheet, left=30, right=214)
    props.wheelchair_back(sheet)
    hip, neck = (96, 103), (97, 56)
    pose = Side(
        spine=(hip, (93, 80), neck),
        head=(102, 38),
        tilt=0,
        near_arm=body.Arm((97, 63), (82, 85), (101, 94), -6, -1),
        far_arm=None,
        near_leg=body.leg((98, 106), (134, 160), -1),
        far_leg=body.leg((101, 106), (142, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.wheelchair_front(sheet)
    sheet.line("M124 78q11 12 2 22", 2, ink.SOFT, "5 4")
    props.breath(sheet, 124, 44, 24)
    props.arrow(sheet, (152, 44), (184, 44))
    return sheet
