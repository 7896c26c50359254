"""YAML in which everything knows its line. In: a data file. Out: a tree of Node, read by asking for the kind expected;
anything else (duplicate key, unknown key, wrong kind) raises ProtocolError naming file and line."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from intake.questionnaire.errors import ProtocolError

CODE = re.compile(r"[a-z][a-z0-9_]*")
LANGUAGES = ("en", "fr-CA", "es")
RULE_ID = re.compile(r"[A-Z][A-Za-z0-9_]*")

Content = Mapping[str, "Node"] | Sequence["Node"] | str | int | float | bool | None


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's plain words: only true and false are booleans, and dates stay text, so that codes are codes."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


_WORDS = {
    "null": (r"~|null|", ["~", "n", ""]),
    "bool": (r"true|false", ["t", "f"]),
    "int": (r"[-+]?[0-9]+", list("-+0123456789")),
    "float": (r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
}
for _tag, (_pattern, _first) in _WORDS.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)

_SCALARS: dict[str, Callable[[str], Content]] = {
    "tag:yaml.org,2002:null": lambda word: None,
    "tag:yaml.org,2002:bool": lambda word: word == "true",
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:str": str,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a data file: a mapping, a list or a scalar, with the place it was read from."""

    file: str
    line: int
    content: Content

    def error(self, message: str) -> ProtocolError:
        """The error to raise about this value."""
        return ProtocolError(self.file, self.line, message)

    def mapping(self) -> Mapping[str, "Node"]:
        """The entries of a mapping, in the order of the file."""
        if not isinstance(self.content, Mapping):
            raise self.error(f"expected a mapping, found {self._kind()}")
        return self.content

    def fields(self, required: Collection[str] = (), optional: Collection[str] = ()) -> Mapping[str, "Node"]:
        """The entries of a mapping that has exactly the keys named: all required ones, maybe optional ones."""
        entries = self.mapping()
        for key, node in entries.items():
            if key not in required and key not in optional:
                raise node.error(f"unknown key '{key}', expected {_one_of([*required, *optional])}")
        for key in required:
            if key not in entries:
                raise self.error(f"missing key '{key}'")
        return entries

    def entries(self, keys: Collection[str], of: str) -> Mapping[str, "Node"]:
        """The entries of a mapping that has one key for each of `keys`; `of` says in an error what the keys are."""
        found = self.mapping()
        for key, node in found.items():
            if key not in keys:
                raise node.error(f"'{key}' is no {of}, expected {_one_of(keys)}")
        for key in keys:
            if key not in found:
                raise self.error(f"{of} '{key}' is missing")
        return found

    def by_language(self) -> Mapping[str, "Node"]:
        """The entries of a mapping whose keys are languages, not necessarily all."""
        for key, node in self.mapping().items():
            if key not in LANGUAGES:
                raise node.error(f"unknown language '{key}', expected {_one_of(LANGUAGES)}")
        return self.mapping()

    def items(self) -> Sequence["Node"]:
        """The values of a list."""
        if not isinstance(self.content, Sequence) or isinstance(self.content, str):
            raise self.error(f"expected a list, found {self._kind()}")
        return self.content

    def text(self) -> str:
        """A non-empty text, trimmed."""
        if not isinstance(self.content, str) or not self.content.strip():
            raise self.error(f"expected a text, found {self._kind()}")
        return self.content.strip()

    def integer(self, least: int | None = None) -> int:
        """A whole number, not below `least`."""
        if not isinstance(self.content, int) or isinstance(self.content, bool):
            raise self.error(f"expected a whole number, found {self._kind()}")
        if least is not None and self.content < least:
            raise self.error(f"expected a whole number from {least}, found {self.content}")
        return self.content

    def boolean(self) -> bool:
        """true or false."""
        if not isinstance(self.content, bool):
            raise self.error(f"expected true or false, found {self._kind()}")
        return self.content

    def code(self) -> str:
        """A word such as `saddle_numbness`."""
        return self._matching(CODE, "a code of small letters, digits and _")

    def rule_id(self) -> str:
        """A rule's id such as `E01` or `P28_massage`."""
        return self._matching(RULE_ID, "an id such as E01")

    def one_of(self, allowed: Collection[str], what: str) -> str:
        """A word out of a closed list; `what` names the list in an error."""
        if not isinstance(self.content, str) or self.content not in allowed:
            raise self.error(f"unknown {what} {self._kind()}, expected {_one_of(allowed)}")
        return self.content

    def codes(self) -> tuple[str, ...]:
        """A list of different codes."""
        return _different(self.items(), [node.code() for node in self.items()])

    def words_of(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """A list of different words, each out of a closed list."""
        return _different(self.items(), [node.one_of(allowed, what) for node in self.items()])

    def plain(self) -> Any:
        """The value without lines: dicts, lists and scalars only."""
        if isinstance(self.content, Mapping):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, Sequence) and not isinstance(self.content, str):
            return [node.plain() for node in self.content]
        return self.content

    def _matching(self, pattern: re.Pattern[str], what: str) -> str:
        if not isinstance(self.content, str) or not pattern.fullmatch(self.content):
            raise self.error(f"expected {what}, found {self._kind()}")
        return self.content

    def _kind(self) -> str:
        if isinstance(self.content, Mapping):
            return "a mapping"
        if isinstance(self.content, Sequence) and not isinstance(self.content, str):
            return "a list"
        return "nothing" if self.content in (None, "") else repr(self.content)


