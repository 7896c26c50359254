"""Small pictures made for one person: the marked body and the QR code. In: zones of the body map, or a link.
Out: a Figure with alt text: plain SVG, black on white."""

from collections.abc import Collection, Iterable, Iterator

import segno

from handouts.composition.blocks import Figure
from intake.questionnaire.body_drawing import WHOLE, Box
from intake.questionnaire.body_map import OUTLINES, BodyMap

INK, SHADE, STEP = "#17212B", "#DFE4E8", 14


def view_of(body: BodyMap, zones: Collection[str]) -> str:
    """The one view that shows most of the zones, back when both do."""
    shown = {view: sum(zone in body.drawings[view, OUTLINES[0]].shapes for zone in zones) for view in ("back", "front")}
    return "front" if shown["front"] > shown["back"] else "back"


def body_outline(body: BodyMap, zones: Collection[str], alt: str, outline: str = "") -> Figure | None:
    """The body with the zones hatched, cropped to the half that holds them; None when nothing is marked. `outline` is
    the drawing that the person picked; the first where they picked none."""
    view = view_of(body, zones)
    drawing = body.drawing(view, outline)
    marked = [drawing.shapes[zone].path for zone in zones if zone in drawing.shapes]
    if not marked or not drawing.skin:
        return None
    crop = body.half_of(view, [zone for zone in zones if zone in drawing.shapes]) or WHOLE
    return Figure(alt, _outline_svg(drawing.skin, marked, crop))


def _outline_svg(skin: str, marked: list[str], crop: Box) -> str:
    width = round(crop.width / 60, 1)
    zones = "".join(f'<path d="{path}"/>' for path in marked)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{crop}"><title></title>'
        f'<clipPath id="marked-zones">{zones}</clipPath>'
        f'<path d="{skin}" fill="#FFF" stroke="{INK}" stroke-width="{width}"/>'
        f'<g fill="{SHADE}">{zones}</g><path clip-path="url(#marked-zones)" d="{_hatch(crop)}" stroke="{INK}" '
        f'stroke-width="{width}" fill="none"/><g fill="none" stroke="{INK}" stroke-width="{width}">{zones}</g></svg>'
    )


def _hatch(crop: Box) -> str:
    """Slanting lines over the whole crop."""
    starts = range(crop.x - crop.height, crop.x + crop.width, STEP)
    return "".join(f"M{x} {crop.y + crop.height}l{crop.height} -{crop.height}" for x in starts)


def qr_code(link: str, alt: str) -> Figure:
    """The link as a QR code, error level M or better, without its quiet zone: paper leaves that."""
    rows = segno.make(link, error="m", micro=False).matrix
    dots = "".join(f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row))
    size = len(rows)
    drawing = f'<path d="{dots}" fill="{INK}"/>'
    return Figure(
        alt, f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><title></title>{drawing}</svg>'
    )


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The dark runs of one row: where each starts and how long it is."""
    start = -1
    for x, dark in enumerate((*row, 0)):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            yield start, x - start
            start = -1
