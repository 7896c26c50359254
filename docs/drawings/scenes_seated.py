"""Drawings in a chair, at a wall, or standing. One function each, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from .body import Arm, Side
from .ink import Piece, Point, Sheet
from .scenes_neck import ghost_arm


def wall_walk() -> Sheet:
    """Facing a wall, the fingers of one hand walked high up; lower down the arm where it began, dashed."""
    sheet = Sheet()
    look = replace(looks.BUN)
    props.floor(sheet, right=200)
    props.wall(sheet, 176, depth=-16)
    low = Arm((130, 52), (150, 76), (167, 68), -80, -1)
    pose = Side(
        spine=((122, 87), (123, 64), (127, 43)),
        head=(132, 25),
        tilt=-8,
        near_arm=Arm((128, 52), (150, 38), (169, 18), -74, 1),
        far_arm=Arm((128, 50), (136, 74), (140, 96), 80, -1),
        near_leg=body.leg((122, 87), (112, 160.5), -1),
        far_leg=body.leg((124, 87), (134, 160.5), -1),
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
    props.loop(sheet, (151, 113), 25, -150, 235)
    return sheet


def gentle_stretch() -> Sheet:
    """Standing, seen from the front: both arms up and the body bent to one side."""
    sheet = Sheet()
    look = replace(looks.BUN, size=0.94, girth=0.92, breadth=0.74)
    lean, waist = 26.0, (104.0, 104.0)
    props.floor(sheet, left=40, right=190)
    front.draw_legs(sheet, (104, 104), look, 170, apart=16)

    def put(x: float, y: float) -> Point:
        return ink.turn((waist[0] + x, waist[1] + y), lean, waist)

    head = put(0, -65)
    arms = [
        Arm(put(side * 17, -41), put(side * 25, -67), put(side * 7, -92), lean - 90 - side * 10, side)
        for side in (-1, 1)
    ]
    front.draw_neck(sheet, put(0, -47), head, look, tilt=lean)
    shirt = front.shirt_path((waist[0], waist[1] - 47), look, waist[1] + 2, lean=lean, about=waist)
    sheet.layer([Piece(path, look.shirt) for path in (shirt, *(body.sleeve_path(a, look) for a in arms))])
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    front.draw_head(sheet, head, look, tilt=lean)
    props.arrow(sheet, (72, 40), (120, 8), swell=12)
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
        near_arm=Arm((94, 64), (78, 84), (76, 107), 80, -1),
        far_arm=Arm((98, 64), (116, 80), (136, 66), -40, -1),
        near_leg=body.Leg((94, 105), (127, 84), (151, 112), -6),
        far_leg=body.leg((97, 106), (124, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (190, 124), (190, 78))
    return sheet


def seated_cat_cow() -> Sheet:
    """Sitting twice with the hands on the knees: back rounded, then chest lifted; an arrow both ways."""
    sheet = Sheet()
    size = 0.88
    look = replace(looks.BUN, size=size)
    props.floor(sheet, left=4, right=236)
    rounded = Side(
        spine=((96, 104), (80, 90), (86, 66), (108, 60)),
        head=(123, 70),
        tilt=58,
        near_arm=body.arm((102, 68), (132, 104), 1, hand=40),
        far_arm=None,
        near_leg=body.leg((98, 106), (136, 160), -1),
        far_leg=body.leg((101, 106), (144, 160), -1),
    )
    lifted = replace(
        rounded,
        spine=((97, 104), (110, 82), (109, 64), (98, 50)),
        head=(98, 31),
        tilt=-26,
        near_arm=body.arm((101, 59), (130, 103), 1, hand=30),
    )
    for pose, dx in ((rounded, -50), (lifted, 74)):
        props.chair(sheet, 72 * size + dx, 118 * size + 170 - 170 * size, depth=44, top=76)
        body.draw_side(sheet, body.moved(pose, dx, 170 - 170 * size, size), look)
    props.arrow(sheet, (84, 32), (128, 32), both=True)
    return sheet
