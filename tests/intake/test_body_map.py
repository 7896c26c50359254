"""The body map. In: the packaged zones and drawings, and broken copies of them.
Out: proof that the zones tile the body, that left is the patient's left, and that every fault names its file and line.
"""

import re
import shutil
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from intake import protocol_store
from intake.questionnaire.body_map import OUTLINES, VIEWS, BodyMap, Box, load_body_map
from intake.questionnaire.errors import ProtocolError

FOLDER = Path(__file__).parents[2] / "intake" / "protocols" / "body_map" / "v1"
CENTRE, SAMPLE = 120.0, 0.4637
DRAWINGS = [(view, outline) for view in VIEWS for outline in OUTLINES]
JAW = "{id: jaw_r, views: [front], group: head_neck, area: head_neck, region: jaw"
SIDES = f"side: left, mirror: jaw_r}}\n  - {JAW}, side: right"
NEW_ZONE = "{id: toe, views: [front], group: hip_leg_foot, area: lower_leg, region: ankle_foot, side: middle}"
Point = tuple[float, float]


@pytest.fixture(scope="module")
def body_map() -> BodyMap:
    return load_body_map(FOLDER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "v1"))


def outline_of(path: str, steps: int = 8) -> list[Point]:
    """Points round a path of one M and relative cubic curves."""
    start, *curves = re.split("c", path.rstrip("z"))
    x, y = (float(number) for number in start[1:].split())
    points = [(x, y)]
    for curve in curves:
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", curve)]
        assert len(numbers) == 6, path
        (x1, y1), (x2, y2), (x3, y3) = ((x + numbers[i], y + numbers[i + 1]) for i in (0, 2, 4))
        for k in range(1, steps + 1):
            t, s = k / steps, 1 - k / steps
            a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
            points.append((a * x + b * x1 + c * x2 + d * x3, a * y + b * y1 + c * y2 + d * y3))
        x, y = x3, y3
    return points


def pixels(points: list[Point]) -> Iterator[tuple[int, int]]:
    """Every square unit whose sample lies inside, by scan lines. Samples sit off the round numbers the drawing uses."""
    crossings: dict[int, list[float]] = {}
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        top, bottom = sorted((y0, y1))
        for row in range(ceil(top - SAMPLE), ceil(bottom - SAMPLE)):
            crossings.setdefault(row, []).append(x0 + (row + SAMPLE - y0) * (x1 - x0) / (y1 - y0))
    for row, found in crossings.items():
        ends = sorted(found)
        for left, right in zip(ends[::2], ends[1::2], strict=True):
            yield from ((column, row) for column in range(ceil(left - SAMPLE), ceil(right - SAMPLE)))


def middle(points: list[Point]) -> float:
    """Middle of the area, across."""
    columns = [column + SAMPLE for column, _ in pixels(points)]
    return sum(columns) / len(columns)


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_zones_tile_the_body(body_map: BodyMap, view: str, outline: str) -> None:
    drawing = body_map.drawings[view, outline]
    body = set(pixels(outline_of(drawing.skin)))
    owners: dict[tuple[int, int], list[str]] = {}
    for zone, shape in drawing.shapes.items():
        for pixel in pixels(outline_of(shape.path)):
            owners.setdefault(pixel, []).append(zone)
    assert {zones for zones in map(tuple, owners.values()) if len(zones) > 1} == set()
    assert body == set(owners)


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_left_is_the_patients_own_left(body_map: BodyMap, view: str, outline: str) -> None:
    for zone, shape in body_map.drawings[view, outline].shapes.items():
        across = middle(outline_of(shape.path))
        side = body_map.zones[zone].side
        if side == "middle":
            assert across == pytest.approx(CENTRE, abs=0.5), zone
        else:
            # From behind, the patient's left is on the viewer's left; face to face it is on the right.
            assert (across < CENTRE) == ((side == "left") == (view == "back")), zone


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_mirror_zones_mirror_each_other(body_map: BodyMap, view: str, outline: str) -> None:
    shapes = body_map.drawings[view, outline].shapes
    for zone in shapes:
        twin = body_map.zones[zone].mirror
        if twin:
            there = outline_of(shapes[twin].path)
            for x, y in outline_of(shapes[zone].path):
                assert min(abs(2 * CENTRE - x - u) + abs(y - v) for u, v in there) < 0.3, zone


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_zoomed_zones_are_large_enough_for_a_thumb(body_map: BodyMap, view: str, outline: str) -> None:
    for zone in body_map.zones.values():
        if view not in zone.views:
            continue
        box = body_map.areas[zone.area].box(view, zone.side)
        assert box, f"{zone.id} has nothing to zoom to from the {view}"
        shape = body_map.drawings[view, outline].shapes[zone.id]
        points = outline_of(shape.path)
        pixel = 328 / box.width
        for axis, start, length in ((0, box.x, box.width), (1, box.y, box.height)):
            low, high = min(p[axis] for p in points), max(p[axis] for p in points)
            assert (min(high, start + length) - max(low, start)) * pixel >= 48, zone.id
        assert 2 * shape.spot[2] * pixel >= 24, zone.id
        assert box.holds(shape.spot), zone.id


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_drawings_are_small_and_fit_the_security_policy(view: str, outline: str, body_map: BodyMap) -> None:
    text = body_map.drawings[view, outline].text
    assert len(text.encode()) <= 25 * 1024
    assert re.search("<title>[^<]+</title>", text)
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|https?://(?!www\.w3\.org/2000/svg\")", text)


