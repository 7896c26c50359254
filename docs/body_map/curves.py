"""Smooth curves for the body map drawing: named points in, cubic Bezier segments out.
A chain is a run of points joined by one smooth curve. Zones borrow pieces of chains, so neighbours share
exactly the same segments and no gap or overlap can appear.
"""

from __future__ import annotations

from dataclasses import dataclass

CENTRE = 120.0
Point = tuple[float, float]
Segment = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Anchor:
    """One point of a chain. `corner` breaks the smoothness; `level` makes the curve cross the middle line squarely."""

    name: str
    at: Point
    corner: bool = False
    level: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Anchors and the Bezier segments between them (one fewer than anchors)."""

    anchors: tuple[Anchor, ...]
    segments: tuple[Segment, ...]

    def index(self, name: str) -> int:
        """Place of the named anchor, or -1."""
        return next((i for i, anchor in enumerate(self.anchors) if anchor.name == name), -1)

    def between(self, start: str, end: str) -> tuple[Segment, ...] | None:
        """The segments from one named anchor to another, either way round; None when this chain lacks one of them."""
        first, last = self.index(start), self.index(end)
        if first < 0 or last < 0:
            return None
        if first <= last:
            return self.segments[first:last]
        return tuple(backwards(segment) for segment in reversed(self.segments[last:first]))


def backwards(segment: Segment) -> Segment:
    """The same curve drawn the other way."""
    return segment[3], segment[2], segment[1], segment[0]


def mirrored(point: Point) -> Point:
    """The point on the other side of the middle line."""
    return 2 * CENTRE - point[0], point[1]


def smooth(anchors: tuple[Anchor, ...]) -> Chain:
    """Join anchors by cubic curves whose direction at each anchor follows its neighbours, weighted by distance."""
    slopes = [_slope(anchors, i) for i in range(len(anchors))]
    segments = []
    for i in range(len(anchors) - 1):
        a, b = anchors[i].at, anchors[i + 1].at
        reach = _distance(a, b) / 3
        out = slopes[i] if not anchors[i].corner else _towards(a, b)
        into = slopes[i + 1] if not anchors[i + 1].corner else _towards(a, b)
        segments.append((a, _step(a, out, reach), _step(b, into, -reach), b))
    return Chain(anchors, tuple(segments))


def _slope(anchors: tuple[Anchor, ...], i: int) -> Point:
    here = anchors[i]
    before = anchors[i - 1].at if i else None
    after = anchors[i + 1].at if i + 1 < len(anchors) else None
    if here.level:
        known = after or before or here.at
        side = 1.0 if (known[0] >= here.at[0]) == (after is not None) else -1.0
        return (side, 0.0)
    if before is None or after is None:
        return _end_slope(anchors, i)
    d0, d1 = _distance(before, here.at), _distance(here.at, after)
    t0, t1 = _towards(before, here.at), _towards(here.at, after)
    # The nearer neighbour has more say, which keeps tight curves such as fingertips round.
    w0, w1 = d1 / (d0 + d1), d0 / (d0 + d1)
    mixed = (t0[0] * w0 + t1[0] * w1, t0[1] * w0 + t1[1] * w1)
    return _towards((0.0, 0.0), mixed)


def _end_slope(anchors: tuple[Anchor, ...], i: int) -> Point:
    """At the end of a chain: the direction that bends the last stretch as an even arc."""
    inner = i + 1 if i == 0 else i - 1
    chord = _towards(anchors[min(i, inner)].at, anchors[max(i, inner)].at)
    if len(anchors) < 3 or anchors[inner].corner:
        return chord
    known = _slope(anchors, inner)
    return _towards((0.0, 0.0), (2 * chord[0] - known[0], 2 * chord[1] - known[1]))


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _towards(a: Point, b: Point) -> Point:
    length = _distance(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def _step(a: Point, direction: Point, reach: float) -> Point:
    return a[0] + direction[0] * reach, a[1] + direction[1] * reach


def flatten(segments: tuple[Segment, ...], steps: int = 10) -> list[Point]:
    """Points along the curves, `steps` per segment, for measuring and filling."""
    points = [segments[0][0]]
    for a, b, c, d in segments:
        for k in range(1, steps + 1):
            t = k / steps
            s = 1 - t
            points.append(
                (
                    s**3 * a[0] + 3 * s * s * t * b[0] + 3 * s * t * t * c[0] + t**3 * d[0],
                    s**3 * a[1] + 3 * s * s * t * b[1] + 3 * s * t * t * c[1] + t**3 * d[1],
                )
            )
    return points
