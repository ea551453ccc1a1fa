import gc
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from config import held, limits
from config.database.owner import as_owner, is_divided
from config.sms import memory

pytest_plugins = [
    "tests.big_city",
    "tests.browser",
    "tests.cast",
    "tests.emptied",
    "tests.leaks",
    "tests.migrated",
    "tests.program",
]


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, migrated):
    """Between making the database and dropping it, everybody works as the program."""
    assert is_divided(), "Tests need two roles: see docs/contributing.md"
    with django_db_blocker.unblock():
        with migrated.for_all() if migrated else nullcontext():
            request.getfixturevalue("django_db_setup")  # pytest-django's own
        _work_as(settings.DATABASE_PROGRAM)
        yield
        _work_as(None)
        if migrated:
            migrated.remove()


@pytest.fixture(autouse=True, scope="module")
def what_is_loaded_stays():
    """
    The collector of garbage does not look through all that was imported every time.

    That took up to a quarter of a test that makes thousands of objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _work_as(role: str | None) -> None:
    connection.close()
    connection.settings_dict["OPTIONS"]["assume_role"] = role


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    """
    What a process holds for some seconds is of the database of one test.

    It is held throughout: a slow machine must not change how many queries there are.
    """
    monkeypatch.setattr(held, "SECONDS", 600.0)
    held.forget_all()
    limits.taken.forget()


@pytest.fixture(autouse=True, scope="session")
def forced_logins_are_complete():
    """See tests/signed_in.py."""
    from tests import signed_in  # noqa: F401 - models, only once Django is ready


@pytest.fixture(autouse=True)
def in_the_citys_language():
    """A page that was read in English leaves its thread speaking English."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def nothing_sent():
    """Messages to phones are of one test."""
    memory.outbox.clear()


@pytest.fixture(autouse=True, scope="session")
def nobody_stays(django_db_setup, django_db_blocker):
    """A thread whose test is over may still be connected, and keep the database."""
    yield
    with django_db_blocker.unblock(), as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
