import pytest

from config import held, limits

pytest_plugins = ["tests.big_city", "tests.browser", "tests.cast"]


@pytest.fixture(autouse=True)
def nothing_held():
    """What a process holds for some seconds is of the database of one test."""
    held.forget_all()
    limits.taken.forget()
