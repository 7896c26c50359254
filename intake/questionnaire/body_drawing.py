"""One drawing of the body: an SVG file with a path for each zone. In: the file, the zones to mark and a crop.
Out: inline SVG without style attributes. A zone without its path, or a path without its zone, raises ProtocolError.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType

from intake.questionnaire.errors import ProtocolError

WIDTH, HEIGHT = 240, 600
MARK_INK, MARK_WIDTH, BADGE_PART = "#0B5C63", 2.2, 0.045

_ZONE = re.compile(r'<path class="zone" data-zone="(\w+)" data-spot="([\d.]+) ([\d.]+) ([\d.]+)" d="([^"]+)"/>')
_ID = re.compile(r'( id="|href="#|url\(#)')
_STROKE = re.compile(r'stroke-width="([\d.]+)"')
_SKIN = re.compile(r'-skin" d="([^"]+)"')
_TITLE = re.compile(r"<title>[^<]*</title>\n?")
_FINE = re.compile(r'<g class="(?:soft|strands)".*?</g>(?:<use[^>]*/>\n</g>)?\n', re.DOTALL)
_ZONES = re.compile(r'<g class="zones".*?</g>\n', re.DOTALL)
_MARKS = '<g class="marks" pointer-events="none"></g>'


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing, in drawing units: the numbers of an SVG viewBox."""

    x: int
    y: int
    width: int
    height: int

    def mirrored(self) -> "Box":
        """The same part on the other side of the body."""
        return Box(WIDTH - self.x - self.width, self.y, self.width, self.height)

    def holds(self, spot: tuple[float, float, float]) -> bool:
        """Whether a circle (x, y, radius) lies inside."""
        x, y, r = spot
        return self.x <= x - r and x + r <= self.x + self.width and self.y <= y - r and y + r <= self.y + self.height

    def __str__(self) -> str:
        return f"{self.x} {self.y} {self.width} {self.height}"


WHOLE = Box(0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Shape:
    """One zone's path data and about the largest circle in it (x, y, radius), where its badge goes."""

    path: str
    spot: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The file's text, its zones' shapes, and its key: the word that starts every id in the file."""

    key: str
    text: str
    shapes: Mapping[str, Shape]

    @property
    def skin(self) -> str:
        """Path data of the body's own line, "" where the file has none."""
        found = _SKIN.search(self.text)
        return found[1] if found else ""

    def svg(
        self,
        selected: Sequence[str],
        *,
        prefix: str,
        crop: Box | None,
        label: str,
        plain: bool,
        weight: float | None,
        zooms: Mapping[str, tuple[str, Box]],
    ) -> str:
        """Inline markup; the arguments are those of BodyMap.svg, `zooms` gives each zone its area's name and box."""
        box = crop or WHOLE
        scale = weight or box.width / WIDTH
        text = _TITLE.sub("", self.text)
        if plain:
            text = _ZONES.sub("", _FINE.sub("", text))
        text = self._with_zooms(text, zooms)
        marks = "".join(self._marks(selected, box))
        text = text.replace(_MARKS, _MARKS.replace("></g>", f">{marks}</g>"))
        text = _STROKE.sub(lambda found: f'stroke-width="{_number(float(found[1]) * scale)}"', text)
        text = text.replace("rotate(45)", f"rotate(45) scale({_number(scale)})") if scale != 1 else text
        text = text.replace(f'viewBox="{WHOLE}"', f'viewBox="{box}" {_access(label)}', 1)
        return _ID.sub(lambda found: found[1] + escape(prefix), text).strip()

    def _with_zooms(self, text: str, zooms: Mapping[str, tuple[str, Box]]) -> str:
        for zone, (area, box) in zooms.items():
            mark = f'data-zone="{zone}"'
            text = text.replace(mark, f'{mark} data-area="{area}" data-box="{box}"', 1)
        return text

    def _marks(self, selected: Collection[str], box: Box) -> Iterator[str]:
        chosen = [(zone, self.shapes[zone]) for zone in selected if zone in self.shapes]
        for zone, shape in chosen:
            yield (
                f'<path class="mark" data-zone="{zone}" fill="url(#{self.key}-hatch)" stroke="{MARK_INK}" '
                f'stroke-width="{MARK_WIDTH}" stroke-linejoin="round" d="{shape.path}"/>'
            )
        # Badges last, so that no neighbour's hatch covers a tick.
        for zone, shape in chosen:
            yield _badge(zone, shape.spot, box)


def _badge(zone: str, spot: tuple[float, float, float], box: Box) -> str:
    x, y, room = spot
    size = _number(min(room * 0.8, box.width * BADGE_PART) / 10)
    return (
        f'<g class="badge" data-zone="{zone}" transform="translate({_number(x)} {_number(y)}) scale({size})">'
        f'<circle r="10" fill="{MARK_INK}"/><circle r="10" fill="none" stroke="#FFF" stroke-width="1.6"/>'
        '<path d="M-4.6.4l3.2 3.4 6-7" fill="none" stroke="#FFF" stroke-width="2.6" stroke-linecap="round" '
        'stroke-linejoin="round"/></g>'
    )


def _access(label: str) -> str:
    return f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def file_name(view: str, outline: str) -> str:
    """The drawing's file: front.svg for outline A, front-b.svg for the others."""
    return f"{view}.svg" if outline == "a" else f"{view}-{outline}.svg"


def load_pick(folder: Path, outline: str) -> str:
    """The small figure on the button that chooses the outline: the whole of pick.svg, pick-b.svg or pick-c.svg."""
    name = file_name("pick", outline)
    text = _read(folder, name)
    for line, content in enumerate(text.splitlines(), start=1):
        _refuse_unsafe(name, line, content)
    return text.strip()


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ProtocolError(name, 1, f"cannot be read: {type(problem).__name__}") from problem


def _refuse_unsafe(name: str, line: int, content: str) -> None:
    if " style=" in content or "<script" in content or "<style" in content:
        raise ProtocolError(name, line, "the page's security policy allows no style attribute, style or script here")


def load_drawing(folder: Path, view: str, outline: str, zones: Collection[str]) -> Drawing:
    """Read one drawing and check that it draws exactly the given zones, each once."""
    name = file_name(view, outline)
    text = _read(folder, name)
    shapes = dict(_shapes(name, text, zones))
    for missing in sorted(set(zones) - set(shapes)):
        raise ProtocolError(name, 1, f"zone '{missing}' is not drawn")
    if f'viewBox="{WHOLE}"' not in text or _MARKS not in text:
        raise ProtocolError(name, 1, f'expected viewBox="{WHOLE}" and an empty group of marks')
    return Drawing(f"bm-{view}-{outline}", text, MappingProxyType(shapes))


def _shapes(name: str, text: str, zones: Collection[str]) -> Iterator[tuple[str, Shape]]:
    seen: set[str] = set()
    for line, content in enumerate(text.splitlines(), start=1):
        _refuse_unsafe(name, line, content)
        if 'class="zone"' not in content:
            continue
        found = _ZONE.fullmatch(content.strip())
        if found is None:
            raise ProtocolError(name, line, "expected one zone path with data-zone, data-spot and d, alone on its line")
        zone, x, y, r, path = found.groups()
        if zone not in zones:
            raise ProtocolError(name, line, f"zone '{zone}' is not one of this view in zones.yaml")
        if zone in seen:
            raise ProtocolError(name, line, f"zone '{zone}' is drawn twice")
        seen.add(zone)
        yield zone, Shape(path, (float(x), float(y), float(r)))
