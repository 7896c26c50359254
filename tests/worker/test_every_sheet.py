"""The contact sheet's people, every region, pathway, language, size and paper: each sheet is whole, reads in order, and
passes the checks of PDF/UA-1 and those it lacks. A quarter of them in an ordinary run."""

import io
import os
import re
from html import unescape
from unicodedata import normalize

import page as page_validation
import pikepdf
import pytest

from handouts.composition.document import Kind, Paper, PrintSize
from handouts.html import HELP_ID, sheet_html
from tests.worker.box_faults import badly_printed, could_be_cut, printed_over, spilling
from tests.worker.rendering import rendered_once
from tests.worker.structure import elements, words_in_order
from worker import pdf
from worker.sample_people import Sample, samples

PEOPLE = list(samples())
FULL = bool(os.environ.get("UNKNOT_TEST_FULL"))
SHOWN = PEOPLE if FULL else PEOPLE[1::4]


def letters_of(words: str) -> str:
    """Letters alone: list marks, spaces and digits of list marks left out; a letter with its mark is one letter."""
    return "".join(char for char in normalize("NFC", words) if char.isalpha())


def dom_words(html: str) -> str:
    """The words of a page's body in the order of its elements, pictures left out."""
    main = html[html.index("<main>") : html.index("</main>")]
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<svg.*?</svg>", "", main, flags=re.DOTALL)))


def test_the_people_cover_everything() -> None:
    documents = [person.document for person in PEOPLE]
    assert len(PEOPLE) >= 30
    assert {made.language for made in documents} == {"en", "fr-CA", "es"}
    assert {made.paper for made in documents} == set(Paper) and {m.print_size for m in documents} == set(PrintSize)
    assert {person.disposition for person in PEOPLE} == {
        "emergency", "urgent", "gp_review", "physiotherapy", "massage", "chiropractic", "self_care",
    }  # fmt: skip
    assert not any(person.document.letterhead.draft for person in PEOPLE)


@pytest.mark.parametrize("person", SHOWN, ids=[person.name for person in SHOWN])
def test_every_sheet_is_whole_in_order_and_accessible(person: Sample) -> None:
    made, rendered = person.document, rendered_once(person.document)
    html = sheet_html(made, rendered.fit)
    pages = pdf.laid_out_pages(html)
    for number, one in enumerate(pages):
        assert not spilling(one) and not printed_over(one) and not could_be_cut(one) and not badly_printed(one)
        assert (HELP_ID in one.anchors) == (number == 0)
    assert str(page_validation.validate_pdf_bytes(rendered.pdf, profile="ua1")).count("Checks: 0 failed") == 1
    assert letters_of(words_in_order(rendered.pdf)) == letters_of(dom_words(html))
    assert not FULL or pdf.pdf_of(made).pdf == rendered.pdf
    assert rendered.pages <= most_pages(person)


def most_pages(person: Sample) -> int:
    """Two pages, four in larger type; in longer languages a diary sheet more, five for the longest words of all. A
    letter is one page, two in large type."""
    made = person.document
    larger = made.print_size is not PrintSize.STANDARD
    if made.kind is Kind.GET_HELP_LETTER:
        return 2 if made.print_size is PrintSize.LARGE else 1
    if made.language == "en":
        return 4 if larger else 2
    return 5 if larger else 3


@pytest.mark.parametrize("person", SHOWN[:4], ids=[person.name for person in SHOWN[:4]])
def test_what_the_machine_rules_leave_out(person: Sample) -> None:
    made, rendered = person.document, rendered_once(person.document)
    html = sheet_html(made, rendered.fit)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        assert str(opened.Root.Lang) == made.language
        found = list(elements(opened.Root.StructTreeRoot.K))
        kinds = [str(element.S) for element in found]
        alts = [str(element.Alt) for element in found if element.S == "/Figure"]
        assert len(alts) == html.count("<svg ") and all(alts)
        assert kinds.count("/TH") == html.count("<th ") and kinds.count("/TD") == html.count("<td>")
        heads = {str(element.ID) for element in found if element.S == "/TH"}
        for cell in (element for element in found if element.S == "/TD"):
            assert {str(name) for name in cell.A.Headers} <= heads and len(cell.A.Headers) == 2
        with opened.open_outline() as outline:
            assert outline.root and _count(outline.root) == len(re.findall(r"<h[123]", html))
        first_name = made.footer.line.partition(" · ")[0].rpartition(" ")[0]
        said = " ".join(str(value) for value in opened.docinfo.values()) + opened.Root.Metadata.read_bytes().decode()
        assert first_name and first_name not in said and first_name not in person.name


def _count(items: list[pikepdf.OutlineItem]) -> int:
    return len(items) + sum(_count(item.children) for item in items)