def check_version(fields: Mapping[str, Node]) -> None:
    """A file that names its version names it in words."""
    if "version" in fields:
        fields["version"].text()


def read_source(folder: Path, name: str) -> Node:
    """The data file `name` (a path relative to `folder`, also its name in errors) as a tree of Node."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ProtocolError(name, 1, f"cannot be read: {type(problem).__name__}") from problem
    return source_of(name, text)


def source_of(name: str, text: str) -> Node:
    """The YAML `text` as a tree of Node; `name` is the file it stands in, for errors."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as problem:
        raise ProtocolError(name, _line_of(problem), f"not valid YAML: {_reason(problem)}") from problem
    if root is None:
        raise ProtocolError(name, 1, "expected a mapping, found an empty file")
    return _built(name, root, frozenset())


class DataFolder:
    """A folder of data files, each read and parsed once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[str, Node] = {}

    def source(self, name: str) -> Node:
        """The data file `name`, a path relative to the folder."""
        if name not in self._read:
            self._read[name] = read_source(self.path, name)
        return self._read[name]

    def names(self, pattern: str) -> tuple[str, ...]:
        """The paths of the files that fit a pattern such as `wording/*.yaml`, in order."""
        return tuple(sorted(found.relative_to(self.path).as_posix() for found in self.path.glob(pattern)))


def _built(file: str, node: yaml.Node, above: frozenset[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in above:
        raise ProtocolError(file, line, "an alias stands inside its own anchor")
    if isinstance(node, yaml.MappingNode):
        return Node(file, line, dict(_pairs(file, node, above | {id(node)})))
    if isinstance(node, yaml.SequenceNode):
        return Node(file, line, tuple(_built(file, child, above | {id(node)}) for child in node.value))
    return Node(file, line, _scalar(file, line, node))


def _scalar(file: str, line: int, node: yaml.Node) -> Content:
    try:
        return _SCALARS[node.tag](node.value)
    except (KeyError, ValueError) as problem:
        raise ProtocolError(file, line, f"cannot read '{node.value[:40]}' as {node.tag}") from problem


def _pairs(file: str, node: yaml.MappingNode, above: frozenset[int]) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    for key, child in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ProtocolError(file, line, "expected a plain word as key")
        if key.value in seen:
            raise ProtocolError(file, line, f"duplicate key '{key.value}'")
        seen.add(key.value)
        built = _built(file, child, above)
        yield key.value, Node(file, line, built.content)


def _different(nodes: Sequence[Node], words: list[str]) -> tuple[str, ...]:
    for position, word in enumerate(words):
        if word in words[:position]:
            raise nodes[position].error(f"'{word}' is named twice")
    return tuple(words)


def _one_of(words: Collection[str]) -> str:
    return "one of " + ", ".join(words) if words else "no key at all"


def _line_of(problem: yaml.YAMLError) -> int:
    mark = getattr(problem, "problem_mark", None)
    return mark.line + 1 if mark is not None else 1


def _reason(problem: yaml.YAMLError) -> str:
    return str(getattr(problem, "problem", None) or type(problem).__name__)
