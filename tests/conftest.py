import pytest

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
