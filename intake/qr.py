"""A link as a QR code for a staff page or its print. In: an address. Out: inline SVG with its quiet zone."""

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET = 4


def qr_svg(address: str) -> SafeString:
    """The code, error level M. It says nothing that does not stand in the address."""
    rows = segno.make(address, error="m", micro=False).matrix
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    side = len(rows) + 2 * QUIET
    return mark_safe(  # noqa: S308  numbers only
        f'<svg class="qr" viewBox="-{QUIET} -{QUIET} {side} {side}" role="img" aria-label="QR code of the link">'
        f'<path fill="#fff" d="M-{QUIET} -{QUIET}h{side}v{side}h-{side}z"/><path fill="#000" d="{dots}"/></svg>'
    )
