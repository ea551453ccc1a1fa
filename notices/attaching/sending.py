"""Giving an attachment to whoever may see it, as nothing but a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from notices.models import Attachment


def as_response(attachment: Attachment) -> HttpResponse:
    """The file; pictures may be shown, documents only be saved."""
    name = content_disposition_header(
        as_attachment=not attachment.is_image, filename=attachment.name
    )
    return HttpResponse(
        bytes(attachment.content.content),
        content_type=attachment.kind,
        headers={
            "Content-Disposition": name or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
