"""Frozen dataclasses to JSON and back, strictly. In: a value, or a type and plain data. Out: plain data, or the value;
a missing or extra key, or another kind of value, raises ValueError naming the place."""

from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: Any) -> Any:
    """The plain form of a dataclass, tuple, string, number, bool or None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return str(value) if isinstance(value, StrEnum) else value


def from_json(kind: type[Value], data: object) -> Value:
    """The dataclass `kind` built from its plain form."""
    built: Value = _built(kind, data, "document")
    return built


def _built(kind: Any, data: object, place: str) -> Any:
    if get_origin(kind) is UnionType:
        inner = next(part for part in get_args(kind) if part is not NoneType)
        return None if data is None else _built(inner, data, place)
    if get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{place}: expected a list")
        return tuple(_built(get_args(kind)[0], part, f"{place}[{index}]") for index, part in enumerate(data))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, data, place)
    if issubclass(kind, StrEnum):
        return kind(_plain(str, data, place))
    return _plain(kind, data, place)


def _dataclass(kind: type[Any], data: object, place: str) -> Any:
    hints = _hints(kind)
    # What has a default was added later: a document kept before then lacks it, and still opens.
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if not isinstance(data, dict) or not needed <= data.keys() <= hints.keys():
        raise ValueError(f"{place}: expected exactly the keys {', '.join(hints)}")
    return kind(**{name: _built(hints[name], value, f"{place}.{name}") for name, value in data.items()})


def _plain(kind: type[Any], data: object, place: str) -> Any:
    if type(data) is not kind:
        raise ValueError(f"{place}: expected {kind.__name__}")
    return data


def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
