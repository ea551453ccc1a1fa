"""A page of changes, and all of them one after the other."""

from collections.abc import Iterator

from city.changes.lines import ChangeLine, told
from city.changes.reading import Place, newest
from city.changes.scopes import Scope
from city.reports.paging import Page
from volunteers.models import Account

SIZE = 50
AT_ONCE = 500


def changes_page(
    scope: Scope, *, reader: Account, cursor: str = "", size: int = SIZE
) -> Page[ChangeLine]:
    """
    The page of the scope's changes that begins at ``cursor``, newest first.

    :raises NotACursor: if ``cursor`` is none
    """
    after = Place.read(cursor) if cursor else None
    found, onward = newest(scope.sources, after=after, size=size)
    lines = told(found, scope=scope, reader=reader)
    return Page(lines, previous=None, next=onward.text() if onward else None)


def every_change(scope: Scope, *, reader: Account) -> Iterator[ChangeLine]:
    """All of the scope's changes, newest first."""
    after: Place | None = None
    while True:
        found, after = newest(scope.sources, after=after, size=AT_ONCE)
        yield from told(found, scope=scope, reader=reader)
        if after is None:
            return
