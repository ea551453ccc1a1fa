"""A second pair of hands: threads with a database session of their own."""

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.db import connection

from config.database.owner import as_owner

PATIENCE = 20  # seconds until a test gives up on somebody who never comes


class Background:
    """
    Somebody who acts at the same time, in a database session of their own.

    Tests that use one are marked ``django_db(transaction=True)``: what is not
    committed, nobody else sees.
    """

    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act
        self._result: Any = None
        self._error: BaseException | None = None
        self._pid: int | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            connection.ensure_connection()
            self._pid = connection.connection.info.backend_pid
            self._result = self._act()
        except BaseException as error:
            self._error = error
        finally:
            connection.close()

    def waits(self) -> bool:
        """Whether they end up waiting for somebody's lock, rather than finishing."""
        deadline = time.monotonic() + PATIENCE
        while self._thread.is_alive():
            if self._pid and _waits_for_a_lock(self._pid):
                return True
            assert time.monotonic() < deadline, "neither waits nor finishes"
            time.sleep(0.005)
        self.result()  # raises what went wrong, if anything did
        return False

    def result(self) -> Any:
        """What the act returned, once it is done; what it raised is raised here."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "still not done"
        if self._error:
            raise self._error
        return self._result


def in_background(act: Callable[[], Any]) -> Background:
    """Begin the act now, beside the test."""
    return Background(act)


def all_at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What the acts return, all begun at the same moment."""
    barrier = threading.Barrier(len(acts), timeout=PATIENCE)

    def begin(act: Callable[[], Any]) -> Callable[[], Any]:
        def begun() -> Any:
            barrier.wait()
            return act()

        return begun

    crowd = [in_background(begin(act)) for act in acts]
    return [one.result() for one in crowd]


@contextmanager
def held(sql: str, *values: Any):
    """Another session, of the owner, that ran the statement and did not commit yet."""
    done, release = threading.Event(), threading.Event()

    def hold() -> None:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(sql, values)
            done.set()
            release.wait(PATIENCE)
            cursor.execute("COMMIT")

    holder = in_background(hold)
    try:
        assert done.wait(PATIENCE), "the statement to hold did not end"
        yield
    finally:
        release.set()
        holder.result()


def _waits_for_a_lock(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cardinality(pg_blocking_pids(%s)) > 0",
            [pid],
        )
        return cursor.fetchone()[0]
