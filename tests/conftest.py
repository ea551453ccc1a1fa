import pytest
from django.db import connection

from config import held, limits
from config.sms import memory

pytest_plugins = [
    "tests.big_city",
    "tests.browser",
    "tests.cast",
]


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
def nothing_sent():
    """Messages to phones are of one test."""
    memory.outbox.clear()


@pytest.fixture(autouse=True, scope="session")
def nobody_stays(django_db_setup, django_db_blocker):
    """A thread whose test is over may still be connected, and keep the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
