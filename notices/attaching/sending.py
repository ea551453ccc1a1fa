"""Giving an attachment to whoever may see it, as nothing but a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from notices.models import Attachment


def as_response(attachment: Attachment) -> HttpResponse:
    """The file; pictures may be shown, documents only be saved."""
    return as_file(
        bytes(attachment.content.content),
        kind=attachment.kind,
        name=attachment.name,
        is_shown=attachment.is_image,
    )


def as_file(content: bytes, *, kind: str, name: str, is_shown: bool) -> HttpResponse:
    """What somebody sent, so that no browser takes it for anything else."""
    header = content_disposition_header(as_attachment=not is_shown, filename=name)
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": header or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
