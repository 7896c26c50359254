"""Every letter of a name prints as its font draws it: the pixels of the printed heading against those of the same font
drawn by another renderer. Extracted text would read well even where the paper shows boxes."""

import io
import subprocess
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tests.handouts.paper import document
from tests.worker.structure import glyphs, words_in_order
from worker import pdf

FONT = pdf.STATIC / "vendor" / "noto-sans-0.4.2" / "NotoSans-Bold.ttf"
DPI = 300
NAMES = {
    "Polish": "Żółć Gęślą Jaźń Łęcki",
    "Vietnamese": "Nguyễn Thị Hằng Đỗ Ữ Ặ",
    "Greek": "Γεώργιος Παπαδόπουλος Ϊ",
    "Cyrillic": "Людмила Щербакова Ґ Є Ї Ў Ђ",
    "French and Spanish": "Ïœ Élodie Müñoz Çå",
    "Romanian and Turkish": "Ștefan Țîrlea Ğüşı",
}


def printed(name: str, folder: Path) -> tuple[Image.Image, bytes]:
    """The first line of a page that holds nothing but the name, as pdftoppm draws it, cut to its ink."""
    head = '<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>'
    html = f"{head}<body><main><h1>{name}</h1></main></body></html>"
    content = pdf.pdf_of_html(html)
    path = folder / "name.pdf"
    path.write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-singlefile", str(path), str(folder / "name")], check=True
    )
    with Image.open(folder / "name.png") as page:
        return inked(page.convert("L")), content


def drawn(name: str) -> Image.Image:
    """The name as FreeType draws it in the same font and size (18 pt), kerned as HarfBuzz says."""
    font = ImageFont.truetype(str(FONT), round(18 * DPI / 72), layout_engine=ImageFont.Layout.RAQM)
    picture = Image.new("L", (3000, 300), 255)
    ImageDraw.Draw(picture).text((50, 50), name, font=font, fill=0)
    return inked(picture)


def inked(picture: Image.Image) -> Image.Image:
    """The picture in black and white, cut to what is not white."""
    plain = picture.point(lambda shade: 255 if shade > 140 else 0)
    box = ImageChops.invert(plain).getbbox()
    assert box is not None
    return plain.crop(box)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The share of ink that both pictures have in common, 0 to 1, at one size."""
    other = other.resize(one.size).point(lambda shade: 255 if shade > 127 else 0)
    both = ImageChops.invert(ImageChops.lighter(one, other)).histogram()[255]
    either = ImageChops.invert(ImageChops.darker(one, other)).histogram()[255]
    return both / either


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_the_printed_name_looks_as_the_font_draws_it(name: str, tmp_path: Path) -> None:
    paper, content = printed(name, tmp_path)
    assert likeness(paper, drawn(name)) > 0.8
    with pikepdf.open(io.BytesIO(content)) as opened:
        fonts = [str(font.BaseFont) for font in opened.pages[0].Resources.Font.values()]
        shown = [
            glyph
            for step in pikepdf.parse_content_stream(opened.pages[0])
            if str(step.operator) in ("Tj", "TJ")
            for glyph in glyphs(list(step.operands))
        ]
    assert len(fonts) == 1 and "Unknot-Sans" in fonts[0] and shown and "0000" not in shown


def test_the_comparison_can_tell_a_wrong_letter(tmp_path: Path) -> None:
    paper, _ = printed("Nguyễn", tmp_path)
    assert likeness(paper, drawn("Nguyễn")) > 0.8
    assert max(likeness(paper, drawn(wrong)) for wrong in ("Nguyen", "Nguy\u25a1n", "Ngưyen")) < 0.8


def test_the_sheet_s_own_heading_uses_that_font() -> None:
    for name in NAMES.values():
        rendered = pdf.pdf_of(document(1, {"first_name": name}))
        with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
            names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
        assert names and all("Unknot-Sans" in font for font in names)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_can_be_heard_and_copied_as_it_is_written(name: str) -> None:
    head = '<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>'
    content = pdf.pdf_of_html(f"{head}<body><main><h1>{name}</h1></main></body></html>")
    assert normalize("NFC", words_in_order(content)) == normalize("NFC", name)
