"""Reads the drawings of one activity. In: its folder and `figure` of item.yaml. Out: the usual drawing and its variants
for other places of the body; a missing file, region or alt text raises ProtocolError naming file and line."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.composition.entries import Variant
from handouts.composition.entry_text import Prose, read_text
from handouts.composition.figure import faults
from handouts.composition.vocabulary import ANYWHERE
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import Node

FIGURE, ALT = "figure.svg", "alt"
_VARIANT = re.compile(r"figure-([a-z]+(?:-[a-z]+)*)\.svg")


@dataclass(frozen=True, slots=True)
class Figures:
    """The usual drawing, the regions it is drawn on (none: any will do), and the variants for other regions."""

    usual: str
    shown_on: tuple[str, ...]
    variants: tuple[Variant, ...]

    @property
    def alts(self) -> tuple[str, ...]:
        """The keys of the front matter that hold the alt texts of the variants."""
        return tuple(alt_key(one.place) for one in self.variants)


def alt_key(place: str) -> str:
    """Where the alt text of a variant stands in the front matter."""
    return f"{ALT}_{place.replace('-', '_')}"


def read_figures(folder: Path, place: str, node: Node, regions: Collection[str]) -> Figures:
    """The drawings in the folder `place`; `regions` is every code of a region."""
    fields = node.fields(("file", "phases", "credit"), ("shown_on", "variants"))
    fields["phases"].integer(least=1)
    fields["credit"].text()
    usual = read_text(folder, f"{place}/{fields['file'].one_of((FIGURE,), 'figure file')}")
    shown_on = fields["shown_on"].words_of(regions, "region") if "shown_on" in fields else ()
    variants = fields["variants"].items() if "variants" in fields else ()
    return Figures(usual, shown_on, tuple(_variant(folder, place, each, regions) for each in variants))


def _variant(folder: Path, place: str, node: Node, regions: Collection[str]) -> Variant:
    fields = node.fields(("file", "shown_on"))
    name = _VARIANT.fullmatch(fields["file"].text())
    if name is None:
        raise fields["file"].error("expected a name such as figure-low-back.svg")
    svg = read_text(folder, f"{place}/{name[0]}")
    return Variant(name[1], svg, fields["shown_on"].words_of(regions, "region"))


def check_figures(
    figures: Figures, place: str, node: Node, needed: Collection[str], prose: Mapping[str, Prose]
) -> None:
    """Every drawing is a good one and titled by its English alt text; with variants, every region that the activity is
    for (`needed`) is drawn once."""
    english = prose["en"].front.mapping()
    titled = [
        (FIGURE, figures.usual, ALT),
        *((f"figure-{v.place}.svg", v.svg, alt_key(v.place)) for v in figures.variants),
    ]
    for name, svg, key in titled:
        for fault in faults(svg, english[key].text()):
            raise ProtocolError(f"{place}/{name}", 1, fault)
    for region in sorted(set(needed) - {ANYWHERE}) if figures.variants else ():
        _check_drawn(node, region, list(_drawn(figures)))


def _drawn(figures: Figures) -> Iterator[str]:
    yield from figures.shown_on
    for variant in figures.variants:
        yield from variant.shown_on


def _check_drawn(node: Node, region: str, drawn: list[str]) -> None:
    if region not in drawn:
        raise node.error(f"no drawing is shown_on the region '{region}'")
    if drawn.count(region) > 1:
        raise node.error(f"two drawings are shown_on the region '{region}'")
