"""How far a long command has come, and about how long it will take yet."""

import time
from typing import TextIO

from django.core.management.base import OutputWrapper

EVERY = 2  # seconds


class Progress:
    """
    A line every few seconds: ``progress(done)``, or ``progress(done, of)`` where only
    then it is known.

    :param what: what is counted, such as "sessions"
    :param of: how many there are, or about how many; None where nobody knows
    """

    def __init__(self, out: TextIO | OutputWrapper, what: str, of: int | None) -> None:
        self._out = out
        self._what = what
        self._of = of
        self._started = self._told = time.monotonic()

    def __call__(self, done: int, of: int | None = None) -> None:
        now = time.monotonic()
        if now - self._told < EVERY or not done:
            return
        self._told = now
        self._of = of or self._of
        self._out.write(f"{self._words(done, now)}\n")
        self._out.flush()

    def _words(self, done: int, now: float) -> str:
        if not self._of or done > self._of:
            return f"{done:,} {self._what}"
        speed = done / (now - self._started)
        left = (self._of - done) / speed
        return (
            f"{done:,} of about {self._of:,} {self._what}, {speed:,.0f} a second,"
            f" about {left:.0f} seconds left"
        )

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._started
