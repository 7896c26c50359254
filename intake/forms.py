"""A page of the questionnaire as a form, filled with what was answered or typed.

In: a page, its wording, stored answers or a raw POST with its errors. Out: Field values. It decides nothing.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from intake import protocol_store
from intake.form_fields import Field, Option, Outline, ZoneGroup, ZoneOption
from intake.form_raw import Raw, first_of
from intake.questionnaire.body_map import MIDDLE, OUTLINES, Zone
from intake.questionnaire.items import BIRTH_DATE, NOT_SURE, PLACES, Item, ItemType, Page
from intake.questionnaire.wording import Wording

UNITS = ("days", "weeks", "months", "years")
AUTOCOMPLETE = {"first_name": "given-name", "last_name": "family-name", "phone": "tel", "email": "email"}
# The boxes that an error about a date or a time is about; with none named, it is about all of them.
BAD_PARTS = {
    "date_day": ("day",),
    "date_month": ("month",),
    "date_too_old": ("year",),
    "date_order": ("day", "month"),
    "date_day_month": ("day", "month"),
    "date_day_year": ("day", "year"),
    "date_month_year": ("month", "year"),
    "number_digits": ("number",),
    "number_range": ("number",),
    "number_and_unit": ("number",),
    "unit_missing": ("number",),
}
INPUTMODE = {"phone": "tel", "email": "email"}


def fields_of(
    page: Page,
    raw: Raw,
    errors: Mapping[str, str],
    wording: Wording,
    answers: Mapping[str, Any],
    outline: str = "",
) -> list[Field]:
    """The page's items as fields, filled from `raw`, with the error sentence of each; the body in `outline`."""
    return [_field(page, item, raw, errors, wording, answers, outline) for item in page.items]


def without(fields: Sequence[Field], gone: Set[str]) -> list[Field]:
    """The fields but for some; one that is left alone on the page is the page's title then."""
    left = [each for each in fields if each.link_id not in gone]
    return [replace(each, is_only=True) for each in left] if gone and len(left) == 1 else left


def _field(
    page: Page,
    item: Item,
    raw: Raw,
    errors: Mapping[str, str],
    wording: Wording,
    answers: Mapping[str, Any],
    outline: str,
) -> Field:
    words, error = wording.item(item.link_id), errors.get(item.link_id, "")
    return Field(
        link_id=item.link_id,
        type=item.type.value,
        input_id=f"f-{item.link_id}",
        label=words.label,
        hint=words.hint,
        error=_error(item, error, raw, wording),
        bad_parts=BAD_PARTS.get(error, ()),
        required=item.required,
        is_only=len(page.items) == 1,
        suffix=words.suffix,
        is_length=item.length,
        **_own(item, raw, wording, answers, outline),
    )


def _error(item: Item, code: str, raw: Raw, wording: Wording) -> str:
    """What is wrong, in words; of a text that is too long, by how much."""
    if not code:
        return ""
    words = wording.error(code, item.link_id)
    over = len(first_of(raw, item.link_id).replace("\r\n", "\n").strip()) - item.maximum
    return f"{words}. {_('Characters too many:')} {over}" if code == "too_long" and over > 0 else words


def _own(item: Item, raw: Raw, wording: Wording, answers: Mapping[str, Any], outline: str) -> dict[str, Any]:
    """What only a field of this kind has."""
    picked = set(raw.get(item.link_id, ()))
    match item.type:
        case ItemType.TICKS | ItemType.CHOICE:
            return _ticks(item, picked, wording)
        case ItemType.SCALE:
            return _scale(item, picked, wording)
        case ItemType.PLACES:
            return _places(item, picked, wording, outline)
        case ItemType.PLACE:
            return _place(item, picked, wording, answers)
        case ItemType.DURATION | ItemType.DATE:
            return _date_boxes(item, raw, wording)
        case ItemType.NUMBER:
            return _number(item, raw)
        case _:
            return _text(item, raw)


def _option(item: Item, code: str, picked: set[str], wording: Wording) -> Option:
    return Option(code, wording.option(item.link_id, code), code in picked, f"f-{item.link_id}-{code}")


