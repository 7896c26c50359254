"""The last look at a PDF before it is kept. In: bytes and the token of the revision they must hold.
Out: the number of pages, or RenderFailed with what is wrong."""

import io
from collections.abc import Iterator

import pikepdf

from worker.render_failed import RenderFailed

TOKEN_FIELD = "/handoutversion"  # noqa: S105  the name of a field, not a secret
MOST_PAGES = 12
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm")
_NAMES = ("/JavaScript", "/EmbeddedFiles")
_ACTIONS = frozenset({"/URI", "/GoTo"})
_LINKS = (b"https:", b"tel:", b"mailto:")


def check_pdf(pdf: bytes, token: str = "", most_pages: int = MOST_PAGES) -> int:
    """The pages of a PDF that opens, is tagged, holds nothing that acts, and carries `token` (unless that is "")."""
    if not pdf.startswith(b"%PDF-"):
        raise RenderFailed("check_header")
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            for code in _faults(opened, token, most_pages):
                raise RenderFailed(f"check_{code}")
            return len(opened.pages)
    except pikepdf.PdfError as problem:
        raise RenderFailed("check_structure") from problem


def _faults(opened: pikepdf.Pdf, token: str, most_pages: int) -> Iterator[str]:
    root = opened.Root
    if not 1 <= len(opened.pages) <= most_pages:
        yield "pages"
    if "/StructTreeRoot" not in root or "/Lang" not in root:
        yield "tags"
    if token and str(opened.docinfo.get(TOKEN_FIELD, "")) != token:
        yield "token"
    if any(name in root for name in _ACTIVE) or any(name in root.get("/Names", {}) for name in _NAMES):
        yield "active"
    if opened.attachments or any(not _is_harmless(note) for page in opened.pages for note in page.get("/Annots", [])):
        yield "active"


def _is_harmless(note: pikepdf.Object) -> bool:
    """Whether an annotation is a link to a place in the document or to an address people may open."""
    if note.get("/Subtype") != "/Link":
        return False
    action = note.get("/A")
    if action is None:
        return True
    return action.get("/S") in _ACTIONS and ("/URI" not in action or bytes(action["/URI"]).startswith(_LINKS))
