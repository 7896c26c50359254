"""An unknown key or word, or a value of the wrong kind, in any data file of the protocol or the library: the app does
not start and says file, line and what was expected. Faults are planted at one place of each kind; a part here, all in
--full."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml

from handouts import catalog_store
from handouts.composition.catalog import load_catalog
from handouts.reading.banned import read_banned
from intake import protocol_store
from intake.questionnaire.body_map import load_body_map
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import DataFolder
from intake.returning import read_returning
from intake.routing.protocol import load_protocol

FULL = bool(os.environ.get("UNKNOT_TEST_FULL"))
SEED = int(os.environ.get("UNKNOT_SEED", "20261120"))
PART = 20
PROTOCOLS, LIBRARY = protocol_store.FOLDER, catalog_store.FOLDER
WRONG = "[{moon: 1}]"
# Words that people write, with their numbers: any word may stand there.
FREE_KEYS = re.compile(r"times\.words\.[\w-]+\.(numbers|units|many|named|lasting)$")
LINES_APART = 3
MANY = 7  # so many entries of one kind are an open list of names, of which one is tried


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a data file: `index` in its text, for a mapping before its first key."""

    folder: Path
    name: str
    shape: str
    index: int
    column: int
    line: int
    flow: bool
    end: int = 0

    def __str__(self) -> str:
        return f"{self.name} {self.shape}".replace("[", "").replace("]", "")


def data_files() -> Iterator[tuple[Path, str]]:
    """Every YAML file; of activities and habits, which are all alike, the first of each."""
    for folder in (PROTOCOLS, LIBRARY):
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
        items = [name for name in names if name.endswith("item.yaml")]
        first = [next(name for name in items if name.startswith(kind)) for kind in ("activities", "habits") if items]
        yield from ((folder, name) for name in names if name not in items or name in first)


@cache
def spots() -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """(mappings, values), one of every shape."""
    mappings: dict[tuple[str, str], Spot] = {}
    values: dict[tuple[str, str], Spot] = {}
    for folder, name in data_files():
        root = yaml.compose((folder / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
        for shape, node in _walk(root, ""):
            found = mappings if isinstance(node, yaml.MappingNode) else values
            flow = isinstance(node, yaml.MappingNode) and bool(node.flow_style)
            mark = node.start_mark
            spot = Spot(folder, name, shape, mark.index, mark.column, mark.line + 1, flow, node.end_mark.index)
            found.setdefault((name, shape), spot)
    return tuple(mappings.values()), tuple(values.values())


def _walk(node: yaml.Node, shape: str) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _walk(child, f"{shape}[]")
        return
    yield shape.lstrip("."), node
    if isinstance(node, yaml.MappingNode):
        alike = len(node.value) >= MANY and len({type(child) for _, child in node.value}) == 1
        for key, child in node.value:
            yield from _walk(child, f"{shape}.{'*' if alike else key.value}")


def some(all_of_them: list[Spot]) -> list[Spot]:
    """All in --full, else a part of them, by the seed."""
    return all_of_them if FULL else Random(SEED).sample(all_of_them, len(all_of_them) // PART)


def mapping_spots() -> list[Spot]:
    return some([spot for spot in spots()[0] if not FREE_KEYS.search(spot.shape)])


def value_spots() -> list[Spot]:
    """Those of every file; the words of all languages are read alike, so English stands for them."""
    return some([spot for spot in spots()[1] if not spot.name.endswith(("/es.yaml", "/fr-CA.yaml"))])


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Copies of both folders, to break and to mend."""
    place = tmp_path_factory.mktemp("data")
    return {folder: Path(shutil.copytree(folder, place / folder.name)) for folder in (PROTOCOLS, LIBRARY)}


def start(copies: dict[Path, Path], folder: Path) -> None:
    """What happens to the files of a folder at the start of the app."""
    protocol = protocol_store.protocol()
    if folder == PROTOCOLS:
        load_protocol(copies[folder])
        load_body_map(copies[folder] / "body_map" / "v1")
        read_returning(DataFolder(copies[folder]), protocol)
    else:
        load_catalog(copies[folder], protocol.questionnaire, protocol.blocks.techniques)
        read_banned(copies[folder])


def failure(copies: dict[Path, Path], spot: Spot, text: str) -> ProtocolError:
    """What the start says once the file reads so."""
    path = copies[spot.folder] / spot.name
    whole = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        with pytest.raises(ProtocolError) as caught:
            start(copies, spot.folder)
    finally:
        path.write_text(whole, "utf-8")
    return caught.value


@pytest.mark.parametrize("spot", mapping_spots(), ids=str)
def test_an_unknown_key_stops_the_start(copies: dict[Path, Path], spot: Spot) -> None:
    text = (spot.folder / spot.name).read_text("utf-8")
    if spot.flow:
        planted = f"{text[: spot.index + 1]}moon: 1, {text[spot.index + 1 :]}"
    else:
        planted = f"{text[: spot.index]}moon: 1\n{' ' * spot.column}{text[spot.index :]}"
    assert_it_says_where_and_what(failure(copies, spot, planted), spot)


@pytest.mark.parametrize("spot", value_spots(), ids=str)
def test_a_value_of_the_wrong_kind_stops_the_start(copies: dict[Path, Path], spot: Spot) -> None:
    text = (spot.folder / spot.name).read_text("utf-8")
    line_end = "\n" if text[: spot.end].endswith("\n") else ""
    planted = f"{text[: spot.index]}{WRONG}{line_end}{text[spot.end :]}"
    assert_it_says_where_and_what(failure(copies, spot, planted), spot)


def assert_it_says_where_and_what(error: ProtocolError, spot: Spot) -> None:
    assert spot.name.endswith(error.file), error
    assert spot.line - LINES_APART <= error.line <= spot.line, error
    assert re.search("expected|is no|missing|has no|nothing asks", str(error)), error
