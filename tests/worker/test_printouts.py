"""Blank paper: the form and the poster as PDFs that machines accept, made once, and what stands on them."""

import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import page
import pytest
import segno
from django.test import Client
from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes

from clinic.models import Clinic, Job
from handouts import files, printouts
from handouts.models import Printout, PrintoutKind
from intake import protocol_store
from tests.people import People, make_clinic
from tests.worker.box_faults import badly_printed, every
from tests.worker.structure import stretched
from tests.worker.test_pdf import words_on
from worker import jobs, pdf
from worker.pdf_check import check_pdf

FORM, POSTER = PrintoutKind.FORM, PrintoutKind.POSTER


@pytest.fixture
def clinic(db: None) -> Clinic:
    return make_clinic("harbour", name="Harbour Pain & Movement", languages=["en", "fr-CA", "es"])


def made(clinic: Clinic, *given: Any) -> bytes:
    return pdf.pdf_of_html(printouts.html_of(clinic, printouts.Wanted(*given)), ("form.css",))


@pytest.mark.parametrize(
    ("language", "paper", "size", "most"),
    [
        ("en", "a4", "standard", 8),
        pytest.param("en", "letter", "standard", 9, marks=pytest.mark.full),
        pytest.param("fr-CA", "a4", "standard", 10, marks=pytest.mark.full),
        pytest.param("fr-CA", "letter", "standard", 10, marks=pytest.mark.full),
        pytest.param("es", "a4", "standard", 10, marks=pytest.mark.full),
        pytest.param("es", "letter", "standard", 10, marks=pytest.mark.full),
        pytest.param("fr-CA", "a4", "large", 36, marks=pytest.mark.full),
    ],
)
def test_the_form_passes_every_machine_rule_of_pdf_ua_1(
    clinic: Clinic, language: str, paper: str, size: str, most: int
) -> None:
    content = made(clinic, FORM, language, paper, size)
    pages = check_pdf(content, "", 60)
    assert pages <= most
    report = page.validate_pdf_bytes(content, profile="ua1")
    assert report.is_compliant, report
    assert stretched(content) == []
    text = " ".join(words_on(content, number) for number in range(pages))
    assert "911" in words_on(content, 0) and clinic.phone in words_on(content, 0)
    for number in range(pages):
        assert protocol_store.questionnaire().version in words_on(content, number)
    wording = protocol_store.wording(language)
    for asked in protocol_store.questionnaire().pages:
        assert bare(wording.page(asked.id).title) in bare(text)


def bare(text: str) -> str:
    """The letters alone: lines are broken, and French has spaces of several widths."""
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("size", ["standard", pytest.param("large", marks=pytest.mark.full)])
def test_no_list_goes_on_in_another_column_or_on_another_page(clinic: Clinic, size: str) -> None:
    """A list of warning signs that breaks off looks finished."""
    html = printouts.html_of(clinic, printouts.Wanted(FORM, "fr-CA", "letter", size))
    if size == "standard":  # the warning signs
        html = re.sub(r'<div class="wide">.*</main>', "</main>", html, flags=re.DOTALL)
    found = Counter(
        box.element
        for sheet in pdf.laid_out_pages(html, ("form.css",))
        for box, _ in every(sheet._page_box)
        if isinstance(box, boxes.BlockBox) and box.element_tag == "ul" and box.element.get("class") == "opts"
        and not isinstance(box.style, AnonymousStyle)  # what WeasyPrint wraps around lines within the list
    )  # fmt: skip
    assert len(found) > 10 and set(found.values()) == {1}


@pytest.mark.parametrize(
    "language", ["fr-CA", pytest.param("en", marks=pytest.mark.full), pytest.param("es", marks=pytest.mark.full)]
)
def test_the_foot_of_a_large_form_is_whole_and_no_quote_stands_alone(clinic: Clinic, language: str) -> None:
    html = printouts.html_of(clinic, printouts.Wanted(FORM, language, "letter", "large"))
    assert not any(loose in html for loose in ("« ", " »", " :"))
    two = '<main><p>1</p><p class="new-page">2</p></main>'
    short = re.sub(r"<main>.*</main>", two, html, flags=re.DOTALL)
    pages = pdf.laid_out_pages(short, ("form.css",))
    assert len(pages) == 2 and [fault for one in pages for fault in badly_printed(one)] == []


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_the_poster_is_one_page_and_says_not_for_emergencies(clinic: Clinic, language: str) -> None:
    content = made(clinic, POSTER, language, "letter")
    assert check_pdf(content) == 1
    assert page.validate_pdf_bytes(content, profile="ua1").is_compliant
    assert "911" in words_on(content, 0)


