import pytest

from tests.hours.at_the_desk import signed_in


@pytest.fixture
def at_desk(zhao):
    """Captain Zhao, at the desk, in English."""
    return signed_in(zhao)
