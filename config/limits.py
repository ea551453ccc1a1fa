"""
Limits shared by all workers: so many acts of one subject in a stretch of time.

The counts live in an unlogged table: quick to write, and a crash may forget them.
Of a wide limit a process takes several acts at once, and counts those by itself.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from config.models import Allowance

# A row per subject; a new stretch of time begins at nought.
SPEND = """
INSERT INTO config_allowance AS kept (subject, stretch, spent)
VALUES (%(subject)s, %(stretch)s, %(acts)s)
    ON CONFLICT (subject) DO UPDATE
   SET stretch = excluded.stretch,
       spent = CASE kept.stretch WHEN excluded.stretch THEN kept.spent ELSE 0 END
             + excluded.spent
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


def spend(subject: str, *, limit: int, seconds: int, at_once: int = 1) -> int | None:
    """
    Count one act of the subject.

    :param subject: what is limited and for whom, such as ``login:10.0.0.7``
    :param limit: acts allowed in each stretch of ``seconds``
    :param at_once: acts this process takes before it asks again. Never more than
        the limit are allowed; what a process took and did not use is lost to others.
    :return: the seconds to wait, once the limit is passed; else ``None``
    """
    now = time.time()
    stretch = int(now // seconds) * seconds
    if at_once > 1 and taken.use(subject, stretch):
        return None
    if (noted := _noted.get()) is not None:
        noted.append((subject, stretch))
    spent = _count(subject, stretch, acts=at_once)
    allowed = limit - (spent - at_once)
    if allowed < 1:
        return max(1, round(seconds - now % seconds))
    if at_once > 1:
        taken.put(subject, stretch, min(allowed, at_once) - 1)
    return None


def passed(subject: str, *, limit: int, seconds: int) -> int | None:
    """
    Whether the subject has spent all it may; nothing is counted.

    :return: the seconds to wait, or ``None``
    """
    now = time.time()
    stretch = int(now // seconds) * seconds
    spent = Allowance.objects.filter(
        subject=subject[:120], stretch=stretch, spent__gte=limit
    )
    return max(1, round(seconds - now % seconds)) if spent.exists() else None


def give_back(subject: str, *, seconds: int) -> None:
    """Take back one act of the subject that turned out not to count."""
    stretch = int(time.time() // seconds) * seconds
    Allowance.objects.filter(
        subject=subject[:120], stretch=stretch, spent__gt=0
    ).update(spent=F("spent") - 1)


class Taken:
    """Acts this process has taken of wide limits and not used yet."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, int], int] = {}
        self._stretch = 0
        self._lock = Lock()

    def use(self, subject: str, stretch: int) -> bool:
        """Whether there was one left, which is used now."""
        with self._lock:
            left = self._left.get((subject, stretch), 0)
            if left:
                self._left[subject, stretch] = left - 1
            return left > 0

    def put(self, subject: str, stretch: int, acts: int) -> None:
        with self._lock:
            if stretch > self._stretch:  # what is left of earlier ones has lapsed
                self._left.clear()
                self._stretch = stretch
            self._left[subject, stretch] = self._left.get((subject, stretch), 0) + acts

    def forget(self) -> None:
        """Use nothing of what was taken."""
        with self._lock:
            self._left.clear()


taken = Taken()


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


def _count(subject: str, stretch: int, *, acts: int = 1) -> int:
    values: dict[str, Any] = {
        "subject": subject[:120],
        "stretch": stretch,
        "acts": acts,
    }
    with connection.cursor() as cursor:
        cursor.execute(SPEND, values)
        return int(cursor.fetchone()[0])
