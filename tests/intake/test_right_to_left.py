"""The patient's style sheets know no left and right, so that a language from right to left needs nothing more."""

import re
from pathlib import Path

import pytest

SHEETS = Path(__file__).parents[2] / "clinic" / "static" / "unknot"
FOR_OLD_PHONES = "@supports not (inset-inline: 0)"
NAMED = re.compile(
    r"^\s*(?:(?:margin|padding|border|inset)-(?:left|right)|left:|right:|(?:text-align|float): (?:left|right);)[^;]*",
    re.MULTILINE,
)
# Four lengths name the sides too, unless the logical ones follow at once.
FOUR = re.compile(r"^\s*(margin|padding|inset): (\S+) (\S+) (\S+) (\S+);(?!\s*\1-inline)", re.MULTILINE)


@pytest.mark.parametrize("name", ["tokens.css", "patient.css", "body_map.css"])
def test_no_side_is_named(name: str) -> None:
    css = (SHEETS / name).read_text("utf-8").partition(FOR_OLD_PHONES)[0]
    assert [found[0].strip() for found in NAMED.finditer(css)] == []
    assert [found[0].strip() for found in FOUR.finditer(css) if found[3] != found[5]] == []
