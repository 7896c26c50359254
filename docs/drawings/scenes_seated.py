"""Drawings that need little room: in a chair, at a wall, a jaw, a wrist. One function each, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, looks, props
from .body import Arm, Side
from .ink import Sheet
from .scenes_neck import ghost_arm


def wall_walk() -> Sheet:
    """Facing a wall, the fingers of one hand walked high up; lower down the arm where it began, dashed."""
    sheet = Sheet()
    look = replace(looks.BUN)
    props.floor(sheet, right=200)
    props.wall(sheet, 176, depth=-16)
    low = Arm((130, 52), (150, 76), (167, 68), -80, -1)
    pose = Side(
        spine=((122, 90), (124, 66), (128, 44)),
        head=(133, 26),
        tilt=-8,
        near_arm=Arm((128, 52), (150, 38), (169, 18), -74, 1),
        far_arm=body.arm((132, 52), (128, 96), -1),
        near_leg=body.leg((123, 91), (112, 160), -1),
        far_leg=body.leg((126, 91), (130, 160), -1),
    )
    body.draw_side(sheet, replace(pose, near_arm=None), look)
    ghost_arm(sheet, low, look)
    if pose.near_arm:
        body.draw_arm(sheet, pose.near_arm, look)
    props.arrow(sheet, (214, 84), (214, 28))
    return sheet


def ankle_circles() -> Sheet:
    """Sitting with one leg held out, a round arrow about the foot."""
    sheet = Sheet()
    look = replace(looks.LARGER, girth=1.15, limb=1.05)
    props.floor(sheet, left=20, right=222)
    props.chair(sheet, 46, 118, top=62)
    pose = Side(
        spine=((66, 103), (62, 80), (64, 56)),
        head=(69, 38),
        tilt=4,
        near_arm=body.arm((64, 63), (74, 110), 1, hand=60),
        far_arm=None,
        near_leg=body.leg((68, 106), (140, 122), -1, foot=-34),
        far_leg=body.leg((71, 106), (104, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.loop(sheet, (152, 118), 30, -120, 265)
    return sheet


def gentle_stretch() -> Sheet:
    """Standing, seen from the front: both arms up and the body bent to one side."""
    sheet = Sheet()
    look = replace(looks.BUN, size=0.98)
    props.floor(sheet, left=50, right=190)
    base, head = (128, 66), (136, 46)
    front.draw_legs(sheet, (116, 104), look, 170)
    arms = [
        Arm(front.shoulder(base, look, -1), (118, 48), (144, 18), -42, -1),
        Arm(front.shoulder(base, look, 1), (168, 52), (162, 22), -74, -1),
    ]
    front.draw_neck(sheet, base, head, look, tilt=16)
    front.draw_shirt(sheet, base, look, 112, arms)
    front.draw_head(sheet, head, look, tilt=16)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    props.arrow(sheet, (78, 40), (112, 14), swell=12)
    return sheet


def seated_march() -> Sheet:
    """Sitting, one knee lifted high, arms swinging."""
    sheet = Sheet()
    look = replace(looks.OLDER)
    props.floor(sheet, left=30, right=214)
    props.chair(sheet, 66, 118)
    pose = Side(
        spine=((92, 103), (92, 80), (95, 56)),
        head=(100, 38),
        tilt=2,
        near_arm=Arm((94, 64), (76, 84), (94, 100), 20, -1),
        far_arm=Arm((98, 64), (114, 84), (132, 66), -46, -1),
        near_leg=body.leg((94, 105), (140, 132), -1, foot=6),
        far_leg=body.leg((97, 106), (134, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (172, 122), (172, 74))
    return sheet


def seated_cat_cow() -> Sheet:
    """Sitting with the hands on the knees, the back rounded; sitting tall before, dashed."""
    sheet = Sheet()
    look = replace(looks.BUN)
    props.floor(sheet, left=30, right=214)
    props.chair(sheet, 72, 118)
    tall = Side(
        spine=((98, 103), (104, 78), (98, 54)),
        head=(106, 34),
        tilt=-14,
        near_arm=None,
        far_arm=None,
        near_leg=body.leg((98, 106), (136, 160), -1),
        far_leg=None,
    )
    pose = Side(
        spine=((96, 104), (78, 92), (84, 68), (106, 60)),
        head=(122, 68),
        tilt=52,
        near_arm=body.arm((100, 68), (136, 108), 1, hand=40),
        far_arm=None,
        near_leg=body.leg((98, 106), (136, 160), -1),
        far_leg=body.leg((101, 106), (144, 160), -1),
    )
    body.draw_ghost(sheet, tall, look)
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (48, 56), (48, 106), swell=10, both=True)
    return sheet
