"""A small picture of the body with the ticked places, for the check page, the board and the case page.

In: the stored places and the outline that the person chose. Out: safe inline SVG; "" where no place was ticked.
"""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from intake import protocol_store


def body_picture(places: Any, outline: str = "") -> SafeString:
    """The fewest views that show every place, cropped to the half of the body that holds them."""
    body = protocol_store.body_map()
    ticked = [zone for zone in places if zone in body.zones] if isinstance(places, list) else []
    drawings = [
        body.svg(view, outline, ticked, prefix=f"pic-{view}-", crop=body.half_of(view, ticked), plain=True)
        for view in body.views_of(ticked)
    ]
    return mark_safe("".join(drawings))  # noqa: S308  our own drawings and zone ids only
