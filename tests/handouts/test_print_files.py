"""The files the sheet is printed with: fonts as their makers gave them, a stylesheet that keeps its promises."""

import hashlib
import re

import pytest

from worker.pdf import STATIC

FONTS = STATIC / "vendor" / "noto-sans-0.4.2"
CSS = (STATIC / "handouts" / "print.css").read_text("utf-8")
RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))


def test_the_vendored_fonts_are_what_their_makers_gave() -> None:
    listed = dict(line.split()[::-1] for line in (FONTS / "SHA256SUMS").read_text("utf-8").splitlines())
    assert {path.name for path in FONTS.iterdir()} == {*listed, "SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE").read_text("utf-8")


def test_the_stylesheet_reaches_packaged_files_only() -> None:
    for address in re.findall(r'url\("([^"]+)"\)', CSS):
        assert not re.match(r"[a-z]+:|//", address)
        assert (STATIC / "handouts" / address).resolve().is_file()
    assert "@import" not in CSS


def test_nothing_hides_words_and_only_pictures_and_lines_have_a_height() -> None:
    written = " ".join(body for _, body in RULES)
    assert not re.search(r"overflow(?!-wrap)|clip|flex|:\s*grid", written)
    tall = {selector.strip() for selector, body in RULES if re.search(r"(?<![-\w])height:", body)}
    assert all(re.search(r"svg|img|hr|\b(th|td)\b", selector) for selector in tall), tall


@pytest.mark.parametrize(("selector", "least"), [("html", 12), ("html.size-clear", 14), ("html.size-large", 18)])
def test_the_body_is_as_large_as_it_must_be(selector: str, least: int) -> None:
    sizes = [
        int(size)
        for name, body in RULES
        if name.strip() == selector
        for size in re.findall(r"font-size: (\d+)pt", body)
    ]
    assert sizes == [least]


def test_no_type_is_smaller_than_12_pt() -> None:
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)pt", CSS)) == 12
    shrunk = {name.strip(): size for name, body in RULES for size in re.findall(r"font-size: (0\.\d+)em", body)}
    assert shrunk == {".more": "0.857"}  # .more stands inside a heading and comes out at 12 pt
