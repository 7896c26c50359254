"""What WeasyPrint's boxes tell of a page: which words reach out of their box, lie on others, or could be cut off.
In: a page laid out. Out: what is wrong with it, in words."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

ROOM = 1.0  # CSS pixels by which rounding may differ
SMALLEST = 16.0  # 12 pt in CSS pixels
EDGE = 6 * 96 / 25.4  # no text nearer to the edge of the paper


def children(box: Any) -> list[Any]:
    """The boxes inside, those placed by themselves included."""
    found = getattr(box, "children", [])
    return [getattr(child, "_box", child) for child in found]


def every(box: Any) -> Iterator[tuple[Any, Any]]:
    """All pairs of a box and its parent."""
    for child in children(box):
        yield child, box
        yield from every(child)


def said(box: Any) -> str:
    """The words of a box, for a message."""
    return " ".join(inner.text for inner, _ in every(box) if isinstance(inner, boxes.TextBox))[:60] or str(box)


def spilling(page: Any) -> list[str]:
    """What reaches out of its parent, or below the page's content box."""
    bottom = page._page_box.content_box_y() + page._page_box.height
    return [
        f"{fault}: {said(child)} in {parent}"
        for child, parent in every(page._page_box.children[0])
        for fault in faults(child, parent, bottom)
    ]


def faults(child: Any, parent: Any, bottom: float) -> Iterator[str]:
    """How one box lies wrongly in its parent."""
    if isinstance(child, boxes.TextBox) and _base(child) > bottom + ROOM:
        yield f"below the page ({child.text})"
    if isinstance(parent, boxes.BlockBox | boxes.TableCellBox) and right_of(child) > inside_of(parent) + ROOM:
        yield "right"
    in_block = isinstance(child, boxes.LineBox) and isinstance(parent, boxes.BlockContainerBox)
    if in_block and child.position_y + child.height > parent.border_box_y() + parent.border_height() + ROOM:
        yield "bottom"


def right_of(box: Any) -> float:
    """The right edge of a line or block; 0 for others, which lie in lines."""
    if isinstance(box, boxes.LineBox):
        return float(box.position_x + box.width)
    return float(box.border_box_x() + box.border_width()) if isinstance(box, boxes.BlockLevelBox) else 0.0


def inside_of(box: Any) -> float:
    """The right edge of what a block has room for."""
    return float(box.content_box_x() + box.width)


def words_on(page: Any) -> list[Any]:
    """The text boxes of a page's content."""
    return [box for box, _ in every(page._page_box.children[0]) if isinstance(box, boxes.TextBox) and box.text.strip()]


def printed_over(page: Any) -> list[str]:
    """Words that stand on other words."""
    placed = words_on(page)
    return [
        f"{one.text!r} on {other.text!r}"
        for index, one in enumerate(placed)
        for other in placed[index + 1 :]
        if min(one.position_x + one.width, other.position_x + other.width) - max(one.position_x, other.position_x)
        > ROOM
        and min(_base(one), _base(other)) - max(_top(one), _top(other)) > ROOM
    ]


def _top(box: Any) -> float:
    return float(box.position_y + box.height / 2 - box.style["font_size"] * 0.4)


def _base(box: Any) -> float:
    return float(box.position_y + box.height / 2 + box.style["font_size"] * 0.5)


def could_be_cut(page: Any) -> list[str]:
    """Boxes with words whose height is fixed or whose overflow is hidden; in a table a height is only the least."""
    return [
        f"{box}: {said(box)}"
        for box, _ in every(page._page_box)
        if isinstance(box, boxes.BlockBox) and not isinstance(box, boxes.TableCellBox | boxes.TableBox)
        if any(isinstance(inner, boxes.TextBox) for inner, _ in every(box))
        if box.style["height"] != "auto" or box.style["overflow"] != "visible"
    ]


def badly_printed(page: Any) -> list[str]:
    """Words below 12 pt or too near the edge of the paper, the footer's too."""
    sheet, placed = page._page_box, [box for box, _ in every(page._page_box) if isinstance(box, boxes.TextBox)]
    width, height = sheet.margin_width(), sheet.margin_height()
    small = [f"small: {box.text}" for box in placed if box.style["font_size"] < SMALLEST - 0.01]
    return small + [
        f"edge: {box.text}"
        for box in placed
        if box.text.strip()
        and not (box.position_x >= EDGE and box.position_x + box.width <= width - EDGE and _base(box) <= height - EDGE)
    ]
