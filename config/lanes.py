"""Two things done at once, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def side_by_side(here: Callable[[], None], beside: Callable[[], None]) -> None:
    """
    Do both at once, ``beside`` in a thread with a connection of its own.

    It returns when both have ended, and raises what one of them raised. Within a
    transaction, whose rows no other connection sees, one is done after the other.
    """
    if connection.in_atomic_block:
        here()
        beside()
        return
    with ThreadPoolExecutor(max_workers=1) as other:
        ended = other.submit(_alone, beside)
        here()
        ended.result()


def _alone(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()
