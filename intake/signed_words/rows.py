"""Rows of words for who signs: what an aspect of a part is called, and its lines; any plain value as such rows.

In: plain JSON values. Out: frozen Rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clinic.languages import names

LABELS = {
    "alt": "Picture in words",
    "cites": "Sources",
    "contra": "Not for",
    "default": "Usual",
    "desk": "Desk reads",
    "clinician": "Clinician reads",
    "label": "Question",
    "max": "Most",
    "min": "Least",
    "patient": "Patient reads",
    "short": "In short",
}
FLOWS_UNDER = 24  # characters: lists of shorter things stand in one run of text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row; `depth` says how far it stands in."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What one aspect of a part is called, and its lines. Lines that `flow` are short and stand one after another."""

    label: str
    lines: tuple[Line, ...]
    flow: bool = False


def row(label: str, *lines: str, flow: bool = False) -> Row:
    """A row of plain lines."""
    return Row(label, tuple(Line(line) for line in lines), flow)


def label_of(key: str) -> str:
    """A key of a data file as a label: "Limit days"."""
    words = LABELS.get(key) or names().get(key) or key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def rows_of_value(value: Any, say: Callable[[Any], str], label: str = "") -> Iterator[Row]:
    """Any value: a row for each key of a mapping, its inner keys after a comma; a list's entries one by one."""
    if isinstance(value, Mapping) and value and not (label and _is_flat(value)):
        for key, inner in value.items():
            name = label_of(str(key))
            yield from rows_of_value(inner, say, f"{label}, {name[:1].lower()}{name[1:]}" if label else name)
    elif isinstance(value, Mapping):
        yield _listed(label, [f"{label_of(str(key))}: {say(inner)}" for key, inner in value.items()])
    elif isinstance(value, list):
        yield _listed(label, [_in_one_line(inner, say) for inner in value])
    else:
        yield row(label, *say(value).splitlines())


def _is_flat(value: Mapping[str, Any]) -> bool:
    return not any(isinstance(inner, Mapping | list) for inner in value.values())


def _listed(label: str, lines: list[str]) -> Row:
    flow = len(lines) > 1 and all(len(line) < FLOWS_UNDER for line in lines)
    return row(label, *(lines or ["none"]), flow=flow)


def _in_one_line(value: Any, say: Callable[[Any], str]) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{label_of(str(key)).lower()}: {_in_one_line(inner, say)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_in_one_line(inner, say) for inner in value) or "none"
    return say(value)
