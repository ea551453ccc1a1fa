"""
One worker migrates its database, the others copy it: migrating takes half a minute.

What is copied was made in this run, so that every run proves the migrations.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def migrated(django_db_modify_db_settings, tmp_path_factory):
    """The database to copy; none, where one process tests alone."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return None
    own = connection.settings_dict["TEST"]["NAME"]
    folder = tmp_path_factory.getbasetemp().parent  # of all workers of this run
    return Migrated(f"{own.removesuffix(worker)}migrated", folder)


class Migrated:
    """A copy of the first worker's database, as it was before its first test."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._lock = folder / "migrated.lock"
        self._there = folder / "migrated"

    @contextmanager
    def for_all(self) -> Iterator[None]:
        """Within, a worker's database is made: one after the other, first or a copy."""
        with self._alone():
            is_first = not self._there.exists()
            if not is_first:
                connection.settings_dict["TEST"]["TEMPLATE"] = self._name
            yield
            if is_first:
                connection.close()  # what is copied must be left alone
                own = connection.settings_dict["NAME"]
                self._drop()
                self._do(f'CREATE DATABASE "{self._name}" TEMPLATE "{own}"')
                self._there.touch()

    def copy_to(self, name: str) -> None:
        """Make a database of this name like it, if it is still there."""
        with self._alone():
            if self._there.exists():
                self._do(f'CREATE DATABASE "{name}" TEMPLATE "{self._name}"')

    def remove(self) -> None:
        """Whoever is done first removes it; who comes later is the first again."""
        with self._alone():
            self._there.unlink(missing_ok=True)
            self._drop()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _drop(self) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{self._name}"')

    def _do(self, sql: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)
