"""Drawings for the back and for moving: one function each, nothing in, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from .body import Side
from .ink import Sheet


def ball_wall() -> Sheet:
    """Standing with the back to a wall, a ball between shoulder blade and wall."""
    sheet = Sheet()
    props.wall(sheet, 78)
    props.floor(sheet, left=62, right=214)
    hip, neck = (112, 92), (111, 44)
    pose = Side(
        spine=(hip, (105, 68), neck),
        head=(117, 26),
        tilt=2,
        near_arm=body.arm((110, 52), (126, 97), 1),
        far_arm=body.arm((114, 52), (131, 96), 1),
        near_leg=body.leg(hip, (134, 160), -1),
        far_leg=body.leg((115, 92), (146, 160), -1),
    )
    props.ball(sheet, 87.5, 60, 8.5)
    body.draw_side(sheet, pose, looks.OLDER)
    props.arrow(sheet, (172, 60), (142, 60))
    return sheet


def hands_knees(dip: float, head: ink.Point, tilt: float) -> Side:
    """On hands and knees facing right; `dip` lowers the middle of the back."""
    hip, neck = (76, 110), (168, 106)
    return Side(
        spine=(hip, (98, 105 + dip * 0.75), (121, 104 + dip), (146, 104 + dip * 0.75), neck),
        head=head,
        tilt=tilt,
        near_arm=body.Arm((158, 112), (159, 138), (158, 163), 0, -1),
        far_arm=body.Arm((163, 112), (166, 138), (167, 161), 0, -1),
        near_leg=body.Leg((77, 112), (76, 161), (40, 163), 180),
        far_leg=body.Leg((80, 112), (86, 160), (48, 162), 180),
    )


def cat_cow() -> Sheet:
    """Hands and knees twice: back rounded above, back dipped below, an arrow both ways."""
    sheet = Sheet()
    size = 0.86
    look = replace(looks.SLIM, size=size)
    cat = hands_knees(dip=-16, head=(190, 124), tilt=75)
    cow = hands_knees(dip=24, head=(188, 88), tilt=-22)
    props.floor(sheet, 84, 14, 196)
    body.draw_side(sheet, body.moved(cat, 0, 84 - 170 * size, size), look)
    props.floor(sheet, 170, 14, 196)
    body.draw_side(sheet, body.moved(cow, 0, 170 - 170 * size, size), look)
    props.arrow(sheet, (206, 62), (206, 122), swell=12, both=True)
    return sheet


def childs_pose() -> Sheet:
    """Kneeling, sat back on the heels, folded forward with the arms out in front."""
    sheet = Sheet(lift=24)
    size = 1.14
    look = replace(looks.LARGER, size=size, girth=1.2)
    props.floor(sheet)
    pose = Side(
        spine=((60, 143), (78, 125), (106, 126), (134, 145)),
        head=(156, 150),
        tilt=78,
        near_arm=body.Arm((136, 150), (164, 161), (188, 164), 0, -1),
        far_arm=body.Arm((142, 146), (170, 156), (194, 162), 0, -1),
        near_leg=body.Leg((61, 147), (100, 159), (52, 163), 180),
        far_leg=None,
    )
    body.draw_side(sheet, body.moved(pose, -22, 170 - 170 * size, size), look)
    props.arrow(sheet, (124, 62), (70, 76), swell=-9)
    return sheet


def walk() -> Sheet:
    """Walking at an easy pace outdoors."""
    sheet = Sheet()
    props.tree(sheet, 40)
    props.floor(sheet)
    hip, neck = (114, 92), (117, 45)
    pose = Side(
        spine=(hip, (114, 68), neck),
        head=(122, 27),
        tilt=2,
        near_arm=body.Arm((116, 53), (100, 75), (104, 98), 70, -1),
        far_arm=body.Arm((118, 53), (132, 76), (150, 66), -40, -1),
        near_leg=body.Leg((115, 94), (134, 124), (140, 159), -14),
        far_leg=body.Leg((113, 94), (108, 130), (80, 154), 38),
    )
    body.draw_side(sheet, pose, looks.LARGER)
    props.arrow(sheet, (172, 96), (212, 96))
    props.clock(sheet, 196, 36, 10)
    return sheet


def thread_needle() -> Sheet:
    """On hands and knees, one arm slid far under the chest, that shoulder and the side of the head on the floor."""
    sheet = Sheet(lift=30)
    look = looks.SLIM
    props.floor(sheet)
    body.draw_arm(sheet, body.Arm((150, 138), (184, 136), (212, 160), 12, -1), look, far=True)
    pose = Side(
        spine=((70, 106), (98, 108), (126, 122), (150, 146)),
        head=(174, 153),
        tilt=0,
        near_arm=None,
        far_arm=None,
        near_leg=body.Leg((72, 110), (68, 161), (32, 163), 180),
        far_leg=None,
    )
    body.draw_leg(sheet, body.Leg((76, 110), (80, 160), (42, 162), 180), look, 1, far=True)
    front.draw_neck(sheet, (154, 150), pose.head, look, tilt=96)
    front.draw_head(sheet, pose.head, look, tilt=96, closed_eyes=True)
    body.draw_leg(sheet, pose.near_leg, look, 1, extra=[body.seat(pose, look)])
    body.draw_torso(sheet, pose, look)
    body.draw_arm(sheet, body.Arm((150, 157), (124, 162), (98, 164), 180, 1), look, far=True)
    props.arrow(sheet, (156, 188), (88, 188))
    return sheet


def sit_to_stand() -> Sheet:
    """Standing up from a chair; the seated start as a dashed outline."""
    sheet = Sheet()
    look = replace(looks.OLDER)
    props.floor(sheet, left=20, right=220)
    props.chair(sheet, 62, 118, top=66)
    sitting = Side(
        spine=((84, 103), (82, 80), (88, 57)),
        head=(94, 40),
        tilt=2,
        near_arm=None,
        far_arm=None,
        near_leg=body.leg((86, 106), (122, 160), -1),
        far_leg=None,
    )
    standing = Side(
        spine=((118, 92), (120, 68), (126, 46)),
        head=(133, 28),
        tilt=4,
        near_arm=body.arm((124, 54), (148, 92), 1),
        far_arm=None,
        near_leg=body.leg((120, 94), (124, 160), -1),
        far_leg=body.leg((123, 94), (132, 160), -1),
    )
    body.draw_ghost(sheet, sitting, look)
    body.draw_side(sheet, standing, look)
    props.arrow(sheet, (178, 118), (178, 62), swell=-6)
    return sheet


def doorway() -> Sheet:
    """A doorway: forearms on both sides of the frame (left), and the lean seen from the side (right)."""
    sheet = Sheet()
    props.floor(sheet)
    look = replace(looks.SLIM, size=0.95, breadth=0.76)
    props.post(sheet, 14, 26, 10)
    props.post(sheet, 110, 122, 10)
    sheet.shape(ink.lines([(14, 4), (122, 4), (122, 12), (14, 12)], closed=True), ink.PROP_DARK, 2.2)
    base, head = (68, 48), (68, 28)
    front.draw_legs(sheet, (68, 96), look, 170)
    arms = [
        body.Arm(front.shoulder(base, look, -1), (26, 62), (24, 38), -90, 1),
        body.Arm(front.shoulder(base, look, 1), (110, 62), (112, 38), -90, -1),
    ]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 100, arms)
    front.draw_head(sheet, head, look)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    props.post(sheet, 164, 174, 10)
    side = Side(
        spine=((188, 96), (190, 72), (198, 50)),
        head=(206, 32),
        tilt=4,
        near_arm=body.Arm((194, 58), (178, 62), (176, 38), -90, 1),
        far_arm=None,
        near_leg=body.leg((189, 98), (168, 160), -1),
        far_leg=body.leg((191, 98), (212, 160), -1),
    )
    body.draw_side(sheet, side, look)
    props.arrow(sheet, (208, 82), (234, 82))
    return sheet
