from django.conf import settings
from django.http import HttpResponse

A_YEAR = 31_536_000  # seconds


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Let the browser keep a choice of its reader for a year."""
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
