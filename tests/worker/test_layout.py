"""No word on paper is lost or printed over another: every box inside its parent, no two lines on one spot."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from handouts.catalog_store import catalog
from handouts.composition.arranging import Wanted, arranged
from handouts.composition.blocks import Figure
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument, Paper, PrintSize
from handouts.fit import FIRST, Fit
from handouts.html import diary_html, sheet_html
from intake.protocol_store import body_map
from tests.answers import EMERGENCY
from tests.handouts.paper import PLACES, answers_of, document, occasion, selected
from tests.worker.box_faults import could_be_cut, printed_over, spilling
from worker import pdf

FITS = (FIRST, Fit(first_cards=1, extras=False), Fit(extras=False, note_lines=2, diary_days=7), Fit(own_sheet=True))
# Days of the diary are two letters and a number in every language.
TEXT_KEPT = {"kind", "language", "paper", "print_size", "token", "created", "page_of", "svg", "activity", "days"}


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


def check(made: HandoutDocument, fit: Fit = FIRST) -> None:
    """No word lost, nothing spilling, nothing on top of another."""
    for page in pdf.laid_out_pages(sheet_html(made, fit)):
        assert not spilling(page) and not printed_over(page) and not could_be_cut(page)


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


@pytest.mark.parametrize("size", list(PrintSize))
def test_the_diary_sheet_is_one_page_and_nothing_is_cut(size: PrintSize) -> None:
    made = document(4, {"print_size": size, "note": "Slowly at first, and stop when it is sharp. " * 5})
    for share in (0.0, 0.2):
        long = longer(made, share) if share else made
        assert long.plan is not None
        pages = pdf.laid_out_pages(diary_html(long, long.plan))
        assert len(pages) == 1 or size is not PrintSize.STANDARD
        for page in pages:
            assert not spilling(page) and not printed_over(page) and not could_be_cut(page)
