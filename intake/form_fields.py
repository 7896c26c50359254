"""What a form prints for one question: values without behaviour, for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

NOTHING = SafeString("")
MANY, SHORT = 4, 26  # answers, and characters that fit half a column


@dataclass(frozen=True, slots=True)
class Option:
    """One tick or radio."""

    code: str
    label: str
    checked: bool
    input_id: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ZoneOption:
    """One place of the body list. `side` is the end of `label` that says left or right, "" for the middle; `zoomed`
    names what a phone shows when this place is tapped, "" where that is the whole group."""

    id: str
    label: str
    checked: bool
    side: str = ""
    zoomed: str = ""

    @property
    def place(self) -> str:
        """The label without its side."""
        return self.label.removesuffix(self.side)


@dataclass(frozen=True, slots=True)
class ZoneGroup:
    """Places that are listed together."""

    code: str
    label: str
    zones: tuple[ZoneOption, ...]

    @property
    def ticked_count(self) -> int:
        """How many of them are ticked."""
        return sum(zone.checked for zone in self.zones)


@dataclass(frozen=True, slots=True)
class Outline:
    """One way to draw the body. `number` counts from 1; `picture` is its small figure."""

    code: str
    number: int
    chosen: bool
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Field:
    """One item ready to print. Only the parts of its type are filled."""

    link_id: str
    type: str
    input_id: str
    label: str
    hint: str
    error: str
    required: bool
    is_only: bool
    options: tuple[Option, ...] = ()
    exclusive: tuple[Option, ...] = ()
    value: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    number: str = ""
    unit: str = ""
    units: tuple[dict[str, Any], ...] = ()
    bad_parts: tuple[str, ...] = ()
    not_sure: bool = False
    not_sure_label: str = ""
    autocomplete: str = "off"
    inputmode: str = "text"
    maxlength: int = 0
    anchors: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""
    is_length: bool = False
    groups: tuple[ZoneGroup, ...] = ()
    outlines: tuple[Outline, ...] = ()
    front_svg: SafeString = NOTHING
    back_svg: SafeString = NOTHING

    @property
    def wrong_id(self) -> str:
        """The id that an error's link leads to: of a date the box that is wrong, where it is not the day."""
        part = self.bad_parts[0] if self.error and self.type == "date" and self.bad_parts else "day"
        return self.input_id if part == "day" else f"{self.input_id}-{part}"

    @property
    def is_short(self) -> bool:
        """Whether its answers are so short that two stand side by side where there is room; alone on a page, a few
        stay below each other."""
        short = all(len(each.label) <= SHORT and not each.hint for each in self.options)
        return short and len(self.options) >= (MANY if self.is_only else 2)
