"""What was typed of hours when the sign-in had run out."""

from django.http import HttpRequest, QueryDict

from config import typed
from volunteers.models import Volunteer

NAME = "typed_hours"
MOST = 20_000  # characters


def keep(request: HttpRequest) -> bool:
    """Keep what was sent until somebody signs in; whether it was kept."""
    return typed.keep(request, name=NAME, most=MOST)


def take(request: HttpRequest, volunteer: Volunteer) -> QueryDict | None:
    """What this volunteer typed, once."""
    return typed.take(request, name=NAME, by=volunteer.number)
