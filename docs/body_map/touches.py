"""The touches that make the figure a person: hair, soft shade, and the few lines of muscle, joint, finger and toe.
Same notation as figure.py, and `= a b` for the line already drawn from a to b. Shades and hair are filled, strokes are
lines. None of them is a zone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touch:
    """One detail: its view (front, back or both), its points, whether it is a pair, and the outlines it belongs to."""

    view: str
    points: str
    pair: bool = True
    outlines: str = "abc"


# The hairline of outlines A and B, parted on one side.
PARTING = "-25.8,48 -24.6,40.4 -21.6,34 -12,31.4 0,29.6 9,26 15,22.4! 18,29.4 23,37 25.8,48"

HAIR: tuple[Touch, ...] = (
    Touch("back", "h -1,0! 40,0! 40,30! 25.6,46.5! 25.4,62! 24.2,69 19.4,79.4 12,84.6 5,85.6 -1,85.4!", outlines="ac"),
    Touch("back", "h -1,0! 40,0! 40,30! 25.6,46.5! 25.4,58! 23,66 17,72.4 10,75.6 -1,76.2!", outlines="b"),
    Touch(
        "front",
        f"h 40,-5! -40,-5! -40,47! {PARTING}! 40,47!",
        pair=False,
        outlines="ab",
    ),
    Touch("front", "h -1,0! 40,0! 40,30! 25.8,46.5! 25.8,58! 25.2,49 22,38 13,29.4 0,23!", outlines="c"),
)
SHADES: tuple[Touch, ...] = (
    # The far side of the trunk.
    Touch(
        "both",
        "t -50,175! -46.4,184 -44.4,202 -41.4,222 -40,238 -41.6,252 -46.4,268 -53,288! "
        "-58,288! -48,252! -48,225! -51.6,192!",
        pair=False,
    ),
    # Under the chin, deeper on the side away from the light.
    Touch(
        "front",
        "t 17.6,83! 12.6,87.6 6.4,91.4 0,92.2 -6.4,91.4 -12.6,87.6 -18,83! -17,98! -10,97.6 2,96.4 12,92 17.6,83!",
        pair=False,
    ),
    Touch("back", "t 17.4,84! 8,87.6 -2,87.8 -12,85.6 -18,82! -17.4,96! -10,93.6 4,91.4 17.4,84!", pair=False),
    # Right of the spine, under each shoulder blade and under the buttocks.
    Touch("back", "t 1,126! .8,180 .8,240 .6,272! -2.4,262 -2,200 -1.6,150 1,126!", pair=False),
    Touch("back", "t 40,168! 32,177.4 24,177 17,168! 23,180.4 33,181 40,168!"),
    Touch("back", "l 44,319! 35,326.6 18,329 3,324! 8,335 24,338 36,333 40,322!"),
    # Under the chest, below each kneecap and along the inside of the thighs.
    Touch("front", "t 46,172! 40,182 28,186 17,183.4! 27,189.4 40,187 46,172!", outlines="ab"),
    Touch("front", "t 44.6,172! 43,184 33,191 20,190 12.6,182! 19,194.4 34,196 46,185 44.6,172!", outlines="c"),
    Touch("front", "l 18.4,438.6! 26,445 33.6,438.6! 31,446.4 26,448.6 21,446.4 18.4,438.6!"),
    Touch("front", "l 0,330! 6,352 8.6,384 9.4,404! 4,404! 0,360!"),
)
STROKES: dict[str, tuple[Touch, ...]] = {
    "strands": (
        Touch("back", "h 2.6,21 10,23.6 16.4,31 19.4,42"),
        Touch("back", "h 2,30 7.6,34 11,43 11.6,53"),
        Touch("back", "h 20.4,54 19,63 15,72", outlines="ac"),
        Touch("back", "h 11,62 9.6,71 6,79", outlines="ac"),
        Touch("front", "h 14,18 19.6,25 23.4,34", pair=False, outlines="ab"),
        Touch("front", "h 11,19 0,24 -12,26 -21,31", pair=False, outlines="ab"),
        Touch("front", "h 4,18 15,24 22,34", outlines="c"),
    ),
    "soft": (
        Touch("back", "t 0,121 0,270", pair=False),
        Touch("back", "t 42,134 30,138 20,139.6 16,146 16.4,160 20,172 27,178 35,175 41,166"),
        Touch("back", "t 13.4,286 15.6,286.6 16.6,288.6"),
        Touch("back", "l 34,421 25,424.6 16,421.6"),
        Touch("back", "l 37.6,489 31,503.4 25.4,500.4 19,505.6 10.6,491"),
        Touch("back", "l 28.6,528 27,542 27.6,558"),
        Touch("back", "l 18,528 19,542 17.6,558"),
        Touch("back", "l 31,587 33.4,580 33.6,572"),
        Touch("back", "a 73,231 77,234.4 82,232.4"),
        Touch("back", "t 12,116 21,119 34,121.4"),
        Touch("front", "t 14.6,92 11,105 5.4,119"),
        Touch("front", "t 14,124.6 26,126.4 40,124.4"),
        Touch("front", "t 46,172 40,182 28,186 17,183.4", outlines="a"),
        Touch("front", "t 46.4,170 41,183 28,187 16,184", outlines="b"),
        Touch("front", "t 44.6,172 43,184 33,191 20,190 12.6,182", outlines="c"),
        Touch("front", "t 0,199 0,238", pair=False),
        Touch("front", "l 17,416 15.4,427 18,438 23,443"),
        Touch("front", "l 35,416 36.4,427 34,438 29.4,443"),
        Touch("front", "l 23,462 21.6,485 22.6,512"),
        Touch("front", "a 72,228.6 78,231.6 84.4,229.6"),
        Touch("front", "h 28.2,48.4 27.6,53 26.8,57"),
    ),
    "ink": (
        Touch("front", "= gonion chin"),
        Touch("front", "t -1.6,247 0,249.6 1.6,247", pair=False),
        Touch("both", "= armpit crease"),
        Touch("back", "t 0,308 0,316", pair=False),
        Touch("back", "= fold groin_i"),
        Touch("back", "h 26.1,46.5 25.2,54 25.4,62"),
        Touch("back", "h 25.4,62 24.2,69 19.4,79.4 12,84.6 5,85.6 0,85.4~", outlines="ac"),
        Touch("back", "h 25.4,58 23,66 17,72.4 10,75.6 0,76.2~", outlines="b"),
        Touch("front", f"h {PARTING}", pair=False, outlines="ab"),
        Touch("front", "h 25.8,58 25.2,49 22,38 13,29.4 0,23", outlines="c"),
        Touch("front", "l 37.4,588.6 37,585.4"),
        Touch("front", "l 32.4,589.4 31.8,585.4"),
        Touch("front", "l 27,590 26.4,585"),
        Touch("front", "l 21.4,590 20.8,584"),
    ),
}
