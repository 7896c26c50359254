"""The body map: its zones, the parts a phone zooms to, and its drawings.
In: a folder with zones.yaml and the SVG files. Out: a frozen BodyMap that also gives inline SVG for a page or a sheet;
a fault in a file raises ProtocolError.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from intake.questionnaire.body_drawing import Box, Drawing, load_drawing, load_pick
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import Node, read_source

ZONES_FILE = "zones.yaml"
VIEWS = ("back", "front")
OUTLINES = ("a", "b", "c")
LEFT, RIGHT, MIDDLE = SIDES = ("left", "right", "middle")


@dataclass(frozen=True, slots=True)
class Zone:
    """One place of the body. `side` is the patient's own; `mirror` is the id of the same place on the other side."""

    id: str
    views: tuple[str, ...]
    group: str
    area: str
    region: str
    side: str
    mirror: str | None


@dataclass(frozen=True, slots=True)
class Area:
    """A part to zoom to, with its box per view. A paired area has one box each for left and right."""

    id: str
    paired: bool
    boxes: Mapping[str, Box]

    def box(self, view: str, side: str = MIDDLE) -> Box | None:
        """The box in a view; for a paired area that of the patient's side. None where the view does not show it."""
        box = self.boxes.get(view)
        # Boxes are written for the half on the viewer's left: the patient's left from behind, right from the front.
        near = LEFT if view == "back" else RIGHT
        return box.mirrored() if box and self.paired and side not in {near, MIDDLE} else box


@dataclass(frozen=True, slots=True)
class BodyMap:
    """All zones in list order, groups in list order, areas, the two halves to crop to, the drawings, and the small
    figure of each outline to choose by (inline SVG, hidden from screen readers)."""

    version: str
    groups: tuple[str, ...]
    areas: Mapping[str, Area]
    halves: Mapping[str, Box]
    zones: Mapping[str, Zone]
    drawings: Mapping[tuple[str, str], Drawing]
    picks: Mapping[str, str]

    def of_group(self, group: str) -> tuple[Zone, ...]:
        """The zones of one group of the list, in order."""
        return tuple(zone for zone in self.zones.values() if zone.group == group)

    def regions(self, selected: Collection[str]) -> tuple[str, ...]:
        """The different regions of the chosen zones, in list order. Unknown ids are passed over."""
        return tuple(dict.fromkeys(zone.region for zone in self._chosen(selected)))

    def views_of(self, selected: Collection[str]) -> tuple[str, ...]:
        """The fewest views that show every chosen zone, back first; nothing chosen needs none."""
        chosen = self._chosen(selected)
        for view in VIEWS:
            if chosen and all(view in zone.views for zone in chosen):
                return (view,)
        return VIEWS if chosen else ()

    def half_of(self, view: str, selected: Collection[str]) -> Box | None:
        """The half body that holds every zone chosen in the view, for a small picture; None when neither does."""
        shapes = [
            self.drawings[view, OUTLINES[0]].shapes[zone.id] for zone in self._chosen(selected) if view in zone.views
        ]
        for box in self.halves.values():
            if shapes and all(box.holds(shape.spot) for shape in shapes):
                return box
        return None

    def drawing(self, view: str, outline: str = OUTLINES[0]) -> Drawing:
        """One view in an outline; an unknown outline is the first."""
        return self.drawings[view, outline if outline in OUTLINES else OUTLINES[0]]

    def svg(
        self,
        view: str,
        outline: str = OUTLINES[0],
        selected: Collection[str] = (),
        prefix: str = "",
        *,
        crop: Box | None = None,
        label: str = "",
        plain: bool = False,
        weight: float | None = None,
        zoomable: bool = False,
    ) -> str:
        """Inline SVG of one view with the chosen zones hatched, outlined and ticked; other ids are passed over.

        `prefix` keeps element ids apart when a page shows several drawings. `crop` shows one part. `label` is the text
        for a screen reader, else the drawing is hidden from it. `plain` leaves out zone lines and muscle lines, for
        small pictures. `weight` multiplies line widths, else they follow the crop. `zoomable` adds what body_map.js
        needs. An unknown outline is drawn as the first; an unknown view is a KeyError.
        """
        return self.drawing(view, outline).svg(
            [zone for zone in self.zones if zone in selected],
            prefix=prefix,
            crop=crop,
            label=label,
            plain=plain,
            weight=weight,
            zooms=self._zooms(view) if zoomable else {},
        )

    def _zooms(self, view: str) -> dict[str, tuple[str, Box]]:
        zooms = {}
        for zone in self.zones.values():
            area = self.areas[zone.area]
            box = area.box(view, zone.side)
            if box and view in zone.views:
                zooms[zone.id] = (f"{area.id}-{zone.side}" if area.paired else area.id, box)
        return zooms

    def _chosen(self, selected: Collection[str]) -> list[Zone]:
        return [zone for zone in self.zones.values() if zone.id in selected]


