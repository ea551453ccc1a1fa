import pytest

from tests.activities.making import publish, shift_of, sign_up, times


@pytest.fixture
def activity(association, zhao):
    """Guiding visitors at the hill on Saturday from nine to twelve, for twenty."""
    return publish(association, zhao, times(seats=20))


@pytest.fixture
def shift(activity):
    return shift_of(activity)


@pytest.fixture
def lin_comes(lin, shift):
    """Lin has a seat."""
    sign_up(shift, lin)
    return lin
