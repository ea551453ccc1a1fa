"""Pages asked for as a browser does, within this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.db import connections
from django.test import Client

from volunteers.access.proof import mark_as_proved
from volunteers.models import Account


class NotAPage(Exception):
    """The server answered with something else than the page asked for."""


class Visitor:
    """Somebody signed in, or a stranger; asks for pages and sees that they come."""

    def __init__(self, login: str | None = None) -> None:
        self._client = Client(SERVER_NAME="127.0.0.1")
        if login:
            account = Account.objects.get(username=login)
            self._client.force_login(account)
            session = self._client.session
            mark_as_proved(session, account)
            session.save()

    def get(self, url: str) -> bytes:
        """:raises NotAPage: unless the answer is 200"""
        answer = self._client.get(url)
        if answer.status_code != 200:
            raise NotAPage(f"{url} answers {answer.status_code}")
        return answer.content

    def leave(self) -> None:
        """Sign out, so that no row of the visit stays."""
        self._client.logout()


Answer = tuple[str, Any, list[tuple[Any, ...]], int]


class Tape:
    """The answers of a database to one page's queries, in their order."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Every answer that the database gives meanwhile is kept."""
        with _cursors(lambda cursor: _Recorder(cursor, self.answers)):
            yield

    @contextmanager
    def playing(self) -> Iterator[None]:
        """The kept answers are given again, and no database is asked."""
        answers = iter(self.answers)
        with _cursors(lambda cursor: _Player(answers), ask=False):
            yield


@contextmanager
def _cursors(make: Any, *, ask: bool = True) -> Iterator[None]:
    connection: Any = connections["default"]
    own = type(connection).create_cursor

    def create_cursor(name: str | None = None) -> Any:
        return make(own(connection, name) if ask else None)

    connection.create_cursor = create_cursor
    try:
        yield
    finally:
        del connection.create_cursor


class _Recorder:
    """A cursor that keeps what it hands over."""

    def __init__(self, cursor: Any, answers: list[Answer]) -> None:
        self._cursor = cursor
        self._answers = answers
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, sql: str, params: Any = None) -> None:
        self._cursor.execute(sql, params)
        self.description = self._cursor.description
        self.rowcount = self._cursor.rowcount
        self._rows = self._cursor.fetchall() if self.description else []
        self._answers.append((sql, self.description, list(self._rows), self.rowcount))

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows, []
        return taken

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.fetchall())

    def close(self) -> None:
        if self._cursor:
            self._cursor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Player(_Recorder):
    """A cursor that answers from the tape."""

    def __init__(self, answers: Iterator[Answer]) -> None:
        super().__init__(None, [])
        self._tape = answers

    def execute(self, sql: str, params: Any = None) -> None:
        asked, self.description, rows, self.rowcount = next(self._tape)
        if asked != sql:
            raise NotAPage(f"Another query than at the recording: {sql[:80]}")
        self._rows = list(rows)
