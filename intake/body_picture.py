"""Small pictures of the body with the ticked places: for the check page and the case page, and smaller for a board row.

In: the stored places and the outline that the person chose. Out: safe inline SVG, "" where no place was ticked; for a
row a BodyThumbnail whose paths the whole board shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from intake import protocol_store
from intake.questionnaire.body_drawing import WHOLE, Drawing


def body_picture(places: Any, outline: str = "") -> SafeString:
    """The fewest views that show every place, cropped to the half of the body that holds them."""
    body = protocol_store.body_map()
    ticked = _ticked(places)
    drawings = [
        body.svg(view, outline, ticked, prefix=f"pic-{view}-", crop=body.half_of(view, ticked), plain=True)
        for view in body.views_of(ticked)
    ]
    return mark_safe("".join(drawings))  # noqa: S308  our own drawings and zone ids only


SIDES = {
    "front": "Front: the patient’s right is on the left of the picture.",
    "back": "Back: the patient’s left is on the left of the picture.",
}


def sides_words(places: Any) -> str:
    """Which side is which in body_picture, for staff; "" where no place was ticked."""
    body, ticked = protocol_store.body_map(), _ticked(places)
    return " ".join(SIDES[view] for view in body.views_of(ticked) if view in SIDES) if ticked else ""


def body_views(places: Any, outline: str = "") -> list[dict[str, str]]:
    """The same views one by one, each with its name, all cropped alike so that they stand side by side."""
    body = protocol_store.body_map()
    ticked = _ticked(places)
    views = body.views_of(ticked)
    crops = {body.half_of(view, ticked) for view in views}
    crop = crops.pop() if len(crops) == 1 else None
    return [
        {
            "view": view,
            "svg": mark_safe(body.svg(view, outline, ticked, prefix=f"pic-{view}-", crop=crop, plain=True)),  # noqa: S308
        }
        for view in views
    ]


@dataclass(frozen=True, slots=True)
class BodyThumbnail:
    """A row's picture: the part of the drawing to show, and ids of paths, first the body's line, then each place's."""

    box: str
    skin: str
    spots: tuple[str, ...]
    drawing: Drawing


def body_thumbnail(places: Any, outline: str = "") -> BodyThumbnail | None:
    """The one view that shows most of the places, back when both do; None where no place was ticked."""
    body, ticked = protocol_store.body_map(), _ticked(places)
    if not ticked:
        return None
    seen = {view: [zone for zone in ticked if view in body.zones[zone].views] for view in ("back", "front")}
    view = max(seen, key=lambda each: len(seen[each]))
    drawing = body.drawing(view, outline)
    spots = tuple(f"{drawing.key}-{zone}" for zone in seen[view])
    return BodyThumbnail(str(body.half_of(view, ticked) or WHOLE), drawing.key, spots, drawing)


def shared_paths(thumbnails: Iterable[BodyThumbnail | None]) -> dict[str, str]:
    """Path data by id, each once however many rows draw it."""
    paths = {}
    for one in thumbnails:
        if one is not None:
            shapes = one.drawing.shapes
            paths[one.skin] = one.drawing.skin
            paths |= {spot: shapes[spot.removeprefix(f"{one.skin}-")].path for spot in one.spots}
    return paths


def _ticked(places: Any) -> list[str]:
    zones = protocol_store.body_map().zones
    return [zone for zone in places if zone in zones] if isinstance(places, list) else []
