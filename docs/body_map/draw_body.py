"""Draws the body map: `python docs/body_map/draw_body.py` writes {front,back,pick}{,-b,-c}.svg beside zones.yaml.
In: the half figure in figure.py and the outlines in outlines.py. Out: nine SVG files, one line per shape.
Left is always the patient's own left, so it changes side between the front view and the back view.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from curves import CENTRE, Anchor, Chain, Point, Segment, flatten, mirrored, smooth
from figure import (
    FOOT,
    HAND,
    HAND_ALONG,
    HAND_AT,
    HAND_LINES,
    LINES,
    MIDDLE_LINES,
    MIDDLE_ZONES,
    OUTLINE,
    PAIRED_ZONES,
    SHARED_LINES,
)
from outlines import OUTLINES, Outline
from touches import HAIR, SHADES, STROKES, Touch

TARGET = Path(__file__).resolve().parents[2] / "intake" / "protocols" / "body_map" / "v1"
TITLES = {"front": "Body seen from the front", "back": "Body seen from behind"}
STYLES = (("strands", "#A58A60", ".9"), ("soft", "#CDB08A", "1.1"), ("ink", "#17212B", "1.1"))


class Figure:
    """One view of one outline: every named point placed, every chain smooth, both halves."""

    def __init__(self, view: str, outline: Outline) -> None:
        self.view, self.outline, self.part = view, outline, "t"
        self.places: dict[str, Point] = {}
        self.chains: list[Chain] = []
        hand = " ".join(self.hand(HAND))
        for text in OUTLINE.values():
            self._add(text.replace("HAND", hand).replace("FOOT", FOOT[view]))
        for text in (*SHARED_LINES, *LINES[view]):
            self._add(text)
        for text in MIDDLE_LINES[view]:
            names = text.split()
            self.chains.append(smooth(tuple(Anchor(name, self.places[name], True) for name in names)))

    def hand(self, text: str) -> Iterator[str]:
        """Hand points turned from the wrist's own axis into the half body's u and y."""
        (u0, y0), (du, dy) = HAND_AT, HAND_ALONG
        for token in text.split():
            name, _, rest = token.rpartition(":")
            s, t = (float(number) for number in rest.rstrip("!").split(","))
            place = f"{u0 + s * du + t * dy:.2f},{y0 + s * dy - t * du:.2f}"
            yield f"{name}:{place}{'!' if rest.endswith('!') else ''}"

    def _add(self, text: str) -> None:
        half = tuple(self.anchors(text))
        self.chains.append(smooth(half))
        self.chains.append(smooth(tuple(self._mirror(anchor) for anchor in half)))

    def anchors(self, text: str) -> Iterator[Anchor]:
        """Anchors of one line of figure.py, on the viewer's left."""
        for token in text.split():
            if token in {"t", "a", "l", "h"}:
                self.part = token
                continue
            corner, level, plain = token.endswith("!"), token.endswith("~"), token.rstrip("!~")
            if plain.startswith("@"):
                yield Anchor(plain[1:], self.places[plain[1:]], corner, level)
                continue
            name, _, numbers = plain.rpartition(":")
            u, y = (float(number) for number in numbers.split(","))
            u, y = self.outline.reshape(u, y, self.part)
            at = (CENTRE - u, y)
            if name:
                self.places[name] = at
            yield Anchor(name, at, corner, level)

    @staticmethod
    def _mirror(anchor: Anchor) -> Anchor:
        on_middle = abs(anchor.at[0] - CENTRE) < 1e-9
        name = anchor.name if on_middle or not anchor.name else anchor.name + "'"
        return Anchor(name, mirrored(anchor.at), anchor.corner, anchor.level)

    def loop(self, names: str) -> tuple[Segment, ...]:
        """The closed run of segments through the named corners, each stretch taken from the chain holding both ends."""
        corners = names.split()
        if corners[0] != corners[-1]:
            corners.append(corners[0])
        return tuple(seg for a, b in pairwise(corners) for seg in self._stretch(a, b))

    def _stretch(self, start: str, end: str) -> tuple[Segment, ...]:
        found = [path for chain in self.chains if (path := chain.between(start, end))]
        if not found:
            raise LookupError(f"{self.view}: no line joins {start} and {end}")
        return min(found, key=len)

    def zones(self) -> Iterator[tuple[str, tuple[Segment, ...]]]:
        """Every zone id of this view with its loop, from head to foot."""
        near, far = ("_l", "_r") if self.view == "back" else ("_r", "_l")
        for name, corners in MIDDLE_ZONES[self.view].items():
            yield name, self.loop(corners)
        for name, corners in PAIRED_ZONES[self.view].items():
            yield name + near, self.loop(corners)
            yield name + far, self.loop(" ".join(self._other(corner) for corner in corners.split()))

    def _other(self, name: str) -> str:
        return name if abs(self.places[name][0] - CENTRE) < 1e-9 else name + "'"

    def silhouette(self) -> tuple[Segment, ...]:
        """The outside of the whole body as one loop."""
        return self.loop("crown armpit crotch armpit' crown")

    def touch(self, text: str) -> str:
        """Path data of a detail: one line of figure.py's notation, on the viewer's left."""
        ends = text.removeprefix("= ").split()
        segments = self._stretch(*ends) if text.startswith("= ") else smooth(tuple(self.anchors(text))).segments
        return path(segments, closed=False)