def _ticks(item: Item, picked: set[str], wording: Wording) -> dict[str, Any]:
    shared = ("not_sure", "tell_someone", "none")
    plain = [code for code in item.options if code not in shared]
    apart = [*(code for code in item.options if code in shared), *item.exclusive]
    return {
        "options": tuple(_option(item, code, picked, wording) for code in plain),
        "exclusive": tuple(_option(item, code, picked, wording) for code in apart),
    }


def _scale(item: Item, picked: set[str], wording: Wording) -> dict[str, Any]:
    steps = [Option(str(n), str(n), str(n) in picked, f"f-{item.link_id}-{n}") for n in range(11)]
    return {
        "options": tuple(steps),
        "exclusive": (_option(item, "not_sure", picked, wording),),
        "anchors": {str(step): text for step, text in wording.item(item.link_id).anchors.items()},
    }


def _places(item: Item, picked: set[str], wording: Wording, outline: str) -> dict[str, Any]:
    body = protocol_store.body_map()
    groups: dict[str, list[ZoneOption]] = {}
    for zone in body.zones.values():
        groups.setdefault(zone.group, []).append(_zone_option(zone, wording, zone.id in picked))
    zones = [zone for zone in body.zones if zone in picked]
    return {
        "groups": tuple(ZoneGroup(code, wording.place_group(code), tuple(found)) for code, found in groups.items()),
        "exclusive": tuple(_option(item, code, picked, wording) for code in ("all_over", "not_sure")),
        "front_svg": mark_safe(body.svg("front", outline, zones, zoomable=True)),  # noqa: S308  our own drawing, ids
        "back_svg": mark_safe(body.svg("back", outline, zones, zoomable=True)),  # noqa: S308
        "outlines": tuple(
            Outline(code, number, code == (outline or OUTLINES[0]), mark_safe(body.picks[code]))  # noqa: S308
            for number, code in enumerate(OUTLINES, start=1)
        ),
    }


def _zone_option(zone: Zone, wording: Wording, checked: bool) -> ZoneOption:
    label, zoomed = wording.place(zone.id), wording.texts["texts"].get(f"zoom_{zone.area}", "")
    side = label.rpartition(", ")[2] if zone.side != MIDDLE and ", " in label else ""
    return ZoneOption(zone.id, label, checked, side, zoomed)


def _place(item: Item, picked: set[str], wording: Wording, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The places ticked before; all of them where none was."""
    ticked = answers.get(PLACES)
    zones = [zone for zone in protocol_store.body_map().zones if isinstance(ticked, list) and zone in ticked]
    options = [Option(zone, wording.place(zone), zone in picked, f"f-{item.link_id}-{zone}")
               for zone in zones or protocol_store.body_map().zones]  # fmt: skip
    return {"options": tuple(options), "exclusive": (_option(item, "not_sure", picked, wording),)}


def _date_boxes(item: Item, raw: Raw, wording: Wording) -> dict[str, Any]:
    typed = {part: first_of(raw, f"{item.link_id}-{part}") for part in ("day", "month", "year", "number", "unit")}
    return typed | {
        "units": tuple(
            {"code": code, "label": wording.unit(code), "one": wording.unit(code, 1), "selected": code == typed["unit"]}
            for code in UNITS
        ),
        "not_sure": bool(first_of(raw, f"{item.link_id}-unknown")),
        "not_sure_label": wording.texts["options"]["not_sure"],
        "autocomplete": "bday" if item.link_id == BIRTH_DATE else "off",
    }


def _number(item: Item, raw: Raw) -> dict[str, Any]:
    typed = first_of(raw, item.link_id)
    return {
        "value": typed.replace(NOT_SURE, ""),
        "not_sure": bool(first_of(raw, f"{item.link_id}-unknown")) or typed == NOT_SURE,
        "inputmode": "numeric",
    }


def _text(item: Item, raw: Raw) -> dict[str, Any]:
    return {
        "value": first_of(raw, item.link_id),
        "maxlength": item.maximum,
        "autocomplete": AUTOCOMPLETE.get(item.link_id, "off"),
        "inputmode": INPUTMODE.get(item.link_id, "text"),
    }