def test_the_list_holds_every_zone_once(body_map: BodyMap) -> None:
    listed = [zone.id for group in body_map.groups for zone in body_map.of_group(group)]
    assert sorted(listed) == sorted(body_map.zones)
    assert len(listed) == len(set(listed)) == 66


def test_regions_and_views_of_what_was_chosen(body_map: BodyMap) -> None:
    assert body_map.regions(["upper_back_r", "upper_back_l", "knee_front_l", "nowhere"]) == ("upper_back", "knee")
    assert body_map.views_of(["upper_back_r", "hand_l"]) == ("back",)
    assert body_map.views_of(["chest_l", "hand_l"]) == ("front",)
    assert body_map.views_of(["chest_l", "upper_back_r"]) == ("back", "front")
    assert body_map.views_of([]) == ()
    assert body_map.half_of("back", ["upper_back_r"]) == body_map.halves["upper"]
    assert body_map.half_of("back", ["heel_r"]) == body_map.halves["lower"]
    assert body_map.half_of("back", ["heel_r", "head_back"]) is None
    assert body_map.half_of("back", ["chest_l"]) is None


def test_areas_follow_the_patients_side(body_map: BodyMap) -> None:
    hand = body_map.areas["hand_wrist"]
    box = hand.boxes["back"]
    assert hand.box("back", "left") == hand.box("front", "right") == box
    assert hand.box("back", "right") == hand.box("front", "left") == Box(240 - box.x - box.width, box.y, *box_size(box))
    assert body_map.areas["upper_mid_back"].box("front") is None


def box_size(box: Box) -> tuple[int, int]:
    return box.width, box.height


@pytest.mark.parametrize(("view", "outline"), DRAWINGS)
def test_inline_svg_marks_the_chosen_zones(body_map: BodyMap, view: str, outline: str) -> None:
    svg = body_map.svg(view, outline, ["hand_l", "chest_l", "upper_back_r", "nowhere"], "case-7-", zoomable=True)
    root = ElementTree.fromstring(svg)
    marked = {part.get("data-zone") for part in root.iter() if part.get("class") == "mark"}
    ticked = {part.get("data-zone") for part in root.iter() if part.get("class") == "badge"}
    assert marked == ticked == {"hand_l", "upper_back_r" if view == "back" else "chest_l"}
    assert root.get("aria-hidden") == "true"
    ids = re.findall(r' id="([^"]+)"', svg)
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
    assert len(ids) == len(set(ids))
    assert used == set(ids)
    assert all(name.startswith("case-7-") for name in ids)
    assert "style=" not in svg
    assert "<title>" not in svg
    zones = [part for part in root.iter() if part.get("class") == "zone"]
    assert all(part.get("data-area") and part.get("data-box") for part in zones)


