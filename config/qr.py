"""Codes to scan, drawn into pages: a picture that needs no style and no file."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # modules of white around it, as ISO/IEC 18004 wants


def drawn(text: str, *, label: str, quiet: int = QUIET) -> SafeString:
    """
    The text as a QR code.

    :param label: what it is, for who does not see it
    :param quiet: modules of white around it; less only where the page is white
    """
    rows = modules(text, quiet=quiet)
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    size = len(rows)
    return format_html(
        '<svg class="hh-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="#000" d="{2}"/></svg>',
        size,
        label,
        mark_safe(dark),  # noqa: S308 - numbers of ours
    )


def modules(text: str, *, quiet: int = QUIET) -> list[list[bool]]:
    """Which of its squares are dark, row by row."""
    code = qrcode.QRCode(border=quiet)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()
