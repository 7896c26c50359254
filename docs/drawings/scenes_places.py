"""Drawings of one thing done at another place than usual: a shower lower down, a stretch of one leg.
One function each, a finished sheet out. One-sided places show the person's right side."""

from __future__ import annotations

from dataclasses import replace

from . import body, front, ink, looks, props
from .body import Arm, Side
from .ink import Piece, Point, Sheet

SHORTS = ink.TROUSERS


def shower_low() -> Sheet:
    """Seen from behind, from the head to the thighs: warm water on the low back and hips."""
    sheet = Sheet()
    look = replace(looks.BUN, size=1.05, shirt=ink.SKIN)
    base, head, hip = (108, 56), (108, 30), (108, 128)
    arms = [
        bare_arm(Arm(front.shoulder(base, look, s), (108 + s * 40, 102), (108 + s * 44, 130), 86, s)) for s in (-1, 1)
    ]
    legs = [body.tube((108 + s * 12, 132), (108 + s * 13, 174), 13, 11) for s in (-1, 1)]
    front.draw_neck(sheet, base, head, look)
    sheet.layer([Piece(leg, ink.SKIN) for leg in legs])
    trunk = front.shirt_path(base, look, 118)
    sheet.layer([Piece(path, ink.SKIN) for path in (trunk, *arms)])
    shorts = [body.tube((108 + s * 12, 132), (108 + s * 13, 154), 14.5, 13.5) for s in (-1, 1)]
    waist = ink.limb([(hip[0] - 11, 128), (hip[0] + 11, 128)], [14.5, 14.5])
    sheet.layer([Piece(path, SHORTS) for path in (*shorts, waist)])
    sheet.line(ink.lines([(108, 78), (108, 108)]), 1.8)
    for s in (-1, 1):
        sheet.line(f"M{ink.at(108 + s * 9, 76)}q{ink.at(s * 8, 4)} {ink.at(s * 7, 16)}", 1.8)
    front.draw_back_of_head(sheet, head, look)
    wall_shower(sheet, (186, 60), -36)
    spray(sheet, (172, 50), (-62, 48), (3.8, 5.2))
    props.waves(sheet, [(48, 86), (36, 110), (50, 140)], 15)
    return sheet


def bare_arm(arm: Arm) -> str:
    """An arm without a sleeve, with its hand."""
    mid = ink.between(arm.elbow, arm.wrist, 0.3)
    skin = ink.limb([arm.shoulder, arm.elbow, mid, arm.wrist], [6.8, 5.2, 5, 3.4])
    return skin + body.hand_path(arm.wrist, arm.hand or 0.0, arm.thumb)


def wall_shower(sheet: Sheet, at: Point, degrees: float) -> None:
    """A shower head on a bar at the wall, and its hose."""
    x, y = at
    sheet.line(ink.lines([(220, 14), (220, 150)]), 4.5)
    sheet.line(ink.smooth([at, (208, y - 14), (220, y - 18)], closed=False), 4.5)
    corners = [(x - 5, y - 16), (x + 4, y - 16), (x + 4, y + 16), (x - 5, y + 16)]
    turned = [ink.turn(point, degrees, at) for point in corners]
    sheet.shape(ink.lines(turned, closed=True), ink.PROP_DARK)


def spray(sheet: Sheet, start: Point, reach: Point, step: Point) -> None:
    """Five dashed lines of water from a shower head."""
    for k in range(5):
        x, y = start[0] + k * step[0], start[1] + k * step[1]
        sheet.line(ink.lines([(x, y), (x + reach[0], y + reach[1] - k * 3)]), 1.9, ink.SOFT, "7 5")


def shower_leg() -> Sheet:
    """Sitting on a stool, a hand shower over thigh and knee."""
    sheet = Sheet()
    look = replace(looks.BUN, shirt=ink.SKIN, trousers=ink.SKIN, trousers_far="#EDEFF1", shoe=ink.SKIN)
    props.floor(sheet, left=30, right=222)
    props.side_stool(sheet, 66, 112, 124)
    near, far = body.leg((90, 108), (128, 160), -1), body.leg((94, 108), (140, 160), -1)
    pose = Side(((88, 103), (86, 80), (91, 56)), (97, 38), 6, None, None, near, far)
    body.draw_side(sheet, pose, look)
    sheet.layer([Piece(body.tube((86, 106), ink.between(near.hip, near.knee, 0.5), 12.4, 9.6), SHORTS)])
    sheet.line(ink.smooth([(146, 72), (176, 84), (192, 140), (208, 92), (214, 20)], closed=False), 3.2)
    head = [ink.turn(p, 26, (146, 70)) for p in ((130, 66), (162, 66), (162, 74), (130, 74))]
    spray(sheet, (137, 72), (-13, 40), (5.2, 2.4))
    sheet.shape(ink.lines(head, closed=True), ink.PROP_DARK)
    sheet.layer([Piece(bare_arm(Arm((92, 63), (106, 84), (132, 70), -12, -1)), ink.SKIN)])
    props.waves(sheet, [(156, 112), (168, 130), (152, 148)], 14)
    return sheet


def leg_stretch() -> Sheet:
    """Sitting at the front of a chair, one leg straight with the heel on the floor, leaning forward over it."""
    sheet = Sheet()
    look = looks.BUN
    props.floor(sheet, left=20, right=222)
    props.chair(sheet, 56, 118)
    near = body.Leg((92, 106), (128, 130), (166, 156), -50)
    pose = Side(
        ((90, 104), (100, 84), (118, 66)),
        (132, 53),
        24,
        body.arm((115, 73), (130, 112), 1, hand=40),
        None,
        near,
        body.leg((92, 108), (100, 160), -1),
    )
    body.draw_side(sheet, pose, look)
    props.arrow(sheet, (146, 26), (176, 58), swell=6)
    return sheet
