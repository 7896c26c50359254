"""The printed sheet in Typst's own markup. In: the sheet's XHTML. Out: text with the same words, headings, lists,
tables and drawings, plainly set; for the figure that shows another engine beside ours, not for printing.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
INLINE = frozenset({"strong", "span", "a", "b", "em", "br", "img", f"{SVG}svg"})
PREAMBLE = """#set document(title: {title})
#set page(paper: "us-letter", margin: (x: 20mm, top: 12mm, bottom: 22mm))
#set text(font: "Noto Sans", size: 12pt, lang: "{language}")
"""


def quoted(words: str) -> str:
    """A Typst string."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Sheet:
    """Walks the page once; drawings go into `folder`, since Typst reads them as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawings = 0

    def markup(self, html: str) -> str:
        """The whole page."""
        root = ElementTree.fromstring(html)
        title = root.findtext("head/title") or ""
        body = root.find("body/main")
        assert body is not None
        return PREAMBLE.format(title=quoted(title), language=root.get("lang")) + self.block(body)

    def block(self, element: ElementTree.Element) -> str:
        """One element with all that is in it."""
        tag = element.tag
        if tag == f"{SVG}svg":
            return self.drawing(element)
        if tag in {"h1", "h2", "h3"}:
            return f"\n#heading(level: {tag[1]})[{self.inside(element)}]\n"
        if tag == "table":
            return self.table(element)
        if tag in {"ul", "ol"}:
            items = "".join(f"[{self.inside(item)}]," for item in element)
            return f"\n#{'list' if tag == 'ul' else 'enum'}({items})\n"
        if tag == "hr":
            return "\n#v(9mm)#line(length: 100%)\n"
        if "row" in (element.get("class") or "").split():
            cells = "".join(f"[{self.inside(cell)}]," for cell in element)
            return f"\n#grid(columns: ({'1fr,' * len(element)}), gutter: 2mm, {cells})\n"
        words = self.inside(element)
        if tag == "strong":
            return f"#strong[{words}]"
        return words if tag in INLINE else f"\n\n{words}\n"

    def inside(self, element: ElementTree.Element) -> str:
        """Words and children in their order."""
        return _words(element.text) + "".join(self.block(child) + _words(child.tail) for child in element)

    def table(self, element: ElementTree.Element) -> str:
        """Header row first."""
        rows = [list(row) for row in element.iter("tr")]
        head, *rest = [[f"[{self.inside(cell)}]" for cell in row] for row in rows]
        body = ",".join(cell for row in rest for cell in row)
        return f"\n#table(columns: {len(head)}, table.header({','.join(head)}), {body})\n"

    def drawing(self, element: ElementTree.Element) -> str:
        """The drawing as a file beside the page, with its alt text."""
        self.drawings += 1
        name = f"figure-{self.drawings}.svg"
        ElementTree.register_namespace("", SVG.strip("{}"))
        (self.folder / name).write_bytes(ElementTree.tostring(element))
        return f"#box(image({quoted(name)}, height: 22mm, alt: {quoted(element.get('aria-label') or '-')}))"


def _words(words: str | None) -> str:
    return re.sub(r"([\\#$*_`<>@=~/\[\]])", r"\\\1", re.sub(r"\s+", " ", words or ""))
