import pytest

from config import held, limits

pytest_plugins = ["tests.cast", "tests.browser"]


@pytest.fixture(autouse=True)
def nothing_held():
    """What a process holds for some seconds is of the database of one test."""
    held.forget_all()
    limits.taken.forget()
