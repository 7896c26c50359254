"""The body on a paper form: front and back with a number on each place, to ring with a pen.

In: the body map and the numbers of its zones. Out: a Figure for each view: plain lines that stay clear when copied.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from handouts.composition.blocks import Figure
from intake.questionnaire.body_drawing import WHOLE, Shape
from intake.questionnaire.body_map import OUTLINES, BodyMap

INK, LINE = "#17212B", "#6F7D89"
# Digits of Noto Sans Bold, 572 of 1000 units wide and 724 high.
DIGIT_WIDTH, DIGIT_HEIGHT, EM = 572, 724, 1000
LARGEST = 11.0  # size of a number in units of the drawing
SMALLEST = 7.6


@cache
def _digits() -> dict[str, str]:
    return dict(json.loads((Path(__file__).parent / "numerals.json").read_text("utf-8")))


def numbered_body(body: BodyMap, view: str, numbers: Mapping[str, int], alt: str) -> Figure:
    """One view with every zone's border and number."""
    drawing = body.drawings[view, OUTLINES[0]]
    outline = f'<path d="{drawing.skin}" fill="#FFF" stroke="{INK}" stroke-width="2"/>' if drawing.skin else ""
    zones = "".join(f'<path d="{shape.path}"/>' for shape in drawing.shapes.values())
    named = "".join(_number(numbers[zone], shape) for zone, shape in drawing.shapes.items())
    return Figure(
        alt,
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{WHOLE}"><title></title>{outline}'
        f'<g fill="none" stroke="{LINE}" stroke-width="0.8">{zones}</g><g fill="{INK}">{named}</g></svg>',
    )


def _number(number: int, shape: Shape) -> str:
    """The number in the middle of the zone, as large as the zone's largest circle allows."""
    x, y, radius = shape.spot
    digits = str(number)
    size = min(LARGEST, max(SMALLEST, radius * 1.35 / (0.5 + 0.25 * len(digits))))
    scale = size / EM
    left, base = x - len(digits) * DIGIT_WIDTH * scale / 2, y + DIGIT_HEIGHT * scale / 2
    paths = (
        f'<path transform="translate({left + at * DIGIT_WIDTH * scale:.2f} {base:.2f}) scale({scale:.5f})" '
        f'd="{_digits()[digit]}"/>'
        for at, digit in enumerate(digits)
    )
    return "".join(paths)
