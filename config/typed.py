"""What was typed when the sign-in had run out: it waits for the same person."""

from datetime import timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

WAITS = timedelta(minutes=30)
BY = "typed_by"  # the field of the form that says who typed


def keep(request: HttpRequest, *, name: str, most: int) -> bool:
    """
    Keep what was sent until somebody signs in; whether it was kept.

    :param most: characters, so that nobody fills the table of browser sessions
    """
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    words = typed.urlencode()
    if not typed.get(BY) or len(words) > most:
        return False
    request.session[name] = {"at": timezone.now().isoformat(), "words": words}
    return True


def take(request: HttpRequest, *, name: str, by: str) -> QueryDict | None:
    """What that person typed, once; stations share their computers."""
    kept = request.session.pop(name, None)
    if kept is None:
        return None
    kept_at = parse_datetime(kept["at"])
    typed = QueryDict(kept["words"])
    is_late = kept_at is None or kept_at + WAITS < timezone.now()
    return None if is_late or typed[BY] != by else typed
