"""What was typed when the sign-in had run out: it waits for the same person."""

from datetime import timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from volunteers.models import Volunteer

NAME = "typed_hours"
WAITS = timedelta(minutes=30)
MOST = 20_000  # characters, so that nobody fills the table of browser sessions


def keep(request: HttpRequest) -> bool:
    """Keep what was sent until somebody signs in; whether it was kept."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    words = typed.urlencode()
    if not typed.get("typed_by") or len(words) > MOST:
        return False
    request.session[NAME] = {"at": timezone.now().isoformat(), "words": words}
    return True


def take(request: HttpRequest, volunteer: Volunteer) -> QueryDict | None:
    """What this volunteer typed, once; stations share their computers."""
    kept = request.session.pop(NAME, None)
    if kept is None:
        return None
    kept_at = parse_datetime(kept["at"])
    typed = QueryDict(kept["words"])
    is_late = kept_at is None or kept_at + WAITS < timezone.now()
    return None if is_late or typed["typed_by"] != volunteer.number else typed