def load_body_map(folder: Path) -> BodyMap:
    """Read zones.yaml and every drawing of the folder. Raises ProtocolError naming file and line."""
    top = read_source(folder, ZONES_FILE).fields(required=("version", "groups", "halves", "areas", "zones"))
    groups = top["groups"].codes()
    areas = {area.id: area for area in map(_area, top["areas"].items())}
    zones = _zones(top["zones"], groups, areas)
    drawings = {
        (view, outline): load_drawing(folder, view, outline, {zone.id for zone in zones.values() if view in zone.views})
        for view in VIEWS
        for outline in OUTLINES
    }
    return BodyMap(
        version=top["version"].text(),
        groups=groups,
        areas=MappingProxyType(areas),
        halves=MappingProxyType(
            {name: _box(node) for name, node in top["halves"].fields(required=("upper", "lower")).items()}
        ),
        zones=MappingProxyType(zones),
        drawings=MappingProxyType(drawings),
        picks=MappingProxyType({outline: load_pick(folder, outline) for outline in OUTLINES}),
    )


def _area(node: Node) -> Area:
    fields = node.fields(required=("id",), optional=("paired", *VIEWS))
    boxes = {view: _box(fields[view]) for view in VIEWS if view in fields}
    if not boxes:
        raise node.error("an area needs a box in at least one view")
    paired = "paired" in fields and fields["paired"].boolean()
    return Area(fields["id"].code(), paired, MappingProxyType(boxes))


def _box(node: Node) -> Box:
    numbers = [item.integer(least=0) for item in node.items()]
    if len(numbers) != 4 or 0 in numbers[2:]:
        raise node.error("expected four whole numbers: x, y, width, height")
    return Box(*numbers)


def _zones(listed: Node, groups: Collection[str], areas: Mapping[str, Area]) -> dict[str, Zone]:
    zones: dict[str, Zone] = {}
    for node in listed.items():
        zone = _zone(node, groups, areas)
        if zone.id in zones:
            raise node.error(f"zone '{zone.id}' is there twice")
        zones[zone.id] = zone
    for node, zone in zip(listed.items(), zones.values(), strict=True):
        _check_mirror(node, zone, zones)
    return zones


def _zone(node: Node, groups: Collection[str], areas: Mapping[str, Area]) -> Zone:
    fields = node.fields(required=("id", "views", "group", "area", "region", "side"), optional=("mirror",))
    zone = Zone(
        id=fields["id"].code(),
        views=fields["views"].words_of(VIEWS, "view"),
        group=fields["group"].one_of(groups, "group"),
        area=fields["area"].one_of(areas, "area"),
        region=fields["region"].code(),
        side=fields["side"].one_of(SIDES, "side"),
        mirror=fields["mirror"].code() if "mirror" in fields else None,
    )
    if not zone.views:
        raise fields["views"].error(f"zone '{zone.id}' is in no view")
    return zone


def _check_mirror(node: Node, zone: Zone, zones: Mapping[str, Zone]) -> None:
    """Left and right come in pairs that differ in nothing but the side; the letter at the end says which is which."""
    if zone.side == MIDDLE:
        if zone.mirror:
            raise node.error(f"zone '{zone.id}' is in the middle and has no mirror")
        return
    other = zones.get(zone.mirror or "")
    if other is None or other.mirror != zone.id or other.side == zone.side:
        raise node.error(f"zone '{zone.id}' needs a mirror on the other side that names it in return")
    if not zone.id.endswith("_" + zone.side[0]):
        raise node.error(f"zone '{zone.id}' must end in _{zone.side[0]}: it is the patient's own {zone.side}")
    if (zone.views, zone.group, zone.area, zone.region) != (other.views, other.group, other.area, other.region):
        raise node.error(f"zone '{zone.id}' and its mirror differ in more than the side")


__all__ = ["OUTLINES", "VIEWS", "Area", "BodyMap", "Box", "ProtocolError", "Zone", "load_body_map"]
