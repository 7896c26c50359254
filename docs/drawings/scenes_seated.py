"""Drawings that need little room: in a chair, at a wall, a jaw, a wrist. One function each, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from . import head as profile
from .body import Arm, Side
from .ink import Piece, Sheet
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


def wrist_stretch() -> Sheet:
    """In profile, one arm straight out with the hand bent down, the other hand pressing on its back."""
    sheet = Sheet()
    look = replace(looks.SLIM, size=1.3, girth=1.05)
    neck, head = (74, 66), (82, 32)
    profile.draw_head(sheet, head, 2, 1, look, neck)
    spine = ((68.0, 174.0), (67.0, 120.0), neck)
    press = Arm((78, 84), (122, 128), (182, 112), -40, -1)
    body.draw_arm(sheet, Arm((70, 82), (118, 84), (164, 84), 84, 1), look, far=True)
    sheet.layer([Piece(body.shirt_path(spine, look, 1, first=0), look.shirt)])
    body.draw_arm(sheet, press, look)
    props.arrow(sheet, (206, 84), (196, 132), swell=-10)
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


def squeeze() -> Sheet:
    """Seen from the front: shoulders up at the ears, two fists, an arrow down for the letting go."""
    sheet = Sheet()
    look = replace(looks.LARGER, size=1.25, girth=1.1, hair="short")
    base, head = (116, 74), (116, 58)
    arms = [
        Arm((116 + side * 33, 80), (116 + side * 46, 128), (116 + side * 30, 154), 90 + side * 40, side)
        for side in (-1, 1)
    ]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 174, arms)
    front.draw_head(sheet, head, look, closed_eyes=True)
    for a in arms:
        body.draw_arm(sheet, replace(a, hand=None), look, melt=True, cut=True)
        sheet.layer([Piece(ink.circle(a.wrist[0], a.wrist[1] + 2, 8.6), ink.SKIN)])
        for step in (-3, 1, 5):
            sheet.line(f"M{ink.at(a.wrist[0] + step - 1, a.wrist[1] + 4)}v5", 1.5)
    props.arrow(sheet, (200, 66), (200, 118))
    return sheet


def sway() -> Sheet:
    """Seen from the front: sitting and swaying to one side, the other side dashed."""
    sheet = Sheet()
    look = replace(looks.SLIM, size=1.2, girth=1.0)
    base, head = (98, 76), (90, 46)
    there = ink.smooth(front.put(front.FACE, (152, 46), 12, look.size))
    trunk = ink.limb([(126, 160), (142, 84)], [24, 30])
    sheet.layer([Piece(trunk, ink.PAPER), Piece(there, ink.PAPER)], ghost=True, width=1.8)
    front.draw_neck(sheet, base, head, look, tilt=-14)
    arms = [
        Arm(front.shoulder(base, look, -1), (62, 128), (66, 172)),
        Arm(front.shoulder(base, look, 1), (136, 128), (140, 172)),
    ]
    front.draw_shirt(sheet, base, look, 174, arms)
    front.draw_head(sheet, head, look, tilt=-14, closed_eyes=True)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True, cut=True)
    props.arrow(sheet, (78, 16), (168, 16), swell=7, both=True)
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


JAW_DROPPED = [(12.2, 3.6), (11.6, 7.2), (6.6, 8.4), (9.6, 13.4), (8.8, 17.4), (4.6, 18.6), (-1.4, 15.0), (-6.0, 11.6)]


def jaw_open() -> Sheet:
    """A head in profile with the mouth open; an arrow down and up at the chin."""
    sheet = Sheet()
    look = replace(looks.OLDER, size=2.0, girth=1.1)
    neck, head = (104, 136), (118, 72)
    throat = ink.limb([neck, ink.placed([(-3.2, 6)], head, 0, 1, look.size)[0]], [11.6, 11.2])
    face = [*profile.FACE[:5], *JAW_DROPPED, *profile.FACE[-4:]]
    outline = ink.smooth(ink.placed(face, head, 0, 1, look.size))
    sheet.layer([Piece(throat, ink.SKIN), Piece(outline, ink.SKIN)])
    profile.draw_hair(sheet, head, 0, 1, look)
    ear = [(-3.4, 3.4), (-4.0, -0.6), (-0.8, -1.4), (-0.6, 1.6), (-2.2, 4.2)]
    sheet.shape(ink.smooth(ink.placed(ear, head, 0, 1, look.size)), ink.SKIN, 1.8)
    sheet.fill(ink.circle(*ink.placed([(6.6, -2.2)], head, 0, 1, look.size)[0], 2.5), ink.INK)
    spine = ((98.0, 176.0), (99.0, 158.0), neck)
    sheet.layer([Piece(body.shirt_path(spine, replace(look, size=2.4), 1, first=0), look.shirt)])
    props.arrow(sheet, (176, 78), (176, 122), both=True)
    return sheet
