"""Drawings that need a closer look: a wrist, a jaw, fists, two balls. One function each, a finished sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import body, front, ink, looks, props
from . import head as profile
from .body import Arm, Side
from .ink import Piece, Point, Sheet
from .looks import Look


def wrist_stretch() -> Sheet:
    """One arm straight out; the other hand wraps the back of that hand and bends it down. Dashed: the hand before."""
    sheet = Sheet()
    look = replace(looks.SLIM, size=1.45, limb=1.06, girth=1.05)
    neck, head = (50, 64), (58, 28)
    profile.draw_head(sheet, head, 4, 1, look, neck)
    ghost = ink.limb([(152, 78), (174, 76), (198, 78)], [6.4, 7.4, 4.6])
    sheet.layer([Piece(ghost, ink.PAPER)], ghost=True, width=1.8)
    helper = ink.limb([(60, 96), (98, 150), (130, 156), (184, 150)], [9, 8, 7.6, 5.8])
    palm = ink.limb([(184, 150), (190, 134), (187, 112), (178, 90)], [6.2, 9.4, 8, 4.6])
    sheet.layer([Piece(helper, ink.SKIN), Piece(palm, ink.SKIN)])
    sheet.line("M185 94l5 19", 1.6)
    sheet.layer([Piece(body.tube((58, 92), (84, 128), 11, 10.5), look.shirt_far)])
    spine = ((44.0, 174.0), (43.0, 120.0), neck)
    sore = Arm((52, 82), (104, 80), (149, 78))
    shirt = [body.shirt_path(spine, look, 1, first=0), body.sleeve_path(sore, look)]
    sheet.layer([Piece(path, look.shirt) for path in shirt])
    hand = ink.limb([(149, 78), (160, 84), (168, 99), (169, 118), (161, 140)], [6.2, 8, 8.8, 7, 3.8])
    arm = ink.limb([(84, 81), (104, 80), (120, 79), (149, 78)], [8, 8.2, 8, 6.2])
    sheet.layer([Piece(arm, ink.SKIN), Piece(hand, ink.SKIN)])
    sheet.line("M165 117l-6 19", 1.6)
    sheet.layer([Piece(ink.limb([(189, 134), (175, 128), (163, 119)], [6, 5, 3.9]), ink.SKIN)])
    sheet.fill(ink.circle(189.6, 134, 8.9), ink.SKIN)
    sheet.fill(shirt[1], look.shirt)
    sheet.line(body.sleeve_edge(sore, look), ink.INK_WIDTH)
    props.loop(sheet, (149, 82), 70, -14, 46)
    return sheet


# The profile from the nose down with the mouth open, and the chin as it is with the mouth shut.
JAW: tuple[Point, ...] = (
    (14.0, 2.2),
    (12.0, 4.0),
    (12.8, 6.2),
    (11.2, 7.6),
    (5.6, 8.8),
    (4.6, 10.8),
    (6.6, 13.4),
    (9.0, 14.4),
    (9.6, 16.4),
    (8.0, 18.0),
    (9.0, 21.0),
    (6.0, 23.0),
    (0.4, 19.6),
    (-5.0, 13.6),
)
SHUT: tuple[Point, ...] = ((13.0, 7.6), (11.8, 9.0), (12.0, 11.0), (11.0, 12.4), (11.6, 15.2), (9.2, 16.6))


def jaw_open() -> Sheet:
    """A large head in profile, mouth open; dashed, the chin with the mouth shut."""
    sheet = Sheet()
    look = replace(looks.BUN, size=3.05, girth=1.0)
    head = (112.0, 63.0)

    def put(points: Sequence[Point]) -> list[Point]:
        return ink.placed(points, head, 0, 1, look.size)

    sheet.layer([Piece(ink.smooth(put(BUST)), look.shirt)])
    neck = ink.limb(put([(-4.6, 8), (-5.8, 26)]), [20, 21])
    face = ink.smooth(put([*profile.FACE[:4], *JAW, *profile.FACE[-4:]]))
    sheet.layer([Piece(neck, ink.SKIN), Piece(face, ink.SKIN)])
    mouth = [(11.0, 7.4), (5.4, 8.6), (4.0, 10.8), (6.2, 13.6), (9.0, 14.4), (7.8, 11.0)]
    sheet.fill(ink.smooth(put(mouth)), ink.INK)
    sheet.shape(ink.limb(put([(10.0, 8.2), (8.2, 8.6)]), [2.8, 2.6]), ink.PAPER, 1.2)
    profile.draw_hair(sheet, head, 0, 1, look)
    ear = [(-3.4, 3.4), (-4.0, -0.6), (-0.8, -1.4), (-0.6, 1.6), (-2.2, 4.2)]
    sheet.shape(ink.smooth(put(ear)), ink.SKIN, 2)
    sheet.fill(ink.circle(*put([(6.8, -2.2)])[0], 3.2), ink.INK)
    sheet.line(ink.smooth(put([(4.4, -5.6), (6.6, -6.6), (8.8, -5.8)]), closed=False), 2.2)
    sheet.line(ink.smooth(put(SHUT), closed=False), 2.2, ink.SOFT, "4 4")
    props.arrow(sheet, (180, 86), (166, 138), swell=-7, both=True)
    return sheet


BUST: tuple[Point, ...] = ((0.6, 25), (8, 27.5), (12, 32), (13, 40), (-23, 40), (-21, 32), (-17, 27.5), (-12, 24))


SHRUG: tuple[Point, ...] = (
    (7, -3),
    (11, -9),
    (18, -14),
    (25, -12),
    (28.5, -3),
    (28, 12),
    (25, 30),
    (22.8, 44),
    (22, 58),
)


def squeeze() -> Sheet:
    """A sitter twice: shoulders at the ears and fists; then shoulders low and hands open."""
    sheet = Sheet()
    look = replace(looks.OLDER, size=1.04, girth=0.94)
    props.floor(sheet)
    squeezed(sheet, 56, look)
    let_go(sheet, 184, look)
    props.arrow(sheet, (103, 44), (137, 44))
    return sheet


def squeezed(sheet: Sheet, x: float, look: Look) -> None:
    """Sitting with the shoulders up at the ears and two fists."""
    base, head, hip = (x, 56), (x, 41), (x, 116)
    props.stool(sheet, x, 127)
    arms = [Arm((x + s * 22, 56), (x + s * 35, 84), (x + s * 35, 108)) for s in (-1, 1)]
    front.draw_neck(sheet, base, head, look)
    sleeves = [Piece(body.sleeve_path(a, look), look.shirt) for a in arms]
    sheet.layer([Piece(front.shirt_path(base, look, hip[1] + 4, outline=SHRUG), look.shirt), *sleeves])
    front.draw_head(sheet, head, look, strained=True)
    front.draw_sitting_legs(sheet, hip, look, 170)
    for a, side in zip(arms, (-1, 1), strict=True):
        body.draw_arm(sheet, a, look, melt=True, cut=True)
        front.draw_fist(sheet, (a.wrist[0], a.wrist[1] + 4), side, 1.25)
        for degrees in (-35, 0, 35):
            near, far = ((x + side * (46 + reach), 112.0) for reach in (0, 7))
            tick = [ink.turn(point, degrees, (x + side * 35, 112)) for point in (near, far)]
            sheet.line(ink.lines(tick), 2)


def let_go(sheet: Sheet, x: float, look: Look) -> None:
    """Sitting loose with the shoulders low and the hands open on the thighs."""
    base, head, hip = (x, 64), (x, 42), (x, 116)
    props.stool(sheet, x, 127)
    arms = [Arm(front.shoulder(base, look, s), (x + s * 34, 102), (x + s * 26, 122), 90 + s * 22, s) for s in (-1, 1)]
    front.draw_neck(sheet, base, head, look)
    front.draw_shirt(sheet, base, look, hip[1] + 4, arms)
    front.draw_head(sheet, head, look, closed_eyes=True)
    front.draw_sitting_legs(sheet, hip, look, 170)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)


def sway() -> Sheet:
    """A whole sitter seen from the front, leaning to one side with loose arms; the other side dashed."""
    sheet = Sheet()
    look = replace(looks.SLIM, size=1.0, girth=1.0)
    hip = (120.0, 120.0)
    props.floor(sheet, left=40, right=200)
    props.stool(sheet, hip[0], 130)
    sheet.layer(swaying(hip, 20, look), ghost=True, width=1.8)
    lean = -20
    base, head = ink.turn((120, 64), lean, hip), ink.turn((120, 43), lean, hip)
    arms = loose_arms(hip, lean, look)
    front.draw_neck(sheet, base, head, look, lean)
    sleeves = [Piece(body.sleeve_path(a, look), look.shirt) for a in arms]
    shirt = front.shirt_path((120, 64), look, 126, lean=lean, about=hip)
    sheet.layer([Piece(shirt, look.shirt), *sleeves])
    front.draw_head(sheet, head, look, lean, closed_eyes=True)
    front.draw_sitting_legs(sheet, hip, look, 170)
    for a in arms:
        body.draw_arm(sheet, a, look, melt=True)
    props.arrow(sheet, (84, 16), (156, 16), swell=7, both=True)
    return sheet


def loose_arms(hip: Point, lean: float, look: Look) -> list[Arm]:
    """Two arms that hang straight down from a leaning trunk."""
    arms = []
    for side in (-1, 1):
        x, y = ink.turn(front.shoulder((hip[0], hip[1] - 56), look, side), lean, hip)
        arms.append(Arm((x, y), (x + side * 3, y + 27), (x + side * 2, y + 48), 90 - side * 6, -side))
    return arms


def swaying(hip: Point, lean: float, look: Look) -> list[Piece]:
    """The outline of the leaning head, trunk and arms, for the dashed phase."""
    base = (hip[0], hip[1] - 56)
    head = ink.turn((hip[0], hip[1] - 77), lean, hip)
    pieces = [Piece(front.shirt_path(base, look, hip[1] + 6, lean=lean, about=hip), ink.PAPER)]
    pieces.append(Piece(ink.limb([ink.turn(base, lean, hip), head], [6.6, 6.2]), ink.PAPER))
    pieces.append(Piece(ink.smooth(front.put(front.FACE, head, lean, look.size)), ink.PAPER))
    for a in loose_arms(hip, lean, look):
        pieces.append(Piece(ink.limb([a.shoulder, a.elbow, a.wrist], [6.6, 5, 3.4]), ink.PAPER))
        pieces.append(Piece(body.hand_path(a.wrist, a.hand or 90, a.thumb), ink.PAPER))
    return pieces


def two_balls() -> Sheet:
    """Leaning on a wall with two balls in a sock behind the upper back; framed, the same back seen from behind."""
    sheet = Sheet()
    look = replace(looks.LARGER, hair="short", girth=1.15)
    props.wall(sheet, 28, depth=16)
    props.floor(sheet, left=12, right=136)
    hip, neck = (64, 94), (62, 46)
    pose = Side(
        spine=(hip, (56, 70), neck),
        head=(68, 28),
        tilt=2,
        near_arm=body.arm((62, 54), (77, 98), 1),
        far_arm=None,
        near_leg=body.leg(hip, (86, 160), -1),
        far_leg=body.leg((67, 94), (98, 160), -1),
    )
    sock = ink.limb([(38.5, 60), (38.5, 60.1)], [10.5, 10.5]) + ink.limb([(35, 70), (33, 84), (34, 98)], [5, 2.4, 6])
    sheet.layer([Piece(sock, ink.PAPER)], width=1.8)
    sheet.line("M28.5 96h11M29 99h11", 1.2)
    sheet.fill(ink.circle(38.5, 60, 8), ink.INK)
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (116, 62), (90, 62))
    back_view(sheet, (184, 88), look)
    return sheet


def back_view(sheet: Sheet, centre: Point, look: Look) -> None:
    """A framed close view of the back: a ball on each side of the spine, in one knotted sock."""
    x, y = centre
    sheet.shape(f"M{ink.at(x - 50, 12)}h100v158h-100z", ink.PAPER, 2)
    close = replace(look, size=1.2, girth=0.96)
    base, head = (x, 66), (x, 38)
    arms = [Arm(front.shoulder(base, close, s), (x + s * 34, 122), (x + s * 36, 167)) for s in (-1, 1)]
    front.draw_neck(sheet, base, head, close)
    front.draw_shirt(sheet, base, close, 167, arms)
    for a in arms:
        body.draw_arm(sheet, a, close, melt=True, cut=True)
    front.draw_back_of_head(sheet, head, close)
    sheet.line(ink.lines([(x, 76), (x, 164)]), 2, ink.SOFT, "3 5")
    sheet.layer([Piece(sock_path((x, y + 18)), ink.PAPER)], width=2)
    for side in (-1, 1):
        sheet.fill(ink.circle(x + side * 13.5, y + 18, 10.5), ink.INK)
    for drop in (0, 5):
        sheet.line(ink.lines([(x + 30, y + 38 + drop), (x + 42, y + 34 + drop)]), 1.5)


def sock_path(centre: Point) -> str:
    """A sock round two balls, knotted beside the right one, its cuff hanging."""
    x, y = centre
    balls = ink.limb([(x - 13.5, y), (x + 13.5, y)], [12.5, 12.5])
    knot = ink.circle(x + 27, y + 4, 4.4)
    cuff = ink.limb([(x + 27, y + 4), (x + 36, y + 18), (x + 37, y + 22)], [2.6, 6.4, 6.4])
    return balls + knot + cuff
