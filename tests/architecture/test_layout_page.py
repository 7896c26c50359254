"""The page on how the code is laid out names files that exist: whoever looks for a change finds it."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
TABLE = re.findall(
    r"^\| (?!You want|---)(.+?) \| (.+) \|$", (PROJECT / "docs" / "ARCHITECTURE.md").read_text("utf-8"), re.M
)
NAME = re.compile(r"`([\w/.{},-]+(?:\.\w+|/))`")


def named(cell: str) -> list[Path]:
    """The files a cell names; one without a folder lies beside the one before it."""
    found: list[Path] = []
    for name in NAME.findall(cell):
        before, _, choices = name.partition("{")
        for choice in choices.partition("}")[0].split(","):
            path = before + choice + choices.partition("}")[2]
            beside = found[-1] if found and found[-1].is_dir() else found[-1].parent if found else PROJECT
            found.append(PROJECT / path if "/" in path.rstrip("/") or path == "run" else beside / path)
    return found


@pytest.mark.parametrize(("what", "where"), TABLE, ids=[what[:40] for what, _ in TABLE])
def test_each_change_has_its_place(what: str, where: str) -> None:
    files = named(where)
    assert files and not [file for file in files if not file.exists()]
