"""The structure tree of a PDF as a screen reader walks it. In: bytes.
Out: its elements, and the words in reading order."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(node: Any) -> Iterator[Any]:
    """Every element under a node, in reading order."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child.get("/K", pikepdf.Array()))


def words_in_order(content: bytes) -> str:
    """The words of the document in the order of its structure tree."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        marked = {page.objgen: dict(_marked(page)) for page in opened.pages}
        return "".join(_walked(opened.Root.StructTreeRoot.K, None, marked))


def _walked(node: Any, page: Any, marked: dict[Any, dict[int, str]]) -> Iterator[str]:
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, int):
            yield marked[page].get(child, "")
        elif isinstance(child, pikepdf.Dictionary):
            here = child.Pg.objgen if "/Pg" in child else page
            if "/MCID" in child:
                yield marked[here].get(int(child.MCID), "")
            elif "/K" in child:
                yield from _walked(child.K, here, marked)


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The words of each marked piece of a page."""
    fonts = {name: letters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    known: dict[str, str] = {}
    stack: list[int | None] = []
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), list(step.operands)
        if operator in ("BDC", "BMC"):
            about = operands[1] if len(operands) > 1 else None
            stack.append(int(about.MCID) if isinstance(about, pikepdf.Dictionary) and "/MCID" in about else None)
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            known = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and stack and stack[-1] is not None:
            found[stack[-1]] = found.get(stack[-1], "") + "".join(known.get(glyph, "") for glyph in glyphs(operands))
    yield from found.items()


def glyphs(operands: list[Any]) -> Iterator[str]:
    """The glyph numbers, four hex digits each, that an operator shows."""
    parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else operands
    text = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    yield from (text[at : at + 2].hex() for at in range(0, len(text), 2))


def letters(font: pikepdf.Object) -> dict[str, str]:
    """What each glyph of a font stands for."""
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", font.ToUnicode.read_bytes().decode())
    return {glyph.lower(): bytes.fromhex(said).decode("utf-16-be") for glyph, said in pairs}


def stretched(content: bytes) -> list[tuple[float, ...]]:
    """How a picture is put on its page, where it is made wider or taller than it was drawn; there must be pictures."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        put = [
            tuple(float(number) for number in step.operands)
            for one in opened.pages
            for step in pikepdf.parse_content_stream(one)
            if str(step.operator) == "cm"
        ]
    assert put
    return [each for each in put if abs(abs(each[0]) - abs(each[3])) > 0.001 * abs(each[0])]
