import pytest

from tests.activities.making import publish, shift_of


@pytest.fixture
def activity(association, zhao):
    """Guiding visitors at the hill: one shift of two seats, a week from NOON."""
    return publish(association, zhao)


@pytest.fixture
def shift(activity):
    return shift_of(activity)
