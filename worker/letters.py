"""What each glyph of a PDF stands for, for those who listen to it or copy from it. In: fonts as WeasyPrint opens them.
Out: the same, where a mark drawn after its letter stands for itself: "ị" is drawn as i and a dot, and was read "iị"."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "handouts" / "static" / "vendor" / "noto-sans-0.4.2"


class ReadableFonts(dict[str, Any]):
    """The fonts of one document, by WeasyPrint's own key."""

    def __setitem__(self, key: str, font: Any) -> None:
        font.to_unicode = _Letters(font.to_unicode)
        super().__setitem__(key, font)


class _Letters(dict[int, str]):
    """The text of each glyph. A letter of two glyphs comes as no text for the first and the whole for the second."""

    def __setitem__(self, glyph: int, text: str) -> None:
        own = own_letters().get(glyph, "")
        super().__setitem__(glyph, own if own and (not text or unicodedata.combining(own)) else text)


@cache
def own_letters() -> dict[int, str]:
    """The letter that each glyph of our fonts has of its own, where both weights agree."""
    regular, bold = (_letters_of(FONTS / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold"))
    return {glyph: letter for glyph, letter in regular.items() if bold.get(glyph) == letter}


def _letters_of(path: Path) -> dict[int, str]:
    with TTFont(path, lazy=True) as font:
        found: dict[int, str] = {}
        for code, name in sorted(font.getBestCmap().items()):
            found.setdefault(font.getGlyphID(name), chr(code))
        return found
