"""Paper that is about nobody: the blank form and the poster, as HTML, and as a file that the worker makes once.

In: a clinic, a language, a paper and a print size. Out: XHTML for worker/pdf.py; a Printout, with its job filed.
"""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from clinic import outbox
from clinic.emergency_numbers import numbers_for
from clinic.languages import code_of
from clinic.models import Clinic
from clinic.network import reach_of_links
from handouts.blank_form import blank_form
from handouts.composition.filling import NO_BREAK
from handouts.composition.pictures import qr_code
from handouts.html_words import figure
from handouts.models import Printout, PrintoutKind
from intake import governance, languages, protocol_store

PRINTOUT = "printout"
PAPERS = ("letter", "a4")
SIZES = ("standard", "large")
LETTER_COUNTRIES = ("CA", "US")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of a clinic."""

    kind: PrintoutKind
    language: str
    paper: str
    size: str = "standard"

    @property
    def file_name(self) -> str:
        """A name that says what it is."""
        return f"{self.kind.value}-{self.language}-{self.paper}-{self.size}.pdf"


def usual_paper(clinic: Clinic) -> str:
    """The paper that printers of the clinic's country hold."""
    return "letter" if clinic.country in LETTER_COUNTRIES else "a4"


def wanted(clinic: Clinic, kind: PrintoutKind, language: str, paper: str, size: str) -> Wanted:
    """What was asked for, with the clinic's own for what it does not know."""
    offered = languages.offered(clinic)
    return Wanted(
        kind,
        language if language in offered else offered[0],
        paper if paper in PAPERS else usual_paper(clinic),
        size if size in SIZES and kind == PrintoutKind.FORM else "standard",
    )


def printout_of(clinic: Clinic, want: Wanted) -> Printout:
    """The paper as it would be now; its job is filed when it was never made. Doing it twice is harmless."""
    digest = digest_of(html_of(clinic, want))
    with transaction.atomic():
        found, is_new = Printout.objects.get_or_create(
            clinic=clinic, kind=want.kind, language=want.language, paper=want.paper, size=want.size, digest=digest
        )
        if is_new:
            outbox.file_job(clinic=clinic, kind=PRINTOUT, subject=found.id)
    return found


def want_of(printout: Printout) -> Wanted:
    """What a stored printout is."""
    return Wanted(PrintoutKind(printout.kind), printout.language, printout.paper, printout.size)


def digest_of(html: str) -> str:
    """sha256 of the page: any new word, number or address makes a new printout."""
    return hashlib.sha256(html.encode()).hexdigest()


def html_of(clinic: Clinic, want: Wanted) -> str:
    """The page as XHTML, in its language."""
    with translation.override(code_of(want.language)):
        common = {
            "clinic": clinic,
            "want": want,
            "numbers": numbers_for(clinic.country, want.language),
            "sample": governance.is_sample(clinic),
            "reach": reach_of_links(),
            "address": f"{settings.PUBLIC_URL}{reverse('intake:start', args=[clinic.slug])}",
        }
        more = _form(want) if want.kind == PrintoutKind.FORM else _poster(str(common["address"]), want)
        return _kept_together(render_to_string(f"handouts/paper/{want.kind.value}.html", common | more).strip()) + "\n"


def _kept_together(html: str) -> str:
    """French quotes and colons stay on the line of their words."""
    for loose, kept in (("« ", f"«{NO_BREAK}"), (" »", f"{NO_BREAK}»"), (" :", f"{NO_BREAK}:")):
        html = html.replace(loose, kept)
    return html


def _form(want: Wanted) -> dict[str, object]:
    form = blank_form(
        protocol_store.questionnaire(),
        protocol_store.wording(want.language),
        protocol_store.body_map(),
        front_alt=_("The body from the front, with a number on each place"),
        back_alt=_("The body from the back, with a number on each place"),
        size=want.size,
    )
    query = urlencode({"lang": want.language, "v": form.version})
    enter = f"{settings.PUBLIC_URL}{reverse('intake:start_paper')}?{query}"
    return {
        "form": form,
        "front": figure(form.front),
        "back": figure(form.back),
        "enter_code": figure(qr_code(enter, _("Code that opens the staff’s page to enter this form"))),
    }


def _poster(address: str, want: Wanted) -> dict[str, object]:
    link = f"{address}?{urlencode({'lang': want.language})}"
    return {"code": figure(qr_code(link, _("Code that opens the form on a phone"))), "shown": _without_scheme(address)}


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")