def test_inline_svg_crops_labels_and_leaves_out(body_map: BodyMap) -> None:
    half = body_map.halves["upper"]
    small = body_map.svg(
        "back", "b", ["upper_back_r"], "t-", crop=half, label='Upper "back" & more', plain=True, weight=2
    )
    root = ElementTree.fromstring(small)
    assert root.get("viewBox") == str(half)
    assert root.get("aria-label") == 'Upper "back" & more'
    assert root.get("role") == "img"
    assert 'class="zone"' not in small
    assert 'class="soft"' not in small
    assert 'class="mark"' in small
    assert 'stroke-width="4"' in small
    assert len(small) < len(body_map.svg("back", "b")) / 2


def test_an_unknown_outline_is_drawn_as_the_first(body_map: BodyMap) -> None:
    assert body_map.svg("front", "z") == body_map.svg("front", "a")
    with pytest.raises(KeyError):
        body_map.svg("above")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("zones.yaml", "mirror: jaw_r", "mirror: jaw_l", "needs a mirror on the other side"),
        ("zones.yaml", "id: belly, views: [front]", "id: belly, views: [above]", "unknown view"),
        ("zones.yaml", "id: belly, views: [front]", "id: belly, views: []", "in no view"),
        ("zones.yaml", "id: head_back", "id: head_front", "there twice"),
        (
            "zones.yaml",
            "head_neck, back: [78, 6, 84, 112], front: [78, 6, 84, 120]",
            "head_neck",
            "a box in at least one",
        ),
        ("zones.yaml", "region: belly, side: middle", "region: belly, side: middle, mirror: jaw_l", "has no mirror"),
        ("zones.yaml", "region: jaw, side: left", "region: head, side: left", "differ in more than the side"),
        ("zones.yaml", "region: belly, side: middle", "region: belly, side: left, mirror: jaw_r", "needs a mirror"),
        (
            "zones.yaml",
            SIDES,
            SIDES.replace("left", "L").replace("right", "left").replace("L", "right"),
            "must end in _r",
        ),
        ("zones.yaml", "paired: true, back: [0", "paired: true, back: [0, 0", "four whole numbers"),
        ("zones.yaml", "zones:\n", f"zones:\n  - {NEW_ZONE}\n", "zone 'toe' is not drawn"),
        ("zones.yaml", 'version: "1"\n', "", "missing key 'version'"),
        ("front.svg", 'data-zone="belly"', 'data-zone="tummy"', "is not one of this view"),
        ("front-b.svg", 'data-zone="belly"', 'data-zone="chest_m"', "drawn twice"),
        (
            "back-c.svg",
            'class="zone" data-zone="tailbone" data-spot',
            'class="zone" data-spot',
            "expected one zone path",
        ),
        ("back.svg", 'class="marks"', 'class="marks" style="x"', "security policy"),
        ("back.svg", 'viewBox="0 0 240 600"', 'viewBox="0 0 1 1"', "viewBox"),
    ],
)
def test_a_fault_names_its_file_and_line(copy: Path, file: str, old: str, new: str, message: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProtocolError, match=message) as caught:
        load_body_map(copy)
    assert caught.value.file == file or "not drawn" in message
    assert caught.value.line >= 1


def test_a_missing_drawing_is_a_fault(copy: Path) -> None:
    (copy / "front-c.svg").unlink()
    with pytest.raises(ProtocolError, match=r"front-c\.svg:1: cannot be read"):
        load_body_map(copy)


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_a_part_of_a_group_that_a_phone_makes_bigger_has_a_name_of_its_own(body_map: BodyMap, language: str) -> None:
    """The whole leg does not fit: a hip made bigger is not called "Hip, leg and foot"."""
    names = protocol_store.wording(language).texts["texts"]
    for area in ("hip_thigh", "knee", "lower_leg", "hand_wrist"):
        assert names[f"zoom_{area}"]
    legs = {zone.area for zone in body_map.of_group("hip_leg_foot")}
    assert all(f"zoom_{area}" in names for area in legs), "no part of the leg goes by the name of the whole"
    for zone in body_map.zones.values():
        for view in zone.views:
            box = body_map.areas[zone.area].box(view, zone.side)
            assert box and box.holds((*body_map.drawing(view).shapes[zone.id].spot[:2], 0)), f"{view} {zone.id}"
