"""
How long personal data is kept: what, what for, on which basis, and who forgets it.

The law wants the shortest time a purpose needs (个人信息保护法 art. 19). Each room
names its terms by the dotted path of a tuple::

    retention.register("volunteers.retention.TERMS")

A term that the city sets is a number of its policies, with the date from which it
holds. What is past its term is deleted by upkeep, some rows in each transaction.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from policies.reports import number

AT_ONCE = 500  # rows in one transaction
MOST_STEPS = 200  # of one kind whenever upkeep runs; the rest has its turn later

# Forgets up to ``most`` rows from before a moment, and says how many it did.
Forget = Callable[[datetime, int], int]

logger = logging.getLogger(__name__)
_paths: list[str] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """
    How long one kind of data is kept after what ends its purpose.

    :param code: of the term; of the city's number too, in days, where ``lasts`` is None
    :param after: what the time counts from, in words
    :param lasts: where the program fixes the time; None where the city sets it
    :param forget: what deletes it; None where that is part of something else
    """

    code: str
    what: str | Promise
    purpose: str | Promise
    basis: str | Promise
    after: str | Promise
    lasts: timedelta | None = None
    forget: Forget | None = None

    def on(self, day: date) -> timedelta:
        """How long it lasts on the local date."""
        if self.lasts is not None:
            return self.lasts
        return timedelta(days=number(self.code, on=day))


def register(path: str) -> None:
    """Let the terms at a dotted path hold."""
    if path not in _paths:
        _paths.append(path)


def terms() -> list[Term]:
    """The terms of every room, lowest room first."""
    return [term for path in _paths for term in import_string(path)]


def forget_due(*, at: datetime) -> None:
    """Delete what is past its term; any number of times, by any number of callers."""
    for term in terms():
        if term.forget is not None:
            try:
                _forget(term, term.forget, at=at)
            except Exception:  # one kind's trouble leaves the others their turn
                logger.exception("Forgetting %s failed", term.code)


def _forget(term: Term, forget: Forget, *, at: datetime) -> None:
    before = at - term.on(timezone.localdate(at))
    for _step in range(MOST_STEPS):
        if forget(before, AT_ONCE) < AT_ONCE:
            return
