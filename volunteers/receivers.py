from typing import Any

from django.http import HttpRequest

from volunteers.models import Account
from volunteers.rules import choose_language


def keep_language(request: HttpRequest, language: str, **kwargs: Any) -> None:
    """Who is signed in finds the chosen language again wherever they sign in."""
    if request.user.is_authenticated:
        choose_language(account=request.user, language=language)


def ask_for_consent(request: HttpRequest, user: Account, **kwargs: Any) -> None:
    """Whoever signs in is told where a wording has changed since they agreed."""
    from volunteers.registering.consents import note_what_is_due

    if person := user.as_volunteer:
        note_what_is_due(request, person)
