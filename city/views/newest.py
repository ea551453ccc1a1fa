"""Pages of sessions, the newest first, that begin after a session."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from city.views.asking import query
from hours.models import Session
from hours.models.queries import SessionQuerySet

SALT = "city.newest"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Some sessions, and the links to the newest and to older ones."""

    sessions: list[Session]
    newer_url: str | None
    older_url: str | None


def newest_page(
    request: HttpRequest, found: SessionQuerySet, *, size: int
) -> SessionPage:
    """
    The page that the address names; the first one unless it says ``after``.

    :raises BadRequest: if ``after`` is none of ours
    """
    after = request.GET.get("after", "")
    if after:
        found = found.newest_after(*_read(after))
    rows = list(found.with_names().newest_first()[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return SessionPage(
        sessions=rows,
        newer_url=query(request, after=None) if after else None,
        older_url=query(request, after=_place(rows[-1])) if more else None,
    )


def _place(session: Session) -> str:
    return signing.dumps([session.started_at.isoformat(), str(session.pk)], salt=SALT)


def _read(after: str) -> tuple[datetime, str]:
    try:
        start, pk = signing.loads(after, salt=SALT)
    except signing.BadSignature:
        raise BadRequest("after") from None
    return datetime.fromisoformat(start), pk
