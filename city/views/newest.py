"""Pages of sessions, the newest first, that begin after a session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from city.views.asking import query
from hours.models import Session, SessionFilter
from hours.models.queries import SessionQuerySet
from hours.newest import Newest, Place

SALT = "city.newest"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Some sessions, and the links to the newest and to older ones."""

    sessions: list[Session]
    newer_url: str | None
    older_url: str | None


def own_page(request: HttpRequest, found: SessionQuerySet, *, size: int) -> SessionPage:
    """
    The page of one's own sessions that the address names.

    :raises BadRequest: if its ``after`` is none of ours
    """
    after = _after(request)
    if after:
        found = found.newest_after(after.started_at, after.pk)
    rows = list(found.with_names().newest_first()[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    older = Place(rows[-1].started_at, rows[-1].pk) if more else None
    return _page(request, rows, older)


def newest_page(
    request: HttpRequest,
    wanted: SessionFilter,
    *,
    site: int | None = None,
    size: int,
) -> SessionPage:
    """
    The page that the address names, of all that the reader may see.

    :raises BadRequest: if its ``after`` is none of ours
    """
    newest = Newest(wanted=wanted, by=request.user, site=site, after=_after(request))
    page = newest.page(size=size)
    return _page(request, page.sessions, page.older)


def _page(
    request: HttpRequest, sessions: list[Session], older: Place | None
) -> SessionPage:
    is_first = not request.GET.get("after")
    return SessionPage(
        sessions=sessions,
        newer_url=None if is_first else query(request, after=None),
        older_url=query(request, after=_text(older)) if older else None,
    )


def _text(place: Place) -> str:
    return signing.dumps([place.started_at.isoformat(), str(place.pk)], salt=SALT)


def _after(request: HttpRequest) -> Place | None:
    text = request.GET.get("after", "")
    if not text:
        return None
    try:
        start, pk = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise BadRequest("after") from None
    return Place(datetime.fromisoformat(start), UUID(pk))
