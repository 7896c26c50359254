"""Drawings on the floor or the bed: one function each, nothing in, a finished sheet out."""

from __future__ import annotations

from dataclasses import replace

from . import body, ink, looks, props
from .body import Arm, Leg, Side
from .ink import Piece, Point, Sheet
from .looks import Look

# Lying on the back with the head to the left, before scaling.
SUPINE = ((136.0, 155.0), (108.0, 156.0), (78.0, 152.0))
SUPINE_HEAD: Point = (54, 145)


def placed(pose: Side, size: float, dx: float) -> Side:
    """The pose scaled about the ground line and moved sideways."""
    return body.moved(pose, dx, 170 - 170 * size, size)


def supine(near_arm: Arm | None, near_leg: Leg, far_leg: Leg | None, far_arm: Arm | None = None) -> Side:
    """Lying on the back, head on a pillow at the left."""
    return Side(SUPINE, SUPINE_HEAD, -80, near_arm, far_arm, near_leg, far_leg)


def knee_to_chest() -> Sheet:
    """One knee hugged in, the other foot on the floor."""
    sheet = Sheet(lift=26)
    size = 1.15
    props.floor(sheet)
    props.cushion(sheet, 10, 60, 154)
    pose = supine(
        body.arm((84, 149), (117, 117), 1, hand=-50, thumb=1),
        Leg((138, 150), (112, 120), (146, 112), -70),
        body.leg((138, 155), (190, 161), -1),
    )
    body.draw_side(sheet, placed(pose, size, -26), replace(looks.BUN, size=size))
    props.arrow(sheet, (164, 62), (92, 70), swell=-14)
    return sheet


def knees_to_chest() -> Sheet:
    """Both knees hugged in."""
    sheet = Sheet(lift=24)
    size = 1.2
    props.floor(sheet)
    props.cushion(sheet, 16, 68, 153)
    pose = supine(
        body.arm((84, 149), (114, 117), 1, hand=-50, thumb=1),
        Leg((138, 150), (108, 121), (142, 113), -70),
        Leg((141, 150), (118, 116), (152, 107), -70),
    )
    body.draw_side(sheet, placed(pose, size, -22), replace(looks.OLDER, size=size))
    props.arrow(sheet, (190, 66), (118, 58), swell=-12)
    return sheet


def figure_four() -> Sheet:
    """One ankle crossed over the other knee, that knee toward the viewer; the hands hold the other thigh."""
    sheet = Sheet(lift=22)
    size = 1.15
    look = replace(looks.SLIM, size=size, trousers="#EDEFF1")
    props.floor(sheet)
    props.cushion(sheet, 10, 60, 154)
    under = Leg((138, 154), (118, 116), (152, 96), -66)
    over = Leg((140, 155), (168, 130), (122, 109), -30)
    pose = placed(supine(body.arm((84, 149), (117, 134), 1, hand=-16, thumb=1), over, under), size, -26)
    body.draw_side(sheet, pose, look, arm_last=False)
    knee, ankle = pose.near_leg.knee, pose.near_leg.ankle
    sheet.layer([Piece(body.foot_path((ankle[0] - 3, ankle[1] - 2), 24, -1, size), ink.PROP_DARK)])
    sheet.layer([Piece(ink.limb([knee, ankle], [8.6, 6.2]), look.trousers)])
    if pose.near_arm:
        body.draw_arm(sheet, pose.near_arm, look)
    props.arrow(sheet, (172, 56), (108, 54), swell=-10)
    return sheet


def ball_floor() -> Sheet:
    """Lying with knees bent and a ball beside the spine, under the shoulder blade."""
    sheet = Sheet(lift=34)
    size = 1.15
    props.floor(sheet)
    props.cushion(sheet, 4, 62, 145)
    props.ball(sheet, 79, 158, 12)
    pose = Side(
        ((136, 156), (108, 147), (78, 136)),
        (54, 130),
        -78,
        Arm((87, 140), (108, 158), (130, 164), 0, -1),
        None,
        body.leg((138, 156), (190, 161), -1),
        body.leg((140, 156), (198, 161), -1),
    )
    body.draw_side(sheet, placed(pose, size, -16), replace(looks.LARGER, size=size, girth=1.15, hair="short"))
    props.arrow(sheet, (82, 84), (82, 116))
    return sheet


def foam_roll() -> Sheet:
    """A roller under the shoulder blades, head in the hands, hips lifted."""
    sheet = Sheet(lift=34)
    size = 1.12
    look = replace(looks.SLIM, size=size)
    props.floor(sheet)
    pose = Side(
        ((136, 146), (110, 142), (80, 130)),
        (57, 119),
        -66,
        Arm((87, 130), (84, 103), (58, 121), 128, 1),
        None,
        body.leg((138, 148), (184, 161), -1),
        body.leg((140, 148), (192, 161), -1),
    )
    body.draw_side(sheet, placed(pose, size, -18), look)
    props.roller(sheet, (76, 156))
    props.arrow(sheet, (104, 84), (162, 84), both=True)
    return sheet


