"""The pen: circles and points in, SVG path text out.
Every part of a body is a chain of circles joined by their outer tangents, so limbs taper and joints stay round.
A layer is inked as one contour: a wide ink stroke under all its parts, then the fills on top.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]

INK = "#17212B"
INK_WIDTH = 2.5
SOFT = "#6B7783"  # ink at 60 %, for the phase that is not now
PAPER = "#FFFFFF"
SKIN = "#FFFFFF"
SHIRT = "#E3E7EA"
SHIRT_FAR = "#CBD2D7"
TROUSERS = "#C3CAD0"
TROUSERS_FAR = "#A4AEB7"
SHOE = "#77838E"
HAIR = "#5A6670"
HAIR_GREY = "#D9DEE2"
PROP = "#EEF0F2"
PROP_DARK = "#D3D9DD"


@dataclass(frozen=True, slots=True)
class Disc:
    """One circle of a chain: centre and radius in view-box units."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One filled shape of a layer: its path text and its fill colour."""

    path: str
    fill: str


def num(value: float) -> str:
    """The shortest text of a number with one decimal at most."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def at(x: float, y: float) -> str:
    """A coordinate pair as path text."""
    return f"{num(x)} {num(y)}"


def turn(point: Point, degrees: float, about: Point = (0, 0)) -> Point:
    """The point turned clockwise on the page about another point."""
    angle = math.radians(degrees)
    dx, dy = point[0] - about[0], point[1] - about[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return about[0] + dx * cos - dy * sin, about[1] + dx * sin + dy * cos


def between(a: Point, b: Point, share: float) -> Point:
    """The point that lies `share` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def toward(a: Point, b: Point, length: float) -> Point:
    """The point `length` units from a in the direction of b."""
    distance = math.dist(a, b) or 1.0
    return between(a, b, length / distance)


def bend(root: Point, tip: Point, upper: float, lower: float, side: int) -> Point:
    """The elbow or knee between a root and a tip: `side` +1 or -1 says to which hand it points.

    A tip that is out of reach gives a straight limb.
    """
    distance = min(math.dist(root, tip), upper + lower - 0.01) or 0.01
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    out = math.sqrt(max(upper**2 - along**2, 0.0)) * side
    ux, uy = (tip[0] - root[0]) / math.dist(root, tip), (tip[1] - root[1]) / math.dist(root, tip)
    return root[0] + ux * along - uy * out, root[1] + uy * along + ux * out


def placed(points: Sequence[Point], centre: Point, tilt: float, face: int, size: float = 1.0) -> list[Point]:
    """Local points scaled, turned and moved to the page."""
    turned = [turn((x * face * size, y * size), tilt) for x, y in points]
    return [(centre[0] + x, centre[1] + y) for x, y in turned]


def circle(x: float, y: float, r: float) -> str:
    """A full circle as path text, wound like the capsules."""
    return f"M{at(x - r, y)}a{num(r)} {num(r)} 0 1 0 {num(2 * r)} 0a{num(r)} {num(r)} 0 1 0 {num(-2 * r)} 0z"


def capsule(a: Disc, b: Disc) -> str:
    """Two circles and the two outer tangents between them, as one path."""
    distance = math.hypot(b.x - a.x, b.y - a.y)
    if distance <= abs(a.r - b.r) + 0.05:
        big = a if a.r >= b.r else b
        return circle(big.x, big.y, big.r)
    heading = math.atan2(b.y - a.y, b.x - a.x)
    spread = math.acos((a.r - b.r) / distance)

    def rim(disc: Disc, angle: float) -> str:
        return at(disc.x + disc.r * math.cos(angle), disc.y + disc.r * math.sin(angle))

    high, low = heading + spread, heading - spread
    large_b = 1 if 2 * spread > math.pi else 0
    return (
        f"M{rim(a, high)}L{rim(b, high)}A{num(b.r)} {num(b.r)} 0 {large_b} 0 {rim(b, low)}"
        f"L{rim(a, low)}A{num(a.r)} {num(a.r)} 0 {1 - large_b} 0 {rim(a, high)}z"
    )


def chain(discs: Sequence[Disc]) -> str:
    """A limb: each circle joined to the next."""
    return "".join(capsule(a, b) for a, b in pairwise(discs))


def limb(points: Sequence[Point], radii: Sequence[float]) -> str:
    """A limb from matching points and radii."""
    return chain([Disc(x, y, r) for (x, y), r in zip(points, radii, strict=True)])


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """A soft curve through the points (Catmull-Rom as cubic curves)."""
    count = len(points)
    spans = count if closed else count - 1

    def pick(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    text = f"M{at(*points[0])}"
    for index in range(spans):
        p0, p1, p2, p3 = pick(index - 1), pick(index), pick(index + 1), pick(index + 2)
        first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        text += f"C{at(*first)} {at(*second)} {at(*p2)}"
    return text + ("z" if closed else "")


def lines(points: Sequence[Point], closed: bool = False) -> str:
    """Straight lines through the points."""
    return "M" + "L".join(at(*point) for point in points) + ("z" if closed else "")


@dataclass(slots=True)
class Sheet:
    """One drawing under way: marks from back to front. `lift` moves a low drawing up to the middle of the picture."""

    lift: float = 0.0
    marks: list[str] = field(default_factory=list)
    upright: list[str] = field(default_factory=list)

    def layer(self, pieces: Sequence[Piece], ghost: bool = False, width: float = INK_WIDTH) -> None:
        """Ink the pieces as one joined contour; a ghost has a dashed contour in soft ink and no fills."""
        outline = "".join(piece.path for piece in pieces)
        color = SOFT if ghost else INK
        dash = ' stroke-dasharray="5 4"' if ghost else ""
        self.marks.append(
            f'<path d="{outline}" fill="{PAPER if ghost else INK}" stroke="{color}" stroke-width="{num(2 * width)}"'
            f' stroke-linejoin="round"{dash}/>'
        )
        for piece in pieces:
            self.marks.append(f'<path d="{piece.path}" fill="{PAPER if ghost else piece.fill}"/>')

    def fill(self, path: str, color: str) -> None:
        """A shape without a contour."""
        self.marks.append(f'<path d="{path}" fill="{color}"/>')

    def line(self, path: str, width: float = 2.0, color: str = INK, dash: str = "") -> None:
        """An open stroke with round ends."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{num(width)}"'
            f' stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
        )

    def shape(self, path: str, fill: str, width: float = INK_WIDTH) -> None:
        """A filled shape with an ink contour centred on its edge."""
        self.marks.append(
            f'<path d="{path}" fill="{fill}" stroke="{INK}" stroke-width="{num(width)}" stroke-linejoin="round"/>'
        )

    def svg(self, title: str) -> str:
        """The finished file: title first, then the drawing, then what must stay upright when mirrored."""
        drawing = "".join(self.marks)
        if self.lift:
            drawing = f'<g transform="translate(0 {num(-self.lift)})">{drawing}</g>'
        upright = "".join(self.upright)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" role="img">'
            f'<title>{title}</title><g id="drawing">{drawing}</g>{upright}</svg>\n'
        )
