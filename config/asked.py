"""What addresses and forms carry, read with care: numbers, ids, and pages of ours."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 18  # digits: with them a number fits into every column


def whole(text: str) -> int | None:
    """The whole number a text is, None where it is none or longer than any of ours."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None


def uuid_or_none(text: str) -> UUID | None:
    """The id a text is, None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def uuid_or_404(text: str) -> UUID:
    """:raises Http404: if the text is no id: nothing is called so"""
    if (found := uuid_or_none(text)) is None:
        raise Http404
    return found


def own_page(request: HttpRequest, target: str) -> str:
    """The page of ours that was named, empty where another site or nothing was."""
    ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else ""
