"""The body on a paper form: front and back with a number on each place, to ring with a pen.

In: the body map and the numbers of its zones. Out: a Figure for each view: plain lines that stay clear when copied.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from handouts.composition.blocks import Figure
from intake.questionnaire.body_drawing import HEIGHT, WHOLE, WIDTH, Shape
from intake.questionnaire.body_map import OUTLINES, BodyMap

INK, LINE = "#17212B", "#6F7D89"
# Digits of Noto Sans Bold, 572 of 1000 units wide and 724 high.
DIGIT_WIDTH, DIGIT_HEIGHT, EM = 572, 724, 1000
STANDARD = "standard"
MM_PER_POINT = 25.4 / 72
# A number may be this much wider than the largest circle in its zone; zones so far from the middle are of an arm.
TOLERANCE, ARM_FROM, GAP, LAST_DIGIT = 1.4, 70, 2.5, 9
# How high form.css sets the picture, in mm, and the size of its numbers there, in points.
PRINTED = {STANDARD: (137.5, 12), "large": (200, 18)}


@cache
def _digits() -> dict[str, str]:
    return dict(json.loads((Path(__file__).parent / "numerals.json").read_text("utf-8")))


Spots = dict[str, tuple[float, float]]


def numbered_body(body: BodyMap, view: str, numbers: Mapping[str, int], alt: str, size: str = STANDARD) -> Figure:
    """One view with every zone's border and number, as large on paper as the words of that print size."""
    height, points = PRINTED[size]
    em = points * MM_PER_POINT * HEIGHT / height
    drawing = body.drawings[view, OUTLINES[0]]
    outline = f'<path d="{drawing.skin}" fill="#FFF" stroke="{INK}" stroke-width="2"/>' if drawing.skin else ""
    zones = "".join(f'<path d="{shape.path}"/>' for shape in drawing.shapes.values())
    spots = _spread({zone: _beside(shape, numbers[zone], em) for zone, shape in drawing.shapes.items()}, numbers, em)
    named = "".join(_number(numbers[zone], spot, em) for zone, spot in spots.items())
    return Figure(
        alt,
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{WHOLE}"><title></title>{outline}'
        f'<g fill="none" stroke="{LINE}" stroke-width="0.8">{zones}</g><g fill="{INK}">{named}</g></svg>',
    )


def _beside(shape: Shape, number: int, em: float) -> tuple[float, float]:
    """The middle of the zone's number: in the zone, or in the gap between arm and body where the zone is too narrow."""
    x, y, radius = shape.spot
    half = _width(number, em) / 2
    if half <= radius * TOLERANCE:
        return x, y
    is_left_half, is_of_arm = x < WIDTH / 2, abs(x - WIDTH / 2) > ARM_FROM
    return x + (half + radius + 1) * (1 if is_left_half == is_of_arm else -1), y


def _spread(spots: Spots, numbers: Mapping[str, int], em: float) -> Spots:
    """The same spots with neighbours on a row moved away from the middle until a gap is between them."""
    found: Spots = {}
    for zone, (x, y) in sorted(spots.items(), key=lambda each: abs(each[1][0] - WIDTH / 2)):
        for other, (other_x, other_y) in found.items():
            least = _apart(numbers[zone], numbers[other], em)
            if abs(y - other_y) < em * DIGIT_HEIGHT / EM and abs(x - other_x) < least:
                x = other_x + (least if x > other_x else -least)
        found[zone] = (x, y)
    return found


def _apart(one: int, other: int, em: float) -> float:
    """How far apart two numbers on a row stand. Two digits close together would be read as one number: jaw 4 and 3."""
    gap = GAP if max(one, other) > LAST_DIGIT else em * DIGIT_WIDTH / EM
    return (_width(one, em) + _width(other, em)) / 2 + gap


def _width(number: int, em: float) -> float:
    return len(str(number)) * DIGIT_WIDTH * em / EM


def _number(number: int, spot: tuple[float, float], em: float) -> str:
    """The digits around a spot, `em` units of the drawing high."""
    digits, scale = str(number), em / EM
    left, base = spot[0] - _width(number, em) / 2, spot[1] + DIGIT_HEIGHT * scale / 2
    paths = (
        f'<path transform="translate({left + at * DIGIT_WIDTH * scale:.2f} {base:.2f}) scale({scale:.5f})" '
        f'd="{_digits()[digit]}"/>'
        for at, digit in enumerate(digits)
    )
    return "".join(paths)
