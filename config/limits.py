"""
Limits shared by all workers: so many acts of one subject in a stretch of time.

The counts live in an unlogged table: quick to write, and a crash may forget them.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

# A row per subject; a new stretch of time begins at nought.
SPEND = """
INSERT INTO config_allowance AS kept (subject, stretch, spent)
VALUES (%(subject)s, %(stretch)s, 1)
    ON CONFLICT (subject) DO UPDATE
   SET stretch = excluded.stretch,
       spent = CASE kept.stretch WHEN excluded.stretch THEN kept.spent + 1 ELSE 1 END
RETURNING spent
"""

_noted: ContextVar[list[tuple[str, int]] | None] = ContextVar("noted", default=None)


def address_of(request: HttpRequest) -> str:
    """
    Where a request came from, behind as many proxies as ``NUM_PROXIES`` says.

    What a caller writes into X-Forwarded-For itself stands further left.
    """
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.NUM_PROXIES and hops[0]:
        return hops[-min(settings.NUM_PROXIES, len(hops))].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def spend(subject: str, *, limit: int, seconds: int) -> int | None:
    """
    Count one act of the subject.

    :param subject: what is limited and for whom, such as ``login:10.0.0.7``
    :param limit: acts allowed in each stretch of ``seconds``
    :return: the seconds to wait, once the limit is passed; else ``None``
    """
    now = time.time()
    stretch = int(now // seconds) * seconds
    if (noted := _noted.get()) is not None:
        noted.append((subject, stretch))
    spent = _count(subject, stretch)
    return None if spent <= limit else max(1, round(seconds - now % seconds))


@contextmanager
def counted_anyway() -> Iterator[None]:
    """
    Count what is spent inside even when it fails and its transaction is undone.

    A wrong password must count, whatever transaction it was tried in.
    """
    noted: list[tuple[str, int]] = []
    token = _noted.set(noted)
    try:
        yield
    except BaseException:
        for subject, stretch in noted:
            _count(subject, stretch)
        raise
    finally:
        _noted.reset(token)


def _count(subject: str, stretch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SPEND, {"subject": subject[:120], "stretch": stretch})
        return int(cursor.fetchone()[0])