def sphinx() -> Sheet:
    """Lying on the front, propped on the forearms."""
    sheet = Sheet(lift=26)
    size = 1.12
    props.floor(sheet)
    pose = Side(
        ((98, 157), (126, 152), (156, 122)),
        (167, 102),
        -4,
        Arm((151, 131), (154, 161), (179, 163), 0, -1),
        Arm((156, 131), (162, 159), (187, 162), 0, -1),
        Leg((98, 158), (62, 161), (28, 162), 180),
        Leg((98, 157), (64, 160), (34, 161), 180),
    )
    body.draw_side(sheet, placed(pose, size, -6), replace(looks.BUN, size=size))
    props.arrow(sheet, (222, 120), (212, 72), swell=6)
    return sheet


def downward_dog() -> Sheet:
    """Hands and feet on the floor, hips up high."""
    sheet = Sheet(lift=4)
    size = 1.3
    props.floor(sheet)
    pose = Side(
        ((106, 92), (128, 105), (148, 126)),
        (160, 141),
        140,
        Arm((143, 120), (162, 140), (179, 158), 30, -1),
        Arm((146, 120), (166, 138), (184, 157), 30, -1),
        Leg((105, 94), (88, 126), (70, 158), 0),
        Leg((108, 94), (92, 126), (78, 158), 0),
    )
    body.draw_side(sheet, placed(pose, size, -44), replace(looks.SLIM, size=size))
    props.arrow(sheet, (132, 40), (102, 22))
    return sheet


def pigeon() -> Sheet:
    """One leg folded in front with its shin on the floor, the other stretched out behind."""
    sheet = Sheet(lift=24)
    size = 1.15
    look = replace(looks.BUN, size=size, trousers="#EDEFF1")
    props.floor(sheet)
    folded = Leg((110, 148), (150, 156), (108, 163), 180)
    pose = placed(
        Side(
            ((108, 144), (110, 120), (122, 98)),
            (129, 80),
            4,
            body.arm((120, 106), (166, 158), 1, hand=14),
            body.arm((124, 106), (174, 157), 1, hand=14),
            folded,
            Leg((106, 150), (68, 160), (32, 162), 180),
        ),
        size,
        -10,
    )
    body.draw_side(sheet, pose, look, arm_last=False)
    knee, ankle = pose.near_leg.knee, pose.near_leg.ankle
    sheet.layer([Piece(body.foot_path(ankle, 180, 1, look.size), look.shoe)])
    sheet.layer([Piece(ink.limb([knee, ankle], [7.6, 5.6]), look.trousers)])
    if pose.near_arm:
        body.draw_arm(sheet, pose.near_arm, look)
    props.arrow(sheet, (84, 66), (84, 104))
    return sheet


def relax() -> Sheet:
    """Lying with eyes closed, one pillow under the head and one under the knees."""
    sheet = Sheet(lift=36)
    look: Look = replace(looks.OLDER, asleep=True)
    props.floor(sheet)
    props.cushion(sheet, 10, 54, 156)
    props.cushion(sheet, 146, 184, 154)
    pose = supine(
        Arm((84, 153), (104, 164), (128, 164), 0, -1),
        Leg((138, 155), (173, 145), (205, 161), -66),
        Leg((140, 155), (175, 143), (209, 160), -66),
    )
    body.draw_side(sheet, body.moved(pose, -12, 0), look)
    props.clock(sheet, 206, 40, 10)
    props.breath(sheet, 40, 118, 24)
    return sheet


def legs_up() -> Sheet:
    """Lying with the lower legs on the seat of a chair."""
    sheet = Sheet(lift=28)
    look: Look = replace(looks.LARGER, girth=1.15, hair="short")
    props.floor(sheet)
    props.cushion(sheet, 16, 60, 156)
    props.chair(sheet, 204, 129, depth=52, face=-1, top=74)
    pose = supine(
        Arm((84, 153), (104, 164), (126, 164), 0, -1),
        Leg((136, 155), (144, 118), (180, 116), -84),
        Leg((139, 155), (148, 116), (184, 114), -84),
    )
    body.draw_side(sheet, body.moved(pose, -6), look)
    props.clock(sheet, 50, 44, 10)
    return sheet


def bridge() -> Sheet:
    """Hips lifted from the floor, an arrow up."""
    sheet = Sheet(lift=26)
    size = 1.1
    look = replace(looks.BUN, size=size)
    props.floor(sheet)
    lifted = Side(
        ((130, 132), (104, 142), (76, 154)),
        (53, 152),
        -88,
        Arm((84, 156), (108, 164), (132, 164), 0, -1),
        None,
        body.leg((132, 133), (178, 161), -1),
        body.leg((134, 133), (186, 161), -1),
    )
    body.draw_side(sheet, placed(lifted, size, -20), look)
    props.arrow(sheet, (118, 96), (118, 62))
    return sheet


def heel_slide() -> Sheet:
    """One heel slid toward the bottom; the straight leg as a dashed outline."""
    sheet = Sheet(lift=46)
    look = replace(looks.OLDER)
    props.floor(sheet)
    props.cushion(sheet, 10, 54, 156)
    bent = Leg((138, 155), (158, 123), (172, 161), 0)
    flat = Leg((138, 158), (177, 160), (216, 161), -84)
    pose = supine(Arm((84, 153), (104, 164), (128, 164), 0, -1), bent, flat)
    body.draw_side(sheet, body.moved(pose, -12, 0), look)
    props.arrow(sheet, (210, 139), (172, 139))
    return sheet
