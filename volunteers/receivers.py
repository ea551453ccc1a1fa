from typing import Any

from django.http import HttpRequest

from volunteers.rules import choose_language


def keep_language(request: HttpRequest, language: str, **kwargs: Any) -> None:
    """Who is signed in finds the chosen language again wherever they sign in."""
    if request.user.is_authenticated:
        choose_language(account=request.user, language=language)
