"""More drawings: shower, two balls, yoga, twist, table, wall. One function each, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from .body import Arm, Side
from .ink import Piece, Sheet


def shower() -> Sheet:
    """Seen from behind: bare back under a shower."""
    sheet = Sheet()
    look = replace(looks.BUN, size=1.25, shirt=ink.SKIN)
    base, head = (120, 88), (120, 60)
    arms = [Arm(front.shoulder(base, look, side), (120 + side * 47, 142), (120 + side * 49, 174)) for side in (-1, 1)]
    limbs = [
        Piece(ink.limb([a.shoulder, a.elbow], [8, 6.2]) + body.tube(a.elbow, a.wrist, 6.2, 5.4), ink.SKIN) for a in arms
    ]
    front.draw_neck(sheet, base, head, look)
    sheet.layer([Piece(front.shirt_path(base, look, 174), ink.SKIN), *limbs])
    for side in (-1, 1):
        sheet.line(f"M{ink.at(base[0] + side * 10, 112)}q{ink.at(side * 10, 4)} {ink.at(side * 9, 20)}", 1.8)
    sheet.line(ink.lines([(120, 112), (120, 160)]), 1.8)
    front.draw_back_of_head(sheet, head, look)
    sheet.shape(ink.lines([(166, 24), (196, 36), (192, 45), (162, 33)], closed=True), ink.PROP_DARK)
    sheet.line(ink.smooth([(180, 30), (190, 14), (206, 10), (226, 10)], closed=False), 4.5)
    for k in range(5):
        x, y = 164 + k * 6.6, 40 + k * 2.6
        sheet.line(ink.lines([(x, y), (x - 30 - k * 2, y + 58)]), 1.9, ink.SOFT, "7 5")
    props.waves(sheet, [(66, 70), (54, 92), (64, 112)])
    return sheet


def yoga() -> Sheet:
    """Sitting cross-legged on a mat with the arms overhead."""
    sheet = Sheet()
    look = replace(looks.LARGER, hair="short", girth=1.08)
    props.floor(sheet)
    props.mat(sheet, 40, 200)
    base, head = (120, 88), (120, 68)
    for side in (-1, 1):
        knee, ankle = (120 + side * 48, 150), (120 - side * 12, 156)
        sheet.layer([Piece(ink.limb([ankle, (ankle[0] - side * 12, 158)], [5, 4.4]), look.shoe)])
        sheet.layer([Piece(ink.limb([(120 + side * 10, 142), knee, ankle], [11, 8, 6]), look.trousers)])
    arms = [
        Arm((120 + side * 24, 98), (120 + side * 33, 67), (120 + side * 8, 41), -90 - side * 14, side)
        for side in (-1, 1)
    ]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 146, arms)
    front.draw_head(sheet, head, look, closed_eyes=True)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    props.clock(sheet, 204, 40, 15)
    return sheet


def seated_twist() -> Sheet:
    """Legs seen from the side on a chair, chest and face turned to the viewer, arms crossed."""
    sheet = Sheet()
    look = replace(looks.OLDER, hair="bun", hair_fill=ink.HAIR_GREY, girth=0.84)
    props.floor(sheet, left=30, right=214)
    props.chair(sheet, 72, 120)
    body.draw_leg(sheet, body.leg((102, 108), (142, 160), -1), look, 1, far=True)
    seat = [Piece(ink.limb([(86, 106), (104, 106)], [11, 11]), look.trousers)]
    body.draw_leg(sheet, body.leg((98, 108), (134, 160), -1), look, 1, extra=seat)
    base, head = (96, 54), (96, 33)
    left, right = front.shoulder(base, look, 1), front.shoulder(base, look, -1)
    arms = [Arm(right, (84, 92), (112, 74), -40, -1), Arm(left, (108, 92), (80, 74), 220, 1)]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, 110, arms)
    front.draw_head(sheet, head, look)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    props.arrow(sheet, (54, 92), (142, 92), swell=-13, both=True)
    return sheet


def arm_swing() -> Sheet:
    """Leaning on a table, the other arm hanging and swinging."""
    sheet = Sheet()
    look = looks.OLDER
    props.floor(sheet)
    props.table(sheet, 156, 222, 104)
    pose = Side(
        spine=((88, 94), (112, 76), (134, 70)),
        head=(153, 63),
        tilt=48,
        near_arm=Arm((127, 78), (126, 106), (128, 130), 86, 1),
        far_arm=body.arm((132, 78), (172, 94), 1, hand=10),
        near_leg=body.leg((88, 97), (64, 160), -1),
        far_leg=body.leg((92, 97), (84, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (106, 146), (152, 146), swell=-7, both=True)
    return sheet


def table_slide() -> Sheet:
    """Sitting at a table, one hand sliding a towel forward."""
    sheet = Sheet()
    look = looks.SLIM
    props.floor(sheet, left=20, right=226)
    props.chair(sheet, 34, 120)
    pose = Side(
        spine=((58, 106), (70, 82), (90, 62)),
        head=(104, 48),
        tilt=22,
        near_arm=Arm((87, 70), (114, 78), (144, 85), 6, -1),
        far_arm=None,
        near_leg=body.leg((60, 108), (96, 160), -1),
        far_leg=body.leg((63, 108), (104, 160), -1),
    )
    props.table(sheet, 112, 222, 106)
    for left, y in ((132, 96.5), (128, 91.5)):
        sheet.layer([Piece(ink.limb([(left, y), (184, y)], [2.4, 2.4]), ink.PAPER)], width=1.8)
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (176, 70), (214, 70))
    return sheet


def calf_stretch() -> Sheet:
    """Leaning on a wall, one leg straight behind with the heel down."""
    sheet = Sheet()
    look = looks.LARGER
    props.floor(sheet, right=206)
    props.wall(sheet, 188, depth=-16)
    pose = Side(
        spine=((112, 96), (121, 74), (136, 53)),
        head=(148, 37),
        tilt=14,
        near_arm=Arm((132, 60), (156, 76), (178, 70), -62, -1),
        far_arm=Arm((136, 60), (160, 68), (180, 60), -62, -1),
        near_leg=body.leg((113, 98), (70, 160), -1),
        far_leg=body.leg((115, 98), (142, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (36, 118), (56, 154))
    return sheet
