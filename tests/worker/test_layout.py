"""No word on paper is lost or printed over another: every box inside its parent, no two lines on one spot."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from handouts.catalog_store import catalog
from handouts.composition.compose import compose
from handouts.composition.document import Figure, HandoutDocument, Paper, PrintSize
from handouts.composition.selection import Wanted, arranged
from handouts.fit import FIRST, Fit
from handouts.html import sheet_html
from intake.protocol_store import body_map
from tests.answers import EMERGENCY
from tests.handouts.paper import PLACES, answers_of, document, occasion, selected
from worker import pdf

ROOM = 1.0  # CSS pixels by which rounding may differ
FITS = (FIRST, Fit(first_cards=1, extras=False), Fit(extras=False, note_lines=2, diary_days=7), Fit(own_sheet=True))
TEXT_KEPT = {"kind", "language", "paper", "print_size", "token", "created", "page_of", "svg", "activity"}


def longer(value: Any, share: float, name: str = "") -> Any:
    """The same document with every text longer by a share, as another language may be."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, str) and type(value) is str:
        return (
            value
            if name in TEXT_KEPT or len(value) < 4
            else f"{value} {value[: int(len(value) * share)]}".replace("**", "")
        )
    if isinstance(value, tuple):
        return tuple(longer(part, share, name) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: longer(getattr(value, f.name), share, f.name) for f in fields(value)})
    return value


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


def check(made: HandoutDocument, fit: Fit = FIRST) -> None:
    """No word lost, nothing spilling, nothing on top of another."""
    for page in pdf.laid_out_pages(sheet_html(made, fit)):
        assert not spilling(page) and not printed_over(page)


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("place", list(PLACES))
def test_every_word_has_its_own_place(place: str, size: PrintSize) -> None:
    for paper in Paper:
        check(document(0, {"print_size": size, "paper": paper}, places=PLACES[place]))


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("share", [0.2, 0.5])
def test_longer_languages_fit_too(size: PrintSize, share: float) -> None:
    made = longer(document(4, {"print_size": size}), share)
    for fit in FITS:
        check(made, fit)
    check(longer(document(0, {"print_size": size}, **EMERGENCY), share))


def test_the_longest_names_and_codes_stay_inside() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
    made = document(
        4, {"first_name": name, "short_name": name, "record": "MT4821-2026-0001", "note": "Mississippi " * 20},
        hard_activity="Donaudampfschifffahrtsgesellschaftskapitaen",
    )  # fmt: skip
    for size in PrintSize:
        check(replace(made, print_size=size))


@pytest.mark.parametrize("side", ["l", "r"])
def test_every_activity_of_the_library_can_be_printed(side: str) -> None:
    selection, answers = selected(places=[f"upper_back_{side}"]), answers_of(places=[f"upper_back_{side}"])
    names = [one.activity.id for one in selection.standings.values() if not one.blocked]
    assert len(names) == len(catalog().activities)
    for start in range(0, len(names), 4):
        wanted = [Wanted(name, {}, "to see it") for name in names[start : start + 4]]
        made = compose(catalog(), body_map(), arranged(selection, wanted), answers, occasion())
        check(made)
        check(replace(made, print_size=PrintSize.LARGE))