def number(value: float) -> str:
    """Shortest writing with one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def path(segments: Iterable[Segment], closed: bool = True, digits: int = 1) -> str:
    """SVG path data. Steps are relative to rounded places, so the same curve always lands on the same spot."""
    parts = list(segments)
    x, y = _rounded(parts[0][0], digits)
    data = f"M{number(x)} {number(y)}"
    for _, b, c, d in parts:
        steps = [v - o for point in (b, c, d) for v, o in zip(_rounded(point, digits), (x, y), strict=True)]
        data += "c" + " ".join(number(v) for v in steps).replace(" -", "-")
        x, y = _rounded(d, digits)
    return data + ("z" if closed else "")


def _rounded(point: Point, digits: int) -> Point:
    return round(point[0], digits), round(point[1], digits)


def inside(point: Point, ring: list[Point]) -> bool:
    """Even-odd test."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def room(segments: tuple[Segment, ...]) -> tuple[float, float, float]:
    """Where the tick badge goes: centre and radius of a nearly largest circle, near the zone's middle."""
    ring = flatten(segments, 6)
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    best, best_score = (*middle, 0.0), float("-inf")
    around, reach = middle, max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    while reach > 0.4:
        for i in range(-6, 7):
            for j in range(-6, 7):
                spot = (around[0] + reach * i / 6, around[1] + reach * j / 6)
                if not inside(spot, ring):
                    continue
                radius = min(_gap(spot, a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
                score = radius - 0.12 * ((spot[0] - middle[0]) ** 2 + (spot[1] - middle[1]) ** 2) ** 0.5
                if score > best_score:
                    best, best_score = (*spot, radius), score
        around, reach = (best[0], best[1]), reach / 3
    return best


def _gap(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def touches(figure: Figure, given: Iterable[Touch], pair: bool) -> Iterator[str]:
    """Path data of the touches meant for this view and outline: the single ones, or one side of the pairs."""
    for touch in given:
        wanted = touch.view in {figure.view, "both"} and figure.outline.code in touch.outlines
        if wanted and touch.pair == pair:
            yield figure.touch(touch.points)


def fingers(figure: Figure) -> Iterator[str]:
    """Path data of the lines between the fingers of one hand."""
    for text in HAND_LINES:
        yield figure.touch("a " + " ".join(figure.hand(text)))


def layer(key: str, kind: str, attributes: str, figure: Figure, given: Iterable[Touch]) -> Iterator[str]:
    """SVG lines of one kind of touch: single ones, then one side of the pairs and its mirror image."""
    yield f'<g class="{kind}" {attributes}>'
    yield from (f'<path d="{d}"/>' for d in touches(figure, given, pair=False))
    sides = list(touches(figure, given, pair=True)) + (list(fingers(figure)) if kind == "ink" else [])
    if sides:
        yield f'<g id="{key}-{kind}">'
        yield from (f'<path d="{d}"/>' for d in sides)
        yield f'</g><use href="#{key}-{kind}" transform="matrix(-1 0 0 1 240 0)"/>'
    yield "</g>"


def drawing(view: str, outline: Outline) -> str:
    """The whole SVG file as text."""
    figure = Figure(view, outline)
    key = f"bm-{view}-{outline.code}"
    body = path(figure.silhouette())
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="body-map-art" viewBox="0 0 240 600" '
        f'data-view="{view}" data-outline="{outline.code}">',
        f"<title>{TITLES[view]}</title>",
        "<defs>",
        f'<path id="{key}-skin" d="{body}"/>',
        f'<clipPath id="{key}-clip"><use href="#{key}-skin"/></clipPath>',
        f'<pattern id="{key}-hatch" width="5" height="60" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path fill="#E3F1F1" d="M0 0H5V60H0Z"/>'
        '<path fill="#0B5C63" d="M0 0H1.9V60H0Z"/></pattern>',
        "</defs>",
        f'<use href="#{key}-skin" fill="#EADBC5"/>',
        f'<g clip-path="url(#{key}-clip)">',
        f'<use href="#{key}-skin" x="-3.8" y="-.6" fill="#FBF3E6"/>',
    ]
    lines += layer(key, "shade", 'fill="#EADBC5"', figure, SHADES)
    lines += layer(key, "hair", 'fill="#CDB794"', figure, HAIR)
    lines.append("</g>")
    for kind, ink, width in STYLES:
        attributes = f'fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round"'
        lines += layer(key, kind, attributes, figure, STROKES[kind])
    lines.append(
        '<g class="zones" fill="none" stroke="#6F7D89" stroke-width=".8" stroke-linejoin="round" pointer-events="all">'
    )
    for name, segments in figure.zones():
        spot = " ".join(number(value) for value in room(segments))
        lines.append(f'<path class="zone" data-zone="{name}" data-spot="{spot}" d="{path(segments)}"/>')
    lines += [
        "</g>",
        f'<use class="contour" href="#{key}-skin" fill="none" stroke="#17212B" stroke-width="2" '
        'stroke-linejoin="round" pointer-events="none"/>',
        '<g class="marks" pointer-events="none"></g>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def pick(outline: Outline) -> str:
    """The small figure on the button that chooses this outline: no zones, whole numbers, a few hundred bytes."""
    figure = Figure("front", outline)
    key = f"bm-pick-{outline.code}"
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" class="body-map-art" viewBox="6 8 228 296" aria-hidden="true" '
        'focusable="false">',
        f'<defs><path id="{key}-skin" d="{path(figure.silhouette(), digits=0)}"/>'
        f'<clipPath id="{key}-clip"><use href="#{key}-skin"/></clipPath></defs>',
        f'<use href="#{key}-skin" fill="#FBF3E6"/>',
        f'<g clip-path="url(#{key}-clip)" fill="#CDB794">',
        *(f'<path d="{path(smooth(tuple(figure.anchors(hair.points))).segments, False, 0)}"/>'
          for hair in HAIR if hair.view == "front" and outline.code in hair.outlines),
        "</g>",
        f'<use href="#{key}-skin" fill="none" stroke="#17212B" stroke-width="6" stroke-linejoin="round"/>',
        "</svg>",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every view of every outline, and the small figures to choose by."""
    for outline in OUTLINES:
        suffix = "" if outline.code == "a" else f"-{outline.code}"
        drawn = {view: drawing(view, outline) for view in ("front", "back")} | {"pick": pick(outline)}
        for name, text in drawn.items():
            target = TARGET / f"{name}{suffix}.svg"
            target.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