def codes_in(html: str) -> list[str]:
    """The squares of every QR code on a page, as one text each."""
    return re.findall(r'<path d="((?:M\d+ \d+h\d+v1h-\d+z)+)"', html)


def squares(link: str) -> str:
    """The same for the QR code of a link."""
    rows = segno.make(link, error="m", micro=False).matrix
    return "".join(
        f"M{found.start()} {y}h{len(found[0])}v1h-{len(found[0])}z"
        for y, row in enumerate(rows)
        for found in re.finditer("1+", "".join(str(int(bool(dark))) for dark in row))
    )


def test_the_codes_lead_to_the_form_and_to_its_staff_page(clinic: Clinic, settings: Any) -> None:
    settings.PUBLIC_URL = "https://clinic.example"
    poster = printouts.html_of(clinic, printouts.Wanted(POSTER, "es", "a4"))
    assert codes_in(poster) == [squares("https://clinic.example/i/harbour/?lang=es")] and "hang this up" not in poster
    version = protocol_store.questionnaire().version
    form = printouts.html_of(clinic, printouts.Wanted(FORM, "es", "a4"))
    link = f"https://clinic.example/ways-in/paper/?lang=es&v={version}"
    assert codes_in(form) == [squares(link)]
    assert parse_qs(urlsplit(link).query).keys() == {"lang", "v"}, "no personal data in the code"


@pytest.mark.parametrize(
    ("address", "says"),
    [("http://127.0.0.1:8000", "Only this computer can open"), ("http://10.0.0.4", "can read along")],
)
def test_a_poster_that_patients_cannot_use_says_so(clinic: Clinic, settings: Any, address: str, says: str) -> None:
    settings.PUBLIC_URL = address
    poster = printouts.html_of(clinic, printouts.Wanted(POSTER, "es", "a4"))
    assert "do not hang this up" in poster.lower() and says in poster and "Ask whoever set Unknot up" in poster
    form = printouts.html_of(clinic, printouts.Wanted(FORM, "es", "a4"))
    assert bool(codes_in(form)) == ("Only this computer" not in says), "no code that no phone can open"


def test_a_paper_is_made_once_by_the_worker_and_anew_when_its_words_change(clinic: Clinic, settings: Any) -> None:
    address = "/ways-in/poster/"
    assert Client().get(address).status_code == 302
    waiting = Client().get("/i/harbour/paper/?lang=fr-CA&size=large&paper=nonsense")
    assert waiting.status_code == 202 and waiting["Refresh"] == "2" and "Un instant" in waiting.content.decode()
    assert Client().get("/i/harbour/paper/?lang=fr-CA&size=large").status_code == 202
    row = Printout.objects.get()
    assert (row.paper, row.size, Job.objects.get().kind) == ("letter", "large", "printout")
    # Making the form itself is the story of the test above.
    row.sha256, row.made_at = files.store(b"%PDF-1.7 paper"), row.clinic.created_at
    row.save()
    jobs.do_due_jobs()
    opened = Client().get("/i/harbour/paper/?lang=fr-CA&size=large")
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"] == 'inline; filename="form-fr-CA-letter-large.pdf"'
    clinic.phone = "555-0199"
    clinic.save()
    assert Client().get("/i/harbour/paper/?lang=fr-CA&size=large").status_code == 202
    assert Printout.objects.count() == 2


@pytest.mark.django_db
def test_the_poster_comes_from_the_worker(people: People, signed_in: Any) -> None:
    blair = signed_in(people.blair)
    assert blair.get("/ways-in/poster/").status_code == 202
    assert jobs.do_due_jobs() == 1
    answer = blair.get("/ways-in/poster/")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")


def test_a_paper_that_cannot_be_made_is_said(clinic: Clinic) -> None:
    Client().get("/i/harbour/paper/")
    Job.objects.update(state="quarantined")
    assert Client().get("/i/harbour/paper/").status_code == 503
