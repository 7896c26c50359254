"""Things around the person: ground, wall, chair, ball, pack, clock, arrows.
Coordinates in, marks on the sheet out.
"""

from __future__ import annotations

import math

from . import ink
from .ink import Piece, Point, Sheet


def floor(sheet: Sheet, y: float = 170, left: float = 8, right: float = 232) -> None:
    """The ground as one line."""
    sheet.line(ink.lines([(left, y), (right, y)]), ink.INK_WIDTH)


def wall(sheet: Sheet, x: float, top: float = 6, bottom: float = 170, depth: float = 16) -> None:
    """A wall seen from its edge, hatched; the surface is at x and the wall lies to the left (or right: depth < 0)."""
    left, right = sorted((x, x - depth))
    sheet.fill(ink.lines([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True), ink.PROP_DARK)
    y = top + 14
    while y < bottom:
        sheet.line(ink.lines([(left, min(y + 8, bottom)), (right, y - 8)]), 1.2, ink.SOFT)
        y += 18
    sheet.line(ink.lines([(x, top), (x, bottom)]), 3)


def chair(
    sheet: Sheet, back_x: float, seat_y: float, depth: float = 48, floor_y: float = 170, face: int = 1, top: float = 62
) -> None:
    """A plain chair in profile; the sitter faces right for face 1."""
    front = back_x + face * depth
    foot = ink.limb([(back_x + 4 * face, seat_y), (back_x - 3 * face, floor_y - 2)], [2.4, 1.8])
    foot_front = ink.limb([(front - 4 * face, seat_y), (front - 1 * face, floor_y - 2)], [2.4, 1.8])
    back = ink.limb([(back_x - 7 * face, top), (back_x + 2 * face, seat_y)], [2.6, 3.0])
    seat = ink.limb([(back_x + 1 * face, seat_y), (front, seat_y)], [3.2, 3.2])
    sheet.layer(
        [Piece(foot, ink.PROP), Piece(foot_front, ink.PROP), Piece(back, ink.PROP), Piece(seat, ink.PROP)], width=2.2
    )


def ball(sheet: Sheet, x: float, y: float, r: float = 9) -> None:
    """A solid black ball with one light seam: the point of contact."""
    sheet.fill(ink.circle(x, y, r), ink.INK)
    sheet.line(f"M{ink.at(x - r * 0.5, y - r * 0.45)}q{ink.at(r * 0.5, r * 0.45)} 0 {ink.num(r * 0.9)}", 1.3, ink.PAPER)


def clock(sheet: Sheet, x: float, y: float, minutes: int = 15, r: float = 17) -> None:
    """A clock face with the minutes shaded; it stays upright when the figure is mirrored."""
    angle = math.radians(minutes * 6)
    tip = (r * math.sin(angle), -r * math.cos(angle))
    large = 1 if minutes > 30 else 0
    sector = f"M0 0V{ink.num(-r)}A{ink.num(r)} {ink.num(r)} 0 {large} 1 {ink.at(*tip)}z"
    sheet.upright.append(
        f'<g class="upright" transform="translate({ink.at(x, y)})">'
        f'<circle r="{ink.num(r)}" fill="{ink.PAPER}"/><path d="{sector}" fill="#AEB7BF"/>'
        f'<path d="M0 {ink.num(-r + 3)}V0L{ink.at(tip[0] * 0.72, tip[1] * 0.72)}" fill="none" stroke="{ink.INK}"'
        f' stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle r="{ink.num(r)}" fill="none" stroke="{ink.INK}" stroke-width="2.5"/></g>'
    )


def arrow(sheet: Sheet, start: Point, end: Point, swell: float = 0.0, both: bool = False) -> None:
    """The one arrow of a drawing; `swell` bows it to its left hand."""
    mid = ink.between(start, end, 0.5)
    length = math.dist(start, end) or 1.0
    control = (mid[0] + (end[1] - start[1]) / length * swell * 2, mid[1] - (end[0] - start[0]) / length * swell * 2)
    head, base = arrow_head(control, end)
    tail, tail_base = arrow_head(control, start)
    begin = tail_base if both else start
    # White under the arrow keeps it clear of any line it crosses.
    path = f"M{ink.at(*begin)}Q{ink.at(*control)} {ink.at(*base)}"
    sheet.line(path, 7, ink.PAPER)
    sheet.line(path, 3.6)
    for tip in [head, tail] if both else [head]:
        sheet.shape(tip, ink.INK, 1)


def arrow_head(source: Point, tip: Point, size: float = 10.5) -> tuple[str, Point]:
    """The solid head of an arrow and the point where its shaft ends."""
    back = ink.toward(tip, source, size)
    dx, dy = (tip[0] - back[0]) / size, (tip[1] - back[1]) / size
    wing = size * 0.56
    points = [tip, (back[0] - dy * wing, back[1] + dx * wing), (back[0] + dy * wing, back[1] - dx * wing)]
    return ink.lines(points, closed=True), ink.toward(tip, source, size * 0.8)


def waves(sheet: Sheet, places: list[Point], height: float = 13) -> None:
    """Small rising waves of warmth."""
    for x, y in places:
        q = height / 4
        sheet.line(f"M{ink.at(x, y)}q{ink.at(3.4, -q)} 0 {ink.num(-2 * q)}q{ink.at(-3.4, -q)} 0 {ink.num(-2 * q)}", 1.9)


def flake(sheet: Sheet, x: float, y: float, r: float = 9, color: str = ink.INK) -> None:
    """A frost star with small barbs."""
    for degrees in range(0, 360, 60):
        tip = ink.turn((x + r, y), degrees, (x, y))
        root = (x + r * 0.55, y)
        barbs = [ink.turn((x + r * 0.9, y + side * r * 0.32), degrees, (x, y)) for side in (-1, 1)]
        sheet.line(ink.lines([(x, y), tip]), 1.7, color)
        sheet.line(ink.lines([barbs[0], ink.turn(root, degrees, (x, y)), barbs[1]]), 1.4, color)


def mat(sheet: Sheet, left: float, right: float, y: float = 170) -> None:
    """A thin mat on the floor."""
    sheet.shape(ink.lines([(left, y - 5), (right, y - 5), (right, y), (left, y)], closed=True), ink.PROP, 2)


def loop(sheet: Sheet, centre: Point, r: float, start: float, sweep: float) -> None:
    """A round arrow about a joint: from `start` degrees through `sweep` degrees, clockwise when positive."""
    first = ink.turn((centre[0] + r, centre[1]), start, centre)
    back = 1 if sweep > 0 else -1
    base = ink.turn((centre[0] + r, centre[1]), start + sweep, centre)
    tip = ink.turn((centre[0] + r, centre[1]), start + sweep + back * 620 / r, centre)
    large = 1 if abs(sweep) > 180 else 0
    path = f"M{ink.at(*first)}A{ink.num(r)} {ink.num(r)} 0 {large} {1 if sweep > 0 else 0} {ink.at(*base)}"
    sheet.line(path, 7, ink.PAPER)
    sheet.line(path, 3.6)
    ahead = math.atan2(tip[1] - base[1], tip[0] - base[0])
    wing = 6.0
    corners = [tip, *[(base[0] - s * wing * math.sin(ahead), base[1] + s * wing * math.cos(ahead)) for s in (1, -1)]]
    sheet.shape(ink.lines(corners, closed=True), ink.INK, 1)


def cushion(sheet: Sheet, left: float, right: float, top: float, bottom: float = 170) -> None:
    """A pillow or folded towel lying on the ground."""
    middle = (top + bottom) / 2
    points = [
        (left + 4, top),
        ((left + right) / 2, top - 1),
        (right - 4, top),
        (right, middle),
        (right - 4, bottom),
        (left + 4, bottom),
        (left, middle),
    ]
    sheet.shape(ink.smooth(points), ink.PROP, 2.2)


def tree(sheet: Sheet, x: float, y: float = 170, size: float = 1.0) -> None:
    """A plain tree for out of doors."""
    trunk = ink.limb([(x, y - 2), (x, y - 34 * size)], [3 * size, 2.4 * size])
    crown = (
        ink.circle(x, y - 60 * size, 19 * size)
        + ink.circle(x - 12 * size, y - 46 * size, 13 * size)
        + ink.circle(x + 12 * size, y - 46 * size, 13 * size)
    )
    sheet.layer([Piece(trunk, ink.PROP_DARK)], width=1.8)
    sheet.layer([Piece(crown, ink.PROP)], width=1.8)


def breath(sheet: Sheet, x: float, y: float, length: float = 26) -> None:
    """Two soft lines of air."""
    for rise in (-4, 4):
        q = length / 4
        sheet.line(f"M{ink.at(x, y + rise)}q{ink.at(q, -4)} {ink.num(2 * q)} 0q{ink.at(q, 4)} {ink.num(2 * q)} 0", 1.9)


def table(sheet: Sheet, left: float, right: float, top: float, floor_y: float = 170) -> None:
    """A table in profile."""
    for x in (left + 7, right - 7):
        sheet.shape(
            ink.lines([(x - 2.5, top), (x + 2.5, top), (x + 2.5, floor_y), (x - 2.5, floor_y)], closed=True),
            ink.PROP,
            2,
        )
    sheet.shape(ink.lines([(left, top - 6), (right, top - 6), (right, top), (left, top)], closed=True), ink.PROP, 2.2)


def post(sheet: Sheet, left: float, right: float, top: float, bottom: float = 170) -> None:
    """One side of a door frame."""
    sheet.shape(
        ink.lines([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True), ink.PROP_DARK, 2.2
    )


def wheelchair_back(sheet: Sheet) -> None:
    """The parts of a wheelchair behind its user, who sits at (96, 103) facing right."""
    frame = ink.limb([(76, 62), (80, 118)], [2.2, 2.2]) + ink.limb([(80, 118), (126, 118)], [2.6, 2.6])
    leg = ink.limb([(126, 118), (148, 162)], [2, 2]) + ink.limb([(146, 167), (164, 167)], [1.6, 1.6])
    grip = ink.limb([(76, 62), (66, 62)], [2.4, 2.4])
    sheet.layer([Piece(frame, ink.PROP), Piece(leg, ink.PROP), Piece(grip, ink.PROP)], width=2)


def wheelchair_front(sheet: Sheet) -> None:
    """The wheels nearest the viewer."""
    for x, y, r in ((90, 138, 30), (138, 161, 7)):
        sheet.line(ink.circle(x, y, r), 6.5)
        sheet.line(ink.circle(x, y, r), 2, ink.PROP)
    for degrees in (15, 75, 135):
        a, b = ink.turn((118, 138), degrees, (90, 138)), ink.turn((62, 138), degrees, (90, 138))
        sheet.line(ink.lines([a, b]), 1)
    sheet.fill(ink.circle(90, 138, 4), ink.INK)


def side_stool(sheet: Sheet, left: float, right: float, seat_y: float, floor_y: float = 170) -> None:
    """A low padded stool in profile, to put a leg on."""
    legs = [
        Piece(ink.limb([(x + s * 5, seat_y), (x, floor_y - 2)], [2.4, 1.8]), ink.PROP)
        for x, s in ((left, 1), (right, -1))
    ]
    sheet.layer([*legs, Piece(ink.limb([(left, seat_y), (right, seat_y)], [4.6, 4.6]), ink.PROP)], width=2.2)


def stool(sheet: Sheet, x: float, seat_y: float, half: float = 30, floor_y: float = 170) -> None:
    """A stool seen from the front."""
    legs = [
        Piece(ink.limb([(x + s * (half - 4), seat_y), (x + s * half, floor_y - 2)], [2.4, 1.8]), ink.PROP)
        for s in (-1, 1)
    ]
    sheet.layer([*legs, Piece(ink.limb([(x - half, seat_y), (x + half, seat_y)], [3.4, 3.4]), ink.PROP)], width=2.2)


def turning(sheet: Sheet, centre: Point, rx: float, ry: float) -> None:
    """A flat round arrow with two heads, seen as a ring about an upright axis."""
    x, y = centre
    ends = [(x + side * rx * 0.82, y - ry * 0.57) for side in (-1, 1)]
    path = f"M{ink.at(*ends[0])}A{ink.num(rx)} {ink.num(ry)} 0 1 0 {ink.at(*ends[1])}"
    sheet.line(path, 7, ink.PAPER)
    sheet.line(path, 3.6)
    for (px, py), side in zip(ends, (-1, 1), strict=True):
        ahead = (px - side * rx * 0.2, py - ry * 0.34)
        head, _ = arrow_head((px + side * rx * 0.05, py + ry * 0.2), ahead)
        sheet.shape(head, ink.INK, 1)


def roller(sheet: Sheet, centre: Point, r: float = 14.5, long: float = 13) -> None:
    """A foam roller lying across, its near end turned a little to the viewer."""
    x, y = centre
    far, near = (x + long, y - long * 0.4), (x - long * 0.5, y + long * 0.25)
    sheet.shape(ink.limb([far, near], [r, r]), ink.HAIR, ink.INK_WIDTH)
    sheet.shape(ink.circle(*near, r), ink.PROP_DARK)
    sheet.shape(ink.circle(*near, r * 0.45), ink.PAPER, 2)
