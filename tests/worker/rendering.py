"""The PDF of a document, made once a run for all tests that look at it. In: a HandoutDocument. Out: a Rendered.

A test of making itself (the same bytes twice, nothing kept between two renders) calls worker.pdf.
"""

from functools import cache

from handouts.composition.document import HandoutDocument
from worker import pdf


@cache
def rendered_once(document: HandoutDocument) -> pdf.Rendered:
    """As worker.pdf makes it."""
    return pdf.pdf_of(document)
